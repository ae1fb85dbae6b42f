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

    // Runs of columns that are summed up by themselves, of a group.
    private const int MostRunsOfGroup = 32;

    // Parts of the border that processes add to in turn: while one works on a part, the next one works on the part before.
    private const int PartsPerProcess = 4;

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
        // Every run of columns is summed by one thread, in the order of the rows.
        ColumnRun[] runs = [.. Core.Chunks[0].Groups.SelectMany(RunsOf)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        if (Core.Shares is not RowShares shares)
        {
            Parallel.For(0, runs.Length, options, run => AddRun(runs[run], weights, sums, cancellationToken));
            return;
        }

        // The same parts on every process, whatever its threads.
        int partCount = PartsPerProcess * shares.Collective.Size;
        ColumnRun[][] parts = [.. runs.Chunk((runs.Length + partCount - 1) / partCount)];
        shares.Chain(new ChainedArrays(
            [.. parts.Select(part => part.SelectMany(run => run.ColumnsOf(Core).Select(column => sums[column])).ToArray())],
            part => Parallel.For(0, parts[part].Length, options, run => AddRun(parts[part][run], weights, sums, cancellationToken))));
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

    // The levels of a category are summed up at once, other columns one by one.
    private static IEnumerable<ColumnRun> RunsOf(ColumnGroup group, int index)
    {
        int length = group is CategoricalGroup
            ? group.ColumnCount
            : Math.Max(1, (group.ColumnCount + MostRunsOfGroup - 1) / MostRunsOfGroup);
        for (int first = 0; first < group.ColumnCount; first += length)
        {
            yield return new ColumnRun(index, first, Math.Min(length, group.ColumnCount - first));
        }
    }

    private void AddRun(ColumnRun run, double[] weights, double[][] sums, CancellationToken cancellationToken)
    {
        foreach (RowPart part in Core.Parts.Own)
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddRun(run, Core.Chunks[part.Chunk].Groups[run.Group], part.Chunk, weights.AsSpan(part.First, part.Count), sums);
        }
    }

    private void AddRun(ColumnRun run, ColumnGroup group, int chunk, ReadOnlySpan<double> weights, double[][] sums)
    {
        var rows = new RowRange(0, weights.Length);
        ReadOnlySpan<int> codes = _tails[chunk].Codes(rows);
        ResidentGuard.Touch(
            (long)weights.Length
                * (((long)group.MappedBytesPerRow * run.Count / group.ColumnCount) + _tails[chunk].MappedBytesPerRow));
        if (run.Count == group.ColumnCount)
        {
            group.AddClusteredProduct(rows, weights, codes, sums);
            return;
        }

        for (int column = run.First; column < run.First + run.Count; column++)
        {
            group.Column(column, rows).AddByCluster(weights, codes, sums[group.FirstColumn + column]);
        }
    }

    /// <summary>Some adjacent columns of a group.</summary>
    private readonly record struct ColumnRun(int Group, int First, int Count)
    {
        /// <summary>Their positions in the design matrix.</summary>
        public IEnumerable<int> ColumnsOf(DesignMatrix design) =>
            Enumerable.Range(design.Chunks[0].Groups[Group].FirstColumn + First, Count);
    }
}
