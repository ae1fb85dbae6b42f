using System.Numerics.Tensors;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The Hessian Xᵀ·diag(s)·X/Σw + penalty of two classes, with the curvature s_i = w_i·μ_i(1 − μ_i) of each row: H·v takes a pass Xv and a pass Xᵀ(s∘Xv) over blocks in the cache.</summary>
internal sealed class LogisticHessian : IHessianOperator
{
    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly double[] _curvatures;
    private readonly int _threads;
    private readonly PassPool _pool;
    private readonly ArrowDesign? _arrow;

    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="curvatures">s, a value a row.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    /// <param name="pool">Accumulators to use again.</param>
    /// <param name="arrow">The columns with one categorical feature set apart, or <see langword="null"/> where that does not pay.</param>
    public LogisticHessian(
        ClassificationData data, Penalty penalty, double[] curvatures, int threads, PassPool pool, ArrowDesign? arrow)
    {
        _data = data;
        _penalty = penalty;
        _curvatures = curvatures;
        _threads = threads;
        _pool = pool;
        _arrow = arrow;
    }

    public double[] Diagonal(CancellationToken cancellationToken)
    {
        double[] diagonal = new double[_data.Design.ParameterCount];
        Pass((block, sums) => block.AddSquares(CurvaturesOf(block), sums.Gradient), diagonal, cancellationToken);
        _penalty.AddToDiagonal(diagonal, diagonal.Length);
        return diagonal;
    }

    public ILinearSystem Preconditioner(CancellationToken cancellationToken)
    {
        double[] diagonal = Diagonal(cancellationToken);
        IHessianOperator.MakePositive(diagonal);
        return _arrow is null
            ? new DiagonalSystem(diagonal)
            : ArrowPreconditioner.Form(_arrow, _curvatures, 1 / _data.WeightSum, diagonal, _threads, cancellationToken);
    }

    public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        double[] coefficients = new double[_data.Design.ColumnCount];
        _data.Design.Expand(vector, coefficients);
        Pass(
            (block, sums) =>
            {
                Span<double> values = sums.Scratch.AsSpan(0, block.RowCount);
                values.Clear();
                block.AddProduct(coefficients, values);
                TensorPrimitives.Multiply(values, CurvaturesOf(block), values);
                block.AddTransposedProduct(values, sums.Gradient);
            },
            product,
            cancellationToken);
        _penalty.AddProduct(vector, vector.Length, product);
    }

    private ReadOnlySpan<double> CurvaturesOf(RowBlock block) => _curvatures.AsSpan(block.FirstRow, block.RowCount);

    private void Pass(Action<RowBlock, PassAccumulator> addBlock, Span<double> result, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        PassAccumulator sums = DesignPass.Run(
            design, design.ColumnCount, LogisticObjective.ScratchBlocks * RowBlock.Capacity, withHessian: false, _threads, _pool, addBlock, cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design, equationCount: 1, 1 / _data.WeightSum, result);
        _pool.Add(sums);
    }
}
