namespace LogReg.Numerics;

/// <summary>
/// A = L·Lᵀ in <see cref="DoubleDouble"/> arithmetic, for matrices whose condition number takes more digits than a double has: forming XᵀWX
/// squares the condition of √W·X, and twice the digits make up for that, so that the result is what a QR decomposition of √W·X gives.
/// Columns that depend linearly on earlier ones are found and left out, as in <see cref="CholeskyFactorization"/>.
/// </summary>
internal sealed class ExtendedCholesky
{
    /// <summary>A column is dependent when earlier columns leave less than this share of its square: R's 1e-11 for a pivot of QR,
    /// squared.</summary>
    internal const double DependenceTolerance = 1e-22;

    private readonly ExtendedMatrix _factor;
    private readonly bool[] _isDependent;

    /// <param name="matrix">A, the lower triangle; not changed.</param>
    internal ExtendedCholesky(ExtendedMatrix matrix)
    {
        int dimension = matrix.Dimension;
        _factor = new ExtendedMatrix(dimension);
        _isDependent = new bool[dimension];
        var dependent = new List<int>();
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < row; column++)
            {
                _factor[row, column] = _isDependent[column]
                    ? default
                    : (matrix[row, column] - DotOfRows(row, column, column)) / _factor[column, column];
            }

            DoubleDouble pivot = matrix[row, row] - DotOfRows(row, row, row);
            _isDependent[row] = !(pivot.High > DependenceTolerance * matrix.High[row * (dimension + 1)] && double.IsFinite(pivot.High));
            if (_isDependent[row])
            {
                dependent.Add(row);
            }

            _factor[row, row] = _isDependent[row] ? default : DoubleDouble.SquareRoot(pivot);
        }

        DependentColumns = dependent;
    }

    /// <summary>d.</summary>
    internal int Dimension => _factor.Dimension;

    /// <summary>The columns that depend linearly on earlier ones, ascending.</summary>
    internal IReadOnlyList<int> DependentColumns { get; }

    /// <summary>A column of L, rounded.</summary>
    /// <param name="column">Its position.</param>
    internal double[] FactorColumn(int column)
    {
        double[] values = new double[Dimension];
        for (int row = column; row < Dimension; row++)
        {
            values[row] = _factor[row, column].ToDouble();
        }

        return values;
    }

    /// <summary>Solves A·x = b over the independent columns; x is 0 for the others.</summary>
    /// <param name="b">d numbers.</param>
    /// <param name="x">d numbers out, rounded; it may be <paramref name="b"/> itself.</param>
    internal void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        var solution = new DoubleDouble[Dimension];
        for (int row = 0; row < Dimension; row++)
        {
            DoubleDouble sum = b[row];
            for (int column = 0; column < row; column++)
            {
                sum -= _factor[row, column] * solution[column];
            }

            solution[row] = _isDependent[row] ? default : sum / _factor[row, row];
        }

        SolveTransposed(solution, Dimension);
        for (int row = 0; row < Dimension; row++)
        {
            x[row] = solution[row].ToDouble();
        }
    }

    /// <summary>A⁻¹ over the independent columns, both triangles; rows and columns of the others are 0.</summary>
    internal ExtendedMatrix Inverse()
    {
        // Row i of M is column i of L⁻¹, so that A⁻¹ = M·Mᵀ: products of rows, which are contiguous.
        var columns = new ExtendedMatrix(Dimension);
        Parallel.For(0, Dimension, column =>
        {
            if (_isDependent[column])
            {
                return;
            }

            columns[column, column] = new DoubleDouble(1, 0) / _factor[column, column];
            for (int row = column + 1; row < Dimension; row++)
            {
                if (!_isDependent[row])
                {
                    columns[column, row] = -Dot(_factor, row, columns, column, column, row) / _factor[row, row];
                }
            }
        });
        var inverse = new ExtendedMatrix(Dimension);
        Parallel.For(0, Dimension, row =>
        {
            for (int column = 0; column <= row; column++)
            {
                inverse[row, column] = Dot(columns, row, columns, column, row, Dimension);
            }
        });
        inverse.Mirror();
        return inverse;
    }

    /// <summary>The c with column j = Σ c_k · column k over the independent columns before it.</summary>
    /// <param name="dependent">j, a dependent column.</param>
    /// <returns>d coefficients; those of later and dependent columns are 0.</returns>
    internal double[] CombinationOf(int dependent)
    {
        var solution = new DoubleDouble[Dimension];
        for (int column = 0; column < dependent; column++)
        {
            solution[column] = _factor[dependent, column];
        }

        SolveTransposed(solution, dependent);
        return Array.ConvertAll(solution, value => value.ToDouble());
    }

    // Lᵀx = b over the first rows, in place.
    private void SolveTransposed(DoubleDouble[] solution, int count)
    {
        for (int row = count - 1; row >= 0; row--)
        {
            if (_isDependent[row])
            {
                solution[row] = default;
                continue;
            }

            solution[row] /= _factor[row, row];
            for (int column = 0; column < row; column++)
            {
                solution[column] -= _factor[row, column] * solution[row];
            }
        }
    }

    private DoubleDouble DotOfRows(int row, int other, int count) => Dot(_factor, row, _factor, other, 0, count);

    private static DoubleDouble Dot(ExtendedMatrix left, int row, ExtendedMatrix right, int other, int from, int to)
    {
        int start = (row * left.Dimension) + from;
        int otherStart = (other * right.Dimension) + from;
        int length = to - from;
        return ExtendedKernels.Dot(
            left.High.AsSpan(start, length),
            left.Low.AsSpan(start, length),
            right.High.AsSpan(otherStart, length),
            right.Low.AsSpan(otherStart, length));
    }
}
