using System.CommandLine;
using LogReg.Charts;
using LogReg.Charts.Reports;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Monitoring;
using LogReg.Sources;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg monitor</c>: whether later rows are still like those of training, and predictions still right.</summary>
internal sealed class MonitorCommand : DocumentedCommand
{
    public const string Verb = "monitor";
    public const string Summary = "Compare later rows with those of training, and predictions with outcomes; exit with code 3 beyond limits";

    private static readonly MonitorOptions Defaults = new();

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _batch = new("BATCH.csv", "Later rows, with or without known classes");

    private readonly Option<string?> _time = OptionFactory.Text(
        "--time-column", "COLUMN", "Compare by day, week, month or year, whatever suits the span of the dates in this column");

    private readonly Option<string?> _weight = OptionFactory.Text("--weight", "COLUMN", "Weight outcomes by this column");

    private readonly Option<double?> _chance = OptionFactory.Number(
        "--false-alarms",
        "SHARE",
        "Let chance raise an alarm in this share of reports, all findings and periods together [default: 0.01]",
        value => value is > 0 and <= 0.5,
        "a number above 0 and up to 0.5");

    private readonly Option<double?> _stability = Limit(
        "--psi-limit", "Allow a population stability index of the score or a feature up to this [default: 0.25]");

    private readonly Option<double?> _share = OptionFactory.Number(
        "--share-limit",
        "SHARE",
        "Allow this share more of missing, unseen or out-of-range cells of a feature than in training [default: 0.05]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    private readonly Option<double?> _ratio = OptionFactory.Number(
        "--oe-limit",
        "FACTOR",
        "Allow this factor between observed and expected positive rows [default: 1.25]",
        value => value >= 1,
        "a number of 1 or more");

    private readonly Option<double?> _slope = Limit(
        "--slope-limit", "Allow this difference of the calibration slope from 1 [default: 0.25]");

    private readonly Option<double?> _area = Limit(
        "--auc-limit", "Allow an AUC smaller by this than that of test rows, of folds or, without them, of training rows [default: 0.05]");

    private readonly Option<string?> _report = OptionFactory.Text("--report", "FILE", "Write an HTML page to FILE, with figures over time");
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();

    public MonitorCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        Add(_batch.Argument);
        AddGroup("Data", _time, _weight);
        AddGroup("Limits", _stability, _share, _ratio, _slope, _area, _chance);
        AddGroup("Output", _report, _json, _quiet);
        AddGroup("Database", _batch.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Compare last month's customers with those of training", "logreg monitor churn.json may.csv"),
        new(
            "Write a page with a figure of each quantity over time",
            "logreg monitor churn.json all.csv --time-column signup_date --report page.html"),
        new("Mail only if something is beyond its limit", "logreg monitor churn.json today.csv --quiet || mail -s churn team < today.csv"),
    ];

    private int Run(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference batch = _batch.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, batch.Path ?? "");
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        LogisticModel model = ModelArgument.Load(_environment, modelPath, threshold: null, lambda: null);
        string? page = parsed.GetValue(_report);
        OutputFile? file = page is null ? null : OutputFile.Prepare("--report", page, batch.Files.Append(modelPath));
        ReportCommand.RequireHtml("--report", page);
        MonitorOptions options = OptionsOf(parsed);
        (MonitorReport report, string name) = ProgressDisplay.Run(_environment, isWanted: !isQuiet, progress =>
        {
            using DataSource source = Open(parsed, batch, model);
            return (model.Monitor(source, options, progress, _environment.CancellationToken), source.Name);
        });
        file?.Write(stream => stream.Write(
            MonitorPage.Make(report, model, Path.GetFileName(name), new ReportOptions { ModelName = modelPath })));
        if (parsed.GetValue(_json))
        {
            MonitorJson.Write(_environment.Report, report, modelPath, name, options);
        }
        else if (!isQuiet)
        {
            MonitorReportText.Write(new ReportWriter(_environment), report, model, modelPath, name, page);
        }

        _environment.FlushReport();
        Messages.Warnings(_environment, report.Warnings);
        foreach (MonitorAlarm alarm in report.Alarms)
        {
            Messages.Warning(_environment, MonitorText.Alarm(alarm), hint: null);
        }

        return report.Alarms.Count == 0 ? ExitCode.Success : ExitCode.Untrusted;
    }

    // With dates, the rows are read twice, so that a pipe has to be copied.
    private DataSource Open(ParseResult parsed, DataReference batch, LogisticModel model)
    {
        if (parsed.GetValue(_time) is null)
        {
            return _reading.OpenForScoring(parsed, batch, model, _environment);
        }

        SourceFileOptions reading = _reading.Bind(parsed, model.MissingValues);
        DataSource source = DataInput.Open(batch, reading, _environment);
        _reading.RequireUsed(parsed, source);
        return source;
    }

    private MonitorOptions OptionsOf(ParseResult parsed) => new()
    {
        TimeColumn = parsed.GetValue(_time),
        WeightColumn = parsed.GetValue(_weight),
        FalseAlarms = parsed.GetValue(_chance) ?? Defaults.FalseAlarms,
        StabilityLimit = parsed.GetValue(_stability) ?? Defaults.StabilityLimit,
        ShareLimit = parsed.GetValue(_share) ?? Defaults.ShareLimit,
        RatioLimit = parsed.GetValue(_ratio) ?? Defaults.RatioLimit,
        SlopeLimit = parsed.GetValue(_slope) ?? Defaults.SlopeLimit,
        AreaLimit = parsed.GetValue(_area) ?? Defaults.AreaLimit,
    };

    private static Option<double?> Limit(string name, string description) =>
        OptionFactory.Number(name, "NUMBER", description, value => value > 0, "a number above 0");
}
