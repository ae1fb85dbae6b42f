using System.Globalization;
using LogReg.Export.Writing;
using LogReg.Terms;
using SpreadCheetah;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace LogReg.Export.Excel;

/// <summary>The sheet with a form for a row, and the result beside it.</summary>
/// <param name="model">The model.</param>
/// <param name="excel">Its cells.</param>
/// <param name="styles">How they look.</param>
internal sealed class CalculatorSheet(ExportedModel model, ExcelModel excel, ExcelStyles styles)
{
    private const string Sheet = "Calculator";
    private const int FirstRow = 5;
    private const int ValueColumn = 2;
    private const int LongestMessage = 200;

    /// <summary>The address of a cell that a person fills, with the name of the sheet.</summary>
    /// <param name="place">The place of the column.</param>
    public static string InputAddress(int place) => $"{Sheet}!{ExcelAddress.Fixed(ValueColumn, FirstRow + place)}";

    /// <summary>Writes the sheet.</summary>
    /// <param name="workbook">The workbook.</param>
    public async Task WriteAsync(Spreadsheet workbook)
    {
        var options = new WorksheetOptions();
        foreach ((int column, double width) in new[] { (1, 28.0), (2, 22), (3, 36), (4, 34), (5, 3), (6, 30), (7, 22) })
        {
            options.Column(column).Width = width;
        }

        await workbook.StartWorksheetAsync(Sheet, options).ConfigureAwait(false);
        string title = model.IsBinary ? $"{model.Target}: probability of {model.Model.Target.Positive}" : $"{model.Target}: probabilities";
        await workbook.AddRowAsync([new Cell(ExcelExporter.Text(title), styles.Title)]).ConfigureAwait(false);
        await workbook.AddRowAsync([new Cell("Fill the coloured cells; an empty one is a missing value. The sheet Terms shows the computation, "
            + "the sheet Score scores a table.")]).ConfigureAwait(false);
        await workbook.AddRowAsync(Array.Empty<Cell>()).ConfigureAwait(false);
        string[] headers = ["column", "value", "in the training data", "note", "", "result", ""];
        await workbook.AddRowAsync(headers.Select(text => text.Length == 0 ? default : new Cell(text,
            styles.Header)).ToArray()).ConfigureAwait(false);
        Cell[][] results = [.. Results()];
        for (int row = 0; row < Math.Max(excel.Names.Count, results.Length); row++)
        {
            Cell[] left = row < excel.Names.Count ? Field(workbook, row) : [default, default, default, default];
            await workbook.AddRowAsync([.. left, default, .. row < results.Length ? results[row] : []]).ConfigureAwait(false);
        }
    }

    private IEnumerable<Cell[]> Results()
    {
        foreach (int place in excel.Scores.Concat(excel.Probabilities).Append(excel.Prediction))
        {
            ExcelCell cell = excel.Program.Cells[place];
            bool isProbability = excel.Probabilities.Contains(place);
            yield return
            [
                new Cell(ExcelExporter.Text(cell.Label)),
                new Cell(new Formula(TermsSheet.AddressOf(place)), isProbability ? styles.Probability : styles.Strong),
            ];
        }

        if (model.IsBinary)
        {
            yield return [new Cell("threshold of the prediction"), new Cell(model.Model.Threshold)];
        }
    }

    private Cell[] Field(Spreadsheet workbook, int place)
    {
        Cell name = new(ExcelExporter.Text(excel.Names[place]), styles.Text);
        if (place >= model.Inputs.Count)
        {
            return [name, new Cell(0.0, styles.Number), new Cell("the offset, which is added to the log-odds"), default];
        }

        ExportedInput input = model.Inputs[place];
        return input.Feature is NumericFeature number
            ? [name, Value(number, input.IsDate), new Cell(RangeOf(number, input.IsDate)), NoteOfNumber(number, place)]
            : [name, Level(workbook, input), new Cell(Shortened(string.Join(", ", LevelsOf(input)))), NoteOfLevel(place, input)];
    }

    private Cell Value(NumericFeature number, bool isDate)
    {
        if (isDate)
        {
            // To the minute or the day, as the cell shows it.
            double unit = HasTimes(number) ? 1_440 : 1;
            return new Cell(Moment(Math.Round(number.TypicalCell * unit) / unit), HasTimes(number) ? styles.Time : styles.Date);
        }

        // To four digits, as a person would enter it: a mean has more than anyone reads.
        string text = number.TypicalCell.ToString("G4", CultureInfo.InvariantCulture);
        return new Cell(double.Parse(text, CultureInfo.InvariantCulture), styles.Number);
    }

    private Cell Level(Spreadsheet workbook, ExportedInput input)
    {
        string[] levels = LevelsOf(input);
        string usual = input.Levels[(int)input.Feature.TypicalCell];
        ExcelLevels known = excel.LevelsOf(input.Feature.Name);
        if (known.Texts is string texts)
        {
            DataValidation list = DataValidation.ListValuesFromCells(ExcelConstants.Sheet, texts[(texts.IndexOf('!') + 1)..],
                showDropdown: true);
            list.IgnoreBlank = true;
            list.ErrorType = ValidationErrorType.Warning;
            list.ErrorTitle = "Not seen in training";
            list.ErrorMessage = $"The training data had {levels.Length.ToString(CultureInfo.InvariantCulture)} levels, and this is none of them.";
            workbook.AddDataValidation(ExcelAddress.Fixed(ValueColumn, FirstRow + input.Place).Replace("$", "", StringComparison.Ordinal),
                list);
        }

        return usual == Feature.MissingLevel ? new Cell((string?)null, styles.Level) : new Cell(ExcelExporter.Text(usual), styles.Level);
    }

    private static string[] LevelsOf(ExportedInput input) => [.. input.Levels.Where(level => level != Feature.MissingLevel)];

    private Cell NoteOfNumber(NumericFeature number, int place)
    {
        string cell = TermsSheet.AddressOf(excel.NumberCells[place].Number);
        string missing = TermsSheet.AddressOf(excel.NumberCells[place].Missing);
        string least = excel.Constants.Number(number.Minimum ?? double.MinValue);
        string most = excel.Constants.Number(number.Maximum ?? double.MaxValue);
        return new Cell(new Formula(
            $"IF(ISERROR({cell}),\"not a number\",IF({missing}=1,\"missing\","
                + $"IF(OR({cell}<{least},{cell}>{most}),\"outside the training data\",\"\")))"));
    }

    private Cell NoteOfLevel(int place, ExportedInput input)
    {
        string position = TermsSheet.AddressOf(excel.LevelCells[place]);
        ExcelLevels levels = excel.LevelsOf(input.Feature.Name);
        return new Cell(new Formula(
            $"IF({position}={levels.Missing},\"missing\",IF({position}={levels.Unseen},\"not seen in training\",\"\"))"));
    }

    private static string RangeOf(NumericFeature number, bool isDate) => number is { Minimum: double least, Maximum: double most }
        ? isDate ? $"{Shown(least, number)} to {Shown(most, number)}" : string.Create(CultureInfo.InvariantCulture, $"{least:G6} to {most:G6}")
        : isDate ? "dates" : "numbers";

    private static string Shown(double days, NumericFeature number) => Moment(days).ToString(
        HasTimes(number) ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool HasTimes(NumericFeature number) => (number.Minimum ?? 0) % 1 != 0 || (number.Maximum ?? 0) % 1 != 0;

    private static DateTime Moment(double days) => DateTime.UnixEpoch.AddDays(days);

    // A character of two halves is not cut in the middle.
    private static string Shortened(string text)
    {
        int length = Math.Min(text.Length, LongestMessage);
        bool isCut = length < text.Length;
        return ExcelExporter.Text(isCut ? $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]}…" : text);
    }
}
