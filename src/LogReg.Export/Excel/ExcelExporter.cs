using System.Globalization;
using System.Text.RegularExpressions;
using LogReg.Export.Writing;
using SpreadCheetah;

namespace LogReg.Export.Excel;

/// <summary>
/// Writes a model as a workbook that computes: the sheet Calculator has a form for a row, Terms what becomes of it on the way to the
/// probability, Score a table to be filled, Constants the numbers and lists of the formulas.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">The rows of the sheet Score.</param>
internal sealed partial class ExcelExporter(ExportedModel model, ExcelOptions options) : Exporter(model)
{
    private const int MostColumns = 16_384;
    private const int MostRows = 1_048_576;
    private const int LongestFormula = 8_192;
    private const int LongestText = 32_767;

    /// <inheritdoc/>
    /// <exception cref="LogRegException">A workbook cannot hold the model.</exception>
    public override void Write(Stream output)
    {
        XmlCharacters.Check(Model, "a workbook");
        using var file = new MemoryStream();

        // To memory, nothing is awaited.
        WriteAsync(file).GetAwaiter().GetResult();
        file.Position = 0;
        file.CopyTo(output);
    }

    /// <summary>A text as a cell has it: what reads as the escape of a character is escaped itself.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text) => text.Length <= LongestText
        ? EscapePattern().Replace(text, match => $"_x005F_").Replace("\r", "_x000D_", StringComparison.Ordinal)
        : throw new LogRegException(
            $"the model has a name or a level of {text.Length.ToString(CultureInfo.InvariantCulture)} characters, of which a cell of a workbook "
                + $"holds {LongestText.ToString(CultureInfo.InvariantCulture)}: '{text[..40]}…'",
            "export to another language");

    /// <summary>A formula with addresses.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="formula">The formula with places of cells.</param>
    /// <param name="address">The address of a cell.</param>
    /// <exception cref="LogRegException">It is longer than Excel takes.</exception>
    public static Formula Formula(ExcelCell cell, string formula, Func<int, string> address)
    {
        string text = PlacePattern().Replace(formula, match => address(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        return text.Length <= LongestFormula ? new Formula(text) : throw new LogRegException(
            $"the formula of '{cell.Label}' has {text.Length.ToString(CultureInfo.InvariantCulture)} characters, of which Excel takes "
                + $"{LongestFormula.ToString(CultureInfo.InvariantCulture)}",
            "export to another language, or simplify the term");
    }

    private async Task WriteAsync(Stream file)
    {
        var excel = new ExcelModel(Model);
        int width = Math.Max(excel.Program.Cells.Count, excel.Constants.Columns.Count);
        int height = excel.Constants.Columns.Max(column => column.Values.Count) + 1;
        if (width > MostColumns || height > MostRows)
        {
            throw new LogRegException(
                $"the model needs {width.ToString("N0", CultureInfo.InvariantCulture)} columns of a workbook, which has "
                    + $"{MostColumns.ToString("N0", CultureInfo.InvariantCulture)}",
                "export to another language, or train with fewer levels in products");
        }

        // Without properties, in which the time would stand, the same model gives the same sheets.
        var settings = new SpreadCheetahOptions { DocumentProperties = null, PreserveStringWhitespace = true };
        await using Spreadsheet workbook = await Spreadsheet.CreateNewAsync(file, settings).ConfigureAwait(false);
        var styles = new ExcelStyles(workbook);
        var terms = new TermsSheet(Model, excel, styles);
        await new CalculatorSheet(Model, excel, styles).WriteAsync(workbook).ConfigureAwait(false);
        await terms.WriteAsync(workbook).ConfigureAwait(false);
        await new ScoreSheet(excel, styles, terms, options).WriteAsync(workbook).ConfigureAwait(false);
        await WriteConstantsAsync(workbook, excel.Constants, styles).ConfigureAwait(false);
        await workbook.FinishAsync().ConfigureAwait(false);
    }

    private static async Task WriteConstantsAsync(Spreadsheet workbook, ExcelConstants constants, ExcelStyles styles)
    {
        await workbook.StartWorksheetAsync(ExcelConstants.Sheet, new() { FrozenRows = 1 }).ConfigureAwait(false);
        await workbook.AddRowAsync(constants.Columns.Select(column => new Cell(Text(column.Header), styles.Header)).ToArray())
            .ConfigureAwait(false);
        int height = constants.Columns.Max(column => column.Values.Count);
        for (int row = 0; row < height; row++)
        {
            await workbook.AddRowAsync(constants.Columns.Select(column => row >= column.Values.Count ? default
                : column.Values[row] is double number ? new Cell(number)
                : new Cell(Text((string)column.Values[row]), styles.Text)).ToArray()).ConfigureAwait(false);
        }
    }

    [GeneratedRegex(@"\{([0-9]+)\}")]
    private static partial Regex PlacePattern();

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapePattern();
}
