namespace LogReg.Data;

/// <summary>Reads the rows of a <see cref="RowSource"/> in batches, on one thread.</summary>
/// <param name="source">The source.</param>
internal sealed class RowSourceReader(RowSource source) : RowReader
{
    // A batch of usual rows is some hundred kilobytes, and one of very wide rows still has a few.
    private const int CellsOfBatch = 1 << 16;
    private const int FewestRows = 8;
    private const int SkippedAtOnce = 4096;

    public override string Name => source.Name;

    public override IReadOnlyList<string> Names { get; } = source.ReadColumnNames();

    public override IReadOnlyList<string> MissingValues => source.MissingValues;

    public override NumberConventions Conventions => source.Conventions;

    public override bool HasTypedNumbers => true;

    public override SourceDescription Description => source.Description;

    public override bool CanReadAgain => source.CanReadAgain;

    public override int Threads => 1;

    public override ColumnKind KindOf(int column) => source.Columns[column].Kind;

    public override RowPlace? Find(long row, CancellationToken cancellationToken) => source.FindRow(row, cancellationToken);

    // Texts in the first rows suggest that a column is categorical, which saves a second pass.
    public override ReadPlan GuessKinds(ReadPlan plan)
    {
        ReadPlan guess = plan with { Columns = [.. plan.Columns.Where(column => column.IsInferred)] };
        if (guess.Columns.Count == 0 || !CanReadAgain)
        {
            return plan;
        }

        var rows = new ParsedRows(guess);
        var parser = new CellParser(guess);
        rows.Reset();
        foreach (DataCell[] cells in source.Rows([.. Needed(guess)], CancellationToken.None))
        {
            if (cells?.Length != Names.Count || rows.RowCount == Table.ChunkRows || rows.Fault is not null)
            {
                break;
            }

            parser.Parse(cells, rows);
        }

        HashSet<PlannedColumn> texts =
            [.. rows.Numeric.Where(column => column.Counted?.IsText(rows.RowCount) == true).Select(column => column.Column)];
        return plan with
        {
            Columns = [.. plan.Columns.Select(column => texts.Contains(column) ? column with { Kind = ColumnKind.Categorical } : column)],
        };
    }

    public override long Run(
        ReadPlan plan,
        RowShare? share,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        BatchWorker worker = newWorker();
        var parser = new CellParser(plan);
        int rowsOfBatch = Math.Max(FewestRows, CellsOfBatch / Math.Max(1, plan.Columns.Count));
        using IEnumerator<DataCell[]?> rows = source.Rows([.. Needed(plan)], cancellationToken).GetEnumerator();
        long start = share?.From.Mark.Row ?? 0;
        long left = (share?.To.Mark.Row ?? long.MaxValue) - start;
        for (long row = 0; row < start && left > 0; row++)
        {
            // Rows of other processes.
            _ = Next(rows, cancellationToken);
            if (row % SkippedAtOnce == 0)
            {
                Advanced?.Invoke();
            }
        }

        long firstRow = start;
        bool isMore = true;
        while (isMore)
        {
            ParsedRows parsed = worker.Prepare();
            parsed.Reset();
            while (parsed.RowCount < rowsOfBatch && parsed.Fault is null && (isMore = left > 0 && Next(rows, cancellationToken)))
            {
                parser.Parse(rows.Current!, parsed);
                left--;
            }

            var batch = new RowBatch(source, firstRow);
            if (parsed.Fault is ReadFault fault)
            {
                worker.CommitBeforeFault(batch, firstRow - start);
                throw fault.ToException(Name, batch);
            }

            worker.Commit(batch, firstRow - start);
            worker.Finish();
            firstRow += parsed.RowCount;
            progress?.Report(new ReadProgress(0, null, firstRow - start));
        }

        return firstRow - start;
    }

    private static IEnumerable<int> Needed(ReadPlan plan) =>
        plan.Columns.Select(column => column.FieldIndex).Append(plan.TargetField).Where(place => place >= 0).Distinct().Order();

    private bool Next(IEnumerator<DataCell[]?> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!rows.MoveNext())
        {
            return false;
        }

        if (rows.Current is null)
        {
            throw source.ReturnedNull("ReadRows", "a row that is null");
        }

        return rows.Current.Length == Names.Count
            ? true
            : throw new InvalidOperationException($"{Name} has {Names.Count} columns, but gave a row of {rows.Current.Length} cells.");
    }

    // Its parser counts rows.
    private sealed class RowBatch(RowSource source, long firstRow) : Batch
    {
        public override RowPlace PlaceOf(int position) => source.FindRow(firstRow + position) ?? RowPlace.OfRow(firstRow + position + 1);
    }
}
