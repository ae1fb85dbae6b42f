using System.Globalization;

namespace LogReg.Sources.Excel;

/// <summary>The texts of cells.</summary>
internal static class CellText
{
    /// <summary>The text of a cell; dates are written in ISO 8601.</summary>
    /// <param name="cell">The cell, or <see langword="null"/> for none.</param>
    public static string? Of(object? cell) => cell switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime date => date.ToString(
            date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        PercentNumber(double number) => SheetColumn.PercentText(number),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    };
}
