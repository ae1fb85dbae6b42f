namespace LogReg.Data;

/// <summary>Reads the rows of several sources with the same columns, one source after the other.</summary>
/// <param name="name">The name of the data.</param>
/// <param name="description">What the parts are.</param>
/// <param name="parts">The parts.</param>
/// <param name="partColumn">The name of a column that says which part a row is from, or <see langword="null"/>.</param>
/// <param name="partNames">What it calls each part.</param>
/// <param name="notes">What is to be said about the parts.</param>
internal sealed class PartsReader(
    string name,
    SourceDescription description,
    IReadOnlyList<RowReader> parts,
    string? partColumn,
    IReadOnlyList<string> partNames,
    IReadOnlyList<ReadNote> notes)
    : RowReader
{
    // No part has as many lines.
    private const int BitsOfPlace = 44;

    // The last column is the usual target, so that one of parts comes first.
    private readonly int _first = partColumn is null ? 0 : 1;
    private readonly long?[] _rowCounts = new long?[parts.Count];

    public override string Name => name;

    public override IReadOnlyList<string> Names { get; } = partColumn is null ? parts[0].Names : [partColumn, .. parts[0].Names];

    public override IReadOnlyList<string>? HeaderNames => parts[0].HeaderNames;

    public override IReadOnlyList<string> MissingValues => parts[0].MissingValues;

    // Files that are alike share a note.
    public override IReadOnlyList<ReadNote> LayoutNotes =>
    [
        .. notes,
        .. parts.Index().SelectMany(part => part.Item.LayoutNotes.Select(note => (Part: part.Index, Note: note)))
            .GroupBy(pair => (pair.Note.Kind, pair.Note.Count, pair.Note.Texts is [StrayText text, ..] ? text.Text : null))
            .Select(group => NoteOf(group.First().Part, group.First().Note) with
            {
                Files = parts.Count == 1 ? [] : [.. group.Select(pair => parts[pair.Part].Name)],
                IsOfAllFiles = group.Count() == parts.Count,
            }),
    ];

    public override NumberConventions Conventions => parts[0].Conventions;

    public override bool HasTypedNumbers => parts.Any(part => part.HasTypedNumbers);

    public override IEnumerable<ReadNote> Notes => parts.SelectMany(part => part.Notes).DistinctBy(note => note.Kind);

    public override IReadOnlyList<RowReader> Parts => parts;

    public override long? TotalBytes => parts.All(part => part.TotalBytes is not null) ? parts.Sum(part => part.TotalBytes) : null;

    public override long? TotalRows => parts.All(part => part.TotalRows is not null) ? parts.Sum(part => part.TotalRows) : null;

    public override bool CanReadAgain => parts.All(part => part.CanReadAgain);

    public override Action? Advanced
    {
        get => parts[0].Advanced;
        set
        {
            foreach (RowReader part in parts)
            {
                part.Advanced = value;
            }
        }
    }

    public override int ChunkRows => parts[0].ChunkRows;

    public override int Threads => parts.Max(part => part.Threads);

    public override SourceDescription Description => description;

    public override ColumnKind KindOf(int column) =>
        column >= _first ? parts[0].KindOf(column - _first) : ColumnKind.Categorical;

    public override int FieldOf(int column) => column >= _first ? column : PlannedColumn.NoField;

    public override ReadPlan GuessKinds(ReadPlan plan)
    {
        PlannedColumn[] guessed = [.. parts[0].GuessKinds(PlanOf(plan, parts[0])).Columns];
        return plan with { Columns = [.. plan.Columns.Zip(guessed, (own, guess) => own with { Kind = guess.Kind })] };
    }

    public override ReadPlan LookAtNotations(ReadPlan plan, List<ReadNote> notes)
    {
        var found = new List<ReadNote>();
        ReadPlan looked = parts[0].LookAtNotations(PlanOf(plan, parts[0]), found);
        notes.AddRange(found.Select(note => NoteOf(0, note)));
        return plan with
        {
            Columns = [.. plan.Columns.Zip(looked.Columns, (own, look) => look with { FieldIndex = own.FieldIndex })],
            PointShown = looked.PointShown,
        };
    }

    public override void Learn(RowMap map)
    {
        for (int part = 0; part < parts.Count; part++)
        {
            _rowCounts[part] = map.PartRows[part];
            parts[part].Learn(map.OfPart(part));
        }
    }

    public override long Run(
        ReadPlan plan,
        RowShare? share,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (plan.Columns.FirstOrDefault(column => column.FieldIndex < 0 && column.Kind == ColumnKind.Numeric) is PlannedColumn wrong)
        {
            throw new DataException("the names of the parts are not numbers", name, column: wrong.Request.Name, hint: "read it as categorical");
        }

        var workers = new PartWorkers(newWorker);
        long rows = 0;
        long bytes = 0;
        int last = share?.To.Part ?? parts.Count - 1;
        for (int part = share?.From.Part ?? 0; part <= last; part++)
        {
            RowReader reader = parts[part];
            ReadPlan own = PlanOf(plan, reader);
            var read = new ReadPart(part, rows, bytes, partNames[part], [.. own.Columns.Select(column => column.FieldIndex)], PlaceIn);
            (long rowsBefore, long bytesBefore) = (rows, bytes);
            IProgress<ReadProgress>? partProgress = progress is null ? null : new Forward(one => progress.Report(
                new ReadProgress(bytesBefore + one.BytesRead, TotalBytes, rowsBefore + one.Rows)));
            long count = reader.Run(
                own,
                share?.OfPart(part, reader.Start),
                Math.Min(threads, reader.Threads),
                workers.Of(read),
                partProgress,
                cancellationToken);
            _rowCounts[part] = share is null ? count : _rowCounts[part];
            rows += count;
            bytes += reader.TotalBytes ?? 0;
        }

        return rows;
    }

    public override RowPlace? Find(long row, CancellationToken cancellationToken)
    {
        for (int part = 0; part < parts.Count; part++)
        {
            // A part whose rows are not counted yet is being read, and has the row.
            if (_rowCounts[part] is not long count || row < count)
            {
                return parts[part].Find(row, cancellationToken) is RowPlace place ? PlaceIn(part, place) : null;
            }

            row -= count;
        }

        return null;
    }

    private ReadNote NoteOf(int part, ReadNote note) => note with
    {
        Texts = [.. note.Texts.Select(text => text with { Place = text.Place is RowPlace place ? PlaceIn(part, place) : null })],
    };

    // The numbers of places order them.
    private RowPlace PlaceIn(int part, RowPlace place) => parts.Count == 1
        ? place
        : RowPlace.OfRow(((long)part << BitsOfPlace) + place.Number, column => $"{parts[part].Name}, {place.In(column)}");

    private static ReadPlan PlanOf(ReadPlan plan, RowReader part)
    {
        var places = part.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return plan with
        {
            Reader = part,
            Columns = [.. plan.Columns.Select(column => places.TryGetValue(column.Request.Name, out int place) && column.FieldIndex >= 0
                ? column with { FieldIndex = part.FieldOf(place) }
                : column)],
            TargetField = plan.TargetField < 0 ? plan.TargetField : part.FieldOf(places[plan.Reader.Names[plan.TargetField]]),
        };
    }

    private sealed class Forward(Action<ReadProgress> report) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => report(value);
    }
}
