using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class CsvQuoteTests
{
    private const string Messages =
        "ham\t\"hi there\nspam\twin cash\nspam\tfree entry\nham\tmy tv is 40\"\nham\tok\nspam\tcall now\n";

    private static readonly CsvOptions NoHeader = new() { HasHeader = false };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 19)]
    public void Quote_UnbalancedInATabFile_IsText(int blockBytes)
    {
        CsvSource source = CsvText.Source(Messages, NoHeader, blockBytes);

        string[][] cells = CsvText.Cells(source);

        Assert.Equal(["\"hi there", "win cash", "free entry", "my tv is 40\"", "ok", "call now"], cells.Select(row => row[1]));
        DataWarning note = Assert.Single(Warnings(source));
        Assert.Equal("quotes are read as text: line 1 has one that does not stand around a cell", note.Message);
        Assert.Equal("CsvOptions.Quote = None confirms this; CsvOptions.Quote = QuotationMark reads them as quotes around cells", note.Hint!.ToString());
    }

    [Fact]
    public void Quote_OfThousandsOfMessages_LosesNoRow()
    {
        (string text, string[] messages) = ManyMessages();

        string[][] cells = CsvText.Cells(CsvText.Source(text, NoHeader));

        Assert.Equal(5574, cells.Length);
        Assert.Equal(messages, cells.Select(row => row[1]));
        Assert.Equal(cells, CsvText.Cells(CsvText.Source(text, NoHeader with { Quote = CsvQuote.None }, blockBytes: 1000)));
    }

    [Theory]
    [InlineData("id,size,sold\n1,\"big\" house,yes\n2,small,no\n3,small,yes\n", "\"big\" house")]
    public void Quote_BrokenBetweenOtherDelimiters_IsText(string text, string first)
    {
        CsvSource source = CsvText.Source(text);

        Assert.Equal(first, CsvText.Cells(source)[0][1]);
        Assert.Contains("quotes are read as text: line 2", Assert.Single(Warnings(source)).Message);
    }

    [Theory]
    [InlineData("id,text,y\n1,\"foo, bar\nbaz, qux\",yes\n2,ok,no\n3,\"a\nb\",yes\n4,\"he said \"\"hi\"\"\",no\n", "foo, bar\nbaz, qux")]
    [InlineData("y\ttext\nyes\t\"Dear John,\nI am fine\"\nno\tok\nyes\t\"tab\there\"\n", "Dear John,\nI am fine")]
    [InlineData("y,text\nyes,\"Hello\nwell, thanks\"\nno,ok\nyes,fine\nno,ok\n", "Hello\nwell, thanks")]
    [InlineData("text,n,y\n\"foo, bar\nbaz\",5,yes\nok,6,no\nfine,7,yes\nwell,8,no\n", "foo, bar\nbaz")]
    [InlineData("items,y\n\"apples, 3\npears, 2\nplums, 4\",1\n\"figs, 3\ndates, 2\",0\n", "apples, 3\npears, 2\nplums, 4")]
    [InlineData("address,n,y\nok 3,3,1\nok 4,4,0\n\"menu: tea, 2, 1\nthanks\",4,1\n", "menu: tea, 2, 1\nthanks")]
    [InlineData("\"y\";\"text\"\n\"yes\";\"a;b\n\"\"c\"\"\"\n\"no\";\"d\"\n", "a;b\n\"c\"")]
    public void Quote_AroundCells_StaysOne(string text, string cell)
    {
        CsvSource source = CsvText.Source(text);

        Assert.Contains(cell, CsvText.Cells(source).SelectMany(row => row));
        Assert.Empty(Warnings(source));
    }

    [Fact]
    public void Quote_ThatSwallowsRowsLateInATabFile_IsAnErrorWithBothOptions()
    {
        var text = new StringBuilder("y,text\n");
        for (int i = 0; i < 20_000; i++)
        {
            string cell = i switch { 15_000 => "\"hi there", 15_003 => "my tv is 40\"", _ => $"word{i}" };
            text.Append($"{(i % 2 == 0 ? "ham" : "spam")},{cell}\n");
        }

        DataException error = CsvText.Error(text.ToString().Replace(',', '\t'));

        Assert.Equal(
            "data.csv, line 15002: the quote that opens here is closed on a later line, and the lines between look like rows", error.Message);
        Assert.Equal(
            "if quotes are part of the texts, use CsvOptions.Quote = None; if this is one cell of several lines, use "
                + "CsvOptions.Quote = QuotationMark",
            error.Hint);
    }

    // Quotes in a column of few levels are no level of it, and may close in the next line.
    [Theory]
    [InlineData("3\t\"abc\t1\n4\tok\t0\n5\td\"\t0\n")]
    [InlineData("3\t\"abc\t1\n5\td\"\t0\n")]
    [InlineData("\"3\tword1\t1\n4\tword2\t0\n5\"\tword1\t0\n")]
    public void Quote_ThatSwallowsRowsInAColumnOfLevels_LosesNoRow(string swallowing)
    {
        string text = "k\tt\ty\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i % 7}\tword{i % 3}\t{i % 2}\n"));
        string late = text + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i % 7}\tword{i % 3}\t{i % 2}\n")) + swallowing;

        DataException error = CsvText.Error(late);

        Assert.Equal(
            "data.csv, line 20102: the quote that opens here is closed on a later line, and the lines between look like rows", error.Message);
        if (swallowing.Contains("ok", StringComparison.Ordinal))
        {
            Assert.Equal(102, CsvText.Error(text + swallowing).Line);
        }
        else if (swallowing[0] != '"')
        {
            CsvSource source = CsvText.Source(text + swallowing);
            Assert.Equal("\"abc", CsvText.Cells(source)[100][1]);
            Assert.Contains("quotes are read as text: line 102", Assert.Single(Warnings(source)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Quote_BrokenLate_NamesTheOption()
    {
        string text = "y\ttext\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"ham\tword{i}\n")) + "ham\t\"hi\" there\n";

        DataException error = CsvText.Error(text);

        Assert.Equal(20_002, error.Line);
        Assert.EndsWith("if quotes are part of the texts, use CsvOptions.Quote = None", error.Hint!.ToString());
    }

    [Fact]
    public void Quote_Single_IsReadOnlyIfAskedFor()
    {
        const string Text = "a,y\n'x, 1',u\n'it''s',v\n\"b,u\n";

        string[][] cells = CsvText.Cells(CsvText.Source(Text, new CsvOptions { Quote = CsvQuote.Apostrophe }));

        Assert.Equal([["x, 1", "u"], ["it's", "v"], ["\"b", "u"]], cells);
        Assert.Equal("'x'", CsvText.Cells(CsvText.Source("a,y\n'x',u\n"))[0][0]);
    }

    [Fact]
    public void Quote_None_TakesDelimitersInQuotesForDelimiters()
    {
        DataException error = CsvText.Error("a,y\n\"x, 1\",u\n", new CsvOptions { Quote = CsvQuote.None });

        Assert.Equal("data.csv, line 2: expected 2 cells as in the first line, but found 3", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { Quote = (CsvQuote)7 });
    }

    private static DataWarning[] Warnings(CsvSource source)
    {
        Table table = CsvText.ReadAll(source, ColumnKind.Text);
        return [.. (table.Origin?.Notes ?? []).Where(note => note.IsOfLayout).Select(note => ReadNoteText.ToWarning(note, table.Source))];
    }

    // As the SMS Spam Collection is written: quotes around a part of a text, open ones, whole messages in quotes, inches.
    private static (string Text, string[] Messages) ManyMessages()
    {
        string[] messages =
        [
            .. Enumerable.Range(0, 5574).Select(i => $"see you at {i} ok").Select((message, i) => i == 302
                ? $"\"Happy valentines day\" I know its early, but {message}"
                : (i % 97) switch
                {
                    11 => "\"" + message,
                    23 => message + " 40\"",
                    31 => $"\"{message}\"",
                    47 => $"\"\"{message}\"\" yes",
                    53 => "5\" pipe " + message,
                    _ => message,
                }),
        ];
        return (string.Concat(messages.Select((message, i) => $"{(i % 7 == 0 ? "spam" : "ham")}\t{message}\n")), messages);
    }
}
