using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>CSV sources from text, and from the repository's data.</summary>
public static class TextSource
{
    /// <summary>A source whose name in messages is <c>data.csv</c>.</summary>
    public static CsvSource Of(string text, CsvOptions? options = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return CsvSource.FromStream(() => new MemoryStream(bytes), "data.csv", options);
    }

    /// <summary>A source of a header and rows.</summary>
    public static CsvSource Of(string header, IEnumerable<string> rows) => Of(header + "\n" + string.Join('\n', rows) + "\n");

    /// <summary>A file of <c>data/</c>.</summary>
    public static DataSource File(string name) => CsvSource.FromFile(TestData.PathOf(name));

    /// <summary>A file of <c>data/</c> with one more column in front, made from the cells of a row.</summary>
    public static CsvSource FileWith(string name, string column, Func<IReadOnlyDictionary<string, string>, double> value)
    {
        string[] lines = System.IO.File.ReadAllLines(TestData.PathOf(name));
        string[] names = lines[0].Split(',');
        return Of(
            $"{column},{lines[0]}",
            lines.Skip(1).Select(line => $"{value(Cells(line)).ToString("R", CultureInfo.InvariantCulture)},{line}"));

        Dictionary<string, string> Cells(string line) =>
            names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>A number as CSV writes it: the shortest text that reads back as the same double; empty for NaN.</summary>
    public static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
