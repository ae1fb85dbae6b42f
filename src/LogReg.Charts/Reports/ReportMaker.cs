using System.Collections.ObjectModel;
using System.Text;
using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Reports.Html;
using LogReg.Charts.Reports.Sections;
using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports;

/// <summary>An HTML page on a model.</summary>
/// <param name="Page">The page, UTF-8.</param>
/// <param name="Warnings">The warnings of scoring its rows.</param>
internal sealed record Report(byte[] Page, IReadOnlyList<DataWarning> Warnings);

/// <summary>Scores the rows of a report and makes its page.</summary>
internal sealed class ReportMaker
{
    private readonly LogisticModel _model;
    private readonly ReportOptions _options;

    private ReportMaker(LogisticModel model, ReportOptions options)
    {
        _model = model;
        _options = options;
    }

    private IReadOnlyList<RowUse> RowUses => _options.RowUses;

    /// <summary>The options of a page that is made at the end of training.</summary>
    public static ReportOptions OfFit(LogisticFit fit, ReportOptions options) =>
        options with { RowUses = fit.RowUses, SeparatedClasses = fit.SeparatedClasses };

    /// <summary>Scores the rows and makes the page.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The rows, with the target's column.</param>
    /// <param name="options">What the page is about besides.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class, or the input is broken.</exception>
    public static Report Make(
        LogisticModel model,
        DataSource source,
        ReportOptions options,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken) =>
        new ReportMaker(model, options).Make(source, progress, cancellationToken);

    private Report Make(DataSource source, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new EvaluationTally(_model);
        IReadOnlyList<ScoredRows> scored =
            ScoredRows.ReadGroups(_model, source, _options.WeightColumn, progress, tally.Add, GroupOf, groupCount: 3, cancellationToken);
        RequireRowsOfFit(source.Name, tally.Rows);
        IReadOnlyList<JudgedRows> groups = Judge(scored, tally);
        long usedRows = scored.Sum(rows => (long)rows.Count);
        long watched = RowUses.Count(use => use == RowUse.Watched);
        ModelEvaluation evaluation = Evaluation(tally, groups, usedRows);
        ReportPage page = ReportBuilder.Build(new ReportInput
        {
            Outcome = new EvaluationOutcome(_model, Path.GetFileName(_options.ModelName) ?? "", Path.GetFileName(source.Name), evaluation)
            {
                WeightColumn = _options.WeightColumn,
            },
            Groups = groups,
            DroppedRows = usedRows - groups.Sum(group => (long)group.Rows.Count) - watched,
            WatchedRows = watched,
            UnusedColumns = UnusedColumns(source),
            Options = _options,
        });
        return new Report(Encoding.UTF8.GetBytes(PageWriter.Write(page)), evaluation.Warnings);
    }

    // Which rows were held out is known by their places.
    private void RequireRowsOfFit(string source, long rows)
    {
        if (RowUses.Count > 0 && rows != RowUses.Count)
        {
            throw new DataException(
                $"there are {rows:N0} rows, but the model was fitted to data of {RowUses.Count:N0} rows",
                source,
                hint: "report on the data of the fit, or write the report of the model, which takes any rows");
        }
    }

    private IReadOnlyList<string> UnusedColumns(DataSource source)
    {
        HashSet<string> used = [.. _model.RequiredColumns, _model.Target.Name];
        if (_options.WeightColumn is string weight)
        {
            used.Add(weight);
        }

        return [.. source.ReadColumnNames().Where(name => !used.Contains(name))];
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
        (ScoredRows Rows, RowOrigin Origin)[] groups = [(scored[0], RowOrigin.HeldOut), (scored[1], RowOrigin.Training)];
        return [.. groups.Where(group => group.Rows.Count > 0).Select(group => Judge(group.Rows, group.Rows.Metrics(), group.Origin))];
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
        return !_options.IsTakenFromPath && !tally.HasUnseenCells && training.Rows == metrics.Rows
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
