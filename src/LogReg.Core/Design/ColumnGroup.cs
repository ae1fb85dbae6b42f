namespace LogReg.Design;

/// <summary>
/// Some adjacent columns of the design matrix, for the rows of one chunk, in the storage that suits them. A group answers
/// three questions for a range of rows; every solver, test and diagnosis stands on these and knows nothing of the storage.
/// </summary>
internal abstract class ColumnGroup
{
    protected ColumnGroup(int firstColumn, int columnCount)
    {
        FirstColumn = firstColumn;
        ColumnCount = columnCount;
    }

    /// <summary>The position of the group's first column in the design matrix.</summary>
    public int FirstColumn { get; }

    /// <summary>How many columns the group stands for.</summary>
    public int ColumnCount { get; }

    /// <summary>How many bytes of mapped memory a row of the group takes; 0 where it is on the heap.</summary>
    public abstract int MappedBytesPerRow { get; }

    /// <summary>The same columns at another position.</summary>
    /// <param name="firstColumn">The position of the first one in a design matrix.</param>
    public abstract ColumnGroup MoveTo(int firstColumn);

    /// <summary>η += X·β.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="coefficients">The coefficients of the whole design matrix; the group takes its own.</param>
    /// <param name="logOdds">η, n values.</param>
    public abstract void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds);

    /// <summary>s_i += Σ_j |x_ij·β_j|: what the rounding of a log-odds is measured against.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="coefficients">The coefficients of the whole design matrix; the group takes its own.</param>
    /// <param name="sizes">s, n values.</param>
    public abstract void AddSizes(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> sizes);

    /// <summary>g += Xᵀ·r.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="residual">r, n values.</param>
    /// <param name="gradient">g, for the columns of the whole design matrix.</param>
    public abstract void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient);

    /// <summary>d_j += Σ s_i·x_ij²: the diagonal of Xᵀ·diag(s)·X.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values.</param>
    /// <param name="diagonal">d, for the columns of the whole design matrix.</param>
    public abstract void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal);

    /// <summary>H += Xᵀ·diag(s)·X for the group's own columns, the lower triangle.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values of any sign.</param>
    /// <param name="hessian">Where to add.</param>
    public abstract void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian);

    /// <summary>H += Xᵀ·diag(s)·Z for this group's columns X (the rows of H) and those of an earlier group Z (its columns).</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="weight">s, n values of any sign.</param>
    /// <param name="earlier">A group of the same chunk whose columns come before this one's.</param>
    /// <param name="hessian">Where to add.</param>
    public abstract void AddCrossGram(RowRange rows, ReadOnlySpan<double> weight, ColumnGroup earlier, HessianView hessian);

    /// <summary>q_i += Σ_j x_ij·(Σ_k C_jk·x_ik) over this group's columns j and the columns k of this and all earlier groups, those of earlier
    /// groups twice: summed over the groups of a chunk, x_iᵀ·C·x_i.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="matrix">C, d × d, symmetric, row-major, both triangles.</param>
    /// <param name="groups">All groups of the chunk.</param>
    /// <param name="values">q, n values.</param>
    public abstract void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, ReadOnlySpan<ColumnGroup> groups, Span<double> values);

    /// <summary>S_jc += r_i·x_ij for every row i and its cluster c.</summary>
    /// <param name="rows">The n rows meant.</param>
    /// <param name="residual">r, n values.</param>
    /// <param name="clusters">The cluster of each row; rows of a cluster outside of the sums' range are passed over.</param>
    /// <param name="sums">For each column of the design matrix a sum for each cluster.</param>
    public abstract void AddClusteredProduct(RowRange rows, ReadOnlySpan<double> residual, ReadOnlySpan<int> clusters, ReadOnlySpan<double[]> sums);

    /// <summary>Copies rows, in any order, into a group of their own.</summary>
    /// <param name="parts">The group of each chunk that rows come from, this one's columns each.</param>
    /// <param name="rows">The rows to copy.</param>
    public abstract ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows);

    /// <summary>A group of some of the columns, in the order given, and perhaps one more for the rest of the rows.</summary>
    /// <param name="columns">The positions of the columns in this group, each once.</param>
    /// <param name="firstColumn">The position of the first of them in the design matrix to be.</param>
    public abstract ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn);

    /// <summary>Σ_i v_i·x_ij for one column.</summary>
    /// <param name="column">The position j of the column in this group.</param>
    /// <param name="values">v, a value for each row of the chunk.</param>
    public abstract double ColumnProduct(int column, ReadOnlySpan<double> values);

    /// <summary>v_i += factor·x_ij for one column.</summary>
    /// <param name="column">The position j of the column in this group.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="values">v, a value for each row of the chunk.</param>
    public abstract void AddColumn(int column, double factor, Span<double> values);
}
