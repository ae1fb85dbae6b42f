using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Columns with more different texts than a scan keeps: it decides on them as a table does, by all cells and
/// columns.</summary>
public sealed class ManyTextsTests
{
    private const int Many = KindScanResult.MostLevels + 4000;

    private static readonly ColumnRequest[] Both = [new("a", ColumnKind.Inferred), new("b", ColumnKind.Inferred)];

    public static TheoryData<char, string, string, string, string> Columns => new()
    {
        // Every cell and every column decides, the last as well as the first.
        { ';', "comma3", "", "1", "texts" },
        { ';', "comma3", "0,5", "1", "numbers" },
        { ';', "comma3", "", "0,5", "numbers" },
        { ';', "comma3", "", "0.5", "numbers" },
        { ',', "comma3", "", "1", "numbers" },
        { ',', "comma3", "0,5", "1", "error" },
        { ';', "comma3", "1,234.5", "1", "numbers" },
        { ';', "decimal comma", "", "1", "numbers" },
        { ';', "decimal comma", "413.63", "1", "error" },
        { ';', "decimal comma", "k.A.", "1", "error" },
        { ';', "dollar", "", "1", "numbers" },
        { ';', "dollar", "7", "1", "texts" },
        { ';', "dollar", "n.b.", "1", "error" },
        { ';', "months", "10+ months", "1", "texts" },

        // Plain numbers whose points may stand between thousands.
        { ';', "point3", "", "0,5", "numbers" },
        { ';', "point3", "12.5", "0,5", "numbers" },
        { ';', "point3", "839", "1", "texts" },
        { ';', "point3", "1.50", "1", "numbers" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void ScanKinds_MoreTextsThanItKeeps_DecidesAsATableDoes(char delimiter, string form, string last, string b, string expected)
    {
        using CsvSource source = Source(delimiter, form, last, b);
        (string table, double[]? ofTable) = Outcome(() =>
        {
            Table read = source.ReadTable(Both);
            return (read.Columns[0].Kind, read.Chunks.Select(chunk => chunk.Columns[0]), read.Origin!.Notes);
        });
        (string stream, double[]? ofStream) = Outcome(() =>
        {
            KindScanResult scan = source.ScanKinds(Both, null, CancellationToken.None);
            ReadNoteText.ThrowIfStray(scan.Notes, source.Name, source.Description);
            ColumnRequest request = scan.Requests[0];
            return (request.Kind, request.Kind == ColumnKind.Numeric ? [.. source.ReadChunks([request]).Select(Copy)] : [], scan.Notes);
        });
        Assert.Equal(expected, table.Split(':')[0]);
        Assert.Equal(table, stream);
        Assert.Equal(ofTable, ofStream);
    }

    [Theory]
    [InlineData("1,3|1,7|2,0|2,3|2,7|3,0|3,3|3,7|4,0|5,0|k.A.")]
    [InlineData("1,3|1,7|k.A.|2,0|2,3|2,7|3,0|3,3|3,7|4,0|5,0")]
    [InlineData("$1|$2|$3|$4|$5|$6|$7|$8|$9|$10|n.b.")]
    public void ScanKinds_AFewTextsAmongNumbersOfANotation_AreNamedAsInATable(string cells)
    {
        byte[] text = Encoding.UTF8.GetBytes("a;b\n" + string.Concat(cells.Split('|').Select(cell => $"{cell};1\n")));
        using var source = CsvSource.FromStream(() => new MemoryStream(text), "data.csv");
        DataException table = Assert.Throws<DataException>(() => source.ReadTable(Both));
        KindScanResult scan = source.ScanKinds(Both, null, CancellationToken.None);
        DataException stream =
            Assert.Throws<DataException>(() => ReadNoteText.ThrowIfStray(scan.Notes, source.Name, source.Description));
        Assert.Equal((table.Message, table.Hint?.ToString()), (stream.Message, stream.Hint?.ToString()));
    }

    private static Column Copy(TableChunk chunk) =>
        new NumericColumn("a", ((NumericColumn)chunk.Columns[0]).Values.ToArray(), chunk.RowCount);

    private static (string Outcome, double[]? Values) Outcome(
        Func<(ColumnKind Kind, IEnumerable<Column> Columns, IReadOnlyList<ReadNote> Notes)> read)
    {
        try
        {
            (ColumnKind kind, IEnumerable<Column> columns, IReadOnlyList<ReadNote> notes) = read();
            string[] told =
            [
                .. notes.Where(note => note.Kind is ReadNoteKind.DoubtfulPoints or ReadNoteKind.Notation).Select(
                    ReadNoteText.Message).Order(StringComparer.Ordinal),
            ];
            return kind == ColumnKind.Numeric
                ? ($"numbers: {string.Join('|', told)}", [.. columns.SelectMany(column => ((NumericColumn)column).Values.ToArray())])
                : ("texts", null);
        }
        catch (DataException error)
        {
            return ($"error: {error.Message}", null);
        }
    }

    private static CsvSource Source(char delimiter, string form, string last, string b)
    {
        string Cell(int row) => form switch
        {
            "comma3" => $"{row / 1000 + 1},{row % 1000:000}",
            "point3" => $"{row / 1000 + 1}.{row % 1000:000}",
            "decimal comma" => $"{row / 10},{row % 10}",
            "dollar" => $"${row}",
            _ => $"{row} months",
        };
        string Quoted(string cell) => cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
        var text = new StringBuilder($"a{delimiter}b\n");
        for (int row = 0; row < Many; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(Cell(row))}{delimiter}{Quoted(b)}\n");
        }

        if (last.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(last)}{delimiter}{Quoted(b)}\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return CsvSource.FromStream(() => new MemoryStream(bytes), "data.csv");
    }
}
