using System.CommandLine;
using LogReg.Checking;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg check</c>: what in a CSV file would do a regression harm.</summary>
internal sealed class CheckCommand : DocumentedCommand
{
    public const string Verb = "check";
    public const string Summary = "Check a CSV file before training: list its columns, its problems and the option that solves each";

    private readonly CliEnvironment _environment;
    private readonly TrainOptions _options = new();
    private readonly ReadingOptions _reading = new(ReadingOptions.UsualMissingValues);
    private readonly DataOptions _data = new("DATA.csv", "Data to check");
    private readonly ProcessOptions _processes = new();
    private readonly Option<bool> _propose = OptionFactory.Flag(
        "--propose-terms",
        "Test splines and products that --formula could add, one likelihood-ratio test each, and propose a formula");
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();
    private readonly Option<bool> _strict = OptionFactory.Flag("--strict", "Exit with code 3 if there is an error or a warning");

    public CheckCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_data.Argument);
        AddGroup("Columns", _options.OfColumns);
        AddGroup("Terms", _propose);
        AddGroup("Output", _json, _quiet, _strict);
        AddGroup("Several processes", _processes.All);
        AddGroup("Database", _data.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Check a file before training", "logreg check titanic.csv"),
        new(
            "Check the columns that will be used, with an exit code for a script",
            "logreg check titanic.csv --target survived --exclude name --strict"),
        new("Ask which curves and products the model could have", "logreg check titanic.csv --target survived --propose-terms"),
    ];

    private int Run(ParseResult parsed)
    {
        SourceFileOptions reading = _reading.Bind(parsed, CsvOptions.DefaultMissingValues, _environment.Processes);
        LogisticRegression regression = _options.Bind(parsed, reading.Csv.Threads);
        DataReference data = _data.Read(parsed);
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        if (isQuiet && parsed.GetValue(_propose))
        {
            throw new UsageException("--quiet leaves out the report that --propose-terms asks for", "leave one of them out");
        }

        _processes.Prepare(parsed, data, ProcessWork.Checking, _environment);
        (DataCheckReport report, ProposedTerms? proposed) = Check(parsed, regression, data, reading);
        if (parsed.GetValue(_json))
        {
            CheckJson.Write(_environment.Report, report, data.Name, proposed);
        }
        else if (isQuiet)
        {
            WriteFindings(report);
        }
        else
        {
            var writer = new ReportWriter(_environment);
            CheckReport.Write(writer, report, data.Name);
            if (proposed is not null)
            {
                ProposalReport.Write(writer, proposed);
            }
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

    private (DataCheckReport Report, ProposedTerms? Proposed) Check(
        ParseResult parsed, LogisticRegression regression, DataReference data, SourceFileOptions reading) =>
        TrainOptions.AgainstData(() => ProgressDisplay.Run(_environment, isWanted: !parsed.GetValue(_quiet), progress =>
        {
            using DataSource source = DataInput.Open(data, reading, _environment);
            _reading.RequireUsed(parsed, source);
            return ProcessOptions.TellingStraggler(_environment, () =>
            {
                DataCheckReport report =
                    regression.Check(source, _environment.Processes.Collective, progress, _environment.CancellationToken);
                return (report, parsed.GetValue(_propose) ? Propose(parsed, regression, source, data, progress) : null);
            });
        }));

    // Where no model can be fitted, the findings say more than an error would.
    private ProposedTerms Propose(
        ParseResult parsed, LogisticRegression regression, DataSource source, DataReference data, IProgress<TrainingProgress>? progress)
    {
        try
        {
            TermProposals proposals =
                regression.ProposeTerms(source, _environment.Processes.Collective, progress, _environment.CancellationToken);
            return proposals.Problem is OptionText problem
                ? ProposedTerms.None(problem, proposals.Hint)
                : new ProposedTerms(proposals)
                {
                    Command = proposals.Formula is null ? null : TrainCommandLine(parsed, data, proposals.Formula),
                };
        }
        catch (LogRegException exception) when (exception is not CollectiveException)
        {
            return ProposedTerms.None(exception.Text, exception.Hint);
        }
    }

    private string TrainCommandLine(ParseResult parsed, DataReference data, string formula)
    {
        IEnumerable<string> columns = _options.OfColumns.Except<Option>([_options.Formula, _options.Features])
            .Concat(_reading.All.Where(option => option != _reading.Threads))
            .SelectMany(option => OptionFactory.Typed(parsed, option));
        return string.Join(' ', data.Words.Concat(columns).Append("--formula").Append(formula).Select(ShellText.Word).Prepend("logreg train"));
    }
}
