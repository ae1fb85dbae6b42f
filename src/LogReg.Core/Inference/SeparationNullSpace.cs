using LogReg.Numerics;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>The directions γ with x_iγ = 0 on all rows that take part, besides those that the whole design matrix aliases.</summary>
internal sealed class SeparationNullSpace
{
    // Each pass squares the error that forming XᵀX leaves.
    private const int Refinements = 3;

    // An element that moves a typical row by less than this share of what the largest moves it is what an unfinished search leaves, or what
    // rounding leaves.
    private const double SearchShare = 1e-9;
    private const double RoundingShare = 1e-12;

    private readonly SeparationRows _rows;
    private readonly double[] _gram;
    private readonly double[] _columnSizes;
    private readonly CholeskyFactorization _factorization;
    private readonly int[] _freeColumns;

    /// <param name="rows">The rows that the directions leave alone.</param>
    /// <param name="isAliased">For each of the p columns whether it depends on earlier ones in the whole design matrix.</param>
    /// <param name="columnSizes">The root of each column's mean square in the whole design matrix.</param>
    public SeparationNullSpace(SeparationRows rows, bool[] isAliased, double[] columnSizes)
    {
        _rows = rows;
        _columnSizes = columnSizes;
        _gram = rows.Gram();
        _factorization = new CholeskyFactorization(_gram, rows.ParameterCount, NewtonSolver.PivotTolerance);
        _freeColumns = [.. _factorization.DependentColumns.Where(column => !isAliased[column])];
    }

    /// <summary>The columns that depend on earlier ones, on these rows.</summary>
    public IReadOnlyList<int> DependentColumns => _factorization.DependentColumns;

    /// <summary>The nearest direction of the space that has the same elements at <see cref="DependentColumns"/>.</summary>
    /// <param name="direction">p values, near the space; not changed.</param>
    public double[] Project(ReadOnlySpan<double> direction)
    {
        double[] projected = direction.ToArray();
        for (int pass = 0; pass < Refinements && _rows.ActiveCount > 0; pass++)
        {
            double[] correction = _rows.TransposedProduct(_rows.Margins(projected));
            _factorization.Solve(correction, correction);
            for (int parameter = 0; parameter < projected.Length; parameter++)
            {
                projected[parameter] -= correction[parameter];
            }
        }

        return projected;
    }

    /// <summary>A basis: for each free column its own unit vector less the combination of earlier columns that makes it up.</summary>
    public IReadOnlyList<double[]> Basis() => [.. _freeColumns.Select(BasisVector)];

    /// <summary>As <see cref="Project"/>, but elements that are 0 but for an unfinished search and rounding become 0.</summary>
    /// <param name="direction">p values, near the space; not changed.</param>
    public double[] ProjectCleaned(double[] direction) => Clean(Project(Clean(direction, SearchShare)), RoundingShare);

    /// <summary>Moves parameters along the space, so that at the free columns they equal others.</summary>
    /// <param name="parameters">p values; changed.</param>
    /// <param name="basis">What <see cref="Basis"/> gave.</param>
    /// <param name="wanted">p values.</param>
    public void Place(double[] parameters, IReadOnlyList<double[]> basis, ReadOnlySpan<double> wanted)
    {
        for (int index = 0; index < basis.Count; index++)
        {
            double distance = wanted[_freeColumns[index]] - parameters[_freeColumns[index]];
            for (int parameter = 0; parameter < parameters.Length; parameter++)
            {
                parameters[parameter] += distance * basis[index][parameter];
            }
        }
    }

    private double[] BasisVector(int column)
    {
        int length = _rows.ParameterCount;
        double[] vector = new double[length];
        vector[column] = 1;

        // A level that no row has: there is nothing to make up for.
        if (_gram[column * (length + 1)] == 0)
        {
            return vector;
        }

        double[] products = new double[length];
        for (int other = 0; other < length; other++)
        {
            products[other] = _gram[(Math.Max(column, other) * length) + Math.Min(column, other)];
        }

        _factorization.Solve(products, products);
        for (int other = 0; other < length; other++)
        {
            vector[other] -= products[other];
        }

        return Clean(Project(vector), RoundingShare);
    }

    private double[] Clean(double[] direction, double share)
    {
        double largest = direction.Select((element, parameter) => Math.Abs(element) * _columnSizes[parameter]).Max();
        return [.. direction.Select((element, parameter) => Math.Abs(element) * _columnSizes[parameter] <= share * largest ? 0 : element)];
    }
}
