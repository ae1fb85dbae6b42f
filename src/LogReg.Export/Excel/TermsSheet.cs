using LogReg.Export.Writing;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace LogReg.Export.Excel;

/// <summary>The sheet with what becomes of the row of the sheet Calculator: a row for each number, with its coefficients and what it adds
/// to the log-odds.</summary>
/// <param name="model">The model.</param>
/// <param name="excel">Its cells.</param>
/// <param name="styles">How they look.</param>
internal sealed class TermsSheet(ExportedModel model, ExcelModel excel, ExcelStyles styles)
{
    private const string Sheet = "Terms";
    private const int FirstRow = 4;
    private const int ValueColumn = 2;

    private int Equations => model.Equation.Classes.Count;

    /// <summary>The address of a cell, with the name of the sheet.</summary>
    /// <param name="place">The place of the cell.</param>
    public static string AddressOf(int place) => $"{Sheet}!{Own(place)}";

    /// <summary>The coefficients of an equation, with the name of the sheet.</summary>
    /// <param name="equation">The equation.</param>
    public string Coefficients(int equation) => $"{Sheet}!{ExcelAddress.Down(
        ValueColumn + 1 + equation, FirstRow + excel.FirstWeighted, FirstRow + excel.LastWeighted)}";

    /// <summary>Writes the sheet.</summary>
    /// <param name="workbook">The workbook.</param>
    public async Task WriteAsync(Spreadsheet workbook)
    {
        var options = new WorksheetOptions { FrozenRows = FirstRow - 1, FrozenColumns = 1 };
        options.Column(1).Width = 44;
        for (int column = 2; column <= ValueColumn + (2 * Equations); column++)
        {
            options.Column(column).Width = 22;
        }

        await workbook.StartWorksheetAsync(Sheet, options).ConfigureAwait(false);
        await workbook.AddRowAsync([new Cell("How the sheet Calculator comes to its probability", styles.Title)]).ConfigureAwait(false);
        await workbook.AddRowAsync(Array.Empty<Cell>()).ConfigureAwait(false);
        string[] suffixes = [.. model.Equation.Classes.Select(name => model.IsBinary ? "" : $" for {name}")];
        string[] headers =
        [
            "number", "value", .. suffixes.Select(suffix => $"coefficient{suffix}"), .. suffixes.Select(suffix => $"adds to the log-odds{suffix}"),
        ];
        await workbook.AddRowAsync(headers.Select(text => new Cell(ExcelExporter.Text(text),
            styles.Header)).ToArray()).ConfigureAwait(false);
        for (int place = 0; place < excel.Program.Cells.Count; place++)
        {
            await workbook.AddRowAsync(Row(place)).ConfigureAwait(false);
        }
    }

    private static string Own(int place) => ExcelAddress.Fixed(ValueColumn, FirstRow + place);

    private Cell[] Row(int place)
    {
        ExcelCell cell = excel.Program.Cells[place];
        int equation = excel.Scores.ToList().IndexOf(place);
        string formula = cell.Formula is null ? CalculatorSheet.InputAddress(place) : equation >= 0 ? Sum(equation) : cell.Formula;

        // An empty cell that is referred to counts as 0; what becomes of it is read from the sheet Calculator itself.
        string shown = cell.Formula is null ? $"IF(ISBLANK({formula}),\"\",{formula})" : formula;
        bool isResult = equation >= 0 || excel.Probabilities.Contains(place) || place == excel.Prediction;
        Cell label = new(ExcelExporter.Text(cell.Label), isResult ? styles.Strong : null);
        Cell value = new(ExcelExporter.Formula(cell, shown, Address), isResult ? styles.Strong : null);
        return [label, value, .. Coefficients(cell, place), .. Contributions(cell, place)];
    }

    // Formulas read what a person fills from the sheet Calculator.
    private string Address(int place) => excel.Program.Cells[place].Formula is null ? CalculatorSheet.InputAddress(place) : Own(place);

    private IEnumerable<Cell> Coefficients(ExcelCell cell, int place) => cell.Weights is not null
        ? cell.Weights.Select(weight => new Cell(weight))
        : cell.Tables?.Select(table => new Cell(ExcelExporter.Formula(cell, $"INDEX({table},{{{place}}})", Address))) ?? [];

    private IEnumerable<Cell> Contributions(ExcelCell cell, int place) => cell.Weights is null && cell.Tables is null
        ? []
        : Enumerable.Range(0, Equations).Select(equation =>
        {
            string coefficient = ExcelAddress.Fixed(ValueColumn + 1 + equation, FirstRow + place);
            return new Cell(new Formula(cell.Weights is null ? coefficient : $"{Own(place)}*{coefficient}"));
        });

    private string Sum(int equation)
    {
        int column = ValueColumn + 1 + Equations + equation;
        int last = excel.LookedUp.Count > 0 ? excel.LookedUp[^1] : excel.LastWeighted;
        return $"SUM({ExcelAddress.Down(column, FirstRow + excel.FirstWeighted, FirstRow + last)}){(excel.Offset is null ? "" : $"+{excel.Offset}")}";
    }
}
