using System.CommandLine;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg diagnose</c>: residuals, leverage and Cook's distance of each row of a CSV input, as CSV.</summary>
internal sealed class DiagnoseCommand : DocumentedCommand
{
    public const string Verb = "diagnose";
    public const string Summary = "Show how well a model fits each row of a CSV file, and how strongly each row influences the model";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _input = new("DATA.csv", "The rows that the model was trained on");

    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "Write the rows to FILE [default: standard output]", "-o");
    private readonly Option<string[]> _keep = OptionFactory.Names(
        "--keep", "COLUMNS", "Put these columns of the input first, separated by commas");
    private readonly Option<string?> _weight = OptionFactory.Text("--weight", "COLUMN", "Weight rows by this column, as in training");
    private readonly Option<bool> _safe = OptionFactory.SafeForSpreadsheets();
    private readonly Option<bool> _quiet = OptionFactory.Flag("--quiet", "Print no progress and no summary");

    public DiagnoseCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        Add(_input.Argument);
        AddGroup("Output", _output, _keep, _safe, _quiet);
        AddGroup("Data", _weight);
        AddGroup("Database", _input.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Write residuals, leverage and Cook's distance of each row", "logreg diagnose model.json titanic.csv -o rows.csv"),
        new("Show only the summary", "logreg diagnose model.json titanic.csv -o /dev/null"),
    ];

    private int Run(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference input = _input.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, input.Path ?? "");
        OutputFile? file = OutputFile.PrepareRows(parsed.GetValue(_output), input.Files.Append(modelPath));
        file?.RequireSafeUsed(_safe.Name, parsed.GetValue(_safe));
        LogisticModel model = ModelArgument.Load(modelPath);
        RequireBinary(model, modelPath);
        bool quiet = parsed.GetValue(_quiet);

        // While rows run over the terminal there is no place for a progress bar.
        bool showsProgress = !quiet && (file is not null || !_environment.IsOutputTerminal);
        var summary = new DiagnosisSummary(model, parsed.GetValue(_weight));
        var tally = model.CreateTally();
        IReadOnlyList<RowPlace> places = ProgressDisplay.Run(_environment, showsProgress, progress =>
        {
            using DataSource source = _reading.OpenForScoring(parsed, input, model, _environment);
            WriteRows(parsed, model, source, file, progress, chunk =>
            {
                tally.Add(chunk);
                summary.Add(chunk);
            });
            return quiet ? [] : PlacesOf(summary.Influential, source);
        });
        Messages.Warnings(_environment, tally.Warnings);
        WarnOfRowsLeftOut(summary.CellsOfRowsLeftOut);
        if (!quiet)
        {
            summary.Write(ReportWriter.OnError(_environment), places);
        }

        return ExitCode.Success;
    }

    private void WriteRows(
        ParseResult parsed,
        LogisticModel model,
        DataSource source,
        OutputFile? file,
        ProgressDisplay? progress,
        Action<DiagnosedChunk> observe)
    {
        IReadOnlyList<string> kept =
            KeptColumns.Choose(source, all: false, parsed.Given(_keep) ?? [], DiagnosisWriter.Columns, "the diagnosis");
        var options = new DiagnosisOptions { WeightColumn = parsed.GetValue(_weight), KeptColumns = kept };
        IEnumerable<DiagnosedChunk> chunks = model.Diagnose(source, options, progress, _environment.CancellationToken);
        var writer = new DiagnosisWriter(model, kept, source, _reading.ArePlain(parsed));
        if (file is null)
        {
            using var output = new CsvRowOutput(_environment.Output, parsed.GetValue(_safe));
            writer.Write(output, chunks, observe);
        }
        else
        {
            file.WriteRows(parsed.GetValue(_safe), output => writer.Write(output, chunks, observe));
        }
    }

    private RowPlace[] PlacesOf(IEnumerable<long> rows, DataSource source) =>
    [
        .. rows.Select(row => source.FindRow(row, _environment.CancellationToken)).OfType<RowPlace>(),
    ];

    private void WarnOfRowsLeftOut(long cells)
    {
        if (cells > 0)
        {
            Messages.Warning(
                _environment,
                $"{NumberFormat.Count(cells, "missing cell")} in the features {(cells == 1 ? "was" : "were")} imputed, but training "
                    + $"left such rows out: their leverage and Cook's distance are those of new rows",
                "remove the rows with missing cells from the file to diagnose only the rows that the model was trained on");
        }
    }

    private static void RequireBinary(LogisticModel model, string path)
    {
        if (!model.Target.IsBinary)
        {
            throw new LogRegException(
                $"{path}: 'logreg diagnose' supports two classes, but the model has {model.Target.Classes.Count}",
                "train a model of one class against the others");
        }
    }
}
