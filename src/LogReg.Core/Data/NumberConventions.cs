namespace LogReg.Data;

/// <summary>How a source writes numbers, as far as somebody said so or its form says it.</summary>
/// <param name="DecimalSeparator">The decimal separator, or <see langword="null"/> if nobody said.</param>
/// <param name="ThousandsSeparator">The thousands separator, or <see langword="null"/> if nobody said.</param>
internal sealed record NumberConventions(char? DecimalSeparator = null, char? ThousandsSeparator = null)
{
    /// <summary>Whether commas stand between cells: who writes decimal commas does without that.</summary>
    public bool HasCommasBetweenCells { get; init; }

    /// <summary>The decimal separator that was said, or follows from the thousands separator.</summary>
    public char? Point => DecimalSeparator ?? ThousandsSeparator switch
    {
        '.' => ',',
        ',' => '.',
        _ => null,
    };

    /// <summary>The notation of all numbers; <see langword="null"/> if nobody said.</summary>
    public NumberNotation? Given { get; } = DecimalSeparator is null && ThousandsSeparator is null
        ? null
        : new NumberNotation
        {
            DecimalSeparator = DecimalSeparator ?? (ThousandsSeparator == '.' ? ',' : '.'),
            ThousandsSeparator = ThousandsSeparator ?? (DecimalSeparator == ',' ? '.' : ','),
        };

    /// <summary>Whether a column of texts is one of numbers, which are no plain numbers or are not written as somebody said.</summary>
    /// <param name="finding">What the column is.</param>
    public bool Concerns(NotationFinding finding) => finding.IsNumbers && (finding.IsDressed || (Point == ',' && finding.ShowsPoint));

    /// <summary>What is decimal in columns that may be read in two ways.</summary>
    /// <param name="findings">What the columns of texts are.</param>
    /// <param name="hasPoints">Whether a column of plain numbers has decimal points.</param>
    /// <returns>A point, a comma, or <see langword="null"/> if nothing or both is certain.</returns>
    public char? Decide(IEnumerable<NotationFinding> findings, bool hasPoints)
    {
        bool hasCommas = false;
        foreach (NotationFinding finding in findings)
        {
            hasPoints |= finding.ShowsPoint;
            hasCommas |= Choose(finding, null) is { DecimalSeparator: ',' };
        }

        return Point ?? (hasPoints && hasCommas ? null : hasPoints || (HasCommasBetweenCells && !hasCommas) ? '.' : hasCommas ? ',' : null);
    }

    /// <summary>The notation of a column of texts.</summary>
    /// <param name="finding">What it is.</param>
    /// <param name="point">What is decimal, as far as that is certain.</param>
    /// <returns>The notation; <see langword="null"/> if the column is one of texts, or may be read in two ways.</returns>
    public NumberNotation? Choose(NotationFinding finding, char? point)
    {
        NumberNotation? notation = finding.ShowsPoint ? finding.Point
            : finding.ShowsComma ? finding.IsBareComma && HasCommasBetweenCells && Point != ',' ? null : finding.Comma
            : finding.IsAmbiguous && point is null ? null
            : point == ',' ? finding.Comma
            : finding.Point;
        return ThousandsSeparator is null || notation?.ThousandsSeparator is null || notation.ThousandsSeparator == ThousandsSeparator
            ? notation
            : null;
    }
}
