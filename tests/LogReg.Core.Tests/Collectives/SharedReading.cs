using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;

namespace LogReg.Tests.Collectives;

/// <summary>What members of a collective that read shares of a source know, compared with what one process knows that reads all of
/// it.</summary>
internal static class SharedReading
{
    private static readonly int[] Sizes = [1, 2, 3, 7];

    /// <summary>Requires that the cells of all members together, and what each member knows besides, are those of one process; or that
    /// every member ends with the same error.</summary>
    /// <param name="open">Opens the source; each member opens its own.</param>
    /// <param name="requests">The columns; <see langword="null"/> for all, inferred.</param>
    /// <param name="sizes">How many members there are; <see langword="null"/> for 1, 2, 3 and 7.</param>
    public static void AssertSame(Func<DataSource> open, IReadOnlyList<ColumnRequest>? requests = null, params int[] sizes)
    {
        string expected = OfOne(open, requests);
        foreach (int size in sizes.Length > 0 ? sizes : Sizes)
        {
            string[] outcomes = OfMembers(open, requests, size);
            for (int rank = 0; rank < size; rank++)
            {
                Assert.True(
                    expected == outcomes[rank], $"rank {rank} of {size}:\n{outcomes[rank]}\nexpected:\n{expected}");
            }
        }
    }

    /// <summary>What one process knows.</summary>
    public static string OfOne(Func<DataSource> open, IReadOnlyList<ColumnRequest>? requests = null) => Describe(() =>
    {
        using DataSource source = open();
        Table table = source.ReadTable(requests ?? All(source), ColumnStorage.Heap, null, CancellationToken.None);
        return Known(table, source) + string.Concat(table.Chunks.Select(CellsOf));
    });

    /// <summary>What each member knows, with the cells of all of them.</summary>
    public static string[] OfMembers(Func<DataSource> open, IReadOnlyList<ColumnRequest>? requests, int size)
    {
        string[] known = new string[size];
        var cells = new SortedDictionary<int, string>();
        ThreadCollective.Run(size, collective => known[collective.Rank] = Describe(() =>
        {
            using DataSource source = open();
            Table table = source.ReadShare(
                requests ?? collective.Together(() => All(source)), ColumnStorage.Heap, collective, null, CancellationToken.None);
            lock (cells)
            {
                foreach (int chunk in table.OwnChunks)
                {
                    cells.Add(chunk, CellsOf(table.Chunks[chunk]));
                }
            }

            if (table.Shares is RowShares shares)
            {
                Assert.Equal(table.Chunks.Count, shares.ChunkCount);
                Assert.All(
                    table.Chunks.Where((_, chunk) => !shares.Holds(chunk)),
                    chunk => Assert.All(chunk.Columns, column => Assert.Equal(0, column.Count)));
            }

            return Known(table, source);
        }));
        return [.. known.Select(own => own + string.Concat(cells.Values))];
    }

    private static ColumnRequest[] All(DataSource source) =>
        [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))];

    private static string Describe(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (LogRegException error) when (error is not CollectiveException)
        {
            var data = error as DataException;
            return string.Join(
                "\n",
                error.GetType().Name,
                error.Message,
                data?.Problem,
                error.Hint,
                string.Join(" ", error.Hint?.Remedies ?? []),
                data?.File,
                data?.Place,
                data?.Line,
                data?.Column,
                data?.Value,
                error.InnerException is DecoderFallbackException);
        }
    }

    private static string Known(Table table, DataSource source)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{table.RowCount} rows; names {string.Join(",", table.Origin!.Names ?? [])}\n");
        foreach (ColumnInfo column in table.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"{column.Name}: {column.Kind} {string.Join("|", column.Levels ?? LevelTable.Of([]))}\n");
        }

        foreach (ReadNote note in table.Origin.Notes)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{note.Kind} {note.Column} {note.Count} {note.Cells} rows {string.Join(",", note.Rows ?? [-1])} {note.Notation} ");
            text.Append(string.Join("; ", note.Texts.Select(one => $"{one.Text} {one.Count} {one.Place} {one.Place?.Number}")));
            text.Append(CultureInfo.InvariantCulture, $" {note.HintOfSource} {string.Join(",", note.Files)} {note.IsOfAllFiles}\n");
            text.Append(CultureInfo.InvariantCulture, $"{ReadNoteText.Message(note)} {ReadNoteText.Hint(note, table.Source)}\n");
        }

        foreach (TableChunk chunk in table.Chunks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{chunk.FirstRow}+{chunk.RowCount} ");
        }

        foreach (long row in new[] { 0, table.RowCount / 2, table.RowCount - 1 })
        {
            text.Append(CultureInfo.InvariantCulture, $"{source.FindRow(row)} ");
        }

        return text.Append('\n').ToString();
    }

    private static string CellsOf(TableChunk chunk)
    {
        var text = new StringBuilder();
        for (int row = 0; row < chunk.RowCount; row++)
        {
            text.AppendJoin('¦', chunk.Columns.Select(column => CellOf(column, row))).Append('\n');
        }

        return text.ToString();
    }

    private static string CellOf(Column column, int row) => column switch
    {
        NumericColumn numbers => numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        CategoricalColumn levels => levels.Codes[row].ToString(CultureInfo.InvariantCulture),
        TextColumn texts => Encoding.UTF8.GetString(texts[row]),
        _ => string.Join(
            ' ',
            Enumerable.Range(0, ((VectorColumn)column).Indices(row).Length).Select(
                entry => $"{((VectorColumn)column).Indices(row)[entry]}:{((VectorColumn)column).Values(row)[entry]:R}")),
    };
}
