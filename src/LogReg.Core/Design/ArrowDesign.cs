using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// A design matrix whose widest categorical group, the tail, is set apart from all other columns, the core: two levels never meet in a row,
/// so that the tail's part of XᵀSX is diagonal, and XᵀSX an arrow.
/// </summary>
internal sealed class ArrowDesign
{
    // A group of a row costs about as much in a pass as so many terms of the elimination, and the arrow saves dozens of passes.
    private const double TermsPerCode = 1000;

    // 128 MB.
    private const long MostBorderValues = 1 << 24;

    private readonly CategoricalGroup[] _tails;
    private readonly int[] _levels;

    private ArrowDesign(DesignMatrix design, int tail)
    {
        CategoricalGroup widest = (CategoricalGroup)design.Chunks[0].Groups[tail];
        _tails = [.. design.Chunks.Select(chunk => (CategoricalGroup)chunk.Groups[tail])];
        (int first, int end) = (widest.FirstColumn, widest.FirstColumn + widest.ColumnCount);
        int[] columns = [.. design.ParameterColumns];
        CoreParameters =
        [
            .. Enumerable.Range(0, columns.Length).Where(parameter => columns[parameter] < first || columns[parameter] >= end),
        ];
        TailParameters =
        [
            .. Enumerable.Range(0, columns.Length).Where(parameter => columns[parameter] >= first && columns[parameter] < end),
        ];
        _levels = [.. TailParameters.Select(parameter => columns[parameter] - first)];
        Core = new DesignMatrix(
            design.Chunks.Select(chunk => new DesignChunk(
                [.. chunk.Groups.Where((_, group) => group != tail).Select(
                    group => group.FirstColumn < first ? group : group.MoveTo(group.FirstColumn - widest.ColumnCount))],
                chunk.RowCount)),
            design.ColumnCount - widest.ColumnCount,
            [.. CoreParameters.Select(
                parameter => columns[parameter] < first ? columns[parameter] : columns[parameter] - widest.ColumnCount)],
            design.Shares);
    }

    /// <summary>The columns of the core.</summary>
    public DesignMatrix Core { get; }

    /// <summary>The positions of the core's parameters among those of the whole, in its own order.</summary>
    public int[] CoreParameters { get; }

    /// <summary>The positions of the tail's parameters.</summary>
    public int[] TailParameters { get; }

    /// <summary>Sets the widest categorical group apart, if there is one and if eliminating its levels costs less than the passes over the
    /// data that it saves.</summary>
    /// <param name="design">X.</param>
    /// <param name="rowCount">n.</param>
    public static ArrowDesign? Of(DesignMatrix design, long rowCount)
    {
        ColumnGroup[] groups = design.Chunks[0].Groups;
        int tail = -1;
        for (int group = 0; group < groups.Length; group++)
        {
            if (groups[group] is CategoricalGroup && (tail < 0 || groups[group].ColumnCount > groups[tail].ColumnCount))
            {
                tail = group;
            }
        }

        if (tail < 0 || groups.Length == 1)
        {
            return null;
        }

        long levels = groups[tail].ColumnCount;
        long others = design.ColumnCount - levels;
        double terms = (double)others * others * (levels + others) / 2;
        return others * levels <= MostBorderValues && terms <= TermsPerCode * groups.Length * rowCount
            ? new ArrowDesign(design, tail)
            : null;
    }

    /// <summary>Room for the sums of a border: a column for each of the core, with a value for each of the tail.</summary>
    public double[][] NewBorder() => [.. Enumerable.Range(0, Core.ColumnCount).Select(_ => new double[_tails[0].ColumnCount])];

    /// <summary>Adds Zᵀ·diag(s)·X, with the tail's columns Z and the core's X, row after row: of processes that share the rows each goes on
    /// with the sums of the one before.</summary>
    /// <param name="weights">s, a value a row.</param>
    /// <param name="sums">The sums of all columns.</param>
    /// <param name="threads">How many threads may work, at least 1; the sums do not depend on it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void AddToBorder(double[] weights, double[][] sums, int threads, CancellationToken cancellationToken)
    {
        // Every group has columns of its own: each is summed by one thread, in the order of the rows.
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        void AddOwn() => Parallel.For(0, Core.Chunks[0].Groups.Length, options, group => AddGroup(group, weights, sums, cancellationToken));
        if (Core.Shares is RowShares shares)
        {
            shares.Chain(sums, AddOwn);
        }
        else
        {
            AddOwn();
        }
    }

    /// <summary>The border's columns and values that have a parameter.</summary>
    /// <param name="sums">The sums of all columns.</param>
    /// <returns>A column for each parameter of the core, with a value for each of the tail.</returns>
    public double[][] BorderOf(double[][] sums)
    {
        double[][] border = new double[CoreParameters.Length][];
        for (int parameter = 0; parameter < border.Length; parameter++)
        {
            double[] column = sums[Core.ParameterColumns[parameter]];
            border[parameter] = Array.ConvertAll(_levels, level => column[level]);
        }

        return border;
    }

    private void AddGroup(int group, double[] weights, double[][] sums, CancellationToken cancellationToken)
    {
        int firstRow = 0;
        for (int chunk = 0; chunk < _tails.Length; chunk++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rowCount = Core.Chunks[chunk].RowCount;
            if (Core.Shares?.Holds(chunk) == false)
            {
                firstRow += rowCount;
                continue;
            }

            ColumnGroup own = Core.Chunks[chunk].Groups[group];
            ResidentGuard.Touch((long)rowCount * (own.MappedBytesPerRow + _tails[chunk].MappedBytesPerRow));
            var rows = new RowRange(0, rowCount);
            own.AddClusteredProduct(rows, weights.AsSpan(firstRow, rowCount), _tails[chunk].Codes(rows), sums);
            firstRow += rowCount;
        }
    }
}
