using SpreadCheetah;

namespace LogReg.Export.Excel;

/// <summary>Addresses of cells.</summary>
internal static class ExcelAddress
{
    /// <summary>The address of a cell that stays the same wherever its formula is copied.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="row">The row, from 1.</param>
    public static string Fixed(int column, int row) => $"${SpreadsheetUtility.GetColumnName(column)}${row}";

    /// <summary>The address of a cell whose row follows the formula.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="row">The row, from 1.</param>
    public static string OfRow(int column, int row) => $"${SpreadsheetUtility.GetColumnName(column)}{row}";

    /// <summary>A range of cells of one column.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="first">The first row, from 1.</param>
    /// <param name="last">The last row.</param>
    public static string Down(int column, int first, int last) => $"{Fixed(column, first)}:{Fixed(column, last)}";
}
