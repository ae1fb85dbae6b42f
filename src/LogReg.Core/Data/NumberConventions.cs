namespace LogReg.Data;

/// <summary>How a source writes numbers, as far as somebody said so or its form says it.</summary>
/// <param name="DecimalSeparator">The decimal separator, or <see langword="null"/> if nobody said.</param>
/// <param name="ThousandsSeparator">The thousands separator, or <see langword="null"/> if nobody said.</param>
internal sealed record NumberConventions(char? DecimalSeparator = null, char? ThousandsSeparator = null)
{
    /// <summary>Whether commas stand between cells: who writes decimal commas does without that.</summary>
    public bool HasCommasBetweenCells { get; init; }

    /// <summary>The conventions, if there may be such ones.</summary>
    /// <param name="point">The decimal separator, or <see langword="null"/>.</param>
    /// <param name="thousands">The thousands separator, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A character is no such separator, or both are the same.</exception>
    public static NumberConventions Checked(char? point, char? thousands) =>
        point is not (null or '.' or ',')
            ? throw new ArgumentException(
                $"the decimal separator is {DataException.Quote(point.ToString()!)}, but must be a point or a comma")
        : thousands is not (null or '.' or ',' or '\'' or ' ')
            ? throw new ArgumentException(
                $"the thousands separator is {DataException.Quote(thousands.ToString()!)}, but must be one of . , ' and space")
        : point is not null && point == thousands
            ? throw new ArgumentException("the decimal and the thousands separator are the same")
        : new NumberConventions(point, thousands);

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

    /// <summary>The notation by which the cells of a column are read: what somebody said about the source counts more than what a column
    /// of another source was like, but for its unit.</summary>
    /// <param name="known">The notation that is known of the column, as from a model; <see langword="null"/> for plain numbers.</param>
    public NumberNotation? NotationOf(NumberNotation? known)
    {
        if (known is null || Given is null)
        {
            return known ?? Given;
        }

        // It was found where commas were said to be decimal: a column of plain numbers.
        if (Point == ',' && known is { DecimalSeparator: '.', IsBare: true })
        {
            return known;
        }

        char point = Point ?? known.DecimalSeparator;
        return known with
        {
            DecimalSeparator = point,
            ThousandsSeparator = ThousandsSeparator ?? (point == known.DecimalSeparator ? known.ThousandsSeparator : null)
                ?? Given.ThousandsSeparator,
        };
    }

    /// <summary>Whether a plain number with a decimal point may stand in a column of decimal commas: in data to be scored, which another
    /// program may have written, as long as nobody said how it writes.</summary>
    /// <param name="known">The notation that is known of the column.</param>
    public bool TakesPlainPoints(NumberNotation? known) => known is { RereadsPoints: true } && Point is null;

    /// <summary>The notation of a column of texts.</summary>
    /// <param name="finding">What it is.</param>
    /// <param name="point">What is decimal, as far as that is certain.</param>
    /// <returns>The notation; <see langword="null"/> if the column is one of texts, may be read in two ways, or is not written as somebody
    /// said.</returns>
    public NumberNotation? Choose(NotationFinding finding, char? point)
    {
        NumberNotation? notation = Point == '.' ? finding.Point
            : Point == ',' ? finding.Comma ?? (finding.IsDressed ? null : finding.Point)
            : finding.ShowsPoint ? finding.Point
            : finding.ShowsComma ? finding.IsBareComma && HasCommasBetweenCells ? null : finding.Comma
            : finding.IsAmbiguous && point is null ? null
            : point == ',' ? finding.Comma
            : finding.Point;
        return ThousandsSeparator is null || notation?.ThousandsSeparator is null || notation.ThousandsSeparator == ThousandsSeparator
            ? notation
            : null;
    }
}
