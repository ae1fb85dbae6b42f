using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>Metrics of rows that come window by window, in constant memory: all as exact as of rows in memory, but for the ranking, which
/// is counted in a <see cref="RankingHistogram"/>.</summary>
internal sealed class StreamMetrics
{
    // Of two classes the areas are right to five or six digits, unless all log-odds lie within a hundredth or so; of many, memory has to
    // suffice for all.
    private const int BinaryBins = 1 << 20;
    private const int ClassBins = 1 << 13;

    private readonly IReadOnlyList<string> _classes;
    private readonly double _threshold;
    private readonly double[] _confusion;
    private readonly RankingHistogram[] _rankings;
    private long _rows;
    private double _weightSum;
    private double _loss;
    private double _brier;
    private double _probability;

    /// <param name="classes">The names of the classes; of two, the negative one first.</param>
    /// <param name="threshold">The threshold of two classes: rows with at least this probability are predicted positive.</param>
    public StreamMetrics(IReadOnlyList<string> classes, double threshold)
    {
        _classes = classes;
        _threshold = threshold;
        _confusion = new double[classes.Count * classes.Count];
        _rankings = classes.Count == 2
            ? [new RankingHistogram(BinaryBins)]
            : [.. classes.Select(_ => new RankingHistogram(ClassBins))];
    }

    /// <summary>Adds rows of two classes.</summary>
    /// <param name="logOdds">The log-odds of the positive class, one per row.</param>
    /// <param name="classes">The class of each row, 1 the positive one.</param>
    /// <param name="weights">A weight a row, or <see langword="null"/>.</param>
    public void AddBinary(double[] logOdds, int[] classes, double[]? weights)
    {
        var window = BinaryMetrics.Compute(logOdds, Array.ConvertAll(classes, code => code == 1), weights, _threshold, _classes);
        Add(window.Rows, window.LogLoss, window.BrierScore, window.ConfusionMatrix);
        _probability += window.MeanProbability * window.WeightSum;
        for (int row = 0; row < logOdds.Length; row++)
        {
            _rankings[0].Add(logOdds[row], classes[row] == 1, weights?[row] ?? 1);
        }
    }

    /// <summary>Adds rows of several classes.</summary>
    /// <param name="logProbabilities">n × K logarithms of probabilities, row by row.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="weights">A weight a row, or <see langword="null"/>.</param>
    public void AddMulticlass(double[] logProbabilities, int[] classes, double[]? weights)
    {
        var window = MulticlassMetrics.Compute(logProbabilities, classes, _classes, weights);
        Add(window.Rows, window.LogLoss, window.BrierScore, window.ConfusionMatrix);
        for (int row = 0; row < classes.Length; row++)
        {
            for (int code = 0; code < _classes.Count; code++)
            {
                double logarithm = Math.Min(0, logProbabilities[(row * _classes.Count) + code]);
                double logOdds = logarithm - ElementaryFunctions.Log(1 - ElementaryFunctions.Exp(logarithm));
                _rankings[code].Add(logOdds, classes[row] == code, weights?[row] ?? 1);
            }
        }
    }

    /// <summary>The metrics of all rows.</summary>
    public ClassificationMetrics Result()
    {
        var matrix = new ConfusionMatrix(_classes, _confusion);
        if (_classes.Count > 2)
        {
            return new ClassificationMetrics(null, new MulticlassMetrics
            {
                Rows = _rows,
                LogLoss = _loss / _weightSum,
                BrierScore = _brier / _weightSum,
                ConfusionMatrix = matrix,
                PerClass = [.. _rankings.Select((ranking, code) => new ClassMetrics
                {
                    Class = _classes[code],
                    Support = matrix.ActualTotal(code),
                    Precision = matrix.Precision(code),
                    Recall = matrix.Recall(code),
                    F1 = matrix.F1(code),
                    RocAuc = ranking.Evaluate().RocAuc,
                })],
            });
        }

        RankingMetrics ranked = _rankings[0].Evaluate();
        return new ClassificationMetrics(
            new BinaryMetrics
            {
                Rows = _rows,
                Threshold = _threshold,
                LogLoss = _loss / _weightSum,
                BrierScore = _brier / _weightSum,
                RocAuc = ranked.RocAuc,
                AveragePrecision = ranked.AveragePrecision,
                MeanProbability = _probability / _weightSum,
                ConfusionMatrix = matrix,
            },
            null);
    }

    private void Add(long rows, double loss, double brier, ConfusionMatrix matrix)
    {
        _rows += rows;
        _weightSum += matrix.Total;
        _loss += loss * matrix.Total;
        _brier += brier * matrix.Total;
        for (int entry = 0; entry < _confusion.Length; entry++)
        {
            _confusion[entry] += matrix[entry / _classes.Count, entry % _classes.Count];
        }
    }
}
