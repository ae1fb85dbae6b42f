using System.Numerics.Tensors;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The binary logistic objective (1/Σw) Σ w_i·(log(1 + e^η_i) − y_i·η_i) + penalty, with η = o + Xβ. Its gradient is
/// Xᵀ·w(μ − y)/Σw with μ = σ(η), its Hessian Xᵀ·diag(wμ(1−μ))·X/Σw (McCullagh &amp; Nelder, Generalized Linear Models, 1989, §4.4).
/// </summary>
internal sealed class LogisticObjective : IResidualSource
{
    /// <summary>The space that a pass needs, in blocks.</summary>
    internal const int ScratchBlocks = 3;

    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly int _threads;
    private readonly double[] _target;
    private readonly PassPool _pool = new();
    private readonly Lazy<ArrowDesign?> _arrow;

    /// <param name="data">Two classes; class 1 is the positive one.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public LogisticObjective(ClassificationData data, Penalty penalty, int threads)
    {
        _data = data;
        _penalty = penalty;
        _threads = threads;
        _arrow = new Lazy<ArrowDesign?>(() => ArrowDesign.Of(data.Design));
        _target = new double[data.Classes.Length];
        TensorPrimitives.ConvertChecked<int, double>(data.Classes, _target);
    }

    public int ParameterCount => _data.Design.ParameterCount;

    public ClassificationData Data => _data;

    public int EquationCount => 1;

    public void ComputeResiduals(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> residuals)
    {
        Span<double> logOdds = stackalloc double[block.RowCount];
        _data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        LogisticKernels.Evaluate(logOdds, _target.AsSpan(block.FirstRow, block.RowCount), _data.WeightsOf(block), residuals[..block.RowCount], []);
    }

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(parameters, coefficients);
        bool withHessian = !hessian.IsEmpty;
        PassAccumulator sums = Pass(
            withHessian, (block, accumulator) => AddBlock(block, coefficients, withHessian, accumulator), cancellationToken);

        double scale = 1 / _data.WeightSum;
        ParameterScaling.Gather(sums.Gradient, design, equationCount: 1, scale, gradient);
        if (withHessian)
        {
            ParameterScaling.GatherHessian(sums.Hessian, design, equationCount: 1, scale, hessian);
        }

        double loss = sums.Loss * scale;
        double value = loss + _penalty.Add(parameters, parameters.Length, gradient, hessian);
        bool separates = sums.MisclassifiedRows == 0 && _penalty.IsNone && (_data.Offsets is null || SeparatesWithoutOffset(coefficients));
        var evaluation = new ObjectiveEvaluation(value, loss, (double)sums.SaturatedRows / design.RowCount, separates);
        _pool.Add(sums);
        return evaluation;
    }

    public void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(parameters, coefficients);
        PassAccumulator sums = Pass(
            withHessian: false, (block, accumulator) => AddSquares(block, coefficients, accumulator), cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design, equationCount: 1, 1 / _data.WeightSum, diagonal);
        _penalty.AddToDiagonal(diagonal, parameters.Length);
        _pool.Add(sums);
    }

    public IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        double[] coefficients = new double[_data.Design.ColumnCount];
        _data.Design.Expand(parameters, coefficients);
        double[] curvatures = new double[_data.Design.RowCount];
        _pool.Add(Pass(
            withHessian: false,
            (block, accumulator) => ComputeCurvatures(block, coefficients, accumulator, curvatures.AsSpan(block.FirstRow, block.RowCount)),
            cancellationToken));
        return new LogisticHessian(_data, _penalty, curvatures, _threads, _pool, _arrow.Value);
    }

    private PassAccumulator Pass(bool withHessian, Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken) =>
        DesignPass.Run(_data.Design, _data.Design.ColumnCount, ScratchBlocks * RowBlock.Capacity, withHessian, _threads, _pool, addBlock, cancellationToken);

    private void AddSquares(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        Span<double> curvature = sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount);
        ComputeCurvatures(block, coefficients, sums, curvature);
        block.AddSquares(curvature, sums.Gradient);
    }

    private void ComputeCurvatures(RowBlock block, double[] coefficients, PassAccumulator sums, Span<double> curvatures)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        _data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        LogisticKernels.Evaluate(logOdds, _target.AsSpan(block.FirstRow, block.RowCount), _data.WeightsOf(block), [], curvatures);
    }

    private void AddBlock(RowBlock block, double[] coefficients, bool withHessian, PassAccumulator sums)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        Span<double> residual = sums.Scratch.AsSpan(RowBlock.Capacity, block.RowCount);
        Span<double> curvature = withHessian ? sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount) : [];
        _data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        BlockLoss loss = LogisticKernels.Evaluate(
            logOdds, _target.AsSpan(block.FirstRow, block.RowCount), _data.WeightsOf(block), residual, curvature);
        sums.Loss += loss.Loss;
        sums.SaturatedRows += loss.SaturatedRows;
        sums.MisclassifiedRows += loss.MisclassifiedOrTied;
        block.AddTransposedProduct(residual, sums.Gradient);
        if (withHessian)
        {
            block.AddGram(curvature, sums.SquareFrom());
        }
    }

    // Offsets can put every row on its side where no β does: only Xβ alone proves separation.
    private bool SeparatesWithoutOffset(double[] coefficients)
    {
        double[] product = new double[RowBlock.Capacity];
        foreach (RowBlock block in _data.Design.Blocks)
        {
            Span<double> own = product.AsSpan(0, block.RowCount);
            own.Clear();
            block.AddProduct(coefficients, own);
            for (int row = 0; row < own.Length; row++)
            {
                if (_target[block.FirstRow + row] == 1 ? own[row] <= 0 : own[row] >= 0)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
