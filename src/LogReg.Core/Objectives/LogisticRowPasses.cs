using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The passes of two classes: Σ w·(log(1 + e^η) − y·η) with η = o + Xβ, its gradient Xᵀ·w(μ − y) with μ = σ(η), and its Hessian
/// Xᵀ·diag(s)·X with the curvatures s = wμ(1−μ) (McCullagh &amp; Nelder, Generalized Linear Models, 1989, §4.4).
/// </summary>
internal sealed class LogisticRowPasses : LocalRowPasses
{
    // The space that a pass needs, in blocks.
    private const int ScratchBlocks = 3;

    private readonly double[] _target;
    private readonly PassPool _pool = new();
    private readonly Lazy<ArrowDesign?> _arrow;

    /// <param name="data">Two classes; class 1 is the positive one.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public LogisticRowPasses(ClassificationData data, int threads)
        : base(data, equationCount: 1, threads)
    {
        _arrow = new Lazy<ArrowDesign?>(() => ArrowDesign.Of(data.Design, Totals.RowCount));
        _target = RowArray.Allocate<double>(data.Classes.Length);
        TensorPrimitives.ConvertChecked<int, double>(data.Classes, _target);
    }

    public override PassAccumulator Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken)
    {
        RequireAgreement(coefficients);
        return Pass(withHessian, (block, sums) => AddBlock(block, coefficients, withHessian, sums), cancellationToken);
    }

    public override PassAccumulator Squares(double[] coefficients, CancellationToken cancellationToken)
    {
        RequireAgreement(coefficients);
        return Pass(
            withHessian: false,
            (block, sums) =>
            {
                Span<double> curvature = sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount);
                ComputeCurvatures(block, coefficients, sums, curvature);
                block.AddSquares(curvature, sums.Gradient);
            },
            cancellationToken);
    }

    public override IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken)
    {
        RequireAgreement(coefficients);
        double[] curvatures = RowArray.Allocate<double>(Data.Design.Parts.Count);
        Pass(
            withHessian: false,
            (block, sums) => ComputeCurvatures(block, coefficients, sums, curvatures.AsSpan(block.FirstRow, block.RowCount)),
            cancellationToken).Release();
        return new Curvatures(this, curvatures);
    }

    // Offsets can put every row on its side where no β does: only Xβ alone proves separation.
    public override bool SeparatesWithoutOffset(double[] coefficients)
    {
        bool separates = SeparatesOwnWithoutOffset(coefficients);
        return Data.Design.Shares is RowShares shares ? !shares.Collective.Any(!separates) : separates;
    }

    private bool SeparatesOwnWithoutOffset(double[] coefficients)
    {
        double[] product = new double[RowBlock.Capacity];
        foreach (RowBlock block in Data.Design.Blocks)
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

    public override void ComputeResiduals(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> residuals)
    {
        Span<double> logOdds = stackalloc double[block.RowCount];
        Data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        LogisticKernels.Evaluate(logOdds, TargetOf(block), Data.WeightsOf(block), residuals[..block.RowCount], []);
    }

    private PassAccumulator Pass(bool withHessian, Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken) =>
        Pass(new PassShape(GradientLength, ScratchBlocks * RowBlock.Capacity, withHessian), _pool, addBlock, cancellationToken);

    private void ComputeCurvatures(RowBlock block, double[] coefficients, PassAccumulator sums, Span<double> curvatures)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        Data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        LogisticKernels.Evaluate(logOdds, TargetOf(block), Data.WeightsOf(block), [], curvatures);
    }

    private void AddBlock(RowBlock block, double[] coefficients, bool withHessian, PassAccumulator sums)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        Span<double> residual = sums.Scratch.AsSpan(RowBlock.Capacity, block.RowCount);
        Span<double> curvature = withHessian ? sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount) : [];
        Data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        BlockLoss loss = LogisticKernels.Evaluate(logOdds, TargetOf(block), Data.WeightsOf(block), residual, curvature);
        sums.Loss += loss.Loss;
        sums.SaturatedRows += loss.SaturatedRows;
        sums.MisclassifiedRows += loss.MisclassifiedOrTied;
        block.AddTransposedProduct(residual, sums.Gradient);
        if (withHessian)
        {
            block.AddGram(curvature, sums.SquareFrom());
        }
    }

    private ReadOnlySpan<double> TargetOf(RowBlock block) => _target.AsSpan(block.FirstRow, block.RowCount);

    // A product takes a pass Xv and a pass Xᵀ(s∘Xv) over blocks in the cache.
    private sealed class Curvatures(LogisticRowPasses rows, double[] values) : IRowCurvatures
    {
        public PassAccumulator Squares(CancellationToken cancellationToken) =>
            rows.Pass(withHessian: false, (block, sums) => block.AddSquares(Of(block), sums.Gradient), cancellationToken);

        public PassAccumulator Product(double[] vector, CancellationToken cancellationToken) => rows.Pass(
            withHessian: false,
            (block, sums) =>
            {
                Span<double> product = sums.Scratch.AsSpan(0, block.RowCount);
                product.Clear();
                block.AddProduct(vector, product);
                TensorPrimitives.Multiply(product, Of(block), product);
                block.AddTransposedProduct(product, sums.Gradient);
            },
            cancellationToken);

        public ArrowDesign? Arrow => rows._arrow.Value;

        public PassAccumulator CoreGram(CancellationToken cancellationToken) => rows.Pass(
            new PassShape(Arrow!.Core.ColumnCount, 0, WithHessian: true),
            new PassPool(),
            Arrow.Core,
            (block, sums) => block.AddGram(Of(block), sums.SquareFrom()),
            cancellationToken);

        public void AddToBorder(double[][] border, double scale, CancellationToken cancellationToken) =>
            Arrow!.AddToBorder(Array.ConvertAll(values, value => value * scale), border, rows.Threads, cancellationToken);

        private ReadOnlySpan<double> Of(RowBlock block) => values.AsSpan(block.FirstRow, block.RowCount);
    }
}
