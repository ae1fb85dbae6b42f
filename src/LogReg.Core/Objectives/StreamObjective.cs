using System.Numerics.Tensors;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>An objective over rows that are never in memory together: each pass reads them anew, window by window. The windows are the same
/// on any machine and any number of threads, and so are the sums.</summary>
internal sealed class StreamObjective : IObjective, IRowBatches
{
    private readonly Func<CancellationToken, IEnumerable<ClassificationData>> _read;
    private readonly StreamSize _size;
    private readonly Penalty _penalty;
    private readonly int _seed;
    private readonly ObjectiveFactory _objectives;

    /// <param name="read">Reads the rows from the first one on; a window is valid until the next one is asked for.</param>
    /// <param name="size">What they amount to.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="seed">Decides the order of the rows in batches.</param>
    /// <param name="objectives">Makes the objective of a window.</param>
    public StreamObjective(
        Func<CancellationToken, IEnumerable<ClassificationData>> read,
        StreamSize size,
        Penalty penalty,
        int seed,
        ObjectiveFactory objectives)
    {
        _read = read;
        _size = size;
        _penalty = penalty;
        _seed = seed;
        _objectives = objectives;
    }

    public int ParameterCount => EquationCount * _size.EquationLength;

    public long RowCount => _size.RowCount;

    public double SampleSize => _size.SampleSize;

    private int EquationCount => _size.ClassCount == 2 ? 1 : _size.ClassCount - (_penalty.IsNone ? 1 : 0);

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        double[] ownGradient = new double[gradient.Length];
        double[] ownHessian = new double[hessian.Length];
        gradient.Clear();
        hessian.Clear();
        double loss = 0;
        double saturatedRows = 0;
        bool separates = _penalty.IsNone;
        foreach (ClassificationData window in _read(cancellationToken))
        {
            IObjective own = _objectives.Likelihood(window, Penalty.None, _penalty.IsNone);
            ObjectiveEvaluation evaluation = own.Evaluate(parameters, ownGradient, ownHessian, cancellationToken);
            double share = window.WeightSum / _size.WeightSum;
            loss += evaluation.Loss * share;
            saturatedRows += evaluation.SaturatedShare * window.Parts.TotalCount;
            separates &= evaluation.Separates;
            TensorPrimitives.MultiplyAdd<double>(ownGradient, share, gradient, gradient);
            TensorPrimitives.MultiplyAdd<double>(ownHessian, share, hessian, hessian);
        }

        double value = loss + _penalty.Add(parameters, _size.EquationLength, gradient, hessian);
        return new ObjectiveEvaluation(value, loss, saturatedRows / _size.RowCount, separates);
    }

    public void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        double[] own = new double[diagonal.Length];
        diagonal.Clear();
        foreach (ClassificationData window in _read(cancellationToken))
        {
            IObjective objective = _objectives.Likelihood(window, Penalty.None, _penalty.IsNone);
            objective.HessianDiagonal(parameters, own, cancellationToken);
            TensorPrimitives.MultiplyAdd<double>(own, window.WeightSum / _size.WeightSum, diagonal, diagonal);
        }

        _penalty.AddToDiagonal(diagonal, _size.EquationLength);
    }

    public IEnumerable<GradientBatch> Batches(int batchSize, int epoch, CancellationToken cancellationToken)
    {
        var shuffled = new ShuffledRows(batchSize, _penalty, _penalty.IsNone, _size.RowCount / _size.WeightSum);
        SplitMix random = ShuffledRows.RandomOf(_seed, epoch);
        return _read(cancellationToken).SelectMany(window => shuffled.Batches(window, random, cancellationToken));
    }
}
