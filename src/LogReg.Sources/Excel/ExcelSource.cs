using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>A sheet of an Excel workbook (.xlsx, .xlsb, .xls), read into memory at once. Dates are texts in ISO 8601, and cells with an
/// error have its name, so that they are treated as in a CSV file.</summary>
internal sealed class ExcelSource : ColumnarSource
{
    private readonly string _path;
    private readonly string? _sheetName;
    private readonly CsvOptions _options;
    private Sheet? _sheet;

    /// <param name="path">The path of the workbook.</param>
    /// <param name="options">The texts that count as missing, and whether there is a header.</param>
    /// <param name="sheet">The name or the number of the sheet, or <see langword="null"/>.</param>
    /// <param name="name">What messages call it; <see langword="null"/> for its path.</param>
    public ExcelSource(string path, CsvOptions options, string? sheet, string? name = null)
        : base(name ?? path, options.MissingValues, options.Threads)
    {
        _path = path;
        DecimalSeparator = options.DecimalSeparator;
        ThousandsSeparator = options.ThousandsSeparator;
        _options = options;
        _sheetName = sheet;
    }

    protected override string Noun => "sheet";

    private Sheet Sheet => _sheet ??= Read(_path, reader => new SheetReader(_path, _options, _sheetName).Read(reader));

    /// <summary>The sheets of a workbook that are neither hidden nor empty.</summary>
    /// <param name="path">The path of the workbook.</param>
    /// <exception cref="DataException">The workbook cannot be read, or there is no such sheet.</exception>
    public static IReadOnlyList<string> SheetsOf(string path) => Read(path, reader => new SheetNames(reader).Shown) is { Count: > 0 } sheets
        ? sheets
        : throw new DataException("all sheets of the workbook are hidden or empty", path, hint: "name a hidden sheet to read it");

    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        Sheet sheet = Sheet;
        int number = sheet.Rows[(int)row];
        return RowPlace.OfRow(row + 1, name => sheet.Columns.FirstOrDefault(column => column.Name == name) is KeptColumn column
            ? SheetReader.Address(sheet.Name, column.Place, number)
            : string.Create(CultureInfo.InvariantCulture, $"sheet '{sheet.Name}', row {number}"));
    }

    protected override IReadOnlyList<SourceColumn> ReadColumns() =>
        [.. Sheet.Columns.Select(column => new SourceColumn(column.Name, ColumnKind.Inferred))];

    protected override IReadOnlyList<int> ReadBatchSizes() => Sheet.Rows.Length == 0 ? [] : [Sheet.Rows.Length];

    protected override IReadOnlyList<ColumnCells> ReadBatch(
        int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken) =>
        [.. columns.Select(column => Sheet.Columns[column].Cells)];

    protected override IReadOnlyList<DataWarning> ReadNotes() => Sheet.Notes;

    // Whoever asks has read the names of the columns.
    protected override OptionText? FindElsewhere() => _sheet?.HintOfOthers;

    private static T Read<T>(string path, Func<IExcelDataReader, T> read)
    {
        try
        {
            // Old workbooks have texts in the code pages of Windows.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            WorkbookParts.ThrowIfDamaged(path);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using IExcelDataReader reader = ExcelReaderFactory.CreateReader(file);
            return read(reader);
        }
        catch (InvalidPasswordException exception)
        {
            throw CompoundFile.Protected(path, exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DataException))
        {
            // A damaged workbook makes the library fail in any way.
            throw CompoundFile.Explain(path, exception) ?? new DataException(
                $"the workbook cannot be read: it is damaged, cut short, or no workbook ({exception.Message.ReplaceLineEndings(" ")})",
                path,
                hint: "open it in a spreadsheet program and save it again as .xlsx",
                innerException: exception);
        }
    }
}
