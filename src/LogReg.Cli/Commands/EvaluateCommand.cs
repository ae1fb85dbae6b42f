using System.CommandLine;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg evaluate</c>: how well a model predicts rows whose class is known.</summary>
internal sealed class EvaluateCommand : DocumentedCommand
{
    public const string Verb = "evaluate";
    public const string Summary = "Compare a model's predictions with the known classes of a CSV file";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly ProcessOptions _processes = new();
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _test = new("TEST.csv", "Rows with known classes");

    private readonly Option<string?> _weight = OptionFactory.Text("--weight", "COLUMN", "Weight rows by this column");
    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();

    public EvaluateCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        Add(_test.Argument);
        AddGroup("Data", _weight);
        AddGroup("Output", _threshold, _lambda, _json, _quiet);
        AddGroup("Several processes", _processes.All);
        AddGroup("Database", _test.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Show all metrics and the confusion matrix", "logreg evaluate model.json titanic.csv"),
        new("Predict the positive class at a probability of 0.3 or more", "logreg evaluate model.json titanic.csv --threshold 0.3"),
    ];

    private int Run(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference test = _test.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, test.Path ?? "");
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        _processes.Prepare(parsed, test, ProcessWork.Evaluation, _environment);
        LogisticModel model = ModelArgument.Load(_environment, modelPath, parsed.GetValue(_threshold), parsed.GetValue(_lambda));
        string? weight = parsed.GetValue(_weight);
        EvaluationOutcome outcome = ProgressDisplay.Run(_environment, isWanted: !isQuiet, progress =>
        {
            using DataSource source = _reading.OpenForScoring(parsed, test, model, _environment);
            TargetColumn.Require(model, source);
            return new EvaluationOutcome(
                model,
                modelPath,
                source.Name,
                ProcessOptions.TellingStraggler(_environment, () => model.Evaluate(
                    source, _environment.Processes.Collective, weight, progress, _environment.CancellationToken)))
            {
                WeightColumn = weight,
            };
        });
        if (parsed.GetValue(_json))
        {
            JsonReport.Write(_environment.Report, outcome);
        }
        else if (!isQuiet)
        {
            EvaluationReport.Write(new ReportWriter(_environment), outcome);
        }

        _environment.FlushReport();
        Messages.Warnings(_environment, outcome.Evaluation.Warnings);
        return ExitCode.Success;
    }
}
