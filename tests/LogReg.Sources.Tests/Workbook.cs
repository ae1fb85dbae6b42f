using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LogReg.Sources.Tests;

/// <summary>Workbooks for tests, written by hand: the few parts that a sheet needs.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>An error cell.</summary>
    public sealed record Error(string Name);

    /// <summary>A number with the format of percent, 0.0%.</summary>
    public sealed record Percent(double Number);

    /// <summary>A number with the format of a currency.</summary>
    public sealed record Euro(double Number);

    /// <summary>A formula, with its value unless no program has computed it.</summary>
    public sealed record Formula(string Text, double? Value = null);

    /// <summary>A cell at another place than its own.</summary>
    public sealed record Far(string Address, object? Cell);

    /// <summary>A cell that has a format and nothing else.</summary>
    public sealed record Formatted;

    /// <summary>Writes a workbook with sheets of rows of cells: null, numbers, texts, truth values, dates, errors.</summary>
    public static string Write(string path, params (string Name, object?[][] Rows)[] sheets) => Write(path, "", sheets);

    /// <summary>The same with merged cells in each sheet.</summary>
    public static string Write(string path, string merged, params (string Name, object?[][] Rows)[] sheets)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Add(archive, "_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{Each(sheets, (sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>")}</sheets></workbook>");
        Add(archive, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{Each(sheets, (_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")}<Relationship Id=\"styles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        Add(archive, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"4\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.00\\ &quot;€ (50%)&quot;\"/><numFmt numFmtId=\"166\" formatCode=\"hh:mm\"/><numFmt numFmtId=\"167\" formatCode=\"[h]:mm:ss\"/></numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"6\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/>{Each([164, 165, 166, 167], (format, _) => $"<xf numFmtId=\"{format}\" applyNumberFormat=\"1\"/>")}</cellXfs></styleSheet>");
        for (int i = 0; i < sheets.Length; i++)
        {
            string rows = Each(sheets[i].Rows, (row, r) => $"<row r=\"{RowOf(row) ?? r + 1}\">{Each(row, (cell, c) => Cell(cell, $"{(char)('A' + c)}{r + 1}"))}</row>");
            Add(archive, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{merged}</worksheet>");
        }

        return path;
    }

    private static int? RowOf(object?[] row) => row.OfType<Far>().FirstOrDefault() is Far far
        ? int.Parse(far.Address.TrimStart([.. Enumerable.Range('A', 26).Select(letter => (char)letter)]), CultureInfo.InvariantCulture)
        : null;

    private static string Each<T>(IEnumerable<T> items, Func<T, int, string> text) => string.Concat(items.Select(text));

    private static string Cell(object? cell, string address) => cell switch
    {
        null => "",
        Far far => Cell(far.Cell, far.Address),
        Formatted => $"<c r=\"{address}\" s=\"2\"/>",
        bool truth => $"<c r=\"{address}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        Error error => $"<c r=\"{address}\" t=\"e\"><v>{error.Name}</v></c>",
        DateTime date => $"<c r=\"{address}\" s=\"1\"><v>{date.ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>",
        Percent percent => Number(address, percent.Number, 2),
        Euro euro => Number(address, euro.Number, 3),
        TimeOnly time => Number(address, time.ToTimeSpan().TotalDays, 4),
        TimeSpan duration => Number(address, duration.TotalDays, 5),
        Formula formula => $"<c r=\"{address}\"><f>{formula.Text}</f>{(formula.Value is double value ? $"<v>{value.ToString(CultureInfo.InvariantCulture)}</v>" : "<v></v>")}</c>",
        string text => $"<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
        _ => $"<c r=\"{address}\"><v>{Convert.ToString(cell, CultureInfo.InvariantCulture)}</v></c>",
    };

    private static string Number(string address, double number, int style) =>
        $"<c r=\"{address}\" s=\"{style}\"><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>";

    private static void Add(ZipArchive archive, string name, string content)
    {
        using Stream stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
