using LogReg.Collectives;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Scoring;

namespace LogReg;

/// <content>Evaluation on rows with known classes.</content>
public sealed partial class LogisticModel
{
    /// <summary>Scores the rows of a source and compares the predictions with the known classes of its target column. Each row takes about
    /// 30 bytes of memory with two classes, and 8·K + 4 with K classes.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ModelEvaluation Evaluate(
        DataSource source, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Evaluate(source, weightColumn: null, progress, cancellationToken);

    /// <summary>Scores the rows of a source and compares the predictions with the known classes of its target column, with weighted rows.
    /// Each row takes about 30 bytes of memory with two classes, 8·K + 4 with K classes, and 8 for the weight.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="weightColumn">The column of weights, which must be 0 or more; <see langword="null"/> if every row has weight 1. Rows of
    /// weight 0 are ignored.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class and a weight above 0, a weight is missing or
    /// negative, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ModelEvaluation Evaluate(
        DataSource source, string? weightColumn, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        Evaluate(source, LocalCollective.Instance, weightColumn, progress, cancellationToken);

    /// <summary>Scores the rows of a source in several processes, each of which reads a part of them, and compares the predictions with the
    /// known classes of the target column. Every process calls this with the same model and data, and every one returns the same
    /// evaluation: that of one process, to the last bit. Each process keeps the scores of its own rows.</summary>
    /// <param name="source">The rows, which every process can open: files on storage that all of them share.</param>
    /// <param name="collective">The processes; <see cref="LocalCollective"/> for one.</param>
    /// <param name="weightColumn">The column of weights, which must be 0 or more; <see langword="null"/> if every row has weight 1. Rows of
    /// weight 0 are ignored.</param>
    /// <param name="progress">Receives progress while this process reads its rows; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class and a weight above 0, a weight is missing or
    /// negative, or the input is invalid: the error of the first row at fault, in every process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ModelEvaluation Evaluate(
        DataSource source,
        ICollective collective,
        string? weightColumn = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(collective);
        RequireModelColumn(
            source, collective.Together(source.ReadColumnNames), Target.Name, "the target to compare predictions with");
        var rows = new ComparedRows(
            source.ChunkRows, Target.ScoredClasses.Count, hasWeights: weightColumn is not null, hasOffsets: OffsetColumn is not null);
        var work = new ScoringWork(new ScoringOptions { WeightColumn = weightColumn, ForComparison = true });
        ScoringTally tally = ScoreTogether(source, work, collective, rows.Add, progress, cancellationToken);
        RowParts shared = rows.Share(collective);
        return shared.TotalCount == 0
            ? throw NoClassToCompare(source, tally, rows.OfWeightZero)
            : new ModelEvaluation
            {
                Metrics = Metrics(shared, rows),
                RowsRead = tally.Rows,
                RowsWithoutKnownClass = tally.Rows - rows.OfWeightZero - shared.TotalCount,
                RowsOfWeightZero = rows.OfWeightZero,
                MissingCells = tally.MissingCells,
                UnseenCells = tally.UnseenCells,
                UnseenCombinations = tally.UnseenCombinations,
                UnseenExamples = tally.UnseenExamples,
                SpreadsheetErrorCells = tally.SpreadsheetErrorCells,
                UnknownClasses = tally.UnknownClasses,
                Warnings = tally.Warnings,
            };
    }

    private DataException NoClassToCompare(DataSource source, ScoringTally tally, long ofWeightZero)
    {
        if (tally.Rows == 0)
        {
            return new DataException(
                "there are no rows", source.Name, hint: "give a row for each case, with its class");
        }

        string others = string.Join(", ", tally.UnknownClasses.Keys.Take(8).Select(DataException.Quote));
        return new DataException(
            ofWeightZero > 0
                ? "no row with one of the classes that the model knows has a weight above 0"
                : "no row has one of the classes that the model knows",
            source.Name,
            column: Target.Name,
            hint: $"the classes are {string.Join(", ", Target.Classes.Take(8).Select(name => MessageText.Cut(name)))}{(others.Length == 0 ? "" : $"; the column has {others}")}");
    }

    private ClassificationMetrics Metrics(RowParts shared, ComparedRows rows)
    {
        ReadOnlySpan<int> classes = rows.Classes;
        if (!Target.IsBinary)
        {
            return new ClassificationMetrics(
                null, MulticlassMetrics.Compute(shared, rows.Scores, classes, Target.Classes, rows.Weights));
        }

        bool[] isPositive = new bool[classes.Length];
        for (int row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = classes[row] == Target.PositiveIndex;
        }

        double[] weights = rows.Weights.ToArray();
        var metrics = BinaryMetrics.Compute(shared, rows.Scores, isPositive, weights, Threshold, Target.PositiveLast);
        return new ClassificationMetrics(
            metrics with
            {
                Baseline = OffsetColumn is null ? null : Recalibration.Baseline(shared, rows.Offsets.ToArray(), isPositive, weights),
                Calibration = Recalibration.Summarise(shared, rows.Scores.ToArray(), isPositive, weights),
            },
            null);
    }
}
