using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>Numeric columns, each contiguous. The intercept is one of them: a shared column of ones.</summary>
internal sealed class DenseGroup : ColumnGroup
{
    private readonly double[][] _columns;

    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="columns">An array a column, each at least as long as the chunk has rows.</param>
    public DenseGroup(int firstColumn, double[][] columns)
        : base(firstColumn, columns.Length)
    {
        _columns = columns;
    }

    /// <summary>The columns, an array each; used by groups that take cross products with this one.</summary>
    public ReadOnlySpan<double[]> Columns => _columns;

    public override void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds) =>
        DenseKernels.AddProduct(_columns, rows.Start, rows.Count, coefficients.Slice(FirstColumn, ColumnCount), logOdds);

    public override void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient) =>
        DenseKernels.AddTransposedProduct(_columns, rows.Start, rows.Count, residual, gradient.Slice(FirstColumn, ColumnCount));

    public override void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian) =>
        DenseKernels.AddWeightedGram(
            _columns, rows.Start, rows.Count, weight, hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, FirstColumn)), hessian.Stride);

    public override void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian)
    {
        // Dense columns are laid out first, once; a second dense group would need the rectangular kernel here.
        throw new NotSupportedException($"A dense group has no cross product with an earlier {earlier.GetType().Name}.");
    }
}
