using CsCheck;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Wherever a file is cut, and however many threads read it, the result is that of reading it in one piece.</summary>
public class SegmentationTests
{
    private static readonly int[] BlockSizes = [1, 7, 13, 64];

    private static readonly Gen<string> Cell = Gen.OneOf("a", "é", "😀", "\"", ",", ";", "\t", " ", "\n", "\r\n", "\r", "1", "5'10\"")
        .Array[0, 6].Select(string.Concat);

    private static readonly Gen<char> Delimiter = Gen.OneOf(',', ';', '\t', '|');

    private static readonly Gen<string> LineBreak = Gen.OneOf("\n", "\r\n", "\r");

    [Fact]
    public void ReadTable_RandomCells_AreReadBackForAnyCut() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12], Delimiter, LineBreak, Gen.Int[0, int.MaxValue])
            .SelectMany(shape => Cell.Array[shape.Item1].Array[shape.Item2].Select(rows => (Shape: shape, Rows: rows)))
            .Sample(
                sample =>
                {
                    (int columns, _, char delimiter, string lineBreak, int seed) = sample.Shape;
                    var random = new Random(seed);
                    string text = string.Join(delimiter, Enumerable.Range(1, columns).Select(i => "c" + i)) + lineBreak
                        + string.Concat(sample.Rows.Select(row =>
                            string.Join(delimiter, row.Select(cell => Write(cell, delimiter, columns == 1, random))) + lineBreak));
                    string[][] expected = sample.Rows.Select(row => row.Select(cell => cell.Trim(' ', '\t')).ToArray()).ToArray();
                    foreach (int blockBytes in BlockSizes)
                    {
                        // Random cells may look like rows.
                        var options = new CsvOptions
                        {
                            Delimiter = delimiter,
                            Quote = CsvQuote.QuotationMark,
                            Threads = 1 + (blockBytes % 3),
                        };
                        Assert.Equal(expected, CsvText.Cells(CsvText.Source(text, options, blockBytes)));
                    }
                },
                iter: 100,
                threads: 1);

    [Fact]
    public void ReadTable_RandomBytes_GiveTheSameResultOrErrorForAnyCut() =>
        Gen.OneOf("a", "1", "\"", "\"", ",", ",", " ", "\n", "\n", "\r\n", "\r", "\"\"", "\",\"", "é", "\"\n\"")
            .Array[0, 40].Select(string.Concat)
            .Sample(
                body =>
                {
                    string text = "p,q\n" + body;
                    string whole = Outcome(CsvText.Source(text, new CsvOptions { Delimiter = ',', Threads = 1 }));
                    foreach (int blockBytes in BlockSizes)
                    {
                        var options = new CsvOptions { Delimiter = ',', Threads = 1 + (blockBytes % 3) };
                        Assert.Equal(whole, Outcome(CsvText.Source(text, options, blockBytes)));
                    }
                },
                iter: 300,
                threads: 1);

    [Fact]
    public void ReadTable_AnyNumberOfThreads_GivesTheSameBits()
    {
        string text = "a,b,c\n" + string.Concat(Enumerable.Range(0, 20_000)
            .Select(i => $"{i * 0.37},{(i % 11 == 0 ? "NA" : "v" + (i % 101))},{i % 3}\n"));
        Table expected = CsvText.ReadAll(CsvText.Source(text, new CsvOptions { Threads = 1 }));
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Table table = CsvText.ReadAll(CsvText.Source(text, new CsvOptions { Threads = threads }, blockBytes: 3000));

            Assert.Equal(CsvText.Numbers(expected, "a"), CsvText.Numbers(table, "a"));
            Assert.Equal(CsvText.Codes(expected, "b"), CsvText.Codes(table, "b"));
            Assert.Equal(expected.Columns[1].Levels!.ToArray(), table.Columns[1].Levels!.ToArray());
            Assert.Equal(CsvText.Numbers(expected, "c"), CsvText.Numbers(table, "c"));
        }
    }

    [Fact]
    public void ReadTable_SeveralErrors_TheFirstWinsOnAnyNumberOfThreads()
    {
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 3000)
            .Select(i => i is 1234 or 1300 or 2900 ? "1,bad" + i + "\n" : "1,2\n"));
        foreach (int threads in new[] { 1, 2, 8 })
        {
            CsvSource source = CsvText.Source(text, new CsvOptions { Threads = threads }, blockBytes: 50);
            Assert.Equal("bad1234", Assert.Throws<DataException>(() => CsvText.ReadAll(source, ColumnKind.Numeric)).Value);
        }
    }

    private static string Write(string cell, char delimiter, bool isAlone, Random random)
    {
        string trimmed = cell.Trim(' ', '\t');
        bool mustQuote = cell.Contains(delimiter) || cell.Contains('\n') || cell.Contains('\r') || trimmed.StartsWith('"')
            || (isAlone && trimmed.Length == 0);
        if (!mustQuote && random.Next(2) == 0)
        {
            return cell;
        }

        string before = random.Next(3) == 0 ? " " : "";
        string after = random.Next(3) == 0 ? " " : "";
        return before + "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" + after;
    }

    private static string Outcome(DataSource source)
    {
        try
        {
            return string.Join("¶", CsvText.Cells(source).Select(row => string.Join("¦", row)));
        }
        catch (DataException error)
        {
            return error.Message;
        }
    }
}
