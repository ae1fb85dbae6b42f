using System.Text;

namespace LogReg.Data;

/// <summary>Decides in a scan which columns of texts are numbers in a notation of their own, once all columns are known.</summary>
/// <param name="reader">The source.</param>
internal sealed class ScanNotations(RowReader reader)
{
    private readonly List<Found> _found = [];
    private readonly Dictionary<string, NumberForm> _forms = [];
    private readonly Dictionary<string, PlannedColumn> _numeric = [];
    private readonly Dictionary<string, StrayText> _texts = [];
    private readonly HashSet<string> _tried = [];
    private readonly List<OpenTexts> _openTexts = [];
    private readonly Dictionary<string, PlannedColumn> _open = [];
    private readonly Dictionary<string, string> _doubts = [];
    private NotationDecision? _decision;

    /// <summary>Whether a column is to be read once more, as texts: all texts in a column of numbers may be numbers, too.</summary>
    /// <param name="planned">The column.</param>
    /// <param name="census">What its cells are.</param>
    public bool IsOpen(PlannedColumn planned, CellCensus census)
    {
        bool isOpen = planned is { Kind: ColumnKind.Numeric, Request: { KeepsTexts: false, Notation: null } } && census.MayBeNoted
            && _tried.Add(planned.Request.Name);
        if (isOpen && !planned.IsInferred)
        {
            _texts.Add(planned.Request.Name, census.StrayTexts.MinBy(text => text.Place?.Number)!);
        }

        return isOpen;
    }

    /// <summary>Plans to read a column of levels a second time, as numbers, where its levels alone do not settle whether it is numeric:
    /// where there are too many levels, or where a few are not numbers, which may be mistakes if they are rare.</summary>
    /// <param name="planned">The column.</param>
    /// <param name="levels">The levels, in the order of the rows; if there are too many, the first of them.</param>
    /// <param name="hasTooMany">Whether there are too many.</param>
    /// <returns>The column; <see langword="null"/> if it is one of texts, or was read so before.</returns>
    public PlannedColumn? AsNumbers(PlannedColumn planned, LevelTable levels, bool hasTooMany)
    {
        NumberNotation? notation =
            hasTooMany && _open.ContainsKey(planned.Request.Name) ? new NumberNotation()
            : hasTooMany && Find(planned, levels) is NotationFinding finding
                ? reader.Conventions.Choose(finding, _decision?.Point ?? (reader.Conventions.HasCommasBetweenCells ? '.' : null))
                    ?? ColumnNotes.AlmostNotation(levels, reader.Conventions) ?? finding.Point ?? finding.Comma
            : planned is { IsInferred: true, Request.KeepsTexts: false } ? ColumnNotes.AlmostNotation(levels, reader.Conventions)
            : null;
        return notation is not null && _tried.Add(planned.Request.Name + "\n")
            ? planned with { Kind = ColumnKind.Numeric, Notation = notation, TakesPlainPoints = false, DetectsNotation = true }
            : null;
    }

    /// <summary>Takes over a column that was read so, once all of its cells were looked at.</summary>
    /// <param name="planned">The column.</param>
    /// <param name="detector">What its cells are.</param>
    /// <param name="asNumbers">Settles the column as one of numbers.</param>
    /// <param name="asTexts">Settles the column as one of texts.</param>
    /// <returns>Whether all cells are numbers in one notation.</returns>
    /// <exception cref="DataException">They are not, and the column must be one of numbers.</exception>
    public bool TryTake(PlannedColumn planned, NotationDetector detector, Action<NumberNotation> asNumbers, Action asTexts)
    {
        NotationFinding finding = detector.Conclude();
        if (_open.ContainsKey(planned.Request.Name))
        {
            _openTexts.Add(new OpenTexts(planned.Request.Name, detector.FirstWithPoint, new Found(finding, asNumbers, asTexts)));
            return true;
        }

        if (Concerns(finding))
        {
            _found.Add(new Found(finding, asNumbers, asTexts));
            return true;
        }

        ThrowIfNumeric(planned);
        return false;
    }

    /// <summary>Takes over a column of levels, if all are numbers.</summary>
    /// <param name="planned">The column.</param>
    /// <param name="levels">The levels, in the order of the rows.</param>
    /// <param name="asNumbers">Settles the column as one of numbers.</param>
    /// <param name="asTexts">Settles the column as one of levels.</param>
    /// <exception cref="DataException">A level is no number, and the column must be one of numbers.</exception>
    public bool TryTake(PlannedColumn planned, LevelTable levels, Action<NumberNotation> asNumbers, Action asTexts)
    {
        if (_open.ContainsKey(planned.Request.Name))
        {
            AddOpen(planned, levels, asNumbers, asTexts);
            return true;
        }

        if (Find(planned, levels) is NotationFinding finding)
        {
            _found.Add(new Found(finding, asNumbers, asTexts));
            return true;
        }

        ThrowIfNumeric(planned);
        return false;
    }

    /// <summary>Takes notice of a column of plain numbers.</summary>
    /// <param name="planned">The column.</param>
    /// <param name="form">What its values say.</param>
    public void Add(PlannedColumn planned, NumberForm form)
    {
        if (planned.Notation is null)
        {
            _forms[planned.Request.Name] = form;
            _numeric[planned.Request.Name] = planned;
        }
    }

    /// <summary>Settles the columns that were taken over.</summary>
    /// <returns>The columns of plain numbers to be read once more, as texts.</returns>
    public IReadOnlyList<PlannedColumn> Settle()
    {
        if (_decision is not null)
        {
            _found.ForEach(found => Take(found, _decision));
            _found.Clear();
            SettleOpen(_decision);
            return [];
        }

        bool canReadAgain = reader is { CanReadAgain: true, HasTypedNumbers: false };
        var decision =
            new NotationDecision(reader.Conventions, [.. _found.Select(found => found.Finding)], _forms.Values, canReadAgain);
        _found.ForEach(found => Take(found, decision));
        _found.Clear();
        _decision = decision;
        foreach ((string name, NumberForm form) in _forms)
        {
            if (decision.IsOpen(form) && !reader.HasTypedNumbers)
            {
                _open.Add(name, _numeric[name]);
            }
        }

        return [.. _open.Values.Select(column => column with { Kind = ColumnKind.Categorical })];
    }

    /// <summary>The first number with a point of each column of plain numbers whose points may stand between thousands.</summary>
    public IReadOnlyDictionary<string, string> Doubts => _doubts;

    private void AddOpen(PlannedColumn planned, LevelTable levels, Action<NumberNotation> asNumbers, Action asTexts) => _openTexts.Add(
        new OpenTexts(planned.Request.Name, ExampleOf(levels), new Found(NotationDetector.Find(levels), asNumbers, asTexts)));

    private void ThrowIfNumeric(PlannedColumn planned)
    {
        if (_texts.TryGetValue(planned.Request.Name, out StrayText? text))
        {
            throw NumericCell.NotANumber(Encoding.UTF8.GetBytes(text.Text), 0, planned).ToException(reader.Name, text.Place);
        }
    }

    private static void Take(Found found, NotationDecision decision)
    {
        if (decision.Choose(found.Finding) is NumberNotation notation)
        {
            found.AsNumbers(notation);
        }
        else
        {
            found.AsTexts();
        }
    }

    private void SettleOpen(NotationDecision decision)
    {
        foreach (OpenTexts open in _openTexts)
        {
            switch (decision.Settle(_forms[open.Name], open.Found.Finding, _openTexts.Select(one => one.Found.Finding)))
            {
                case OpenColumn.Commas:
                    open.Found.AsNumbers(open.Found.Finding.Comma! with { Example = open.Example });
                    break;
                case OpenColumn.Texts when !_numeric[open.Name].IsInferred:
                    throw NumericCell.Doubt(reader.Name, open.Name, open.Example);
                case OpenColumn.Texts:
                    open.Found.AsTexts();
                    break;
                case OpenColumn.Doubtful:
                    _doubts[open.Name] = open.Example;
                    break;
            }
        }

        _openTexts.Clear();
    }

    private static string ExampleOf(LevelTable levels)
    {
        int code = 0;
        while (code < levels.Count && !levels.Utf8(code).Contains((byte)'.'))
        {
            code++;
        }

        return code < levels.Count ? levels[code] : "";
    }

    private NotationFinding? Find(PlannedColumn planned, LevelTable levels) =>
        planned.Request is { KeepsTexts: false, KnownLevels: null }
            && (planned.IsInferred || _texts.ContainsKey(planned.Request.Name))
            && levels.Count > 0 && NotationDetector.MayBeNumber(levels.Utf8(0))
            && NotationDetector.Find(levels) is NotationFinding finding && Concerns(finding)
                ? finding
                : null;

    private bool Concerns(NotationFinding finding) =>
        reader.Conventions.Concerns(finding) || (_decision?.Point == ',' && finding.Comma is not null);

    private sealed record OpenTexts(string Name, string Example, Found Found);

    private sealed record Found(NotationFinding Finding, Action<NumberNotation> AsNumbers, Action AsTexts);
}
