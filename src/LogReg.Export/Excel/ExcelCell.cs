namespace LogReg.Export.Excel;

/// <summary>A number or a text that the workbook computes for a row: on the sheet Terms in a row of its own, on the sheet Score in a column
/// of its own.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Formula">The formula without its equals sign, in which <c>{3}</c> stands for the address of the cell of this number;
/// <see langword="null"/> for a cell that a person fills.</param>
internal sealed record ExcelCell(string Label, string? Formula)
{
    /// <summary>The coefficient in each equation; <see langword="null"/> for a cell that has none.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The numbers by position of a level from which each equation takes what it adds, as ranges of the sheet Constants;
    /// <see langword="null"/> for a cell that is no such position.</summary>
    public IReadOnlyList<string>? Tables { get; init; }
}
