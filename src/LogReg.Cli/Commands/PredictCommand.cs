using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg predict</c>: a prediction for each row of a CSV input, as CSV.</summary>
internal sealed class PredictCommand : DocumentedCommand
{
    public const string Verb = "predict";
    public const string Summary = "Predict the class of each row of a CSV file, and its probability";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly ProcessOptions _processes = new();
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _input = new("INPUT.csv", "Rows to predict");

    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "Write the predictions to FILE [default: standard output]", "-o");
    private readonly Option<bool> _append = OptionFactory.Flag("--append", "Put all columns of the input before the prediction");
    private readonly Option<string[]> _keep =
        OptionFactory.Names("--keep", "COLUMNS", "Put these columns of the input before the prediction, separated by commas");
    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<double?> _interval = OptionFactory.Number(
        "--interval",
        "CONFIDENCE",
        "Add columns lower and upper, the confidence interval of each probability at this level, such as 0.95",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    private readonly Option<int?> _explain = OptionFactory.Whole(
        "--explain",
        "N",
        "Add the N largest contributions to the log-odds of each row, and flag unusual cells",
        value => value is >= 1 and <= 1000,
        "a whole number from 1 to 1000");

    private readonly Option<PredictionLayout?> _layout = OptionFactory.Choice<PredictionLayout>(
        "--layout", "Write predictions as CSV, or as LIBLINEAR's predict -b 1 does [default: csv]");

    private readonly Option<bool> _safe = OptionFactory.SafeForSpreadsheets();
    private readonly Option<bool> _quiet = OptionFactory.Flag("--quiet", "Print no progress and no notes");

    public PredictCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        Add(_input.Argument);
        AddGroup("Output", _output, _append, _keep, _threshold, _lambda, _interval, _explain, _layout, _safe, _quiet);
        AddGroup("Several processes", _processes.All);
        AddGroup("Database", _input.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Print the columns prediction and probability, one line per row", "logreg predict model.json titanic.csv"),
        new("Write predictions beside the columns of the input", "logreg predict model.json titanic.csv --append -o predictions.csv"),
        new(
            "Add confidence intervals and the three largest contributions",
            "logreg predict model.json titanic.csv --interval 0.95 --explain 3"),
        new("Predict from a pipe, keeping a column", "zcat titanic.csv.gz | logreg predict model.json - --keep age | head"),
    ];

    private int Run(ParseResult parsed)
    {
        RequireOneOfAppendAndKeep(parsed);
        RequireAlone(parsed);
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference input = _input.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, input.Path ?? "");
        _processes.Prepare(parsed, input, ProcessWork.Prediction, _environment);
        OutputFile? file = _environment.Processes.AtRoot(() => PrepareFile(parsed, input, modelPath));
        using JointRows? rows = _environment.Processes.IsSingle
            ? null
            : new JointRows(
                _environment.Processes, OutputFile.PathOf(parsed.GetValue(_output)), _environment.CancellationToken);
        LogisticModel model = ModelArgument.Load(_environment, modelPath, parsed.GetValue(_threshold), parsed.GetValue(_lambda));
        RequireLiblinear(parsed, model);
        bool quiet = parsed.GetValue(_quiet);
        ScoringOptions wanted = WantedOptions(parsed, model) with { ReadTarget = !quiet };
        var summary = new PredictionSummary(model);

        // While predictions run over the terminal there is no place for a progress bar.
        bool showsProgress = !quiet && (file is not null || !_environment.IsOutputTerminal);
        ScoringTally tally = ProgressDisplay.Run(_environment, showsProgress, progress =>
        {
            using DataSource source = _reading.OpenForScoring(parsed, input, model, _environment);
            return RunOf(parsed, model, source, wanted, file, rows, summary).Run(progress);
        });
        Messages.Warnings(_environment, tally.Warnings);
        foreach (string line in quiet ? [] : summary.Lines())
        {
            Messages.Write(_environment, line);
        }

        return ExitCode.Success;
    }

    private void RequireOneOfAppendAndKeep(ParseResult parsed)
    {
        if (parsed.GetValue(_append) && parsed.Given(_keep) is { Length: > 0 })
        {
            throw UsageException.Conflict(
                "--append", "--keep", "leave one of them out: --append keeps all columns, --keep those that it names");
        }
    }

    // LIBLINEAR's lines have room for a label and probabilities only.
    private void RequireAlone(ParseResult parsed)
    {
        if (IsLiblinear(parsed)
            && ((Option[])[_append, _keep, _interval, _explain, _safe]).FirstOrDefault(
                option => parsed.GetResult(option) is { Implicit: false }) is Option stray)
        {
            throw UsageException.Conflict("--layout liblinear", stray.Name, "leave one of them out");
        }
    }

    // Whoever reads the lines splits them at blanks.
    private void RequireLiblinear(ParseResult parsed, LogisticModel model)
    {
        if (IsLiblinear(parsed)
            && model.Target.Classes.FirstOrDefault(name => name.Length == 0 || name.Any(char.IsWhiteSpace)) is string split)
        {
            throw new UsageException(
                $"--layout liblinear separates the classes by blanks, but the class '{split}' has one itself",
                "leave --layout out, or train on classes without blanks");
        }
    }

    private OutputFile? PrepareFile(ParseResult parsed, DataReference input, string modelPath)
    {
        OutputFile? file = OutputFile.PrepareRows(parsed.GetValue(_output), input.Files.Append(modelPath));
        file?.RequireSafeUsed(_safe.Name, parsed.GetValue(_safe));
        if (IsLiblinear(parsed))
        {
            file?.RequireText("--layout liblinear");
        }

        return file;
    }

    private PredictionRun RunOf(
        ParseResult parsed,
        LogisticModel model,
        DataSource source,
        ScoringOptions wanted,
        OutputFile? file,
        JointRows? rows,
        PredictionSummary summary)
    {
        IReadOnlyList<string> kept = KeptColumns.Choose(
            source, parsed.GetValue(_append), parsed.Given(_keep) ?? [], PredictionWriter.ColumnsOf(model, wanted), "the prediction");
        return new PredictionRun
        {
            Environment = _environment,
            Model = model,
            Source = source,
            Options = wanted with { KeptColumns = kept },
            IsLiblinear = IsLiblinear(parsed),
            IsSafe = parsed.GetValue(_safe),
            IsPlain = _reading.ArePlain(parsed),
            Path = OutputFile.PathOf(parsed.GetValue(_output)),
            File = file,
            Rows = rows,
            Summary = summary,
        };
    }

    private bool IsLiblinear(ParseResult parsed) => parsed.GetValue(_layout) == PredictionLayout.Liblinear;

    private ScoringOptions WantedOptions(ParseResult parsed, LogisticModel model)
    {
        double? interval = parsed.GetValue(_interval);
        int contributions = parsed.GetValue(_explain) ?? 0;
        return model.Target.IsBinary || (interval is null && contributions == 0)
            ? new ScoringOptions { Interval = interval, Contributions = contributions }
            : throw new UsageException(
                $"{(interval is null ? "--explain" : "--interval")} supports two classes, but the model has {model.Target.Classes.Count}",
                "leave it out, or train a model of one class against the others");
    }
}
