using System.Text;
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
        ReadPlan plan = reader.GuessKinds(ReadPlan.Create(reader, requests) with { FindsNotations = true });
        var first = new TableAssembler(plan, storage);
        long rowCount = RunPass(plan, first, progress, cancellationToken);
        if (rowCount == 0)
        {
            throw reader.Description.Empty(reader.Name);
        }

        // The guess from the first rows was wrong for these; all the others have been read already.
        int[] textColumns =
            [.. Enumerable.Range(0, plan.Columns.Count).Where(column => first.TurnedText(column) || first.MayBeNoted(column))];
        ThrowIfNotFinite(first, plan);
        first.SortLevels();
        AssembledColumn[] columns = [.. Enumerable.Range(0, plan.Columns.Count).Select(column => new AssembledColumn(first, column))];
        IReadOnlyList<AssembledColumn> AsText(int[] places) => ReadAsText(plan, places, rowCount, storage, progress, cancellationToken);
        IReadOnlyList<AssembledColumn> texts = textColumns.Length > 0 ? AsText(textColumns) : [];
        for (int i = 0; i < textColumns.Length; i++)
        {
            columns[textColumns[i]] = texts[i];
        }

        new TableNotations(plan, columns).Decide(AsText);
        foreach (int column in textColumns.Where(column => columns[column].Notation is null && !first.TurnedText(column)))
        {
            columns[column] = new AssembledColumn(first, column);
            ThrowIfText(columns[column], plan.Columns[column], reader);
        }

        var notes = new List<ReadNote>(reader.LayoutNotes);
        if (first.RepeatedHeader() is ReadNote repeated)
        {
            notes.Add(repeated);
        }

        notes.AddRange(reader.Notes);

        var table = new Table(columns.Select(column => column.Describe()).ToArray(), CreateChunks(columns, rowCount, storage), rowCount)
        {
            Storage = storage,
            Origin = new TableOrigin(reader.HeaderNames, notes) { Source = reader.Description },
        };
        for (int column = 0; column < columns.Length; column++)
        {
            notes.AddRange(
                ColumnNotes.Of(table, column, plan.Columns[column], columns[column], reader, cancellationToken));
        }

        return table;
    }

    private static AssembledColumn[] ReadAsText(
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
        return [.. textColumns.Select((_, position) => new AssembledColumn(assembler, position))];
    }

    private static TableChunk[] CreateChunks(AssembledColumn[] columns, long rowCount, ColumnStorage storage)
    {
        var chunks = new TableChunk[(int)((rowCount + Table.ChunkRows - 1) / Table.ChunkRows)];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            int number = chunk;
            long firstRow = (long)chunk * Table.ChunkRows;
            chunks[chunk] = new TableChunk(
                firstRow,
                (int)Math.Min(Table.ChunkRows, rowCount - firstRow),
                [.. columns.Select(column => column.Create(number, storage))]);
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

    // Of a column that must be one of numbers, a text was passed over while it might have been one.
    private static void ThrowIfText(AssembledColumn column, PlannedColumn planned, RowReader reader)
    {
        if (!planned.IsInferred && column.Census.StrayTexts.MinBy(text => text.Place?.Number) is StrayText text)
        {
            throw NumericCell.NotANumber(Encoding.UTF8.GetBytes(text.Text), 0, planned).ToException(reader.Name, text.Place);
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
