namespace LogReg.Data;

/// <summary>Reads the rows of a LIBSVM file.</summary>
/// <param name="input">The file.</param>
internal sealed class LibsvmRowReader(CsvInput input) : RowReader
{
    // No character delimits what a quote could hide.
    private const char NoDelimiter = '\n';

    private readonly LibsvmMarks _marks = new();

    public override string Name => input.Name;

    public override IReadOnlyList<string> Names => LibsvmSource.ColumnNames;

    public override IReadOnlyList<string> MissingValues => input.Options.MissingValues;

    public override long? TotalBytes => input.TotalBytes;

    /// <summary>How the text is written.</summary>
    public static CsvDialect Dialect { get; } = new() { Delimiter = NoDelimiter };

    public override int Threads => input.UsefulThreads;

    public override SourceDescription Description => LibsvmSource.FileDescription;

    public override IEnumerable<ReadNote> Notes => _marks.Notes();

    public override ColumnKind KindOf(int column) => column == LibsvmParser.VectorField ? ColumnKind.Vector : ColumnKind.Inferred;

    public override long Run(
        ReadPlan plan, int threads, Func<BatchWorker> newWorker, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        RequireKinds(plan);
        return SegmentPipeline.Run(
            input,
            new CsvLayout(
                new CsvHeader(Names, NoDelimiter), Dialect, RecordShape.Of(Names.Count), DataOffset: 0, DataLine: 1, Sample: default),
            () => new LibsvmParser(plan, _marks),
            threads,
            newWorker,
            progress,
            cancellationToken);
    }

    public override RowPlace? Find(long row, CancellationToken cancellationToken)
    {
        var plan = new ReadPlan(this, []);
        using var reader = new SegmentReader(input.Open(Dialect), (byte)NoDelimiter, input.Tuning);
        var segment = new Segment();
        var parser = new LibsvmParser(plan, _marks);
        var rows = new ParsedRows(plan);
        long firstRow = 0;
        long line = 1;
        while (reader.TryRead(segment) && segment.Fault is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int offset = parser.FindRow(segment.Bytes, rows, row - firstRow);
            if (offset >= 0)
            {
                return RowPlace.OfLine(line + LineCounter.Count(segment.Bytes[..offset]));
            }

            firstRow += rows.RowCount;
            line += rows.LineCount;
        }

        throw new ArgumentOutOfRangeException(nameof(row), row, $"the file has {firstRow} rows");
    }

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
