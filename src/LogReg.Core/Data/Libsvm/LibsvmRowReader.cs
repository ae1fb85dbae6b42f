namespace LogReg.Data;

/// <summary>Reads the rows of a LIBSVM file.</summary>
/// <param name="input">The file.</param>
internal sealed class LibsvmRowReader(CsvInput input) : RowReader
{
    // No character delimits what a quote could hide.
    private const char NoDelimiter = '\n';

    private readonly LibsvmMarks _marks = new();
    private TextRows? _rows;

    public override string Name => input.Name;

    public override IReadOnlyList<string> Names => LibsvmSource.ColumnNames;

    public override IReadOnlyList<string> MissingValues => input.Options.MissingValues;

    public override long? TotalBytes => input.TotalBytes;

    /// <summary>How the text is written.</summary>
    public static CsvDialect Dialect { get; } = new() { Delimiter = NoDelimiter };

    public override int ChunkRows => input.Tuning.ChunkRows;

    public override int Threads => input.UsefulThreads;

    public override SourceDescription Description => LibsvmSource.FileDescription;

    public override IEnumerable<ReadNote> Notes => _marks.Notes();

    public override ColumnKind KindOf(int column) => column == LibsvmParser.VectorField ? ColumnKind.Vector : ColumnKind.Inferred;

    public override int Findings
    {
        get => _marks.Bits;
        set => _marks.Bits = value;
    }

    public override RowMark Start => Rows.Start;

    private TextRows Rows => _rows ??= new TextRows(
        input, Layout, NewParser, plan => new RowCounter(NewParser(plan), new LibsvmLineRules(Dialect.QuoteByte)));

    private static CsvLayout Layout { get; } = new(
        new CsvHeader(LibsvmSource.ColumnNames, NoDelimiter),
        Dialect,
        RecordShape.Of(LibsvmSource.ColumnNames.Length),
        DataOffset: 0,
        DataLine: 1,
        Sample: default);

    public override Action? Advanced
    {
        get => input.Watch.Advanced;
        set => input.Watch.Advanced = value;
    }

    public override CutRange? FindCut() => Rows.FindCut();

    public override RecordScan Scan(long from, long to, CancellationToken cancellationToken) =>
        Rows.Scan(this, from, to, cancellationToken);

    public override CountedRows CountRows(RowMark from, long to, CancellationToken cancellationToken) =>
        Rows.Count(this, from, to, cancellationToken);

    public override RowMark Locate(RowMark before, long row, CancellationToken cancellationToken) =>
        Rows.Locate(this, before, row, cancellationToken);

    /// <summary>What is known of the places of rows.</summary>
    public RowMap? Map
    {
        get => Rows.Map;
        init => Rows.Map = value;
    }

    public override void Learn(RowMap map) => Rows.Map = map;

    public override long Run(
        ReadPlan plan,
        RowShare? share,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireKinds(plan);
        return SegmentPipeline.Run(
            input, Layout, share, () => NewParser(plan), threads, newWorker, progress, cancellationToken).Row;
    }

    public override RowPlace? Find(long row, CancellationToken cancellationToken) =>
        RowPlace.OfLine(Rows.FindLine(this, row, cancellationToken));

    private LibsvmParser NewParser(ReadPlan plan) => new(plan, _marks);

    private void RequireKinds(ReadPlan plan)
    {
        foreach (PlannedColumn column in plan.Columns)
        {
            bool isVector = column.FieldIndex == LibsvmParser.VectorField;
            if (column.Kind != ColumnKind.Text && isVector != (column.Kind == ColumnKind.Vector))
            {
                throw new DataException(
                    isVector
                        ? $"the column is a vector in each row, not {(column.Kind == ColumnKind.Numeric ? "a number" : "a category")}"
                        : "the column is a label, not a vector",
                    Name,
                    column: column.Request.Name,
                    hint: isVector ? "name it by itself, without a function" : $"the vectors are the column {LibsvmSource.VectorName}");
            }
        }
    }
}
