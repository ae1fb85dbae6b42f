using System.Globalization;

namespace LogReg.Data;

/// <summary>A cell of a row: missing, a number or a text. What a text means follows from the column, by the rules of a CSV file. The
/// default is a missing cell.</summary>
public readonly record struct DataCell
{
    // Beyond it, not every whole number has a double of its own.
    private const long LargestExact = 1L << 53;

    private DataCell(DataCellKind kind, double number, string? text)
    {
        Kind = kind;
        Number = number;
        Text = text;
    }

    /// <summary>A missing cell.</summary>
    public static DataCell Missing => default;

    /// <summary>What the cell holds.</summary>
    internal DataCellKind Kind { get; }

    /// <summary>The number; 0 if the cell holds none.</summary>
    internal double Number { get; }

    /// <summary>The text; <see langword="null"/> if the cell holds none.</summary>
    internal string? Text { get; }

    /// <summary>A number.</summary>
    /// <param name="number">The number; NaN or <see langword="null"/> for a missing cell. An infinite number is an error in a numeric
    /// column.</param>
    /// <returns>The cell.</returns>
    public static DataCell Of(double? number) =>
        number is double value && !double.IsNaN(value) ? new(DataCellKind.Number, value, null) : Missing;

    /// <summary>A whole number. In a numeric column, one with more digits than a double holds is rounded, with a warning.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The cell.</returns>
    public static DataCell Of(long number) => number is >= -LargestExact and <= LargestExact
        ? new(DataCellKind.Number, number, null)
        : Of(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text. Spaces around it do not count, and a text among the source's missing values is a missing cell.</summary>
    /// <param name="text">The text, or <see langword="null"/> for a missing cell.</param>
    /// <returns>The cell.</returns>
    public static DataCell Of(string? text) => text is null ? Missing : new(DataCellKind.Text, 0, text);

    /// <summary>A truth value, whose text is <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value, or <see langword="null"/> for a missing cell.</param>
    /// <returns>The cell.</returns>
    public static DataCell Of(bool? value) => value is bool known ? Of(known ? "true" : "false") : Missing;

    /// <summary>A date with or without a time, whose text is in ISO 8601, without the time at midnight.</summary>
    /// <param name="value">The date, or <see langword="null"/> for a missing cell.</param>
    /// <returns>The cell.</returns>
    public static DataCell Of(DateTime? value) => value is DateTime known ? Of(ValueText.Of(known)) : Missing;

    /// <summary>A level of a column that was read before, exactly as it is.</summary>
    /// <param name="level">The level.</param>
    internal static DataCell OfLevel(string level) => new(DataCellKind.Level, 0, level);
}

/// <summary>What a cell holds.</summary>
internal enum DataCellKind : byte
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text, to be trimmed and looked up among the missing values.</summary>
    Text,

    /// <summary>A level, taken as it is.</summary>
    Level,
}
