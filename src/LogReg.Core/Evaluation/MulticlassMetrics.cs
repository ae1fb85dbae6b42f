using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>
/// The performance metrics of a model with K classes on given rows. A ratio whose denominator is 0 is NaN, never an exception. Weights
/// count rows: a row of weight 2 counts twice, a row of weight 0 not at all. A macro average is the plain mean over the classes for which
/// the metric is defined, NaN if there is none.
/// </summary>
public sealed record MulticlassMetrics
{
    // log p is rounded: that of a probability of 1 may come out a little above 0.
    private const double LargestLogProbability = 1e-9;

    // The sums over rows: of the loss, of squares, and those of the confusion matrix.
    private const int LossPlace = 0;
    private const int SquarePlace = 1;
    private const int ConfusionPlace = 2;

    /// <summary>The number of rows, including those of weight 0.</summary>
    public required long Rows { get; init; }

    /// <summary>
    /// The log loss: the mean of −log(probability of the actual class), in nats, ≥ 0; +∞ if an actual class has probability 0. Nothing is
    /// clipped. NaN without rows.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// The Brier score: the mean of Σₖ (pₖ − [class is k])², in [0, 2] (G. W. Brier, 1950). With two classes this is twice the score that
    /// <see cref="BinaryMetrics.BrierScore"/> gives. NaN without rows.
    /// </summary>
    public required double BrierScore { get; init; }

    /// <summary>The confusion matrix, for the most probable class as the prediction (the first, if several are equal).</summary>
    public required ConfusionMatrix ConfusionMatrix { get; init; }

    /// <summary>The metrics of each class against all others, in the order of the classes.</summary>
    public required IReadOnlyList<ClassMetrics> PerClass { get; init; }

    /// <summary>The sum of the weights; the number of rows if there are none.</summary>
    public double WeightSum => ConfusionMatrix.Total;

    /// <summary>
    /// The log loss of the intercept-only model fitted to these rows, −Σ πₖ log πₖ with πₖ the proportion of class k. NaN without
    /// rows.
    /// </summary>
    public double NullLogLoss => ConfusionMatrix.NullLogLoss();

    /// <summary>The accuracy: the proportion of rows whose most probable class is the actual class, in [0, 1]. NaN without rows.</summary>
    public double Accuracy => ConfusionMatrix.Accuracy;

    /// <summary>The accuracy of always predicting the most frequent class of these rows, in [1/K, 1]. NaN without rows.</summary>
    public double NullAccuracy => ConfusionMatrix.NullAccuracy;

    /// <summary>The macro average of <see cref="ClassMetrics.Precision"/>: classes that were never predicted do not count.</summary>
    public double MacroPrecision => Macro(static metrics => metrics.Precision);

    /// <summary>The macro average of <see cref="ClassMetrics.Recall"/>: classes without rows do not count.</summary>
    public double MacroRecall => Macro(static metrics => metrics.Recall);

    /// <summary>The macro average of <see cref="ClassMetrics.F1"/>: classes without rows and predictions do not count.</summary>
    public double MacroF1 => Macro(static metrics => metrics.F1);

    /// <summary>The macro average of <see cref="ClassMetrics.RocAuc"/>, one class against the rest: classes without rows do not
    /// count.</summary>
    public double MacroRocAuc => Macro(static metrics => metrics.RocAuc);

    /// <summary>
    /// Computes all metrics from log-probabilities. Prefer log-probabilities to probabilities: the log loss and the ranking keep their
    /// digits even where probabilities are rounded to 0 or 1.
    /// </summary>
    /// <param name="logProbability">n × K natural logarithms of probabilities, row by row; −∞ is allowed, NaN is not.</param>
    /// <param name="actual">The index in <paramref name="classes"/> of the actual class, one per row.</param>
    /// <param name="classes">The names of the K classes, at least two.</param>
    /// <param name="weight">One finite weight ≥ 0 per row; empty if every row has weight 1.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or a value is NaN or out of range.</exception>
    public static MulticlassMetrics Compute(
        ReadOnlySpan<double> logProbability,
        ReadOnlySpan<int> actual,
        IReadOnlyList<string> classes,
        ReadOnlySpan<double> weight = default) =>
        Compute(RowParts.Whole(actual.Length), logProbability, actual, classes, weight);

    /// <summary>Computes all metrics from probabilities.</summary>
    /// <param name="probability">n × K probabilities in [0, 1], row by row; each row sums to 1.</param>
    /// <param name="actual">The index in <paramref name="classes"/> of the actual class, one per row.</param>
    /// <param name="classes">The names of the K classes, at least two.</param>
    /// <param name="weight">One finite weight ≥ 0 per row; empty if every row has weight 1.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or a value is NaN or out of range.</exception>
    public static MulticlassMetrics ComputeFromProbabilities(
        ReadOnlySpan<double> probability,
        ReadOnlySpan<int> actual,
        IReadOnlyList<string> classes,
        ReadOnlySpan<double> weight = default)
    {
        EvaluationArguments.CheckValues(probability, 0, 1, nameof(probability));
        CheckShape(probability.Length, actual, classes, weight, nameof(probability));
        return Compute(RowParts.Whole(actual.Length), probability, areLogarithms: false, actual, classes, weight);
    }

    /// <summary>Computes all metrics from the log-probabilities of rows that several processes may share.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logProbability">K natural logarithms of probabilities for each row that is here, row by row; −∞ is allowed, NaN is
    /// not.</param>
    /// <param name="actual">The index in <paramref name="classes"/> of the actual class of each of them.</param>
    /// <param name="classes">The names of the K classes, at least two.</param>
    /// <param name="weight">One finite weight ≥ 0 for each of them; empty if every row has weight 1.</param>
    /// <returns>The metrics of all rows, the same on every process.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or a value is NaN or out of range.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    internal static MulticlassMetrics Compute(
        RowParts rows,
        ReadOnlySpan<double> logProbability,
        ReadOnlySpan<int> actual,
        IReadOnlyList<string> classes,
        ReadOnlySpan<double> weight = default)
    {
        EvaluationArguments.CheckValues(
            logProbability, double.NegativeInfinity, LargestLogProbability, nameof(logProbability));
        CheckShape(logProbability.Length, actual, classes, weight, nameof(logProbability));
        return Compute(rows, logProbability, areLogarithms: true, actual, classes, weight);
    }

    private static void CheckShape(
        int length, ReadOnlySpan<int> actual, IReadOnlyList<string> classes, ReadOnlySpan<double> weight, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count < 2)
        {
            throw new ArgumentException($"classes has {classes.Count} names; it must have at least 2.", nameof(classes));
        }

        EvaluationArguments.CheckLength(length, (long)actual.Length * classes.Count, parameterName);
        EvaluationArguments.CheckWeights(weight, actual.Length);
        for (int row = 0; row < actual.Length; row++)
        {
            if ((uint)actual[row] >= (uint)classes.Count)
            {
                throw new ArgumentException(
                    $"actual[{row}] is {actual[row]}; it must be from 0 to {classes.Count - 1}.", nameof(actual));
            }
        }
    }

    private static MulticlassMetrics Compute(
        RowParts rows,
        ReadOnlySpan<double> scores,
        bool areLogarithms,
        ReadOnlySpan<int> actual,
        IReadOnlyList<string> classes,
        ReadOnlySpan<double> weight)
    {
        int classCount = classes.Count;
        PartSums rowSums = rows.StartSums(ConfusionPlace + (classCount * classCount));
        foreach (RowPart part in rows.Own)
        {
            for (int row = part.First; row < part.End; row++)
            {
                double w = weight.IsEmpty ? 1 : weight[row];
                if (w > 0)
                {
                    // Without weight a row adds nothing: a loss may be infinite, and 0 · ∞ is not 0.
                    AddRow(scores.Slice(row * classCount, classCount), areLogarithms, actual[row], w, rowSums.OfChunk(part.Chunk));
                }
            }
        }

        double[] total = rowSums.Total();
        var matrix = new ConfusionMatrix(classes, total.AsSpan(ConfusionPlace));
        return new MulticlassMetrics
        {
            Rows = rows.TotalCount,
            LogLoss = total[LossPlace] / matrix.Total,
            BrierScore = total[SquarePlace] / matrix.Total,
            ConfusionMatrix = matrix,
            PerClass = ComputePerClass(rows, scores, actual, matrix, weight),
        };
    }

    private static void AddRow(ReadOnlySpan<double> scores, bool areLogarithms, int actual, double weight, Span<double> sums)
    {
        int predicted = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            double difference = (areLogarithms ? ElementaryFunctions.Exp(scores[k]) : scores[k]) - (k == actual ? 1 : 0);
            sums[SquarePlace] += weight * difference * difference;
            predicted = scores[k] > scores[predicted] ? k : predicted;
        }

        sums[LossPlace] += weight * (areLogarithms ? 0 - scores[actual] : LogLossTerm.FromRightProbability(scores[actual]));
        sums[ConfusionPlace + (actual * scores.Length) + predicted] += weight;
    }

    private static ClassMetrics[] ComputePerClass(
        RowParts rows, ReadOnlySpan<double> scores, ReadOnlySpan<int> actual, ConfusionMatrix matrix, ReadOnlySpan<double> weight)
    {
        int classCount = matrix.Classes.Count;
        var perClass = new ClassMetrics[classCount];
        var ranking = new ScoreRanking(actual.Length);
        for (int k = 0; k < classCount; k++)
        {
            for (int row = 0; row < actual.Length; row++)
            {
                double w = weight.IsEmpty ? 1 : weight[row];
                if (w > 0)
                {
                    ranking.Add(scores[(row * classCount) + k], actual[row] == k, w);
                }
            }

            perClass[k] = new ClassMetrics
            {
                Class = matrix.Classes[k],
                Support = matrix.ActualTotal(k),
                Precision = matrix.Precision(k),
                Recall = matrix.Recall(k),
                F1 = matrix.F1(k),
                RocAuc = ranking.Evaluate(rows.Shares?.Collective).RocAuc,
            };
        }

        return perClass;
    }

    private double Macro(Func<ClassMetrics, double> metric) =>
        PerClass.Select(metric).Where(static value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
