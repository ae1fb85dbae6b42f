using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>CSV texts of columns whose numbers are not plain, for the tests of notations.</summary>
internal static class NotationText
{
    public static readonly ColumnRequest[] AmountAndMore =
        [new("a", ColumnKind.Inferred), new("b", ColumnKind.Inferred), new("y", ColumnKind.Inferred) { KeepsTexts = true }];

    public static double[] Values(Table table, int column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];

    public static CsvSource Source(char delimiter, string a, string b, CsvOptions options)
    {
        string[] ofB = b.Split('|');
        string Cell(string text) => text.Contains(delimiter, StringComparison.Ordinal) ? $"\"{text}\"" : text;
        string text = $"a{delimiter}b{delimiter}y\n"
            + string.Concat(a.Split('|').Select(
                (cell, row) => $"{Cell(cell)}{delimiter}{Cell(ofB[row])}{delimiter}{(row % 2 == 0 ? "yes" : "no")}\n"));
        return CsvSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.csv", options);
    }
}
