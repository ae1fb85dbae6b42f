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
        var origins = Enumerable.Range(0, plan.Columns.Count).Select(column => (Assembler: first, Column: column)).ToArray();
        if (textColumns.Length > 0)
        {
            // The guess from the first rows was wrong for these; all the others have been read already.
            ReadPlan second = plan with
            {
                Columns = textColumns.Select(column => plan.Columns[column] with { Kind = ColumnKind.Categorical }).ToArray(),
            };
            if (!reader.CanReadAgain)
            {
                throw new DataException(
                    "the column holds texts, which only a second reading can tell from numbers, but the data can be read once only",
                    reader.Name,
                    column: plan.Columns[textColumns[0]].Request.Name,
                    hint: "declare its kind");
            }

            var assembler = new TableAssembler(second, storage);
            if (RunPass(second, assembler, progress, cancellationToken) != rowCount)
            {
                throw new DataException(
                    "the data changed while they were read", reader.Name, hint: "try again when no other program writes to them");
            }

            assembler.SortLevels();
            for (int i = 0; i < textColumns.Length; i++)
            {
                origins[textColumns[i]] = (assembler, i);
            }
        }

        int chunkCount = (int)((rowCount + Table.ChunkRows - 1) / Table.ChunkRows);
        var chunks = new TableChunk[chunkCount];
        for (int chunk = 0; chunk < chunkCount; chunk++)
        {
            int number = chunk;
            Column[] columns = origins.Select(origin => origin.Assembler.CreateColumn(origin.Column, number)).ToArray();
            long firstRow = (long)chunk * Table.ChunkRows;
            chunks[chunk] = new TableChunk(firstRow, (int)Math.Min(Table.ChunkRows, rowCount - firstRow), columns);
        }

        var notes = new List<ReadNote>();
        if (first.RepeatedHeader() is ReadNote repeated)
        {
            notes.Add(repeated);
        }

        var table = new Table(origins.Select(origin => origin.Assembler.Describe(origin.Column)).ToArray(), chunks, rowCount)
        {
            Storage = storage,
            Origin = new TableOrigin(reader.HeaderNames, notes) { Source = reader.Description },
        };
        for (int column = 0; column < origins.Length; column++)
        {
            notes.AddRange(
                ColumnNotes.Of(
                    table,
                    column,
                    plan.Columns[column].IsInferred,
                    origins[column].Assembler.Census(origins[column].Column),
                    reader,
                    cancellationToken));
        }

        return table;
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
}
