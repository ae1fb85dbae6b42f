using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>
/// The performance metrics of a model with two classes on given rows. A ratio whose denominator is 0 is NaN, never an
/// exception; each property says when. Weights count rows: a row of weight 2 counts twice, a row of weight 0 not at all.
/// </summary>
public sealed record BinaryMetrics
{
    private const int Negative = 0;
    private const int Positive = 1;

    // Rows at a time, so that the work space stays on the stack.
    private const int BlockRows = 512;

    // The sums over rows: of the loss, of squares, of probabilities, and the four of the confusion matrix.
    private const int LossPlace = 0;
    private const int SquarePlace = 1;
    private const int ProbabilityPlace = 2;
    private const int ConfusionPlace = 3;

    private static readonly string[] DefaultClasses = ["negative", "positive"];

    /// <summary>The number of rows, including those of weight 0.</summary>
    public required long Rows { get; init; }

    /// <summary>The threshold, in [0, 1]: rows are predicted positive at this probability or above.</summary>
    public required double Threshold { get; init; }

    /// <summary>
    /// The log loss: the mean of −log(probability of the actual class), in nats, ≥ 0; +∞ if an actual class has probability 0. Nothing is
    /// clipped. NaN without rows.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>The Brier score: the mean of (probability − [is positive])², in [0, 1] (G. W. Brier, 1950). NaN without rows.</summary>
    public required double BrierScore { get; init; }

    /// <summary>
    /// The area under the ROC curve, in [0, 1]: the probability that a positive row scores above a negative one, with ties counting
    /// as one half (J. A. Hanley and B. J. McNeil, 1982). NaN if there is no positive row or no negative row.
    /// </summary>
    public required double RocAuc { get; init; }

    /// <summary>
    /// The average precision, in [0, 1]: the sum of precision times the increase in recall over the distinct scores from the highest
    /// down, without interpolation. NaN if there is no positive row.
    /// </summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The mean of the predicted probabilities of the positive class. NaN without rows.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>The confusion matrix at the threshold; its classes are the negative and the positive class, in this order.</summary>
    public required ConfusionMatrix ConfusionMatrix { get; init; }

    /// <summary>The sum of the weights; the number of rows if there are none.</summary>
    public double WeightSum => ConfusionMatrix.Total;

    /// <summary>The proportion of positive rows, in [0, 1]. NaN without rows.</summary>
    public double PositiveShare => ConfusionMatrix.ActualTotal(Positive) / ConfusionMatrix.Total;

    /// <summary>
    /// The log loss of the intercept-only model fitted to these rows, −π log π − (1 − π) log(1 − π) with π the proportion of
    /// positives; with offsets, that of <see cref="Baseline"/>. NaN without rows.
    /// </summary>
    public double NullLogLoss => Baseline?.LogLoss ?? ConfusionMatrix.NullLogLoss();

    /// <summary>The accuracy: the proportion of rows classified correctly at the threshold, in [0, 1]. NaN without rows.</summary>
    public double Accuracy => ConfusionMatrix.Accuracy;

    /// <summary>The accuracy of always predicting the more frequent class of these rows, in [0.5, 1]; with offsets that of
    /// <see cref="Baseline"/>. NaN without rows.</summary>
    public double NullAccuracy => Baseline?.Accuracy ?? ConfusionMatrix.NullAccuracy;

    /// <summary>The area under the ROC curve of the intercept-only model: 0.5; with offsets that of <see cref="Baseline"/>. NaN if
    /// <see cref="RocAuc"/> is NaN.</summary>
    public double NullRocAuc => Baseline?.RocAuc ?? (double.IsNaN(RocAuc) ? double.NaN : 0.5);

    /// <summary>The baseline with only the intercept and the offset, if rows have offsets and both classes; otherwise
    /// <see langword="null"/>.</summary>
    public BaselineMetrics? Baseline { get; init; }

    /// <summary>The calibration on rows that the model was not fitted to; <see langword="null"/> for training rows, or if it was not
    /// requested.</summary>
    public CalibrationSummary? Calibration { get; init; }

    /// <summary>The precision (positive predictive value), TP / (TP + FP), in [0, 1]. NaN if no row is predicted positive.</summary>
    public double Precision => ConfusionMatrix.Precision(Positive);

    /// <summary>The recall (sensitivity), TP / (TP + FN), in [0, 1]. NaN if no row is positive.</summary>
    public double Recall => ConfusionMatrix.Recall(Positive);

    /// <summary>The specificity, TN / (TN + FP), in [0, 1]. NaN if no row is negative.</summary>
    public double Specificity => ConfusionMatrix.Recall(Negative);

    /// <summary>The F1 score, 2 TP / (2 TP + FP + FN), in [0, 1]. NaN if no row is positive or predicted positive.</summary>
    public double F1 => ConfusionMatrix.F1(Positive);

    /// <summary>
    /// Computes all metrics from log-odds, η = log(p / (1 − p)). Prefer log-odds to probabilities: the log loss keeps all its
    /// digits, and the ranking its order, even where probabilities are rounded to 0 or 1.
    /// </summary>
    /// <param name="logOdds">The log-odds of the positive class, one per row; ±∞ is allowed, NaN is not.</param>
    /// <param name="isPositive">Whether the actual class is the positive class, one value per row.</param>
    /// <param name="weight">One finite weight ≥ 0 per row; empty if every row has weight 1.</param>
    /// <param name="threshold">A row is predicted positive if its probability is at least this, in [0, 1].</param>
    /// <param name="classes">The names of the negative and the positive class, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is NaN or out of its range.</exception>
    public static BinaryMetrics Compute(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight = default,
        double threshold = 0.5,
        IReadOnlyList<string>? classes = null) =>
        Compute(RowParts.Whole(logOdds.Length), logOdds, isPositive, weight, threshold, classes);

    /// <summary>Computes all metrics from probabilities.</summary>
    /// <param name="probability">The probability of the positive class, one per row, in [0, 1].</param>
    /// <param name="isPositive">Whether the actual class is the positive class, one value per row.</param>
    /// <param name="weight">One finite weight ≥ 0 per row; empty if every row has weight 1.</param>
    /// <param name="threshold">A row is predicted positive if its probability is at least this, in [0, 1].</param>
    /// <param name="classes">The names of the negative and the positive class, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is NaN or out of its range.</exception>
    public static BinaryMetrics ComputeFromProbabilities(
        ReadOnlySpan<double> probability,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight = default,
        double threshold = 0.5,
        IReadOnlyList<string>? classes = null)
    {
        EvaluationArguments.CheckValues(probability, 0, 1, nameof(probability));
        EvaluationArguments.CheckLength(isPositive.Length, probability.Length, nameof(isPositive));
        return Compute(RowParts.Whole(probability.Length), probability, areLogOdds: false, isPositive, weight, threshold, classes);
    }

    /// <summary>Computes all metrics from the log-odds of rows that several processes may share.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logOdds">The log-odds of the rows that are here; ±∞ is allowed, NaN is not.</param>
    /// <param name="isPositive">Whether the actual class of each of them is the positive class.</param>
    /// <param name="weight">One finite weight ≥ 0 for each of them; empty if every row has weight 1.</param>
    /// <param name="threshold">A row is predicted positive if its probability is at least this, in [0, 1].</param>
    /// <param name="classes">The names of the negative and the positive class, or <see langword="null"/>.</param>
    /// <returns>The metrics of all rows, the same on every process.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a value is NaN or out of its range.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    internal static BinaryMetrics Compute(
        RowParts rows,
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight = default,
        double threshold = 0.5,
        IReadOnlyList<string>? classes = null)
    {
        EvaluationArguments.CheckValues(logOdds, double.NegativeInfinity, double.PositiveInfinity, nameof(logOdds));
        EvaluationArguments.CheckLength(isPositive.Length, logOdds.Length, nameof(isPositive));
        return Compute(rows, logOdds, areLogOdds: true, isPositive, weight, threshold, classes);
    }

    private static BinaryMetrics Compute(
        RowParts rows,
        ReadOnlySpan<double> scores,
        bool areLogOdds,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight,
        double threshold,
        IReadOnlyList<string>? classes)
    {
        EvaluationArguments.CheckWeights(weight, scores.Length);
        EvaluationArguments.CheckValue(threshold, 0, 1, nameof(threshold));
        if (classes is not null)
        {
            EvaluationArguments.CheckLength(classes.Count, 2, nameof(classes));
        }

        PartSums rowSums = rows.StartSums(ConfusionPlace + 4);
        int positives = isPositive.Count(true);
        var ranking = new ScoreRanking(positives, scores.Length - positives);
        foreach (RowPart part in rows.Own)
        {
            for (int start = part.First; start < part.End; start += BlockRows)
            {
                int count = Math.Min(BlockRows, part.End - start);
                ReadOnlySpan<double> own = weight.IsEmpty ? [] : weight.Slice(start, count);
                AddBlock(
                    scores.Slice(start, count),
                    areLogOdds,
                    isPositive.Slice(start, count),
                    own,
                    threshold,
                    rowSums.OfChunk(part.Chunk),
                    ranking);
            }
        }

        double[] total = rowSums.Total();
        var matrix = new ConfusionMatrix(classes ?? DefaultClasses, total.AsSpan(ConfusionPlace));
        RankingMetrics ranked = ranking.Evaluate(rows.Shares?.Collective);
        return new BinaryMetrics
        {
            Rows = rows.TotalCount,
            Threshold = threshold,
            LogLoss = total[LossPlace] / matrix.Total,
            BrierScore = total[SquarePlace] / matrix.Total,
            RocAuc = ranked.RocAuc,
            AveragePrecision = ranked.AveragePrecision,
            MeanProbability = total[ProbabilityPlace] / matrix.Total,
            ConfusionMatrix = matrix,
        };
    }

    private static void AddBlock(
        ReadOnlySpan<double> scores,
        bool areLogOdds,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight,
        double threshold,
        Span<double> sums,
        ScoreRanking ranking)
    {
        int count = scores.Length;
        Span<double> probability = stackalloc double[count];
        Span<double> wrongProbability = stackalloc double[count];
        Span<double> loss = stackalloc double[count];
        if (areLogOdds)
        {
            FromLogOdds(scores, isPositive, probability, wrongProbability, loss);
        }
        else
        {
            FromProbabilities(scores, isPositive, probability, wrongProbability, loss);
        }

        for (int i = 0; i < count; i++)
        {
            double w = weight.IsEmpty ? 1 : weight[i];
            if (w == 0)
            {
                continue; // A loss may be infinite, and 0 · ∞ is not 0.
            }

            sums[LossPlace] += w * loss[i];
            sums[SquarePlace] += w * wrongProbability[i] * wrongProbability[i];
            sums[ProbabilityPlace] += w * probability[i];
            sums[ConfusionPlace + ((isPositive[i] ? Positive : Negative) * 2) + (probability[i] >= threshold ? Positive : Negative)] += w;
            ranking.Add(scores[i], isPositive[i], w);
        }
    }

    private static void FromLogOdds(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> isPositive,
        Span<double> probability,
        Span<double> wrongProbability,
        Span<double> loss)
    {
        LogisticFunctions.Sigmoid(logOdds, probability);
        for (int i = 0; i < logOdds.Length; i++)
        {
            loss[i] = isPositive[i] ? -logOdds[i] : logOdds[i];
        }

        LogisticFunctions.Sigmoid(loss, wrongProbability);
        LogisticFunctions.Log1PlusExp(loss, loss);
    }

    private static void FromProbabilities(
        ReadOnlySpan<double> given,
        ReadOnlySpan<bool> isPositive,
        Span<double> probability,
        Span<double> wrongProbability,
        Span<double> loss)
    {
        given.CopyTo(probability);
        for (int i = 0; i < given.Length; i++)
        {
            wrongProbability[i] = isPositive[i] ? 1 - given[i] : given[i];
            loss[i] = isPositive[i] ? LogLossTerm.FromRightProbability(given[i]) : LogLossTerm.FromWrongProbability(given[i]);
        }
    }
}
