using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>Passes over ranges of rows, each range by passes of its own as another process would have them, whose sums are
/// joined.</summary>
internal sealed class RangedRowPasses(IReadOnlyList<IRowPasses> ranges, PassCapabilities capabilities) : IRowPasses
{
    public RowTotals Totals => ranges[0].Totals;

    public ColumnMap Columns => ranges[0].Columns;

    public int EquationCount => ranges[0].EquationCount;

    public PassSums Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken)
    {
        Require(withHessian ? PassCapabilities.Hessian : PassCapabilities.None);
        return PassSums.Join([.. ranges.Select(range => range.Evaluate(coefficients, withHessian, cancellationToken))]);
    }

    public PassSums Squares(double[] coefficients, CancellationToken cancellationToken) =>
        PassSums.Join([.. ranges.Select(range => range.Squares(coefficients, cancellationToken))]);

    public IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken)
    {
        Require(PassCapabilities.HessianProducts);
        return new Curvatures([.. ranges.Select(range => range.CurvaturesAt(coefficients, cancellationToken))]);
    }

    public bool SeparatesWithoutOffset(double[] coefficients) => ranges.All(range => range.SeparatesWithoutOffset(coefficients));

    private void Require(PassCapabilities needed) => Assert.Equal(needed, needed & capabilities);

    private sealed class Curvatures(IReadOnlyList<IRowCurvatures> ranges) : IRowCurvatures
    {
        public ArrowDesign? Arrow => ranges[0].Arrow;

        public PassSums Squares(CancellationToken cancellationToken) =>
            PassSums.Join([.. ranges.Select(range => range.Squares(cancellationToken))]);

        public PassSums Product(double[] vector, CancellationToken cancellationToken) =>
            PassSums.Join([.. ranges.Select(range => range.Product(vector, cancellationToken))]);

        public PassSums CoreGram(CancellationToken cancellationToken) =>
            PassSums.Join([.. ranges.Select(range => range.CoreGram(cancellationToken))]);

        public void AddToBorder(double[][] border, double scale, CancellationToken cancellationToken)
        {
            foreach (IRowCurvatures range in ranges)
            {
                range.AddToBorder(border, scale, cancellationToken);
            }
        }
    }
}
