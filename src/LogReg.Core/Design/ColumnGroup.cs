using System.Buffers;

namespace LogReg.Design;

/// <summary>
/// Some adjacent columns of the design matrix, for the rows of one chunk, in the storage that suits them. A group says what its columns
/// store, and copies some of its columns or rows; products, sums of squares and quadratic forms are functions of that, which a group
/// overrides where its storage has a faster way. Every solver, test and diagnosis stands on these and knows nothing of the storage.
/// </summary>
internal abstract class ColumnGroup
{
    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="columnCount">How many columns there are.</param>
    /// <param name="valuesPerRow">How many numbers or codes are stored for a row.</param>
    /// <param name="mappedBytesPerRow">How many bytes of mapped memory a row takes; 0 where it is on the heap.</param>
    protected ColumnGroup(int firstColumn, int columnCount, int valuesPerRow, int mappedBytesPerRow)
    {
        FirstColumn = firstColumn;
        ColumnCount = columnCount;
        ValuesPerRow = valuesPerRow;
        MappedBytesPerRow = mappedBytesPerRow;
    }

    /// <summary>The position of the group's first column in the design matrix.</summary>
    public int FirstColumn { get; }

    /// <summary>How many columns the group stands for.</summary>
    public int ColumnCount { get; }

    /// <summary>How many numbers or codes are stored for a row.</summary>
    public int ValuesPerRow { get; }

    /// <summary>How many bytes of mapped memory a row of the group takes; 0 where it is on the heap.</summary>
    public int MappedBytesPerRow { get; }

    /// <summary>The storage of a column.</summary>
    /// <param name="column">The position of the column in this group.</param>
    /// <param name="rows">The rows meant.</param>
    public abstract ColumnEntries Column(int column, RowRange rows);

    /// <summary>A group of some of the columns, in the order given, and perhaps one more for the rest of the rows.</summary>
    /// <param name="columns">The positions of the columns in this group, each once.</param>
    /// <param name="firstColumn">The position of the first of them in the design matrix to be.</param>
    public abstract ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn);

    /// <summary>Copies rows, in any order, into a group of their own.</summary>
    /// <param name="parts">The group of each chunk that rows come from, of this kind and with this one's columns each.</param>
    /// <param name="rows">The rows to copy.</param>
    public abstract ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows);

    /// <summary>Joins rows that each of several processes has copied: every one of them gets all.</summary>
    /// <param name="rows">The rows, of which this group has those that are here.</param>
    public abstract ColumnGroup Complete(GatheredRows rows);

    /// <summary>The same columns at another position.</summary>
    /// <param name="firstColumn">The position of the first one in a design matrix.</param>
    public ColumnGroup MoveTo(int firstColumn) => Select([.. Enumerable.Range(0, ColumnCount)], firstColumn);

    /// <summary>η += X·β.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="coefficients">The coefficients of the whole design matrix; the group takes its own.</param>
    /// <param name="logOdds">η, n values.</param>
    public virtual void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            Column(column, rows).AddScaledTo(coefficients[FirstColumn + column], logOdds);
        }
    }

    /// <summary>s_i += Σ_j |x_ij·β_j|: what the rounding of a log-odds is measured against.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="coefficients">The coefficients of the whole design matrix; the group takes its own.</param>
    /// <param name="sizes">s, n values.</param>
    public virtual void AddSizes(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> sizes)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            double coefficient = coefficients[FirstColumn + column];
            ColumnEntries entries = coefficient == 0 ? default : Column(column, rows);
            for (int entry = 0; entry < entries.Count; entry++)
            {
                sizes[entries.RowOf(entry)] += Math.Abs(coefficient * entries.ValueOf(entry));
            }
        }
    }

    /// <summary>g += Xᵀ·r.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="residual">r, n values.</param>
    /// <param name="gradient">g, for the columns of the whole design matrix.</param>
    public virtual void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            gradient[FirstColumn + column] += Column(column, rows).Dot(residual);
        }
    }

    /// <summary>η += X·β for single rows.</summary>
    /// <param name="rows">The n rows meant, counted from the start of the chunk, ascending.</param>
    /// <param name="coefficients">The coefficients of the whole design matrix; the group takes its own.</param>
    /// <param name="logOdds">η, n values.</param>
    public virtual void AddProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        RowRange range = RangeOf(rows);
        double[] scratch = ArrayPool<double>.Shared.Rent(range.Count);
        Span<double> all = scratch.AsSpan(0, range.Count);
        all.Clear();
        AddProduct(range, coefficients, all);
        for (int index = 0; index < rows.Length; index++)
        {
            logOdds[index] += all[rows[index] - range.Start];
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>g += Xᵀ·r where r is 0 but in single rows.</summary>
    /// <param name="rows">The n rows meant, counted from the start of the chunk, ascending.</param>
    /// <param name="residual">r, n values.</param>
    /// <param name="gradient">g, for the columns of the whole design matrix.</param>
    public virtual void AddTransposedProduct(ReadOnlySpan<int> rows, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        RowRange range = RangeOf(rows);
        double[] scratch = ArrayPool<double>.Shared.Rent(range.Count);
        Span<double> all = scratch.AsSpan(0, range.Count);
        all.Clear();
        for (int index = 0; index < rows.Length; index++)
        {
            all[rows[index] - range.Start] = residual[index];
        }

        AddTransposedProduct(range, all, gradient);
        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>d_j += Σ s_i·x_ij²: the diagonal of Xᵀ·diag(s)·X.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values.</param>
    /// <param name="diagonal">d, for the columns of the whole design matrix.</param>
    public virtual void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            diagonal[FirstColumn + column] += Column(column, rows).WeightedSquares(weight);
        }
    }

    /// <summary>H += Xᵀ·diag(s)·X for the group's own columns, the lower triangle.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values of any sign.</param>
    /// <param name="hessian">The destination of the sum.</param>
    public virtual void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian)
    {
        double[] scratch = ArrayPool<double>.Shared.Rent(rows.Count);
        double[] weighted = ArrayPool<double>.Shared.Rent(rows.Count);
        Span<double> all = weighted.AsSpan(0, rows.Count);
        for (int column = 0; column < ColumnCount; column++)
        {
            ColumnEntries own = Column(column, rows);
            all.Clear();
            own.Weigh(weight, scratch.AsSpan(0, own.Count));
            for (int entry = 0; entry < own.Count; entry++)
            {
                all[own.RowOf(entry)] = scratch[entry];
            }

            for (int earlier = 0; earlier <= column; earlier++)
            {
                hessian.Values[hessian.IndexOf(FirstColumn + column, FirstColumn + earlier)] += Column(earlier, rows).Dot(all);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
        ArrayPool<double>.Shared.Return(weighted);
    }

    /// <summary>H += Xᵀ·diag(s)·Z for this group's columns X (the rows of H) and those of an earlier group Z (its columns).</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values of any sign.</param>
    /// <param name="earlier">A group of the same chunk whose columns come before this one's.</param>
    /// <param name="hessian">The destination of the sum.</param>
    public virtual void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian)
    {
        double[] scratch = ArrayPool<double>.Shared.Rent(rows.Count);
        for (int column = 0; column < ColumnCount; column++)
        {
            ColumnEntries own = Column(column, rows);
            Span<double> weighted = scratch.AsSpan(0, own.Count);
            Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(FirstColumn + column, 0));
            own.Weigh(weight, weighted);
            if (own.HasEveryRow)
            {
                earlier.AddTransposedProduct(rows, weighted, target);
            }
            else if (own.Count > 0)
            {
                earlier.AddTransposedProduct(own.Rows, weighted, target);
            }
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    /// <summary>H += Lᵀ·diag(s)·X for the indicators L of a later categorical group (the rows of H) and this group's columns X (its
    /// columns).</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values of any sign.</param>
    /// <param name="levels">The level of each row.</param>
    /// <param name="hessian">The destination of the sum.</param>
    public virtual void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, RowLevels levels, HessianView hessian)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            ColumnEntries own = Column(column, rows);
            Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(levels.FirstColumn, FirstColumn + column));
            for (int entry = 0; entry < own.Count; entry++)
            {
                int row = own.RowOf(entry);
                target[levels.Codes[row] * hessian.Stride] += weight[row] * own.ValueOf(entry);
            }
        }
    }

    /// <summary>q_i += Σ_jk C_jk·x_ij·x_ik over this group's columns.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="matrix">C, for all columns of the design matrix, symmetric, row-major, both triangles.</param>
    /// <param name="values">q, n values.</param>
    public virtual void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, Span<double> values) =>
        AddForm(rows, matrix, this, 1, values);

    /// <summary>q_i += 2·Σ_jk C_jk·x_ij·z_ik over this group's columns j and the columns k of an earlier group.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="matrix">C, for all columns of the design matrix, symmetric, row-major, both triangles.</param>
    /// <param name="earlier">A group of the same chunk whose columns come before this one's.</param>
    /// <param name="values">q, n values.</param>
    public virtual void AddCrossForm(RowRange rows, ReadOnlySpan<double> matrix, ColumnGroup earlier, Span<double> values) =>
        AddForm(rows, matrix, earlier, 2, values);

    /// <summary>q_i += 2·Σ_k C_lk·x_ik over this group's columns k, with row i's level l of a later categorical group.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="matrix">C, for all columns of the design matrix, symmetric, row-major, both triangles.</param>
    /// <param name="levels">The level of each row.</param>
    /// <param name="values">q, n values.</param>
    public virtual void AddCrossForm(RowRange rows, ReadOnlySpan<double> matrix, RowLevels levels, Span<double> values)
    {
        int stride = StrideOf(matrix);
        for (int column = 0; column < ColumnCount; column++)
        {
            // By symmetry the levels' elements stand side by side in the column's row.
            ReadOnlySpan<double> coefficients = matrix.Slice(((FirstColumn + column) * stride) + levels.FirstColumn, levels.Count);
            Column(column, rows).AddTwiceByLevel(levels.Codes, coefficients, values);
        }
    }

    /// <summary>S_jc += r_i·x_ij for every row i and its cluster c.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="residual">r, n values.</param>
    /// <param name="clusters">The cluster of each row; rows of a cluster outside of the sums' range are passed over.</param>
    /// <param name="sums">For each column of the design matrix a sum for each cluster.</param>
    public virtual void AddClusteredProduct(
        RowRange rows, ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums)
    {
        for (int column = 0; column < ColumnCount; column++)
        {
            Column(column, rows).AddByCluster(residual, clusters, sums[FirstColumn + column]);
        }
    }

    /// <summary>The length of a row of a square matrix.</summary>
    protected static int StrideOf(ReadOnlySpan<double> matrix) => (int)Math.Sqrt(matrix.Length);

    private void AddForm(RowRange rows, ReadOnlySpan<double> matrix, ColumnGroup other, double factor, Span<double> values)
    {
        int stride = StrideOf(matrix);
        double[] scratch = ArrayPool<double>.Shared.Rent(rows.Count);
        for (int column = 0; column < ColumnCount; column++)
        {
            ColumnEntries own = Column(column, rows);
            ReadOnlySpan<double> coefficients = matrix.Slice((FirstColumn + column) * stride, stride);
            Span<double> products = scratch.AsSpan(0, own.Count);
            products.Clear();
            if (own.HasEveryRow)
            {
                other.AddProduct(rows, coefficients, products);
            }
            else if (own.Count > 0)
            {
                other.AddProduct(own.Rows, coefficients, products);
            }

            own.AddScaledTo(factor, products, values);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }

    private static RowRange RangeOf(ReadOnlySpan<int> rows) => new(rows[0], rows[^1] + 1 - rows[0]);
}
