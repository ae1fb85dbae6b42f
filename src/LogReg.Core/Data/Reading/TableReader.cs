using System.Text;
using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Reads a whole source into a <see cref="Table"/>, and finds out the kinds of its columns.</summary>
internal sealed class TableReader
{
    private readonly RowReader _reader;
    private readonly ColumnStorage _storage;
    private readonly ICollective _collective;
    private readonly IProgress<ReadProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly ReadPlan _plan;

    // Where several processes read shares of the rows.
    private readonly RowSurvey? _survey;
    private readonly PassAgreement? _agreement;
    private readonly SharedWork _work;

    private TableReader(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        SharedWork work,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        _reader = reader;
        _storage = storage;
        _work = work;
        _collective = work.Collective;
        _progress = progress;
        _cancellationToken = cancellationToken;
        if (_collective.IsSingle)
        {
            _plan = Plan(requests);
            return;
        }

        _plan = _collective.Together(() => Plan(requests));
        _survey = new RowSurvey(_plan, work, cancellationToken);
        _agreement = new PassAgreement(_collective);
    }

    /// <summary>Reads the rows, or this process's share of them.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="requests">The columns.</param>
    /// <param name="storage">Where they go.</param>
    /// <param name="collective">The processes that read shares; each knows what reading all rows finds out.</param>
    /// <param name="progress">Receives progress; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="work">The work of the processes; <see langword="null"/> for the usual one.</param>
    /// <exception cref="DataException">The first thing wrong in the data, in every process.</exception>
    public static Table Read(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken,
        SharedWork? work = null)
    {
        work ??= new SharedWork(collective);
        reader.Advanced = collective.IsSingle ? null : work.Advance;
        try
        {
            return new TableReader(reader, requests, storage, work, progress, cancellationToken).Read();
        }
        finally
        {
            reader.Advanced = null;
        }
    }

    private ReadPlan Plan(IReadOnlyList<ColumnRequest> requests) =>
        _reader.GuessKinds(ReadPlan.Create(_reader, requests) with { FindsNotations = true });

    private Table Read()
    {
        TableAssembler first = RunPass(_plan, expected: -1, out long rowCount);

        // The guess from the first rows was wrong for these; all the others have been read already.
        int[] textColumns =
            [.. Enumerable.Range(0, _plan.Columns.Count).Where(column => first.TurnedText(column) || first.MayBeNoted(column))];
        ThrowIfNotFinite(first, _plan);
        first.SortLevels();
        AssembledColumn[] columns = [.. Enumerable.Range(0, _plan.Columns.Count).Select(column => new AssembledColumn(first, column))];
        IReadOnlyList<AssembledColumn> AsText(int[] places) => ReadAsText(places, rowCount);
        IReadOnlyList<AssembledColumn> texts = textColumns.Length > 0 ? AsText(textColumns) : [];
        for (int i = 0; i < textColumns.Length; i++)
        {
            columns[textColumns[i]] = texts[i];
        }

        new TableNotations(_plan, columns, _agreement).Decide(AsText);
        foreach (int column in textColumns.Where(column => columns[column].Notation is null && !first.TurnedText(column)))
        {
            columns[column] = new AssembledColumn(first, column);
            ThrowIfText(columns[column], _plan.Columns[column], _reader);
        }

        var notes = new List<ReadNote>(_reader.LayoutNotes);
        if (first.RepeatedHeader() is ReadNote repeated)
        {
            notes.Add(repeated);
        }

        notes.AddRange(_reader.Notes);

        var table = new Table(columns.Select(column => column.Describe()).ToArray(), CreateChunks(columns, rowCount), rowCount)
        {
            Storage = _storage,
            Origin = new TableOrigin(_reader.HeaderNames, notes) { Source = _reader.Description },
            Shares = _survey?.Shares,
        };
        for (int column = 0; column < columns.Length; column++)
        {
            notes.AddRange(
                ColumnNotes.Of(table, column, _plan.Columns[column], columns[column], _reader, _agreement, _cancellationToken));
        }

        return table;
    }

    private AssembledColumn[] ReadAsText(int[] textColumns, long rowCount)
    {
        if (!_reader.CanReadAgain)
        {
            throw new DataException(
                "the column holds texts, which only a second reading can tell from numbers, but the data can be read once only",
                _reader.Name,
                column: _plan.Columns[textColumns[0]].Request.Name,
                hint: "declare its kind");
        }

        ReadPlan second = _plan with
        {
            Columns = textColumns.Select(column => _plan.Columns[column] with { Kind = ColumnKind.Categorical }).ToArray(),
        };
        TableAssembler assembler = RunPass(second, rowCount, out _);
        assembler.SortLevels();
        return [.. textColumns.Select((_, position) => new AssembledColumn(assembler, position))];
    }

    private TableChunk[] CreateChunks(AssembledColumn[] columns, long rowCount)
    {
        var chunks = new TableChunk[(int)((rowCount + _reader.ChunkRows - 1) / _reader.ChunkRows)];
        Column[] empty = _survey is null ? [] : [.. columns.Select(column => column.CreateEmpty())];
        int firstChunk = _survey?.Shares.FirstChunk ?? 0;
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            int number = chunk - firstChunk;
            long firstRow = (long)chunk * _reader.ChunkRows;
            chunks[chunk] = new TableChunk(
                firstRow,
                (int)Math.Min(_reader.ChunkRows, rowCount - firstRow),
                _survey?.Shares.Holds(chunk) == false ? empty : [.. columns.Select(column => column.Create(number, _storage))]);
        }

        return chunks;
    }

    // Reads the rows of this process, and knows what those of all processes say.
    private TableAssembler RunPass(ReadPlan plan, long expected, out long rowCount)
    {
        var assembler = new TableAssembler(plan, _storage, _survey);
        rowCount = _survey is null ? Run(plan, null, assembler, _cancellationToken) : RunShare(plan, _survey, assembler);
        return expected >= 0 && rowCount != expected ? throw RowSurvey.Changed(_reader.Name)
            : rowCount == 0 ? throw _reader.Description.Empty(_reader.Name)
            : assembler;
    }

    private long RunShare(ReadPlan plan, RowSurvey survey, TableAssembler assembler)
    {
        if (survey.RowCount == 0)
        {
            return 0;
        }

        _work.Together(
            stop => survey.Share.From == survey.Share.To || Run(plan, survey.Share, assembler, stop) == survey.OwnRowCount
                ? true
                : throw RowSurvey.Changed(_reader.Name),
            _cancellationToken);
        _reader.AgreeOnBytes(_collective);
        assembler.Agree(_collective);
        _agreement!.Agree(_reader.Parts);
        return survey.RowCount;
    }

    private long Run(ReadPlan plan, RowShare? share, TableAssembler assembler, CancellationToken stop) => _reader.Run(
        plan,
        share,
        _reader.Threads,
        () => new Worker(plan, assembler),
        share is null ? _progress : new AdvancingProgress(_work.Advance, _progress),
        stop);

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
