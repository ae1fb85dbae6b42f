using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>
/// All directions that lower no row's likelihood. A linear function a·β of the parameters tends to ∞ along every sequence along which the
/// likelihood tends to its least upper bound exactly if a·γ &gt; 0 for all γ in the interior of this cone: then it is a sum of separated
/// rows with factors of 0 or more and of rows that are not separated (Farkas). If other directions of the cone have a·γ &lt; 0, the data do
/// not determine it. That is a property of the function, whatever the coding.
/// </summary>
/// <remarks>
/// The directions are c·B with the basis B of <see cref="SeparationResult.FreeDirections"/>: on other rows they are 0. In coordinates in
/// which the separated rows have the Gram matrix 1, a function is a vector, and <see cref="ConeProjection"/> finds the nearest sum of rows.
/// </remarks>
internal sealed class SeparationCone
{
    // Beyond so many numbers nothing is decided: time and memory would exceed those of the fit.
    private const long MostNumbers = 20_000_000;
    private const long MostWork = 4_000_000_000;

    private const double PivotTolerance = 1e-13;

    // What is smaller than this beside the rest is rounding, as far as a basis and margins are exact.
    private const double RoundingShare = 1e-9;

    private readonly IReadOnlyList<double[]> _basis;
    private readonly double[] _scales;
    private readonly CholeskyFactorization _factor;
    private readonly double[][] _rows;
    private readonly List<double[]> _directions;
    private long _work;

    private SeparationCone(IReadOnlyList<double[]> basis, double[] scales, CholeskyFactorization factor, double[][] rows, double[] interior)
    {
        _basis = basis;
        _scales = scales;
        _factor = factor;
        _rows = rows;
        _directions = [interior];
    }

    /// <summary>Looks at the separated rows.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="found">A direction that separates every row that any direction separates.</param>
    /// <param name="basis">What spans the directions that are 0 on the other rows.</param>
    /// <returns><see langword="null"/> where there are too many different rows, or rounding does not tell them apart.</returns>
    public static SeparationCone? Create(SeparationRows rows, SeparationDirection found, IReadOnlyList<double[]> basis)
    {
        int dimension = basis.Count;
        IReadOnlyList<double[]>? margins = dimension == 0
            ? null
            : rows.DistinctMargins([.. basis, found.Elements], found.IsSeparated, MostNumbers);
        if (margins is null)
        {
            return null;
        }

        double[] scales = [.. Enumerable.Range(0, dimension).Select(index => margins.Max(row => Math.Abs(row[index])))];
        if (scales.Contains(0))
        {
            return null;
        }

        double[][] scaled = [.. margins.Select(row => scales.Select((scale, index) => row[index] / scale).ToArray())];
        double[] lengths = [.. scaled.Select(Normalise)];
        var factor = new CholeskyFactorization(Gram(scaled, dimension), dimension, PivotTolerance);
        if (factor.DependentColumns.Count > 0)
        {
            return null;
        }

        // The direction that was found is the sum of the rows times its margins, in coordinates in which the rows' Gram matrix is 1.
        double[] interior = new double[dimension];
        for (int row = 0; row < scaled.Length; row++)
        {
            factor.SolveLower(scaled[row], scaled[row]);
            DenseKernels.AddScaled(scaled[row], margins[row][dimension] / lengths[row], interior);
            Normalise(scaled[row]);
        }

        Normalise(interior);
        return new SeparationCone(basis, scales, factor, scaled, interior);
    }

    /// <summary>The infinity to which a linear function of the parameters tends.</summary>
    /// <param name="functional">a, as long as the parameters; not 0 on every direction of the basis.</param>
    /// <returns>1 or −1; 0 where the data do not determine it, or it is not decided.</returns>
    public int DirectionOf(ReadOnlySpan<double> functional)
    {
        double[] target = new double[_basis.Count];
        for (int index = 0; index < target.Length; index++)
        {
            double product = DenseKernels.Dot(functional, _basis[index]);
            double size = 0;
            for (int parameter = 0; parameter < functional.Length; parameter++)
            {
                size += Math.Abs(functional[parameter] * _basis[index][parameter]);
            }

            target[index] = Math.Abs(product) <= RoundingShare * size ? 0 : product / _scales[index];
        }

        _factor.SolveLower(target, target);
        Normalise(target);
        int sign = 0;
        foreach (double[] direction in _directions)
        {
            double change = DenseKernels.Dot(target, direction);
            int own = Math.Abs(change) <= RoundingShare ? 0 : Math.Sign(change);
            if (own * sign < 0 || (own == 0 && ReferenceEquals(direction, _directions[0])))
            {
                return 0;
            }

            sign = own == 0 ? sign : own;
        }

        for (int index = 0; index < target.Length; index++)
        {
            target[index] *= sign;
        }

        var projection = new ConeProjection(_rows, target);
        bool isInside = projection.Run(MostWork - _work);
        _work += projection.Work;
        if (!isInside && projection.Remainder is double[] remainder)
        {
            // The negative of what is left is a direction of the cone along which the function falls: other functions may as well.
            Normalise(remainder);
            _directions.Add([.. remainder.Select(value => -value)]);
        }

        return isInside ? sign : 0;
    }

    private static double[] Gram(double[][] rows, int dimension)
    {
        double[] gram = new double[dimension * dimension];
        foreach (double[] row in rows)
        {
            for (int index = 0; index < dimension; index++)
            {
                if (row[index] != 0)
                {
                    DenseKernels.AddScaled(row.AsSpan(0, index + 1), row[index], gram.AsSpan(index * dimension, index + 1));
                }
            }
        }

        return gram;
    }

    private static double Normalise(double[] vector)
    {
        double length = Math.Sqrt(DenseKernels.Dot(vector, vector));
        for (int index = 0; index < vector.Length && length > 0; index++)
        {
            vector[index] /= length;
        }

        return length;
    }
}
