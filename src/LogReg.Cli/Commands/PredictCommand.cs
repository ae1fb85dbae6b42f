using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg predict</c>: a prediction for each row of a CSV input, as CSV.</summary>
internal sealed class PredictCommand : DocumentedCommand
{
    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Argument<string> _input = new("INPUT.csv") { Description = "The rows to predict: a CSV file, plain or .gz; - for standard input." };

    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "Where to write the predictions. [default: standard output]", "-o");
    private readonly Option<bool> _append = OptionFactory.Flag("--append", "Put all columns of the input before the prediction.");
    private readonly Option<string[]> _keep = OptionFactory.Names("--keep", "COLUMNS", "Put these columns of the input before the prediction, separated by commas.");
    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<bool> _quiet = OptionFactory.Flag("--quiet", "Write no progress and no notes to standard error.");

    public PredictCommand(CliEnvironment environment)
        : base("predict", "Predicts each row of a CSV file with a trained model: the class, then its probability.")
    {
        _environment = environment;
        Add(_model);
        Add(_input);
        AddGroup("Output", _output, _append, _keep, _threshold, _quiet);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Columns prediction and probability, in the order of the rows", "logreg predict model.json titanic.csv"),
        new("Beside the input's own columns, into a file", "logreg predict model.json titanic.csv --append -o predictions.csv"),
        new("In a pipe, keeping a column to tell rows apart", "zcat titanic.csv.gz | logreg predict model.json - --keep age | head"),
    ];

    private int Run(ParseResult parsed)
    {
        bool append = parsed.GetValue(_append);
        string[] keep = parsed.Given(_keep) ?? [];
        if (append && keep.Length > 0)
        {
            throw new UsageException("--append and --keep contradict each other", "--append keeps all columns, --keep those that it names; leave one of them out");
        }

        string modelPath = parsed.GetRequiredValue(_model);
        string input = parsed.GetRequiredValue(_input);
        string? output = parsed.GetValue(_output) is string path && path != DataInput.StandardInput ? path : null;
        OutputFile? file = output is null ? null : OutputFile.Prepare("--output", output, input, modelPath);
        LogisticModel model = ModelArgument.Load(modelPath, parsed.GetValue(_threshold));
        bool quiet = parsed.GetValue(_quiet);
        var summary = new PredictionSummary(model);

        // While predictions run over the terminal there is no place for a progress bar.
        bool showsProgress = !quiet && (file is not null || !_environment.IsOutputTerminal);
        ProgressDisplay.Run(_environment, showsProgress, progress =>
        {
            using CsvSource source = DataInput.OpenForScoring(input, _reading.Bind(parsed, model.MissingValues), _environment);
            IReadOnlyList<string> kept = KeptColumns(model, source, append, keep);
            var options = new ScoringOptions { KeptColumns = kept, ReadTarget = !quiet };
            var writer = new PredictionWriter(model, kept);
            IEnumerable<ScoredChunk> chunks = model.Score(source, options, progress, _environment.CancellationToken);
            if (file is null)
            {
                writer.Write(_environment.Output, chunks, summary.Add);
            }
            else
            {
                file.Write(stream => writer.Write(stream, chunks, summary.Add));
            }

            return true;
        });
        foreach (string line in quiet ? [] : summary.Lines())
        {
            Messages.Write(_environment, line);
        }

        return ExitCode.Success;
    }

    private static IReadOnlyList<string> KeptColumns(LogisticModel model, CsvSource source, bool append, string[] keep)
    {
        IReadOnlyList<string> names = source.ReadHeader().Names;
        IReadOnlyList<string> kept = append ? names : keep;
        foreach (string name in kept.Where(name => !names.Contains(name)))
        {
            IReadOnlyList<string> nearest = NearestNames.Find(name, names);
            throw new DataException(
                $"there is no column '{name}' (--keep)",
                source.Name,
                hint: nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}?" : $"the columns are {string.Join(", ", names.Take(8))}{(names.Count > 8 ? ", …" : "")}");
        }

        if (kept.Intersect(PredictionWriter.ColumnsOf(model)).FirstOrDefault() is string clash)
        {
            throw new DataException(
                $"the input has a column '{clash}', and so has the prediction", source.Name, hint: "rename it, or name the columns to keep with --keep");
        }

        return kept;
    }
}
