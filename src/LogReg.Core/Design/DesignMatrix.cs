using LogReg.Collectives;

namespace LogReg.Design;

/// <summary>
/// X, n rows × d columns: a list of row blocks of column groups. Column 0 is the intercept's. A categorical feature has a column for each
/// of its levels, the reference level's too, so that look-ups need no special case; <see cref="ParameterColumns"/> says which columns have
/// a coefficient to estimate.
/// </summary>
internal sealed class DesignMatrix
{
    private readonly int[] _parameterColumns;
    private readonly DesignChunk[] _chunks;
    private readonly long[] _firstRows;
    private readonly int[] _firstBlocks;
    private readonly int _unitsPerChunk;
    private readonly Dictionary<int, SharedLeaves> _sharedLeaves = [];

    /// <param name="chunks">The data: the column groups of consecutive runs of rows, each group with the same columns in every
    /// chunk.</param>
    /// <param name="columnCount">d, the intercept's column and reference levels included.</param>
    /// <param name="parameterColumns">The columns that have a coefficient, in the order of the parameters; the intercept's first.</param>
    /// <param name="shares">Which chunks' cells are here, where several processes share the rows: the groups of the other chunks have no
    /// rows. <see langword="null"/> where all are here.</param>
    public DesignMatrix(IEnumerable<DesignChunk> chunks, int columnCount, int[] parameterColumns, RowShares? shares = null)
    {
        Shares = shares;
        Columns = new ColumnMap(columnCount, parameterColumns);
        _parameterColumns = parameterColumns;
        _chunks = [.. chunks];
        Parts = new RowParts(_chunks.Select(static chunk => chunk.RowCount), shares);
        _firstRows = new long[_chunks.Length];
        _firstBlocks = new int[_chunks.Length + 1];
        _unitsPerChunk = UnitsPerChunk;
        var blocks = new List<RowBlock>();
        ValuesPerRow = _chunks.Length == 0 ? 0 : _chunks[0].Groups.Sum(group => group.ValuesPerRow);
        IsWide = _chunks.Length > 0 && _chunks[0].Groups.Any(group => group is WideSparseGroup);
        if (shares is not null)
        {
            AgreeOnStorage(shares);
        }

        BlockRows = RowBlock.RowsFor(ValuesPerRow);
        long firstRow = 0;
        for (int index = 0; index < _chunks.Length; index++)
        {
            DesignChunk chunk = _chunks[index];
            int mappedBytesPerRow = chunk.Groups.Sum(group => group.MappedBytesPerRow);
            _firstRows[index] = firstRow;
            while (chunk.RowCount > _unitsPerChunk * RowBlock.Capacity)
            {
                _unitsPerChunk *= 2;
            }

            for (int start = 0; start < chunk.RowCount && shares?.Holds(index) != false; start += BlockRows)
            {
                int count = Math.Min(BlockRows, chunk.RowCount - start);
                blocks.Add(new RowBlock(chunk.Groups, new RowRange(start, count), Parts[index].First + start, mappedBytesPerRow));
            }

            firstRow += chunk.RowCount;
            _firstBlocks[index + 1] = blocks.Count;
        }

        Blocks = blocks;
    }

    /// <summary>The design matrix of the intercept alone.</summary>
    /// <param name="rows">The rows.</param>
    public static DesignMatrix InterceptOnly(RowParts rows)
    {
        double[] ones = new double[rows.Counts.DefaultIfEmpty().Max()];
        Array.Fill(ones, 1);
        ColumnGroup[] groups = [new DenseGroup(0, [ones])];
        return new DesignMatrix(rows.Counts.Select(count => new DesignChunk(groups, count)), 1, [0], rows.Shares);
    }

    /// <summary>How many runs of <see cref="RowBlock.Capacity"/> rows a chunk of a table has.</summary>
    public const int UnitsPerChunk = 8;

    /// <summary>The largest number of runs of rows in a leaf of a sum.</summary>
    public const int MostUnitsPerLeaf = 1 << 20;

    /// <summary>The runs of rows that are stored together, in their order.</summary>
    public IReadOnlyList<DesignChunk> Chunks => _chunks;

    /// <summary>Which chunks are here, where several processes share the rows; <see langword="null"/> where all are here.</summary>
    public RowShares? Shares { get; }

    /// <summary>The rows, n in all: how many each chunk has, and which are here.</summary>
    public RowParts Parts { get; }

    /// <summary>The chunks that are here, each with the position of its first row among those that are here.</summary>
    public IEnumerable<(DesignChunk Chunk, int FirstRow)> OwnChunks => Parts.Own.Select(part => (_chunks[part.Chunk], part.First));

    /// <summary>The row blocks that are here, in the order of the rows; their first rows are counted among those that are here.</summary>
    public IReadOnlyList<RowBlock> Blocks { get; }

    /// <summary>How many numbers and codes a row has: its dense columns, its categorical features, and of sparse columns those that the
    /// first chunk stores on average.</summary>
    public int ValuesPerRow { get; private set; }

    /// <summary>How many rows a block has; the last one of a chunk may have fewer.</summary>
    public int BlockRows { get; }

    /// <summary>d, the intercept's column and reference levels included.</summary>
    public int ColumnCount => Columns.ColumnCount;

    /// <summary>Which columns have a coefficient to estimate.</summary>
    public ColumnMap Columns { get; }

    /// <summary>The columns that have a coefficient to estimate, in the order of the parameters: all but those of reference
    /// levels.</summary>
    public ReadOnlySpan<int> ParameterColumns => _parameterColumns;

    /// <summary>p, how many coefficients there are to estimate.</summary>
    public int ParameterCount => _parameterColumns.Length;

    /// <summary>Whether all columns are dense.</summary>
    public bool IsDense => _chunks.Length == 0 || _chunks[0].Groups is [DenseGroup];

    /// <summary>Whether there are sparse columns of which a row has few of many.</summary>
    public bool IsWide { get; private set; }

    /// <summary>How many runs of <see cref="RowBlock.Capacity"/> rows there is room for in a chunk, a power of two.</summary>
    public int UnitsOfChunk => _unitsPerChunk;

    /// <summary>How many leaves a sum has.</summary>
    /// <param name="unitsPerLeaf">How many runs of <see cref="RowBlock.Capacity"/> rows a leaf has, a power of two.</param>
    public int LeafCount(int unitsPerLeaf) => (int)((((long)_chunks.Length * _unitsPerChunk) + unitsPerLeaf - 1) / unitsPerLeaf);

    /// <summary>Cuts the blocks into the leaves of a sum, at places that are fixed by the numbers of chunks and the places of rows in them,
    /// so that a leaf is the same wherever its rows are summed; a leaf of a chunk that has few of its rows may be empty.</summary>
    /// <param name="unitsPerLeaf">How many runs of <see cref="RowBlock.Capacity"/> rows a leaf has, a power of two;
    /// <see cref="UnitsPerChunk"/> of them are a whole chunk.</param>
    /// <returns>The first block of each leaf, and the number of blocks.</returns>
    public int[] LeafStarts(int unitsPerLeaf)
    {
        int blocksPerUnit = RowBlock.Capacity / BlockRows;
        long units = (long)_chunks.Length * _unitsPerChunk;
        int[] starts = new int[LeafCount(unitsPerLeaf) + 1];
        for (int leaf = 0; leaf < starts.Length; leaf++)
        {
            long unit = Math.Min(units, (long)leaf * unitsPerLeaf);
            int chunk = (int)(unit / _unitsPerChunk);
            starts[leaf] = chunk == _chunks.Length
                ? Blocks.Count
                : Math.Min(_firstBlocks[chunk] + ((int)(unit % _unitsPerChunk) * blocksPerUnit), _firstBlocks[chunk + 1]);
        }

        return starts;
    }

    /// <summary>Who sums up which leaves, where several processes share the rows.</summary>
    /// <param name="unitsPerLeaf">As for <see cref="LeafStarts"/>.</param>
    public SharedLeaves SharedLeaves(int unitsPerLeaf) => _sharedLeaves.TryGetValue(unitsPerLeaf, out SharedLeaves? known)
        ? known
        : _sharedLeaves[unitsPerLeaf] = new SharedLeaves(this, unitsPerLeaf);

    /// <summary>The same rows with some of the columns, which are shared where that is possible.</summary>
    /// <param name="parameters">The positions of the wanted parameters, in the order that they will have; the intercept's first.</param>
    public DesignMatrix Select(IReadOnlyList<int> parameters)
    {
        // Of each group the positions in it, and the places among the wanted parameters.
        int[][] places = [.. _chunks[0].Groups.Select(group => PlacesOf(group, parameters))];
        int[][] chosen =
        [
            .. _chunks[0].Groups.Select(
                (group, index) => Array.ConvertAll(places[index], place => _parameterColumns[parameters[place]] - group.FirstColumn)),
        ];
        DesignChunk[] chunks = [.. _chunks.Select(chunk => new DesignChunk(SelectGroups(chunk, chosen), chunk.RowCount))];
        int[] newColumns = new int[parameters.Count];
        int[][] kept = [.. places.Where(own => own.Length > 0)];
        for (int group = 0; group < kept.Length; group++)
        {
            for (int index = 0; index < kept[group].Length; index++)
            {
                newColumns[kept[group][index]] = chunks[0].Groups[group].FirstColumn + index;
            }
        }

        return new DesignMatrix(chunks, chunks[0].Groups.Sum(group => group.ColumnCount), newColumns, Shares);
    }

    private int[] PlacesOf(ColumnGroup group, IReadOnlyList<int> parameters) =>
    [
        .. Enumerable.Range(0, parameters.Count).Where(place =>
            _parameterColumns[parameters[place]] >= group.FirstColumn
                && _parameterColumns[parameters[place]] < group.FirstColumn + group.ColumnCount),
    ];

    private static ColumnGroup[] SelectGroups(DesignChunk chunk, int[][] chosen)
    {
        var groups = new List<ColumnGroup>();
        int firstColumn = 0;
        for (int group = 0; group < chosen.Length; group++)
        {
            if (chosen[group].Length > 0)
            {
                groups.Add(chunk.Groups[group].Select(chosen[group], firstColumn));
                firstColumn += groups[^1].ColumnCount;
            }
        }

        return [.. groups];
    }

    /// <summary>Puts p coefficients into their d columns; the other columns get 0.</summary>
    /// <param name="parameters">The p coefficients.</param>
    /// <param name="columns">Room for d.</param>
    public void Expand(ReadOnlySpan<double> parameters, Span<double> columns) => Columns.Expand(parameters, columns);

    /// <summary>The values of one column, row by row, of the rows that are here.</summary>
    /// <param name="parameter">The position of its parameter, 0 to p − 1.</param>
    public double[] ValuesOf(int parameter)
    {
        double[] unit = new double[ColumnCount];
        unit[_parameterColumns[parameter]] = 1;
        double[] values = new double[Parts.Count];
        foreach (RowBlock block in Blocks)
        {
            block.AddProduct(unit, values.AsSpan(block.FirstRow, block.RowCount));
        }

        return values;
    }

    /// <summary>Adds up what is computed from the rows of each chunk, along the tree over the chunks, wherever their rows are.</summary>
    /// <param name="ofRows">Computes it from the position of a chunk's first row, among those that are here, and the number of its
    /// rows.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double SumOverChunks(Func<int, int, double> ofRows)
    {
        PartSums sums = Parts.StartSums(1);
        foreach (RowPart part in Parts.Own)
        {
            sums.OfChunk(part.Chunk)[0] = ofRows(part.First, part.Count);
        }

        return sums.Total()[0];
    }

    /// <summary>Copies rows, in any order; where several processes share the rows, each gets all of the copies.</summary>
    /// <param name="rows">The rows, each 0 to n − 1, counted among all.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public DesignChunk Gather(ReadOnlySpan<long> rows)
    {
        ChunkRow[] places = PlacesOf(rows);
        GatheredRows? shared = Shares is null ? null : new GatheredRows(Shares, _chunks.Length, places);
        ColumnGroup[] first = _chunks[0].Groups;
        var groups = new ColumnGroup[first.Length];
        for (int group = 0; group < groups.Length; group++)
        {
            int position = group;
            ColumnGroup[] parts = [.. _chunks.Select(chunk => chunk.Groups[position])];
            groups[group] = shared is null ? first[group].Gather(parts, places) : first[group].Gather(parts, shared.Own).Complete(shared);
        }

        return new DesignChunk(groups, rows.Length);
    }

    /// <summary>Selects some of the rows, chunk by chunk: where several processes share the rows, each copies those that it has.</summary>
    /// <param name="rows">The rows, each 0 to n − 1, counted among all, ascending.</param>
    /// <param name="threads">The largest number of threads that copy, at least 1.</param>
    /// <param name="places">The positions of the chosen rows that are here, counted among those that are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public DesignMatrix SelectRows(ReadOnlySpan<long> rows, int threads, out int[] places)
    {
        ILookup<int, int> chosen = PlacesOf(rows).ToLookup(place => place.Chunk, place => place.Row);
        places = [.. Parts.Own.SelectMany(part => chosen[part.Chunk].Select(row => part.First + row))];
        var chunks = new DesignChunk[_chunks.Length];
        Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            ColumnGroup[] groups = _chunks[index].Groups;
            ChunkRow[] own = [.. chosen[index].Select(row => new ChunkRow(0, row))];
            chunks[index] = new DesignChunk(
                Shares?.Holds(index) == false ? groups : Array.ConvertAll(groups, group => group.Gather([group], own)), own.Length);
        });
        return new DesignMatrix(chunks, ColumnCount, _parameterColumns, Shares);
    }

    /// <summary>Copies values of rows, in any order; where several processes share the rows, each gets all of the copies.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="values">The same number of values for each row that is here.</param>
    /// <param name="rows">The rows, each 0 to n − 1, counted among all.</param>
    /// <param name="valuesPerRow">How many values there are for a row.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public T[] GatherValues<T>(T[] values, ReadOnlySpan<long> rows, int valuesPerRow = 1)
        where T : unmanaged
    {
        ChunkRow[] places = PlacesOf(rows);
        GatheredRows? shared = Shares is null ? null : new GatheredRows(Shares, _chunks.Length, places);
        ChunkRow[] here = shared?.Own ?? places;
        T[] own = GC.AllocateUninitializedArray<T>(here.Length * valuesPerRow);
        for (int index = 0; index < here.Length; index++)
        {
            values.AsSpan((Parts[here[index].Chunk].First + here[index].Row) * valuesPerRow, valuesPerRow)
                .CopyTo(own.AsSpan(index * valuesPerRow));
        }

        return shared?.Complete<T>(own, valuesPerRow) ?? own;
    }

    private ChunkRow[] PlacesOf(ReadOnlySpan<long> rows)
    {
        var places = new ChunkRow[rows.Length];
        for (int index = 0; index < places.Length; index++)
        {
            // Chunks without rows share their first row with the next one: the last of them is meant.
            int chunk = Array.BinarySearch(_firstRows, rows[index]);
            chunk = chunk < 0 ? ~chunk - 1 : chunk;
            while (chunk + 1 < _firstRows.Length && _firstRows[chunk + 1] == rows[index])
            {
                chunk++;
            }

            places[index] = new ChunkRow(chunk, (int)(rows[index] - _firstRows[chunk]));
        }

        return places;
    }

    // What depends on the first chunk, of which sparse columns have as many entries as they have.
    private void AgreeOnStorage(RowShares shares)
    {
        if (_chunks.Length > 0 && _chunks[0].Groups.Any(group => group is SparseGroup))
        {
            int owner = shares.FirstChunks.Skip(1).TakeWhile(end => end == 0).Count();
            Span<int> storage = [ValuesPerRow, IsWide ? 1 : 0];
            shares.Collective.BroadcastFrom(owner, storage);
            ValuesPerRow = storage[0];
            IsWide = storage[1] == 1;
        }
    }
}
