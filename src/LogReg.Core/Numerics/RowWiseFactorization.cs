namespace LogReg.Numerics;

/// <summary>
/// The QR factorisation of diag(s)·X for rows whose weights s lie many orders of magnitude apart, by Householder reflections with the rows
/// sorted by size and the columns pivoted: every row keeps digits of its own (Cox &amp; Higham, Stability of Householder QR factorization
/// for weighted least squares problems, 1998). log det XᵀS²X and the leverages then stand where a Cholesky factorisation of the product has
/// lost them.
/// </summary>
internal sealed class RowWiseFactorization
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly double[] _factor;
    private readonly double[] _orthogonal;
    private readonly double[] _sorted;
    private readonly double[] _sizes;
    private readonly int[] _order;
    private readonly double[] _reflector;

    /// <param name="rows">n.</param>
    /// <param name="columns">p, at most n for a factorisation to exist.</param>
    public RowWiseFactorization(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _factor = new double[rows * columns];
        _sorted = new double[rows * columns];
        _orthogonal = new double[rows * columns];
        _sizes = new double[rows];
        _order = new int[rows];
        _reflector = new double[columns];
    }

    /// <summary>Column j of Q, in the order of the rows given.</summary>
    public ReadOnlySpan<double> Orthogonal(int column) => _orthogonal.AsSpan(column * _rows, _rows);

    /// <summary>log det XᵀS²X.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>Factorises.</summary>
    /// <param name="matrix">X, column after column.</param>
    /// <param name="scale">s.</param>
    /// <returns>Whether the columns are independent.</returns>
    public bool Factor(ReadOnlySpan<double> matrix, ReadOnlySpan<double> scale)
    {
        if (_rows < _columns)
        {
            return false;
        }

        SortRows(matrix, scale);
        double logarithm = 0;
        for (int step = 0; step < _columns; step++)
        {
            double diagonal = Reflect(step);
            if (diagonal == 0 || !double.IsFinite(diagonal))
            {
                return false;
            }

            logarithm += ElementaryFunctions.Log(Math.Abs(diagonal));
        }

        LogDeterminant = 2 * logarithm;
        FormOrthogonal();
        return true;
    }

    private void SortRows(ReadOnlySpan<double> matrix, ReadOnlySpan<double> scale)
    {
        for (int row = 0; row < _rows; row++)
        {
            double largest = 0;
            for (int column = 0; column < _columns; column++)
            {
                largest = Math.Max(largest, Math.Abs(matrix[(column * _rows) + row]));
            }

            _sizes[row] = -largest * scale[row];
            _order[row] = row;
        }

        Array.Sort(_sizes, _order);
        for (int column = 0; column < _columns; column++)
        {
            for (int row = 0; row < _rows; row++)
            {
                _factor[(column * _rows) + row] = scale[_order[row]] * matrix[(column * _rows) + _order[row]];
            }
        }
    }

    // The longest of the columns that are left comes first; below the diagonal its reflector takes the place of what it clears.
    private double Reflect(int step)
    {
        int longest = step;
        double square = -1;
        for (int column = step; column < _columns; column++)
        {
            ReadOnlySpan<double> rest = Below(column, step);
            double own = DenseKernels.Dot(rest, rest);
            (longest, square) = own > square ? (column, own) : (longest, square);
        }

        if (longest != step)
        {
            Span<double> other = _sorted.AsSpan(0, _rows);
            Column(step).CopyTo(other);
            Column(longest).CopyTo(Column(step));
            other.CopyTo(Column(longest));
        }

        Span<double> vector = Below(step, step);
        double length = Math.Sqrt(square);
        double diagonal = vector[0] > 0 ? -length : length;
        double head = vector[0] - diagonal;
        if (length == 0 || head == 0)
        {
            return 0;
        }

        _reflector[step] = -head / diagonal;
        vector[0] = 1;
        for (int row = 1; row < vector.Length; row++)
        {
            vector[row] /= head;
        }

        for (int column = step + 1; column < _columns; column++)
        {
            Apply(step, Below(column, step));
        }

        return diagonal;
    }

    private void Apply(int step, Span<double> target)
    {
        ReadOnlySpan<double> vector = Below(step, step);
        DenseKernels.AddScaled(vector, -_reflector[step] * DenseKernels.Dot(vector, target), target);
    }

    private void FormOrthogonal()
    {
        for (int column = 0; column < _columns; column++)
        {
            Span<double> target = _sorted.AsSpan(column * _rows, _rows);
            target.Clear();
            target[column] = 1;
            for (int step = column; step >= 0; step--)
            {
                Apply(step, target[step..]);
            }

            for (int row = 0; row < _rows; row++)
            {
                _orthogonal[(column * _rows) + _order[row]] = target[row];
            }
        }
    }

    private Span<double> Column(int column) => _factor.AsSpan(column * _rows, _rows);

    private Span<double> Below(int column, int row) => _factor.AsSpan((column * _rows) + row, _rows - row);
}
