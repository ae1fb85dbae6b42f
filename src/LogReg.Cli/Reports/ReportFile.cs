using System.Collections.ObjectModel;
using System.Text;
using LogReg.Cli.Output;
using LogReg.Cli.Plots.Kinds;
using LogReg.Cli.Reports.Html;
using LogReg.Data;
using LogReg.Evaluation;

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

    /// <summary>What each row was used for in training, where the page is made at its end; else empty.</summary>
    public IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>Of several classes those that features separate from all others, where the page is made at the end of training.</summary>
    public IReadOnlyList<string> SeparatedClasses { get; init; } = [];

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
            throw new UsageException($"{option} must end in .html, not '{path}'", "a report is an HTML page, which a browser opens and prints");
        }
    }

    /// <summary>What to know before trusting the page, after <see cref="Make"/>.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; private set; } = [];

    /// <summary>Scores the rows and makes the page, UTF-8.</summary>
    /// <param name="source">The rows, with the target's column.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <exception cref="LogRegException">A column is not there, no row has a known class, or the input is broken.</exception>
    public byte[] Make(DataSource source, IProgress<ReadProgress>? progress)
    {
        var tally = new EvaluationTally(_model);
        IReadOnlyList<ScoredRows> scored = ScoredRows.ReadGroups(_model, source, WeightColumn, progress, tally.Add, GroupOf, groupCount: 3, _environment.CancellationToken);
        string data = Path.GetFileName(source.Name);
        HashSet<string> used = [.. _model.RequiredColumns, _model.Target.Name];
        if (WeightColumn is not null)
        {
            used.Add(WeightColumn);
        }

        IReadOnlyList<JudgedRows> groups = Judge(scored, tally);
        long usedRows = scored.Sum(rows => (long)rows.Count);
        long watched = RowUses.Count == 0 ? 0 : RowUses.Count(use => use == RowUse.Watched);
        ModelEvaluation evaluation = Evaluation(tally, groups, usedRows);
        Warnings = evaluation.Warnings;
        ReportPage page = ReportBuilder.Build(new ReportInput
        {
            Environment = _environment,
            Outcome = new EvaluationOutcome(_model, _modelName, data, evaluation) { WeightColumn = WeightColumn },
            Groups = groups,
            DroppedRows = usedRows - groups.Sum(group => (long)group.Rows.Count) - watched,
            WatchedRows = watched,
            SeparatedClasses = SeparatedClasses,
            UnusedColumns = [.. source.ReadColumnNames().Where(name => !used.Contains(name))],
            Options = Options,
            IsTakenFromPath = IsTakenFromPath,
            Note = Note,
        });
        return Encoding.UTF8.GetBytes(PageWriter.Write(page));
    }

    private int GroupOf(long row) => RowUses.Count == 0 ? 0
        : row >= RowUses.Count ? 2
        : RowUses[(int)row] switch { RowUse.Test => 0, RowUse.Training => 1, _ => 2 };

    private IReadOnlyList<JudgedRows> Judge(IReadOnlyList<ScoredRows> scored, EvaluationTally tally)
    {
        if (RowUses.Count == 0)
        {
            return [JudgeWithoutUses(scored[0], tally)];
        }

        ScoredRows.Reweight(_model.Training.Prior, scored[1], scored[0]);
        return [.. new[] { (scored[0], RowOrigin.HeldOut), (scored[1], RowOrigin.Training) }.Where(pair => pair.Item1.Count > 0).Select(pair => Judge(pair.Item1, pair.Item1.Metrics(), pair.Item2))];
    }

    // Training rows are judged as training judged them, reweighted to a prior; others as they are.
    private JudgedRows JudgeWithoutUses(ScoredRows rows, EvaluationTally tally)
    {
        double[] weights = rows.Weights;
        ScoredRows.Reweight(_model.Training.Prior, rows);
        ClassificationMetrics metrics = rows.Metrics();
        if (AreOfTraining(metrics, tally))
        {
            return Judge(rows, metrics, RowOrigin.Training);
        }

        rows.SetWeights(weights);
        return Judge(rows, rows.Metrics(), RowOrigin.Unknown);
    }

    private JudgedRows Judge(ScoredRows rows, ClassificationMetrics metrics, RowOrigin origin)
    {
        rows.Kind = origin switch { RowOrigin.HeldOut => "held-out", RowOrigin.Training => "training", _ => "" };
        return new JudgedRows(origin, rows, metrics) { IsReweighted = _model.Training.Prior is not null && origin != RowOrigin.Unknown };
    }

    // As many rows of the same loss to the last digits are no others.
    private bool AreOfTraining(ClassificationMetrics metrics, EvaluationTally tally)
    {
        const double Rounding = 1e-9;
        TrainingSummary training = _model.Training;
        return !IsTakenFromPath && !tally.HasUnseenCells && training.Rows == metrics.Rows
            && Math.Abs(metrics.LogLoss - training.Loss) <= Rounding * Math.Max(1, metrics.LogLoss);
    }

    // Rows that training left out for a missing cell are not on the page, and neither are their cells.
    private ModelEvaluation Evaluation(EvaluationTally tally, IReadOnlyList<JudgedRows> groups, long usedRows)
    {
        ModelEvaluation evaluation = tally.Result(groups[0].Metrics, usedRows);
        bool hasOnlyComplete = RowUses.Count > 0 && _model.Training.Missing is { Handling: MissingHandling.Drop };
        bool hasOnlySeen = RowUses.Count > 0 && groups[0].Origin == RowOrigin.Training;
        return evaluation with
        {
            MissingCells = hasOnlyComplete ? ReadOnlyDictionary<string, long>.Empty : evaluation.MissingCells,
            UnseenCells = hasOnlySeen ? ReadOnlyDictionary<string, long>.Empty : evaluation.UnseenCells,
        };
    }
}
