using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace LogReg.Sources.Excel;

/// <summary>What the text of a sheet says about cells that have no value: errors, and formulas that were never computed. The reader of
/// workbooks tells neither from an empty cell.</summary>
internal static class SheetMarks
{
    private const string Folder = "xl/";

    /// <summary>Reads the marks of a sheet.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="sheet">The name of the sheet.</param>
    /// <returns>The marks in the order of the sheet; none for a workbook that is no archive of XML, such as .xls and .xlsb.</returns>
    public static IReadOnlyList<SheetMark> Read(string path, string sheet)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.ReadByte() != 'P')
        {
            return [];
        }

        file.Position = 0;
        using var archive = new ZipArchive(file);
        if (FindPart(archive, sheet) is not ZipArchiveEntry part)
        {
            return [];
        }

        using XmlReader reader = Open(part);
        return ReadCells(reader);
    }

    private static ZipArchiveEntry? FindPart(ZipArchive archive, string sheet)
    {
        string? id = Find(archive, Folder + "workbook.xml", "sheet", "name", sheet, "id");
        string? target = id is null ? null : Find(archive, Folder + "_rels/workbook.xml.rels", "Relationship", "Id", id, "Target");
        return target is null ? null : archive.GetEntry(target.StartsWith('/') ? target[1..] : Folder + target);
    }

    // The attribute of the element with another attribute.
    private static string? Find(ZipArchive archive, string part, string element, string key, string value, string wanted)
    {
        if (archive.GetEntry(part) is not ZipArchiveEntry entry)
        {
            return null;
        }

        using XmlReader reader = Open(entry);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && reader.GetAttribute(key) == value)
            {
                while (reader.MoveToNextAttribute())
                {
                    if (reader.LocalName == wanted)
                    {
                        return reader.Value;
                    }
                }
            }
        }

        return null;
    }

    private static XmlReader Open(ZipArchiveEntry entry) => XmlReader.Create(
        entry.Open(), new XmlReaderSettings { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });

    private static List<SheetMark> ReadCells(XmlReader reader)
    {
        var marks = new List<SheetMark>();
        int row = 0;
        int column = -1;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "row")
            {
                row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    ? number
                    : row + 1;
                column = -1;
            }
            else if (reader.LocalName == "c")
            {
                column = reader.GetAttribute("r") is string address ? ColumnOf(address) : column + 1;
                if (ReadCell(reader, row, column) is SheetMark mark)
                {
                    marks.Add(mark);
                }
            }
        }

        return marks;
    }

    // Leaves the reader at the end of the cell. The result of a formula may well be an empty text.
    private static SheetMark? ReadCell(XmlReader reader, int row, int column)
    {
        string? type = reader.GetAttribute("t");
        bool hasFormula = false;
        string? value = null;
        int depth = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    hasFormula |= reader.LocalName == "f";
                    value = reader.LocalName is "v" or "is" && !reader.IsEmptyElement ? "" : value;
                }
                else if (value is not null && reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
                {
                    value += reader.Value;
                }
            }
        }

        return type == "e" && !string.IsNullOrEmpty(value) ? new SheetMark(row, column, value)
            : hasFormula && type is not "str" && string.IsNullOrEmpty(value) ? new SheetMark(row, column, null)
            : null;
    }

    private static int ColumnOf(string address)
    {
        int column = 0;
        foreach (char letter in address.TakeWhile(char.IsAsciiLetter))
        {
            column = (26 * column) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column - 1;
    }
}

/// <summary>A cell without a value that is not empty.</summary>
/// <param name="Row">Its row, from 1.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Error">The name of its error, such as <c>#DIV/0!</c>; <see langword="null"/> for a formula that was never computed.</param>
internal sealed record SheetMark(int Row, int Column, string? Error);
