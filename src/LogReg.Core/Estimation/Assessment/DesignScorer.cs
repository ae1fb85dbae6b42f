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

    /// <summary>Scores every row and compares with its class.</summary>
    public ClassificationMetrics Score(ClassificationData data) =>
        _target.IsBinary ? Score(data, LogOdds(data, equation: 0)) : ScoreMulticlass(data);

    /// <summary>The same for two classes, with the log-odds at hand; the design matrix is not looked at.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="logOdds">What <see cref="LogOdds"/> says of them.</param>
    public ClassificationMetrics Score(ClassificationData data, double[] logOdds)
    {
        bool[] isPositive = new bool[data.Classes.Length];
        for (int row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = data.Classes[row] == 1;
        }

        var metrics = BinaryMetrics.Compute(logOdds, isPositive, data.Weights, _threshold, [_target.Negative!, _target.Positive!]);
        return new ClassificationMetrics(
            data.Offsets is null ? metrics : metrics with { Baseline = Recalibration.Baseline(data.Offsets, isPositive, data.Weights) },
            null);
    }

    /// <summary>Scores rows that the model was not fitted to, with their calibration.</summary>
    /// <param name="data">The rows.</param>
    public ClassificationMetrics ScoreNew(ClassificationData data)
    {
        if (!_target.IsBinary)
        {
            return Score(data);
        }

        double[] logOdds = LogOdds(data, equation: 0);
        ClassificationMetrics metrics = Score(data, logOdds);
        bool[] isPositive = Array.ConvertAll(data.Classes, code => code == 1);
        return metrics with { Binary = metrics.Binary! with { Calibration = Recalibration.Summarise(logOdds, isPositive, data.Weights) } };
    }

    /// <summary>The classes that the parameters prove to be separable from all others; see <see cref="ClassSeparation"/>.</summary>
    public IReadOnlyList<string> SeparatedClasses(ClassificationData data) => _target.IsBinary
        ? []
        : [
            .. ClassSeparation.SeparatedClasses(LogProbabilities(data), data.Classes, data.ClassCount).Select(
                code => _target.Classes[code]),
        ];

    private ClassificationMetrics ScoreMulticlass(ClassificationData data) =>
        new(null, MulticlassMetrics.Compute(LogProbabilities(data), data.Classes, _target.Classes, data.Weights));

    /// <summary>The logarithms of the probabilities of all K classes, n × K, row by row.</summary>
    public double[] LogProbabilities(ClassificationData data)
    {
        int classCount = data.ClassCount;
        int equationCount = _parameters.Length / data.Design.ParameterCount;
        double[] logProbabilities = new double[data.Design.RowCount * classCount];
        for (int equation = 0; equation < equationCount; equation++)
        {
            double[] logOdds = LogOdds(data, equation);
            for (int row = 0; row < logOdds.Length; row++)
            {
                logProbabilities[(row * classCount) + classCount - equationCount + equation] = logOdds[row];
            }
        }

        for (int row = 0; row < data.Design.RowCount; row++)
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
        double[] logOdds = new double[design.RowCount];
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
