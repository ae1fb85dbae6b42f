using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>Passes over rows of which each member of a collective has a range: the sums of all, on every member, with the bits that they
/// have where all rows are in one place.</summary>
internal sealed class CollectiveRowPasses : IRowPasses
{
    private readonly LocalRowPasses _own;
    private readonly ICollective _collective;
    private readonly NodeSums _sums;

    /// <param name="own">The passes over the rows of this member, a range that may be empty.</param>
    /// <param name="collective">The members.</param>
    /// <param name="sums">Adds up what they have.</param>
    public CollectiveRowPasses(LocalRowPasses own, ICollective collective, NodeSums sums)
    {
        _own = own;
        _collective = collective;
        _sums = sums;
    }

    public RowTotals Totals => _own.Totals;

    public ColumnMap Columns => _own.Columns;

    public int EquationCount => _own.EquationCount;

    private int GradientLength => EquationCount * Columns.ColumnCount;

    public PassSums Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken)
    {
        CoefficientAgreement.Require(_collective, coefficients);
        return Join(_own.Evaluate(coefficients, withHessian, cancellationToken), GradientLength, withHessian);
    }

    public PassSums Squares(double[] coefficients, CancellationToken cancellationToken)
    {
        CoefficientAgreement.Require(_collective, coefficients);

        // Of several classes those of one equation.
        int length = Totals.ClassCount == 2 ? GradientLength : Columns.ColumnCount;
        return Join(_own.Squares(coefficients, cancellationToken), length);
    }

    public IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken)
    {
        CoefficientAgreement.Require(_collective, coefficients);
        return new Curvatures(this, _own.CurvaturesAt(coefficients, cancellationToken));
    }

    public bool SeparatesWithoutOffset(double[] coefficients) => !_collective.Any(!_own.SeparatesWithoutOffset(coefficients));

    private PassSums Join(PassSums own, int gradientLength, bool withHessian = false)
    {
        int length = PassAccumulator.LengthOf(gradientLength, withHessian);
        TreeNode<double[]>[] nodes =
            [.. own.Nodes.Select(node => new TreeNode<double[]>(node.Level, node.Position, node.Sum.Values))];
        double[] total = _sums.Total(nodes, length) ?? throw new InvalidOperationException("There are no rows.");
        foreach (TreeNode<PassAccumulator> node in own.Nodes)
        {
            node.Sum.Release();
        }

        return new PassSums(new PassAccumulator(gradientLength, total));
    }

    private sealed class Curvatures(CollectiveRowPasses rows, IRowCurvatures own) : IRowCurvatures
    {
        public PassSums Squares(CancellationToken cancellationToken) => rows.Join(own.Squares(cancellationToken), rows.GradientLength);

        public PassSums Product(double[] vector, CancellationToken cancellationToken)
        {
            CoefficientAgreement.Require(rows._collective, vector);
            return rows.Join(own.Product(vector, cancellationToken), rows.GradientLength);
        }

        public ArrowDesign? Arrow => own.Arrow;

        public PassSums CoreGram(CancellationToken cancellationToken) =>
            rows.Join(own.CoreGram(cancellationToken), Arrow!.Core.ColumnCount, withHessian: true);

        // Row after row: each member goes on with the sums of the one before.
        public void AddToBorder(double[][] border, double scale, CancellationToken cancellationToken)
        {
            for (int rank = 0; rank < rows._collective.Size; rank++)
            {
                if (rank == rows._collective.Rank)
                {
                    own.AddToBorder(border, scale, cancellationToken);
                }

                foreach (double[] row in border)
                {
                    rows._collective.BroadcastFrom(rank, row.AsSpan());
                }
            }
        }
    }
}
