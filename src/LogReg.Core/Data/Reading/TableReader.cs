using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Reads a whole source into a <see cref="Table"/>, and finds out the kinds of its columns.</summary>
internal static class TableReader
{
    public static Table Read(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        ReadPlan plan = reader.GuessKinds(ReadPlan.Create(reader, requests));
        var first = new TableAssembler(plan, storage);
        long rowCount = RunPass(plan, first, progress, cancellationToken);
        if (rowCount == 0)
        {
            throw reader.Description.Empty(reader.Name);
        }

        int[] textColumns = Enumerable.Range(0, plan.Columns.Count).Where(first.TurnedText).ToArray();
        ThrowIfNotFinite(first, plan);
        first.SortLevels();
        AssembledColumn[] columns = [.. Enumerable.Range(0, plan.Columns.Count).Select(column => new AssembledColumn(first, column))];
        if (textColumns.Length > 0)
        {
            // The guess from the first rows was wrong for these; all the others have been read already.
            TableAssembler second = ReadAsText(plan, textColumns, rowCount, storage, progress, cancellationToken);
            for (int i = 0; i < textColumns.Length; i++)
            {
                columns[textColumns[i]] = new AssembledColumn(second, i);
            }
        }

        var notes = new List<ReadNote>(reader.LayoutNotes);
        if (first.RepeatedHeader() is ReadNote repeated)
        {
            notes.Add(repeated);
        }

        notes.AddRange(reader.Notes);

        var table = new Table(columns.Select(column => column.Describe()).ToArray(), CreateChunks(columns, rowCount), rowCount)
        {
            Storage = storage,
            Origin = new TableOrigin(reader.HeaderNames, notes) { Source = reader.Description },
        };
        for (int column = 0; column < columns.Length; column++)
        {
            notes.AddRange(
                ColumnNotes.Of(table, column, plan.Columns[column].IsInferred, columns[column].Census(), reader, cancellationToken));
        }

        return table;
    }

    private static TableAssembler ReadAsText(
        ReadPlan plan,
        int[] textColumns,
        long rowCount,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RowReader reader = plan.Reader;
        if (!reader.CanReadAgain)
        {
            throw new DataException(
                "the column holds texts, which only a second reading can tell from numbers, but the data can be read once only",
                reader.Name,
                column: plan.Columns[textColumns[0]].Request.Name,
                hint: "declare its kind");
        }

        ReadPlan second = plan with
        {
            Columns = textColumns.Select(column => plan.Columns[column] with { Kind = ColumnKind.Categorical }).ToArray(),
        };
        var assembler = new TableAssembler(second, storage);
        if (RunPass(second, assembler, progress, cancellationToken) != rowCount)
        {
            throw new DataException(
                "the data changed while they were read", reader.Name, hint: "try again when no other program writes to them");
        }

        assembler.SortLevels();
        return assembler;
    }

    private static TableChunk[] CreateChunks(AssembledColumn[] columns, long rowCount)
    {
        var chunks = new TableChunk[(int)((rowCount + Table.ChunkRows - 1) / Table.ChunkRows)];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            int number = chunk;
            long firstRow = (long)chunk * Table.ChunkRows;
            chunks[chunk] = new TableChunk(
                firstRow, (int)Math.Min(Table.ChunkRows, rowCount - firstRow), columns.Select(column => column.Create(number)).ToArray());
        }

        return chunks;
    }

    private static long RunPass(
        ReadPlan plan, TableAssembler assembler, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        plan.Reader.Run(plan, plan.Reader.Threads, () => new Worker(plan, assembler), progress, cancellationToken);

    private static void ThrowIfNotFinite(TableAssembler assembler, ReadPlan plan)
    {
        DataException? error = Enumerable.Range(0, plan.Columns.Count)
            .Where(column => !assembler.TurnedText(column))
            .Select(assembler.NotFinite)
            .OfType<DataException>()
            .MinBy(exception => exception.Place?.Number);
        if (error is not null)
        {
            throw error;
        }
    }

    private sealed class Worker(ReadPlan plan, TableAssembler assembler) : BatchWorker
    {
        private readonly ParsedRows _rows = new(plan);
        private readonly List<TablePiece> _pieces = [];

        public override ParsedRows Prepare() => _rows;

        public override void Commit(Batch batch, long firstRow) => assembler.Commit(_rows, batch, _pieces);

        public override void Finish() => assembler.Copy(_rows, _pieces);
    }

    /// <summary>A column of the table, as the pass that read it knows it.</summary>
    private sealed record AssembledColumn(TableAssembler Assembler, int Position)
    {
        public Column Create(int chunk) => Assembler.CreateColumn(Position, chunk);

        public ColumnInfo Describe() => Assembler.Describe(Position);

        public CellCensus Census() => Assembler.Census(Position);
    }
}
