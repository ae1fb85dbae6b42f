using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Reads the rows of a CSV file.</summary>
/// <param name="input">The file.</param>
/// <param name="layout">Its layout.</param>
internal sealed class CsvRowReader(CsvInput input, CsvLayout layout) : RowReader
{
    private TextRows? _rows;

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

    public override int ChunkRows => input.Tuning.ChunkRows;

    public override int Threads => input.UsefulThreads;

    public override SourceDescription Description => input.Description;

    public override int FieldOf(int column) => layout.Shape.Fields[column];

    public override RowMark Start => Rows.Start;

    private TextRows Rows => _rows ??= new TextRows(
        input, layout, NewParser, plan => new RowCounter(NewParser(plan), new CsvLineRules(input.Options, layout)));

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

    public override void AgreeOnBytes(ICollective collective) => input.Checksum?.Agree(collective);

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
        CancellationToken cancellationToken) =>
        SegmentPipeline.Run(input, layout, share, () => NewParser(plan), threads, newWorker, progress, cancellationToken).Row;

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
    public long FindLine(long row, CancellationToken cancellationToken) => Rows.FindLine(this, row, cancellationToken);

    private SegmentParser NewParser(ReadPlan plan) => new(plan, input.Options, layout);
}
