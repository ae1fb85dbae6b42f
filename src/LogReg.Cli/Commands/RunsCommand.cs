using System.CommandLine;
using System.Text.Json;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg runs</c>: the trainings that were recorded, as a table.</summary>
internal sealed class RunsCommand : DocumentedCommand
{
    public const string Verb = "runs";
    public const string Summary = "Show the trainings that 'train --record' has recorded, with their measures and how their options differ";

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _file = new("RUNS.jsonl") { Description = "File written by 'logreg train --record'" };

    private readonly Option<RunOrder?> _sort = OptionFactory.Choice<RunOrder>(
        "--sort", "Show the best first by this measure, of test or cross-validated rows where there are any [default: time]");

    private readonly Option<int?> _last = OptionFactory.Whole(
        "--last", "N", "Show the last N trainings only [default: all]", value => value >= 1, "a whole number of 1 or more");

    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the trainings as JSON");

    public RunsCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_file);
        AddGroup("Output", _sort, _last, _json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Record trainings, then compare them", "logreg train data.csv --record runs.jsonl && logreg runs runs.jsonl"),
        new("Show the best of the last ten by AUC", "logreg runs runs.jsonl --last 10 --sort auc"),
    ];

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_file);
        (long Line, RunDocument? Run)[] lines = [.. RunLog.Read(path)];
        long[] damaged = [.. lines.Where(line => line.Run is null).Select(line => line.Line)];
        IReadOnlyList<RunDocument> runs = [.. lines.Where(line => line.Run is not null).Select(line => line.Run!)];
        if (runs.Count == 0)
        {
            throw new LogRegException(
                $"{path}: {(damaged.Length == 0 ? "there are no trainings" : "no line of it is a training")}",
                "record one with 'logreg train DATA.csv --record FILE'");
        }

        runs = [.. runs.Skip(runs.Count - Math.Min(runs.Count, parsed.GetValue(_last) ?? runs.Count))];
        runs = RunsTable.Sort(runs, parsed.GetValue(_sort) ?? RunOrder.Time);
        if (parsed.GetValue(_json))
        {
            var document = new RunsDocument(path, runs, damaged);
            _environment.Report.WriteLine(
                Printable.Json(JsonSerializer.Serialize(document, RunJson.Report.RunsDocument)));
        }
        else
        {
            RunsTable.Write(new ReportWriter(_environment), path, runs);
        }

        _environment.FlushReport();
        foreach (long line in damaged)
        {
            Messages.Warning(_environment, $"{path}, line {line}: this is not a training record, and is passed over", hint: null);
        }

        return ExitCode.Success;
    }
}
