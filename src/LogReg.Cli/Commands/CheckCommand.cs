using System.CommandLine;
using LogReg.Checking;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg check</c>: what in a CSV file would do a regression harm.</summary>
internal sealed class CheckCommand : DocumentedCommand
{
    private readonly CliEnvironment _environment;
    private readonly TrainOptions _options = new();
    private readonly ReadingOptions _reading = new(ReadingOptions.UsualMissingValues);
    private readonly Argument<string> _data =
        new("DATA.csv") { Description = "Data to check: a CSV file, plain or .gz, or - for standard input" };
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();
    private readonly Option<bool> _strict = OptionFactory.Flag("--strict", "Exit with code 3 if there is an error or a warning");

    public CheckCommand(CliEnvironment environment)
        : base("check", "Check a CSV file before training: list its columns, its problems and the option that solves each")
    {
        _environment = environment;
        Add(_data);
        AddGroup("Columns", _options.OfColumns);
        AddGroup("Output", _json, _quiet, _strict);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Check a file before training", "logreg check titanic.csv"),
        new(
            "Check the columns that will be used, with an exit code for a script",
            "logreg check titanic.csv --target survived --exclude name --strict"),
    ];

    private int Run(ParseResult parsed)
    {
        CsvOptions csv = _reading.Bind(parsed, CsvOptions.DefaultMissingValues);
        LogisticRegression regression = _options.Bind(parsed, csv.Threads);
        string data = parsed.GetRequiredValue(_data);
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        DataCheckReport report = Check(parsed, regression, data, csv);
        if (parsed.GetValue(_json))
        {
            CheckJson.Write(_environment.Report, report, data);
        }
        else if (isQuiet)
        {
            WriteFindings(report);
        }
        else
        {
            CheckReport.Write(new ReportWriter(_environment), report, data);
        }

        return parsed.GetValue(_strict) && report.HasFindings(FindingSeverity.Warning) ? ExitCode.Untrusted : ExitCode.Success;
    }

    // The warnings and errors of a check are its findings.
    private void WriteFindings(DataCheckReport report)
    {
        foreach (DataFinding finding in report.Findings)
        {
            string hint = FlagSpelling.Of(finding.Hint);
            if (finding.Severity == FindingSeverity.Error)
            {
                Messages.Error(_environment, finding.Message, hint);
            }
            else if (finding.Severity == FindingSeverity.Warning)
            {
                Messages.Warning(_environment, finding.Message, hint);
            }
        }
    }

    private DataCheckReport Check(ParseResult parsed, LogisticRegression regression, string data, CsvOptions csv) =>
        TrainOptions.AgainstData(() => ProgressDisplay.Run(_environment, isWanted: !parsed.GetValue(_quiet), progress =>
        {
            using DataSource source = DataInput.Open(data, csv, _environment);
            _reading.RequireUsed(parsed, source);
            return regression.Check(source, progress, _environment.CancellationToken);
        }));
}
