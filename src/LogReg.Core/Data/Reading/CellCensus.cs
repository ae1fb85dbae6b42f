using System.Text;

namespace LogReg.Data;

/// <summary>What the cells of a column are that are not plainly numbers: of one batch, or of a whole column after its batches were added in
/// order.</summary>
internal sealed partial class CellCensus
{
    /// <summary>The most spellings of stray texts in a column that is otherwise numbers.</summary>
    public const int MostSpellings = 5;

    private const double LargestStrayShare = 0.2;

    // More rows than a file has lines of totals, in half a megabyte.
    private const int MostRows = 65_536;

    private const int ToldKinds = (int)NotedCell.CommaOfThousands + 1;

    // Most columns are plain numbers, and there may be a million of them.
    private List<Found>? _strays;
    private List<Found>? _errors;
    private List<Found>? _rounded;
    private List<Found>? _noted;
    private List<long>? _strayRows;
    private Found?[]? _told;
    private NotationDetector? _detector;

    /// <summary>How many cells are missing, spreadsheet errors among them.</summary>
    public long Missing { get; private set; }

    /// <summary>How many cells hold a spreadsheet's error value.</summary>
    public long Errors { get; private set; }

    /// <summary>How many cells hold digits after leading zeros.</summary>
    public long LeadingZeros { get; private set; }

    /// <summary>How many cells hold digits, an E and digits.</summary>
    public long ExponentCodes { get; private set; }

    /// <summary>How many cells hold a whole number with more digits than a double keeps, so that it was rounded.</summary>
    public long Rounded { get; private set; }

    /// <summary>The first whole number that was rounded.</summary>
    public IReadOnlyList<StrayText> RoundedTexts => [.. (_rounded ?? []).Select(found => found.ToStray())];

    /// <summary>How many cells hold a number in the notation of the column that is no plain number, or another one.</summary>
    public long Noted { get; private set; }

    /// <summary>How many cells hold a number without the unit of the column's notation.</summary>
    public long Bare { get; private set; }

    /// <summary>The first cell that is no plain number, or another one.</summary>
    public string? NotedText => _noted is [Found first, ..] ? first.ToStray().Text : null;

    /// <summary>How many cells read None, which counts as missing and may be a level.</summary>
    public long Nones { get; private set; }

    /// <summary>How many cells hold a text that is no number.</summary>
    public long Strays { get; private set; }

    /// <summary>Whether the column is certainly not one of numbers, whatever follows.</summary>
    public bool IsCertainlyText => LeadingZeros > 0 || Spellings > MostSpellings;

    private int Spellings => _strays?.Count ?? 0;

    /// <summary>The spellings of the stray texts, with lines, as far as they are few.</summary>
    public IReadOnlyList<StrayText> StrayTexts => [.. (_strays ?? []).Select(found => found.ToStray())];

    /// <summary>The spellings of the first few error values.</summary>
    public IReadOnlyList<StrayText> ErrorTexts => [.. (_errors ?? []).Take(MostSpellings + 1).Select(found => found.ToStray())];

    /// <summary>The rows of all stray texts; <see langword="null"/> where they are too many to be kept.</summary>
    public IReadOnlyList<long>? StrayRows => (_strayRows?.Count ?? 0) == Strays ? _strayRows ?? [] : null;

    /// <summary>Whether so few texts in a column are a mistake rather than levels: at most five spellings in at most a fifth of the cells
    /// that are not missing.</summary>
    public static bool AreFew(long strays, int spellings, long cells) => spellings <= MostSpellings && strays <= LargestStrayShare * cells;

    /// <summary>Whether a column read as numbers is one of text.</summary>
    /// <param name="rows">The number of rows.</param>
    public bool IsText(long rows) => IsCertainlyText
        || (Strays > 0 && (Strays + ExponentCodes == rows - Missing || !AreFew(Strays, Spellings, rows - Missing)))
        || (ExponentCodes > 0 && Strays == 0 && ExponentCodes == rows - Missing);

    /// <summary>Whether every text that is no number may be one in another notation.</summary>
    public bool MayBeNoted
    {
        get
        {
            if (Strays == 0 || LeadingZeros > 0)
            {
                return false;
            }

            foreach (Found found in _strays!)
            {
                if (!NotationDetector.MayBeNumber(found.Text))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>How the numbers are written, where the pass looks at that; otherwise <see langword="null"/>.</summary>
    public NotationDetector? Detector => _detector;

    /// <summary>Looks at how a number is written.</summary>
    /// <param name="text">The text, which is not missing.</param>
    public void Detect(ReadOnlySpan<byte> text) => (_detector ??= new NotationDetector()).Add(text);

    public void AddMissing(long count = 1) => Missing += count;

    public void AddLeadingZeros() => LeadingZeros++;

    public void AddExponentCode() => ExponentCodes++;

    public void AddNone() => Nones++;

    /// <summary>Counts a number without the unit of the column's notation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void AddBare(ReadOnlySpan<byte> text, int offset)
    {
        Bare++;
        Add(NotedCell.WithoutUnit, text, offset);
    }

    /// <summary>Counts a cell of which something is to be told.</summary>
    /// <param name="kind">What.</param>
    /// <param name="text">The text.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void Add(NotedCell kind, ReadOnlySpan<byte> text, int offset)
    {
        ref Found? first = ref Told(kind);
        first ??= new Found(text.ToArray(), offset, null);
        first.Count++;
    }

    /// <summary>The first cell of a kind, with the count of all; <see langword="null"/> if there is none.</summary>
    /// <param name="kind">The kind.</param>
    public StrayText? First(NotedCell kind) => _told?[(int)kind]?.ToStray();

    /// <summary>Counts a whole number that was rounded.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void AddRounded(ReadOnlySpan<byte> text, int offset)
    {
        Rounded++;
        if (_rounded is null or [])
        {
            Add(_rounded ??= [], text, 1, offset);
        }
    }

    /// <summary>Counts a number in the notation of the column.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void AddNoted(ReadOnlySpan<byte> text, int offset)
    {
        Noted++;
        if (_noted is null or [])
        {
            Add(_noted ??= [], text, 1, offset);
        }
    }

    /// <summary>Counts an error value, which is missing.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void AddError(ReadOnlySpan<byte> text, int offset)
    {
        Errors++;
        Missing++;
        Add(_errors ??= [], text, 1, offset, most: int.MaxValue);
    }

    /// <summary>Counts a text that is no number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="row">Its row in the batch.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public void AddStray(ReadOnlySpan<byte> text, int row, int offset)
    {
        Strays++;
        if ((_strayRows ??= []).Count < MostRows)
        {
            _strayRows.Add(row);
        }

        if (!IsCertainlyText)
        {
            Add(_strays ??= [], text, 1, offset);
        }
    }

    /// <summary>Adds what the next batch holds.</summary>
    /// <param name="next">Its census.</param>
    /// <param name="firstRow">Its first row.</param>
    /// <param name="batch">Where it comes from; <see langword="null"/> if its places are known.</param>
    public void Add(CellCensus next, long firstRow, Batch? batch)
    {
        Missing += next.Missing;
        Errors += next.Errors;
        LeadingZeros += next.LeadingZeros;
        ExponentCodes += next.ExponentCodes;
        Strays += next.Strays;
        Rounded += next.Rounded;
        Nones += next.Nones;
        Noted += next.Noted;
        Bare += next.Bare;
        if (next._strayRows is not null)
        {
            _strayRows ??= [];
            _strayRows.AddRange(next._strayRows.Take(MostRows - _strayRows.Count).Select(row => firstRow + row));
        }

        AddTold(next, batch);
        if (next._detector is not null)
        {
            (_detector ??= new NotationDetector()).Add(next._detector);
        }

        AddAll(ref _errors, next._errors, batch, most: int.MaxValue);
        AddAll(ref _strays, next._strays, batch);
        if (_rounded is null or [])
        {
            AddAll(ref _rounded, next._rounded, batch);
        }

        if (_noted is null or [])
        {
            AddAll(ref _noted, next._noted, batch);
        }
    }

    public void Reset()
    {
        Missing = Errors = LeadingZeros = ExponentCodes = Strays = Rounded = Nones = Noted = Bare = 0;
        _strays?.Clear();
        _errors?.Clear();
        _rounded?.Clear();
        _noted?.Clear();
        _strayRows?.Clear();
        _told = null;
        _detector = null;
    }

    private ref Found? Told(NotedCell kind) => ref (_told ??= new Found?[ToldKinds])[(int)kind];

    private void AddTold(CellCensus next, Batch? batch)
    {
        foreach (NotedCell kind in next._told is null ? [] : Enum.GetValues<NotedCell>())
        {
            if (next._told![(int)kind] is Found found)
            {
                ref Found? first = ref Told(kind);
                first ??= found with { Place = PlaceOf(found, batch), Count = 0 };
                first.Count += found.Count;
            }
        }
    }

    private static RowPlace? PlaceOf(Found found, Batch? batch) => batch?.PlaceOf(found.Offset) ?? found.Place;

    // How many texts of a kind are kept does not depend on how rows are divided into batches, up to a number beyond which none matters.
    private static void AddAll(ref List<Found>? all, List<Found>? next, Batch? batch, int most = MostSpellings + 1)
    {
        foreach (Found found in next ?? [])
        {
            all ??= [];
            Found? known = Find(all, found.Text);
            if (known is not null)
            {
                known.Count += found.Count;
            }
            else if (all.Count < most)
            {
                all.Add(new Found(found.Text, 0, PlaceOf(found, batch)) { Count = found.Count });
            }
        }
    }

    private static void Add(List<Found> all, ReadOnlySpan<byte> text, long count, int offset, int most = MostSpellings + 1)
    {
        Found? known = Find(all, text);
        if (known is not null)
        {
            known.Count += count;
        }
        else if (all.Count < most)
        {
            all.Add(new Found(text.ToArray(), offset, null) { Count = count });
        }
    }

    private static Found? Find(List<Found> all, ReadOnlySpan<byte> text)
    {
        foreach (Found found in all)
        {
            if (text.SequenceEqual(found.Text))
            {
                return found;
            }
        }

        return null;
    }

    private sealed record Found(byte[] Text, int Offset, RowPlace? Place)
    {
        public long Count { get; set; }

        public StrayText ToStray() => new(Encoding.UTF8.GetString(Text), Count, Place);
    }
}
