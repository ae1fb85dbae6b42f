using System.CommandLine;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Sources;
using LogReg.Updating;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg update</c>: a model recalibrated or refitted to newer rows.</summary>
internal sealed class UpdateCommand : DocumentedCommand
{
    public const string Verb = "update";
    public const string Summary = "Recalibrate or refit a model to newer rows, and show what has changed";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _data = new("NEW.csv", "Newer rows with known classes");

    private readonly Option<UpdateMethod?> _method = OptionFactory.Choice(
        "--method",
        "What to change: intercept, the intercept alone; slope, the intercept and one factor for all other coefficients; refit, all "
            + "coefficients; isotonic, nothing in the equation, but a step function is added after it; auto, the simplest of no change, "
            + "intercept, slope and refit that a closed test procedure does not reject [default: auto]",
        UpdateMethod.Auto,
        UpdateMethod.Intercept,
        UpdateMethod.Slope,
        UpdateMethod.Refit,
        UpdateMethod.Isotonic);

    private readonly Option<double?> _significance = OptionFactory.Number(
        "--significance",
        "NUMBER",
        "With --method auto, reject a simpler update at this p-value [default: 0.05]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    private readonly Option<string?> _weight = OptionFactory.Text(
        "--weight", "COLUMN", "Weight rows by this column: a row of weight 2 counts as two, one of weight 0 is left out");

    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "Write the updated model to FILE [default: only show what would change]", "-o");

    private readonly Option<bool> _reproducible = OptionFactory.Flag(
        "--reproducible", "Leave the date of the update out of the model file");

    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();

    public UpdateCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        _method.Aliases.Add("--calibrate");

        // Both names and all words do not fit on a line.
        _method.HelpName = "METHOD";
        Add(_model);
        Add(_data.Argument);
        AddGroup("Update", _method, _significance, _weight);
        AddGroup("Output", _output, _reproducible, _json, _quiet);
        AddGroup("Database", _data.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("See what an update would change", "logreg update churn.json new.csv"),
        new("Update as far as the new rows demand it", "logreg update churn.json new.csv -o churn-v2.json"),
        new("Change only the intercept", "logreg update churn.json new.csv --method intercept -o churn-v2.json"),
        new("Add a step function after the equation", "logreg update churn.json new.csv --calibrate isotonic -o churn-v2.json"),
    ];

    private int Run(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference data = _data.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, data.Path ?? "");
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        UpdateOptions options = OptionsOf(parsed);
        LogisticModel model = ModelArgument.Load(_environment, modelPath, threshold: null, lambda: null);
        if (!model.Target.IsBinary)
        {
            throw new LogRegException(
                $"{modelPath}: the model has {model.Target.Classes.Count} classes, but an update is for two",
                $"train a new model: {data.After($"logreg train --target {ShellText.Name(model.Target.Name)}")}");
        }

        string? output = parsed.GetValue(_output);
        OutputFile? file = output is null ? null : OutputFile.Prepare("--output", output, data.Files.Append(modelPath));
        (ModelUpdate update, string name) = ProgressDisplay.Run(_environment, isWanted: !isQuiet, progress =>
        {
            using var hash = new DataHash(progress: null, _environment.CancellationToken);
            SourceFileOptions reading = _reading.Bind(parsed, model.MissingValues);
            using DataSource source = DataInput.Open(data, reading, _environment, hash);
            _reading.RequireUsed(parsed, source);
            TargetColumn.Require(model, source, isUpdate: true);
            ModelUpdate found = model.Update(source, options, progress, _environment.CancellationToken);
            if (file is not null && found.Method != UpdateMethod.None)
            {
                hash.Take(source, _environment.Processes.Collective);
                found = found with { Model = Described(parsed, found, data, hash.Finish()) };
            }

            return (found, source.Name);
        });
        file?.Write(update.Model.Save);
        if (parsed.GetValue(_json))
        {
            UpdateJson.Write(_environment.Report, update, modelPath, name, output);
        }
        else if (!isQuiet)
        {
            UpdateReport.Write(new ReportWriter(_environment), update, model, modelPath, name, options.WeightColumn, output);
        }

        _environment.FlushReport();
        Messages.Warnings(_environment, update.DataWarnings);
        foreach (FitWarning warning in update.Warnings)
        {
            Messages.Warning(_environment, warning.Message, FlagSpelling.Of(warning.Hint));
        }

        return ExitCode.Success;
    }

    private UpdateOptions OptionsOf(ParseResult parsed)
    {
        UpdateMethod method = parsed.GetValue(_method) ?? UpdateMethod.Auto;
        return method != UpdateMethod.Auto && parsed.GetResult(_significance) is not null
            ? throw new UsageException(
                $"--significance has no effect with --method {EnumName.Of(method)}", "leave it out, or use --method auto")
            : new UpdateOptions
            {
                Method = method,
                Significance = parsed.GetValue(_significance) ?? new UpdateOptions().Significance,
                WeightColumn = parsed.GetValue(_weight),
            };
    }

    private LogisticModel Described(
        ParseResult parsed, ModelUpdate update, DataReference data, (string? Hash, string? Reason) hash) =>
        update.Model.WithUpdateProvenance(new ModelProvenance
        {
            Program = "logreg",
            Version = ProgramVersion.Text,
            Date = parsed.GetValue(_reproducible) ? null : _environment.Clock.GetUtcNow(),
            Data = ProvenanceOptions.NameOf(data),
            RowsRead = update.RowsRead,
            DataHash = hash.Hash,
            NoHashReason = hash.Reason,
            Options = ProvenanceOptions.Given(parsed, [_method, _significance, _weight, .. _reading.All.Except([_reading.Threads])]),
        });
}
