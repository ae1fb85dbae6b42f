using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Reads a whole file into a <see cref="Table"/>, and finds out the kinds of its columns.</summary>
internal static class TableReader
{
    public static Table Read(
        CsvSource source,
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        ReadPlan plan = GuessKinds(ReadPlan.Create(source, requests));
        var first = new TableAssembler(plan, storage);
        long rowCount = RunPass(plan, first, progress, cancellationToken);
        if (rowCount == 0)
        {
            throw new DataException(
                "there are no data rows after the header",
                source.Name,
                hint: $"use {Option.HasHeader.Off} if the first line is data");
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
            var assembler = new TableAssembler(second, storage);
            if (RunPass(second, assembler, progress, cancellationToken) != rowCount)
            {
                throw new DataException("the file changed while it was read", source.Name, hint: "try again when no other program writes to it");
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
            Origin = new TableOrigin(source.Options.HasHeader ? plan.Layout.Header.Names : null, notes),
        };
        for (int column = 0; column < origins.Length; column++)
        {
            notes.AddRange(ColumnNotes.Of(table, column, plan.Columns[column].IsInferred, origins[column].Assembler.Census(origins[column].Column), source, cancellationToken));
        }

        return table;
    }

    private static long RunPass(
        ReadPlan plan, TableAssembler assembler, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        SegmentPipeline.Run(plan, plan.Source.UsefulThreads, () => new Worker(plan, assembler), progress, cancellationToken);

    // Texts among the first rows suggest that a column is categorical; that there are none, or few, settles nothing.
    public static ReadPlan GuessKinds(ReadPlan plan)
    {
        if (!plan.Columns.Any(column => column.IsInferred))
        {
            return plan;
        }

        var rows = new ParsedRows(plan);
        new SegmentParser(plan).Parse(plan.Layout.Sample, rows);
        return plan with
        {
            Columns = plan.Columns
                .Select((column, i) => rows.Columns[i] is NumericBuffer buffer && column.IsInferred && buffer.Counted?.IsText(rows.RowCount) == true
                    ? column with { Kind = ColumnKind.Categorical }
                    : column)
                .ToArray(),
        };
    }

    private static void ThrowIfNotFinite(TableAssembler assembler, ReadPlan plan)
    {
        DataException? error = Enumerable.Range(0, plan.Columns.Count)
            .Where(column => !assembler.TurnedText(column))
            .Select(assembler.NotFinite)
            .OfType<DataException>()
            .MinBy(exception => exception.Line);
        if (error is not null)
        {
            throw error;
        }
    }

    private sealed class Worker : SegmentWorker
    {
        private readonly TableAssembler _assembler;
        private readonly SegmentParser _parser;
        private readonly ParsedRows _rows;
        private readonly List<TablePiece> _pieces = [];

        public Worker(ReadPlan plan, TableAssembler assembler)
        {
            _assembler = assembler;
            _parser = new SegmentParser(plan);
            _rows = new ParsedRows(plan);
        }

        public override ParsedRows Parse()
        {
            _parser.Parse(Segment.Buffer.AsMemory(0, Segment.Length), _rows);
            return _rows;
        }

        public override void Commit(long firstRow, long firstLine) => _assembler.Commit(_rows, Segment, firstLine, _pieces);

        public override void Finish() => _assembler.Copy(_rows, _pieces);
    }
}
