using LogReg.Design;
using LogReg.Evaluation;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>The quality of a solver's parameters on a design matrix.</summary>
internal sealed class DesignScorer
{
    private readonly TargetDescription _target;
    private readonly double[] _parameters;
    private readonly double _threshold;
    private readonly int _threads;

    /// <param name="target">The classes.</param>
    /// <param name="parameters">The equations one after the other, on the standardised scale.</param>
    /// <param name="threshold">The threshold: rows with at least this probability are predicted positive.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public DesignScorer(TargetDescription target, double[] parameters, double threshold, int threads)
    {
        _target = target;
        _parameters = parameters;
        _threshold = threshold;
        _threads = threads;
    }

    /// <summary>The log-odds of every row with two classes, the logarithms of all probabilities with three or more.</summary>
    public double[] Scores(ClassificationData data) => _target.IsBinary ? LogOdds(data, equation: 0) : LogProbabilities(data);

    /// <summary>Scores every row and compares with its class.</summary>
    public ClassificationMetrics Score(ClassificationData data) => Score(data, Scores(data));

    /// <summary>Compares scores with the classes of their rows; the design matrix is not looked at.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="scores">What <see cref="Scores"/> says of them.</param>
    public ClassificationMetrics Score(ClassificationData data, double[] scores)
    {
        if (!_target.IsBinary)
        {
            return new ClassificationMetrics(
                null, MulticlassMetrics.Compute(data.Parts, scores, data.Classes, _target.Classes, data.Weights));
        }

        bool[] isPositive = IsPositive(data);
        var metrics = BinaryMetrics.Compute(data.Parts, scores, isPositive, data.Weights, _threshold, _target.PositiveLast);
        return new ClassificationMetrics(
            data.Offsets is null
                ? metrics
                : metrics with { Baseline = Recalibration.Baseline(data.Parts, data.Offsets, isPositive, data.Weights) },
            null);
    }

    /// <summary>Scores rows that the model was not fitted to, with their calibration.</summary>
    /// <param name="data">The rows.</param>
    public ClassificationMetrics ScoreNew(ClassificationData data)
    {
        double[] scores = Scores(data);
        ClassificationMetrics metrics = Score(data, scores);
        return metrics.Binary is null
            ? metrics
            : metrics with
            {
                Binary = metrics.Binary with
                {
                    Calibration = Recalibration.Summarise(data.Parts, scores, IsPositive(data), data.Weights),
                },
            };
    }

    private static bool[] IsPositive(ClassificationData data)
    {
        bool[] isPositive = new bool[data.Classes.Length];
        for (int row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = data.Classes[row] == 1;
        }

        return isPositive;
    }

    /// <summary>The classes that the parameters prove to be separable from all others; see <see cref="ClassSeparation"/>.</summary>
    public IReadOnlyList<string> SeparatedClasses(ClassificationData data) => _target.IsBinary
        ? []
        : [
            .. ClassSeparation.SeparatedClasses(data.Parts, LogProbabilities(data), data.Classes, data.ClassCount).Select(
                code => _target.Classes[code]),
        ];

    /// <summary>The logarithms of the probabilities of all K classes, n × K, row by row.</summary>
    public double[] LogProbabilities(ClassificationData data)
    {
        int classCount = data.ClassCount;
        int equationCount = _parameters.Length / data.Design.ParameterCount;
        double[] logProbabilities = new double[data.Parts.Count * classCount];
        for (int equation = 0; equation < equationCount; equation++)
        {
            double[] logOdds = LogOdds(data, equation);
            for (int row = 0; row < logOdds.Length; row++)
            {
                logProbabilities[(row * classCount) + classCount - equationCount + equation] = logOdds[row];
            }
        }

        for (int row = 0; row < data.Parts.Count; row++)
        {
            Softmax.LogInPlace(logProbabilities.AsSpan(row * classCount, classCount));
        }

        return logProbabilities;
    }

    /// <summary>The log-odds of every row by one equation.</summary>
    public double[] LogOdds(ClassificationData data, int equation)
    {
        DesignMatrix design = data.Design;
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(_parameters.AsSpan(equation * design.ParameterCount, design.ParameterCount), coefficients);
        double[] logOdds = RowArray.Allocate<double>(design.Parts.Count);
        Parallel.For(
            0,
            design.Blocks.Count,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            index =>
            {
                RowBlock block = design.Blocks[index];
                Span<double> own = logOdds.AsSpan(block.FirstRow, block.RowCount);
                data.StartLogOdds(block, own);
                block.AddProduct(coefficients, own);
            });
        return logOdds;
    }
}
