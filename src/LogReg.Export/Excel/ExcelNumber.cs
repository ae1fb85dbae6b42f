namespace LogReg.Export.Excel;

/// <summary>The cells of a number or a date.</summary>
/// <param name="Number">The cell with what it counts as.</param>
/// <param name="Missing">The cell that is 1 where it is missing.</param>
internal sealed record ExcelNumber(int Number, int Missing);
