using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Counts what is skipped while chunks are read; batches must come in order.</summary>
internal sealed class LossTally
{
    private readonly ReadLosses _losses;
    private readonly IReadOnlyList<ReadNote> _layoutNotes;
    private readonly NotationTally? _notations;
    private readonly ReadPlan _plan;
    private readonly CellCensus?[] _strays;

    // A column may be read twice, as a feature and as the weight: then the first place of its name.
    private readonly int[] _places;
    private RepeatedHeaders _headers = new();
    private long _rows;

    /// <param name="plan">What is read.</param>
    /// <param name="losses">Receives the notes.</param>
    /// <param name="layoutNotes">Notes on the text as a whole.</param>
    /// <param name="notations">Compares how numbers are written with training; <see langword="null"/> where no model knows.</param>
    public LossTally(ReadPlan plan, ReadLosses losses, IReadOnlyList<ReadNote> layoutNotes, NotationTally? notations)
    {
        _plan = plan;
        _strays = new CellCensus?[plan.Columns.Count];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        _places =
        [
            .. plan.Columns.Select(
                (column, place) => places.TryAdd(column.Request.Name, place) ? place : places[column.Request.Name]),
        ];
        _notations = notations;
        _losses = losses;
        _layoutNotes = layoutNotes;
        losses.Notes = layoutNotes;
    }

    /// <summary>Adds what the next batch holds.</summary>
    /// <param name="rows">The parsed rows.</param>
    /// <param name="batch">Where they come from.</param>
    public void Add(ParsedRows rows, Batch batch)
    {
        bool hasLosses = rows.RepeatedHeaders.Count > 0;
        _headers.Add(rows, batch);
        for (int column = 0; column < rows.Columns.Length; column++)
        {
            if (rows.Columns[column] is NumericBuffer { Counted: { Strays: > 0 } counted })
            {
                hasLosses = true;
                (_strays[_places[column]] ??= new CellCensus()).Add(counted, _rows, batch);
            }
        }

        hasLosses |= _notations?.Add(rows, batch, _rows) == true;
        _rows += rows.RowCount;
        if (hasLosses)
        {
            Tell();
        }
    }

    /// <summary>Puts together what processes found that have read shares of the rows, so that each knows what reading all rows
    /// finds.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="counts">Whether the rows of this process count: none of them comes after a fault.</param>
    /// <exception cref="DataException">The rows contradict each other; the same error in every process.</exception>
    public void Agree(ICollective collective, bool counts)
    {
        if (!counts)
        {
            _headers = new RepeatedHeaders();
            Array.Clear(_strays);
        }

        var agreement = new PassAgreement(collective);
        _headers = agreement.Agree(_headers);
        agreement.Agree([.. _plan.Columns.Select(column => column.Request.Name)], _strays);
        _notations?.Agree(collective, agreement, counts);
        Tell();
    }

    private void Tell() => _losses.Notes =
    [
        .. _layoutNotes,
        .. _headers.Note is ReadNote note ? [note] : Array.Empty<ReadNote>(),
        .. _plan.Columns.Zip(_strays).Where(column => column.Second is not null).Select(
            column => new ReadNote(
                ReadNoteKind.StraysWithoutTarget,
                column.First.Request.Name,
                column.Second!.Strays,
                0,
                column.Second.StrayTexts)),
        .. _notations?.Notes() ?? [],
    ];
}
