using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace LogReg.Export.Excel;

/// <summary>The sheet that scores a table: first the columns of the model, then the result, then what is computed on the way.</summary>
/// <param name="excel">The cells of the model.</param>
/// <param name="styles">How they look.</param>
/// <param name="terms">The sheet with the coefficients.</param>
/// <param name="options">The rows.</param>
internal sealed class ScoreSheet(ExcelModel excel, ExcelStyles styles, TermsSheet terms, ExcelOptions options)
{
    private const string Sheet = "Score";
    private const int FirstRow = 2;
    private const int MostEmptyRows = 500;
    private const int MostFormulas = 50_000;

    private readonly int[] _order = Order(excel);

    /// <summary>Writes the sheet.</summary>
    /// <param name="workbook">The workbook.</param>
    public async Task WriteAsync(Spreadsheet workbook)
    {
        int[] columns = new int[_order.Length];
        foreach ((int column, int place) in _order.Index())
        {
            columns[place] = column + 1;
        }

        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (int column = 1; column <= _order.Length; column++)
        {
            sheet.Column(column).Width = 16;
        }

        await workbook.StartWorksheetAsync(Sheet, sheet).ConfigureAwait(false);
        await workbook.AddRowAsync(_order.Select(place => new Cell(ExcelExporter.Text(excel.Program.Cells[place].Label),
            styles.Header)).ToArray())
            .ConfigureAwait(false);
        int empty = options.EmptyRows ?? Math.Clamp(MostFormulas / _order.Length, 1, MostEmptyRows);
        for (int row = 0; row < options.Rows.Count + empty; row++)
        {
            IReadOnlyList<string>? texts = row < options.Rows.Count ? options.Rows[row] : null;
            int line = FirstRow + row;
            await workbook.AddRowAsync(_order.Select(place => Cell(place, texts, line, columns)).ToArray()).ConfigureAwait(false);
        }
    }

    private static int[] Order(ExcelModel excel)
    {
        int[] inputs = [.. Enumerable.Range(0, excel.Names.Count)];
        int[] results = [.. excel.Scores, .. excel.Probabilities, excel.Prediction];
        return [.. inputs, .. results, .. Enumerable.Range(0, excel.Program.Cells.Count).Except(inputs).Except(results)];
    }

    private Cell Cell(int place, IReadOnlyList<string>? texts, int row, int[] columns)
    {
        ExcelCell cell = excel.Program.Cells[place];
        if (cell.Formula is null)
        {
            return Field(place, texts?[place] ?? "");
        }

        int equation = excel.Scores.ToList().IndexOf(place);
        bool isResult = equation >= 0 || excel.Probabilities.Contains(place) || place == excel.Prediction;
        string formula = equation >= 0 ? Sum(equation) : cell.Formula;
        string filled = isResult && texts is null ? $"IF(COUNTA({{0}}:{{{excel.Names.Count - 1}}})=0,\"\",{formula})" : formula;
        return new Cell(ExcelExporter.Formula(cell, excel.Names.Count > 0 ? filled : formula, other => ExcelAddress.OfRow(columns[other],
            row)));
    }

    private Cell Field(int place, string text) => text.Length == 0 ? new Cell((string?)null, excel.IsLevel(place) ? styles.Text : null)
        : !excel.IsLevel(place) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            ? new Cell(number)
            : new Cell(ExcelExporter.Text(text), styles.Text);

    private string Sum(int equation)
    {
        IEnumerable<string> lookedUp = excel.LookedUp.Select(
            place => $"INDEX({excel.Program.Cells[place].Tables![equation]},{{{place}}})");
        string columns = $"MMULT({{{excel.FirstWeighted}}}:{{{excel.LastWeighted}}},{terms.Coefficients(equation)})";
        return string.Join('+', lookedUp.Prepend(columns).Concat(excel.Offset is null ? [] : [excel.Offset]));
    }
}
