namespace LogReg.Data;

/// <summary>What all columns of a source together say about its decimal separator, for tables as for scans.</summary>
internal sealed class NotationDecision
{
    private readonly NumberConventions _conventions;
    private readonly bool _isShown;

    /// <param name="conventions">What somebody said.</param>
    /// <param name="findings">What the columns of texts are.</param>
    /// <param name="hasPoints">Whether a column of plain numbers has points that can only be decimal.</param>
    public NotationDecision(NumberConventions conventions, IReadOnlyCollection<NotationFinding> findings, bool hasPoints)
    {
        _conventions = conventions;
        Point = conventions.Decide(findings, hasPoints);
        _isShown = conventions.Point is not null || hasPoints || findings.Any(finding => finding.ShowsPoint);
    }

    /// <summary>What is decimal; <see langword="null"/> if nothing or both is certain.</summary>
    public char? Point { get; }

    /// <summary>The notation of a column of texts; <see langword="null"/> if it is one of texts.</summary>
    /// <param name="finding">What it is.</param>
    public NumberNotation? Choose(NotationFinding finding) => _conventions.Choose(finding, Point);

    /// <summary>Whether a column that was read as plain numbers is to be read once more, as texts: 1.234 is 1234 where commas are decimal,
    /// and may be where nothing says what is.</summary>
    /// <param name="form">What its values say.</param>
    public bool IsOpen(NumberForm form) => Point == ',' ? form.MayHaveThousands : !_isShown && form.IsDoubtful;

    /// <summary>What becomes of such a column.</summary>
    /// <param name="finding">What its texts are.</param>
    public OpenColumn Settle(NotationFinding finding) => Point == ','
        ? finding.Comma is null ? OpenColumn.Plain : OpenColumn.Commas
        : !finding.MayHaveThousandsPoints ? OpenColumn.Plain
        : _conventions.HasCommasBetweenCells ? OpenColumn.Doubtful
        : OpenColumn.Texts;
}
