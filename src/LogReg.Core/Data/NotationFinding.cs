namespace LogReg.Data;

/// <summary>The notations in which all cells of a column are numbers.</summary>
/// <param name="Point">With a decimal point; <see langword="null"/> if some cell is none then.</param>
/// <param name="Comma">With a decimal comma; <see langword="null"/> if some cell is none then.</param>
internal sealed record NotationFinding(NumberNotation? Point, NumberNotation? Comma)
{
    /// <summary>Whether some cell is another number with a decimal comma than with a decimal point.</summary>
    public bool HasTwoReadings { get; init; }

    /// <summary>Whether some cell is no plain number.</summary>
    public bool IsDressed { get; init; }

    /// <summary>Whether the cells have long groups of digits, which look like telephone numbers or other codes.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether some cell is digits alone, beside others with points or commas.</summary>
    public bool HasBareWholes { get; init; }

    /// <summary>Whether the cells are numbers either way.</summary>
    public bool IsNumbers => Point is not null || Comma is not null;

    /// <summary>Whether the cells alone do not say which number is meant.</summary>
    public bool IsAmbiguous => Point is not null && Comma is not null && HasTwoReadings;

    /// <summary>Whether the cells are plain numbers, all whose points may stand between thousands.</summary>
    public bool MayHaveThousandsPoints => IsAmbiguous && !IsDressed && Comma!.ThousandsSeparator == '.';

    /// <summary>Whether the cells show that commas are decimal.</summary>
    public bool ShowsComma => Comma is not null && Point is null;

    /// <summary>Whether the cells show that points are decimal, or commas stand between thousands.</summary>
    public bool ShowsPoint => Point is not null && Comma is null;

    /// <summary>Whether commas stand in plain numbers alone, as they do in lists, too.</summary>
    public bool IsBareComma => ShowsComma && Comma is { ThousandsSeparator: null, Prefix: "", Suffix: "" };
}
