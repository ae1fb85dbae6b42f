using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>Fits of rows that the members of a collective share, for comparison with the fit of all rows in one place.</summary>
internal static class SharedRows
{
    /// <summary>The same table in chunks of another size, so that few rows are many chunks.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chunkRows">How many rows each chunk but the last has.</param>
    public static Table Rechunk(Table table, int chunkRows)
    {
        var chunks = new List<TableChunk>();
        for (int first = 0; first < table.RowCount; first += chunkRows)
        {
            int count = (int)Math.Min(chunkRows, table.RowCount - first);
            int from = first;
            Column[] columns = [.. Enumerable.Range(0, table.Columns.Count).Select(column => Slice(table, column, from, count))];
            chunks.Add(new TableChunk(first, count, columns));
        }

        return new Table(table.Columns, chunks, table.RowCount) { Storage = table.Storage, Origin = table.Origin };
    }

    /// <summary>Runs a fit on every member of a collective, each with the cells of its chunks alone.</summary>
    /// <typeparam name="T">What is compared.</typeparam>
    /// <param name="table">All rows.</param>
    /// <param name="size">How many members there are.</param>
    /// <param name="fit">What each member does with its share.</param>
    /// <param name="mostGatheredBytes">Up to which size sums are gathered at the root.</param>
    /// <returns>The outcome of each member.</returns>
    public static T[] Run<T>(Table table, int size, Func<Table, T> fit, long mostGatheredBytes = long.MaxValue) =>
        Run(table, size, collective => collective, fit, mostGatheredBytes);

    /// <summary>How many operations of the collective some work takes.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="size">How many members there are.</param>
    /// <param name="work">What each member does with its share.</param>
    public static int CountExchanges(Table table, int size, Action<Table> work)
    {
        int[] counts = new int[size];
        Run(table, size, collective => new WatchedCollective(collective, () => counts[collective.Rank]++), Work);
        Assert.All(counts, count => Assert.Equal(counts[0], count));
        return counts[0];

        bool Work(Table own)
        {
            work(own);
            return true;
        }
    }

    private static T[] Run<T>(
        Table table, int size, Func<ICollective, ICollective> watch, Func<Table, T> fit, long mostGatheredBytes = long.MaxValue)
    {
        var outcomes = new T[size];
        ThreadCollective.Run(size, member =>
        {
            ICollective collective = watch(member);
            IReadOnlyList<int> dealt = RowShares.Deal(collective, table.Chunks.Count).FirstChunks;
            var shares = new RowShares(collective, dealt, new NodeSums(collective, mostGatheredBytes));
            outcomes[collective.Rank] = fit(Keep(table, shares));
        });
        return outcomes;
    }

    /// <summary>The same rows with the cells of a member's chunks alone.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="shares">Which chunks the member has.</param>
    public static ClassificationData Share(ClassificationData data, RowShares shares)
    {
        IReadOnlyList<DesignChunk> chunks = data.Design.Chunks;
        ColumnGroup[] empty = [.. chunks[0].Groups.Select(group => group.Gather([group], []))];
        var design = new DesignMatrix(
            chunks.Select((chunk, number) => shares.Holds(number) ? chunk : new DesignChunk(empty, chunk.RowCount)),
            data.Design.ColumnCount,
            data.Design.ParameterColumns.ToArray(),
            shares);
        return new ClassificationData(
            design,
            Own(data.Classes, design.Parts),
            data.ClassCount,
            data.Weights is null ? null : Own(data.Weights, design.Parts),
            data.Offsets is null ? null : Own(data.Offsets, design.Parts),
            data.IsExcluded is null ? null : Own(data.IsExcluded, design.Parts, data.ClassCount));
    }

    /// <summary>Of the values of all rows those of a member's rows.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="all">The same number of values for each row.</param>
    /// <param name="rows">Which rows the member has.</param>
    /// <param name="valuesPerRow">How many values there are for a row.</param>
    public static T[] Own<T>(T[] all, RowParts rows, int valuesPerRow = 1) =>
        all.AsSpan((int)rows.FirstRow * valuesPerRow, rows.Count * valuesPerRow).ToArray();

    private static Table Keep(Table table, RowShares shares)
    {
        Column[] empty = [.. table.Chunks[0].Columns.Select(Empty)];
        IEnumerable<TableChunk> chunks = table.Chunks.Select(
            (chunk, number) => shares.Holds(number) ? chunk : new TableChunk(chunk.FirstRow, chunk.RowCount, empty));
        return new Table(table.Columns, [.. chunks], table.RowCount)
        {
            Storage = table.Storage,
            Origin = table.Origin,
            Shares = shares,
        };
    }

    private static Column Empty(Column column) => column switch
    {
        NumericColumn => new NumericColumn(column.Name, Array.Empty<double>(), 0),
        CategoricalColumn levels => new CategoricalColumn(column.Name, Array.Empty<int>(), 0, levels.Levels),
        TextColumn => new TextColumn(column.Name, [], [], 0),
        VectorColumn vectors => new VectorColumn(column.Name, [], [], [], 0) { Words = vectors.Words },
        _ => throw new NotSupportedException("A column of an unknown kind."),
    };

    private static Column Slice(Table table, int column, int first, int count)
    {
        Column[] parts = [.. table.Chunks.Select(chunk => chunk.Columns[column])];
        string name = table.Columns[column].Name;
        return parts[0] switch
        {
            NumericColumn => new NumericColumn(
                name, parts.SelectMany(part => ((NumericColumn)part).Values.ToArray()).Skip(first).Take(count).ToArray(), count),
            CategoricalColumn levels => new CategoricalColumn(
                name,
                parts.SelectMany(part => ((CategoricalColumn)part).Codes.ToArray()).Skip(first).Take(count).ToArray(),
                count,
                levels.Levels),
            TextColumn => SliceOfTexts(name, [.. parts.Cast<TextColumn>()], first, count),
            VectorColumn => SliceOfVectors(name, [.. parts.Cast<VectorColumn>()], first, count),
            _ => throw new NotSupportedException("A column of another kind is expected."),
        };
    }

    private static TextColumn SliceOfTexts(string name, TextColumn[] parts, int first, int count)
    {
        byte[][] texts =
        [
            .. parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(row => part[row].ToArray())).Skip(first).Take(count),
        ];
        return new TextColumn(name, [.. texts.SelectMany(text => text)], Ends(texts.Select(text => text.Length)), count);
    }

    private static VectorColumn SliceOfVectors(string name, VectorColumn[] parts, int first, int count)
    {
        (int[] Indices, double[] Values)[] rows =
        [
            .. parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(
                row => (part.Indices(row).ToArray(), part.Values(row).ToArray()))).Skip(first).Take(count),
        ];
        return new VectorColumn(
            name,
            Ends(rows.Select(row => row.Indices.Length)),
            [.. rows.SelectMany(row => row.Indices)],
            [.. rows.SelectMany(row => row.Values)],
            count)
        {
            Words = parts[0].Words,
        };
    }

    private static int[] Ends(IEnumerable<int> lengths)
    {
        int end = 0;
        return [.. lengths.Select(length => end += length)];
    }
}
