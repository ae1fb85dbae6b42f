using System.Numerics.Tensors;
using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// The stored entries of a column in a range of rows: dense values, values at listed rows, or ones at listed rows; all other rows are 0.
/// Every other question about a <see cref="ColumnGroup"/> can be answered from the entries of its columns.
/// </summary>
internal readonly ref struct ColumnEntries
{
    private readonly ReadOnlySpan<double> _values;
    private readonly int _start;

    private ColumnEntries(bool hasEveryRow, ReadOnlySpan<int> rows, ReadOnlySpan<double> values, int start)
    {
        HasEveryRow = hasEveryRow;
        Rows = rows;
        _values = values;
        _start = start;
    }

    /// <summary>Whether every row of the range is stored, and <see cref="Rows"/> therefore empty.</summary>
    public bool HasEveryRow { get; }

    /// <summary>The rows that are stored, counted from the start of the chunk and ascending, where not every row is.</summary>
    public ReadOnlySpan<int> Rows { get; }

    /// <summary>How many rows are stored.</summary>
    public int Count => HasEveryRow ? _values.Length : Rows.Length;

    /// <summary>The numbers of all rows, where every row is stored.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Creates the entries of a dense column.</summary>
    /// <param name="values">A number for each row of the range.</param>
    public static ColumnEntries OfEveryRow(ReadOnlySpan<double> values) => new(hasEveryRow: true, default, values, 0);

    /// <summary>Numbers for some rows.</summary>
    /// <param name="rows">The rows, counted from the start of the chunk, ascending.</param>
    /// <param name="values">Their numbers.</param>
    /// <param name="start">The first row of the range.</param>
    public static ColumnEntries OfSomeRows(ReadOnlySpan<int> rows, ReadOnlySpan<double> values, int start) =>
        new(hasEveryRow: false, rows, values, start);

    /// <summary>Ones for some rows.</summary>
    /// <param name="rows">The rows, counted from the start of the chunk, ascending.</param>
    /// <param name="start">The first row of the range.</param>
    public static ColumnEntries OnesAt(ReadOnlySpan<int> rows, int start) => new(hasEveryRow: false, rows, default, start);

    /// <summary>The row of an entry, counted from the start of the range.</summary>
    public int RowOf(int entry) => HasEveryRow ? entry : Rows[entry] - _start;

    /// <summary>The number of an entry.</summary>
    public double ValueOf(int entry) => _values.IsEmpty ? 1 : _values[entry];

    /// <summary>Σ_i x_i·v_i.</summary>
    /// <param name="vector">v, a value for each row of the range.</param>
    public double Dot(ReadOnlySpan<double> vector) =>
        HasEveryRow ? DenseKernels.Dot(_values, vector) : SparseKernels.Dot(Rows, _start, _values, vector);

    /// <summary>v_i += factor·x_i.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="vector">v, a value for each row of the range.</param>
    public void AddScaledTo(double factor, Span<double> vector)
    {
        if (HasEveryRow)
        {
            DenseKernels.AddScaled(_values, factor, vector);
        }
        else
        {
            SparseKernels.AddScaled(Rows, _start, _values, factor, vector);
        }
    }

    /// <summary>v_i += factor·s_i·x_i.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="weights">s, a value for each row of the range.</param>
    /// <param name="vector">v, a value for each row of the range.</param>
    public void AddWeightedTo(double factor, ReadOnlySpan<double> weights, Span<double> vector)
    {
        if (HasEveryRow)
        {
            for (int row = 0; row < _values.Length; row++)
            {
                vector[row] += factor * weights[row] * _values[row];
            }
        }
        else
        {
            SparseKernels.AddWeighted(Rows, _start, _values, factor, weights, vector);
        }
    }

    /// <summary>Σ_i s_i·x_i².</summary>
    /// <param name="weight">s, a value for each row of the range.</param>
    public double WeightedSquares(ReadOnlySpan<double> weight) =>
        HasEveryRow ? ColumnKernels.WeightedSquares(_values, weight) : SparseKernels.WeightedSquares(Rows, _start, _values, weight);

    /// <summary>s_i·x_i of the entries, one after the other.</summary>
    /// <param name="weight">s, a value for each row of the range.</param>
    /// <param name="products">Room for <see cref="Count"/> numbers.</param>
    public void Weigh(ReadOnlySpan<double> weight, Span<double> products)
    {
        if (HasEveryRow)
        {
            TensorPrimitives.Multiply(_values, weight, products);
            return;
        }

        for (int entry = 0; entry < Rows.Length; entry++)
        {
            products[entry] = weight[Rows[entry] - _start] * ValueOf(entry);
        }
    }

    /// <summary>v_i += factor·x_i·f_i, with a factor f for each entry.</summary>
    /// <param name="factor">The factor of all.</param>
    /// <param name="factors">f, a value for each entry.</param>
    /// <param name="vector">v, a value for each row of the range.</param>
    public void AddScaledTo(double factor, ReadOnlySpan<double> factors, Span<double> vector)
    {
        for (int entry = 0; entry < factors.Length; entry++)
        {
            vector[RowOf(entry)] += factor * ValueOf(entry) * factors[entry];
        }
    }

    /// <summary>v_i += 2·c·x_i, with the c of row i's level.</summary>
    /// <param name="codes">The level of each row of the range.</param>
    /// <param name="coefficients">c of each level.</param>
    /// <param name="vector">v, a value for each row of the range.</param>
    public void AddTwiceByLevel(ReadOnlySpan<int> codes, ReadOnlySpan<double> coefficients, Span<double> vector)
    {
        if (HasEveryRow)
        {
            for (int row = 0; row < codes.Length; row++)
            {
                vector[row] += 2 * coefficients[codes[row]] * _values[row];
            }

            return;
        }

        for (int entry = 0; entry < Rows.Length; entry++)
        {
            int row = Rows[entry] - _start;
            vector[row] += 2 * coefficients[codes[row]] * ValueOf(entry);
        }
    }

    /// <summary>Adds r_i·x_i to the sum S_c of the cluster c of each row i.</summary>
    /// <param name="residual">r, a value for each row of the range.</param>
    /// <param name="clusters">The cluster of each row; rows of a cluster outside of the sums' range are passed over.</param>
    /// <param name="sums">S, a sum for each cluster.</param>
    public void AddByCluster(ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, double[] sums)
    {
        if (HasEveryRow)
        {
            for (int row = 0; row < _values.Length; row++)
            {
                int cluster = clusters[row];
                if ((uint)cluster < (uint)sums.Length)
                {
                    sums[cluster] += residual[row] * _values[row];
                }
            }

            return;
        }

        for (int entry = 0; entry < Rows.Length; entry++)
        {
            int row = Rows[entry] - _start;
            if ((uint)clusters[row] < (uint)sums.Length)
            {
                sums[clusters[row]] += residual[row] * ValueOf(entry);
            }
        }
    }
}
