namespace LogReg.Data;

/// <summary>Reads the rows of a CSV file.</summary>
/// <param name="input">The file.</param>
/// <param name="layout">Its layout.</param>
internal sealed class CsvRowReader(CsvInput input, CsvLayout layout) : RowReader
{
    public override string Name => input.Name;

    public override IReadOnlyList<string> Names => layout.Header.Names;

    public override IReadOnlyList<string>? HeaderNames => input.Options.HasHeader ? layout.Header.Names : null;

    public override IReadOnlyList<string> MissingValues => input.Options.MissingValues;

    public override IReadOnlyList<ReadNote> LayoutNotes => layout.Notes;

    public override long? TotalBytes => input.TotalBytes;

    public override NumberConventions Conventions { get; } = new(input.Options.DecimalSeparator, input.Options.ThousandsSeparator)
    {
        HasCommasBetweenCells = layout.Header.Delimiter == ',',
    };

    public override int Threads => input.UsefulThreads;

    public override SourceDescription Description => input.Description;

    public override int FieldOf(int column) => layout.Shape.Fields[column];

    public override long Run(
        ReadPlan plan, int threads, Func<BatchWorker> newWorker, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        SegmentPipeline.Run(input, layout, () => NewParser(plan), threads, newWorker, progress, cancellationToken);

    // Texts among the first rows suggest that a column is categorical; that there are none, or few, settles nothing.
    public override ReadPlan GuessKinds(ReadPlan plan)
    {
        if (!plan.Columns.Any(column => column.IsInferred))
        {
            return plan;
        }

        var rows = new ParsedRows(plan);
        NewParser(plan).Parse(layout.Sample, rows);
        return plan with
        {
            Columns = plan.Columns
                .Select(
                    (column, i) =>
                        rows.Columns[i] is NumericBuffer buffer && column.IsInferred && buffer.Counted?.IsText(rows.RowCount) == true
                            ? column with { Kind = ColumnKind.Categorical }
                            : column)
                .ToArray(),
        };
    }

    public override ReadPlan LookAtNotations(ReadPlan plan, List<ReadNote> notes)
    {
        var look = new SampleNotations(plan, (texts, rows) => NewParser(texts).Parse(layout.Sample, rows));
        ReadPlan found = look.Look();
        notes.AddRange(look.Notes);
        return found;
    }

    public override RowPlace? Find(long row, CancellationToken cancellationToken) => RowPlace.OfLine(FindLine(row, cancellationToken));

    /// <summary>Finds the line of a row by reading the file once more; too slow for anything but an error message.</summary>
    public long FindLine(long row, CancellationToken cancellationToken)
    {
        var plan = new ReadPlan(this, []);
        using var reader = new SegmentReader(input.Open(layout.Dialect), layout.Separator, input.Tuning, layout.Dialect.QuoteByte);
        reader.Skip(layout.DataOffset);
        var segment = new Segment();
        SegmentParser parser = NewParser(plan);
        var rows = new ParsedRows(plan);
        long firstRow = 0;
        long line = layout.DataLine;
        while (reader.TryRead(segment) && segment.Fault is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int offset = parser.FindRow(segment.Buffer.AsMemory(0, segment.Length), rows, row - firstRow);
            if (offset >= 0)
            {
                return line + LineCounter.Count(segment.Bytes[..offset]);
            }

            firstRow += rows.RowCount;
            line += rows.LineCount;
        }

        throw new ArgumentOutOfRangeException(nameof(row), row, $"the file has {firstRow} rows");
    }

    private SegmentParser NewParser(ReadPlan plan) => new(plan, input.Options, layout);
}
