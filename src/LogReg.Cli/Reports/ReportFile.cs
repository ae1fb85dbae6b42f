using System.Text;
using LogReg.Cli.Output;
using LogReg.Cli.Plots.Kinds;
using LogReg.Cli.Reports.Html;
using LogReg.Data;

namespace LogReg.Cli.Reports;

/// <summary>Makes the page of a model and some rows.</summary>
internal sealed class ReportFile
{
    private readonly CliEnvironment _environment;
    private readonly LogisticModel _model;
    private readonly string _modelName;

    /// <param name="environment">What the command may touch.</param>
    /// <param name="model">The model.</param>
    /// <param name="modelPath">Its file.</param>
    public ReportFile(CliEnvironment environment, LogisticModel model, string modelPath)
    {
        _environment = environment;
        _model = model;
        _modelName = Path.GetFileName(modelPath);
    }

    /// <summary>The options of the command line that change what the page says, as they are typed.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The column that says what a row counts, or <see langword="null"/> for 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>Whether the model is another λ of a path.</summary>
    public bool IsTakenFromPath { get; init; }

    /// <summary>Words for the end of the page; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Makes sure that a file is named as what is written into it.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <see langword="null"/> where none is wanted.</param>
    /// <exception cref="UsageException">It is not.</exception>
    public static void RequireHtml(string option, string? path)
    {
        if (path is not null && Path.GetExtension(path).ToUpperInvariant() is not (".HTML" or ".HTM"))
        {
            throw new UsageException($"{option} must end in .html, but is '{path}'", "a report is an HTML page, which a browser opens and prints");
        }
    }

    /// <summary>What to know before trusting the page, after <see cref="Make"/>.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; private set; } = [];

    /// <summary>Scores the rows and makes the page, UTF-8.</summary>
    /// <param name="source">The rows, with the target's column.</param>
    /// <param name="progress">Told of the reading, or <see langword="null"/>.</param>
    /// <exception cref="LogRegException">A column is not there, no row has a known class, or the input is broken.</exception>
    public byte[] Make(CsvSource source, IProgress<ReadProgress>? progress)
    {
        var tally = new EvaluationTally(_model);
        var rows = ScoredRows.Read(_model, source, WeightColumn, progress, _environment.CancellationToken, tally.Add);
        ModelEvaluation evaluation = tally.Result(rows.Metrics());
        Warnings = evaluation.Warnings;
        string data = Path.GetFileName(source.Name);
        HashSet<string> used = [.. _model.RequiredColumns, _model.Target.Name];
        if (WeightColumn is not null)
        {
            used.Add(WeightColumn);
        }

        ReportPage page = ReportBuilder.Build(new ReportInput
        {
            Environment = _environment,
            Outcome = new EvaluationOutcome(_model, _modelName, data, evaluation) { WeightColumn = WeightColumn },
            Rows = rows,
            UnusedColumns = [.. source.ReadHeader().Names.Where(name => !used.Contains(name))],
            Options = Options,
            IsTakenFromPath = IsTakenFromPath,
            Note = Note,
        });
        return Encoding.UTF8.GetBytes(PageWriter.Write(page));
    }
}
