namespace LogReg.Data;

/// <summary>What all columns of a source together say about its decimal separator, for tables as for scans.</summary>
internal sealed class NotationDecision
{
    private readonly NumberConventions _conventions;
    private readonly bool _isOpen;

    /// <param name="conventions">What somebody said.</param>
    /// <param name="findings">What the columns of texts are.</param>
    /// <param name="forms">What the columns of plain numbers are.</param>
    /// <param name="canReadAgain">Whether columns of plain numbers can be read once more, as texts.</param>
    public NotationDecision(
        NumberConventions conventions,
        IReadOnlyCollection<NotationFinding> findings,
        IReadOnlyCollection<NumberForm> forms,
        bool canReadAgain = false)
    {
        _conventions = conventions;
        bool hasPoints = forms.Any(form => form.HasDecimals);
        Point = conventions.Decide(findings, hasPoints);
        bool isShown = conventions.Point is not null || hasPoints || findings.Any(finding => finding.ShowsPoint);
        _isOpen = Point == ',' || (!isShown && canReadAgain && forms.Any(form => form.IsDoubtful));
    }

    /// <summary>What is decimal; <see langword="null"/> if nothing or both is certain.</summary>
    public char? Point { get; }

    /// <summary>The notation of a column of texts; <see langword="null"/> if it is one of texts.</summary>
    /// <param name="finding">What it is.</param>
    public NumberNotation? Choose(NotationFinding finding) => _conventions.Choose(finding, Point);

    /// <summary>Whether a column that was read as plain numbers is to be read once more, as texts: 1.234 is 1234 where commas are decimal,
    /// and may be where nothing says what is.</summary>
    /// <param name="form">What its values say.</param>
    public bool IsOpen(NumberForm form) => _isOpen && form.MayHaveThousands;

    /// <summary>What becomes of such a column.</summary>
    /// <param name="form">What its values say.</param>
    /// <param name="finding">What its texts are.</param>
    /// <param name="all">What the texts of all such columns are: 1.50 shows that points are decimal.</param>
    public OpenColumn Settle(NumberForm form, NotationFinding finding, IEnumerable<NotationFinding> all) => Point == ','
        ? finding.Comma is null ? OpenColumn.Plain : OpenColumn.Commas
        : !form.IsDoubtful || !finding.MayHaveThousandsPoints || all.Any(one => one.ShowsPoint) ? OpenColumn.Plain
        : _conventions.HasCommasBetweenCells ? OpenColumn.Doubtful
        : OpenColumn.Texts;
}
