using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>What the start of a file says of its layout, without options.</summary>
public class CsvLayoutTests
{
    private static string With(Func<string, string> header, Func<string, int, string> row) =>
        CleanTable.Lines([header(CleanTable.Header), .. CleanTable.Rows.Select(row)]);

    private static string With(Func<string, string> line) => With(line, (text, _) => line(text));

    public static TheoryData<string, string> Read => new()
    {
        { "Customer survey 2023\nExported by Office\n\n" + CleanTable.Text, "the first 3 lines are left out: the header is on line 4" },
        { "Report 2024,,\n,,\n" + CleanTable.Text, "the first 2 lines are left out: the header is on line 3" },
        { "Report, 2024\n\n" + CleanTable.Text.Replace(',', ';'), "the first 2 lines are left out: the header is on line 3" },
        { "# survey export\n# units: years, cm\n" + CleanTable.Text, "the first 2 lines are left out: the header is on line 3" },
        { "# a,b,c\n" + CleanTable.Text, "the first line is left out: the header is on line 2" },
        { With(line => line, (line, _) => line + ","), "rows end with a delimiter more than the header (first on line 2), and no text" },
        { With(line => line, (line, row) => row < 40 ? line + ",," : line), "rows end with 2 delimiters more than the header" },
        { With(line => line + ",,,"), "3 columns have neither names nor values and are left out" },
        { With(line => line + ",,,", (line, row) => row < 16 ? line + ",,," : line), "3 columns have neither names nor values" },
        { With(line => line.Replace(",b", ",,b", StringComparison.Ordinal), (line, _) => Insert(line)), "a column has neither a name" },
        { With(line => "\"\"," + line, (line, row) => $"\"{row + 1}\",{line}"), "the first column has no name and is left out" },
        { With(line => "," + line, (line, row) => $"r{row % 7},{line}"), "the first column has no name and is left out" },
        { With(line => line, (line, row) => $"\"{row + 1}\",{line}"), "the header has one name fewer than the rows have cells" },
        { With(line => line, (line, row) => $"{row},{line}"), "the header has one name fewer than the rows have cells" },
        { CleanTable.Text.Replace(',', ' '), "cells are separated by blanks" },
        {
            With(line => "\"\";" + line.Replace(',', ';'), (line, row) => $"\"{row + 1}\";{line.Replace(',', ';').Replace('.', ',')}"),
            "the first column has no name and is left out"
        },
        { With(line => "  " + line.Replace(",", "   ", StringComparison.Ordinal) + " "), "cells are separated by blanks" },
    };

    [Theory]
    [InlineData("# survey, 2023\n")]
    [InlineData("# survey, spring, 2023\n")]
    public void ReadHeader_ACommentAboveTextsAlone_IsLeftOut(string comment)
    {
        CsvSource source = CsvText.Source(comment + "region,bought\nnorth,yes\nsouth,no\nnorth,no\n");
        Assert.Equal(["region", "bought"], source.ReadHeader().Names);
        Assert.Equal(
            "the first line is left out: the header is on line 2",
            ReadNoteText.Message(Assert.Single(CsvText.ReadAll(source).Origin!.Notes)));
    }

    // Numbers in order below a header one name short are row names, unless only some rows have the last cell: a remark.
    [Theory]
    [InlineData("age,bought\n1,0,\n2,1,ok\n3,0,\n4,1,bad\n5,1,ok\n6,0,bad\n7,0,ok\n")]
    [InlineData("month,bought\n1,0,ok\n2,1,ok\n3,0,\n4,1,bad\n")]
    public void ReadHeader_RemarksBelowAShortHeader_AreRefused(string text)
    {
        DataException error = CsvText.Error(text);
        Assert.Equal("data.csv, line 2: this line and those below it have 3 cells, but the header has 2 names", error.Message);
        Assert.EndsWith(
            "if the last cell is one without a name, add a name or a delimiter at the end of line 1",
            error.Hint?.ToString(),
            StringComparison.Ordinal);
    }

    public static TheoryData<string> Silent => new()
    {
        CleanTable.Text,
        "\ufeff" + CleanTable.Text,
        "\n\n" + CleanTable.Text,
        CleanTable.Text.Replace("\n", "\r", StringComparison.Ordinal),
        CleanTable.Text.Replace("\n", "\r\n", StringComparison.Ordinal),
        CleanTable.Text.Replace("\n", "\n\n \n", StringComparison.Ordinal),
        CleanTable.Text.Replace(",", "\u00a0,\u00a0", StringComparison.Ordinal),
        "sep=;\n" + CleanTable.Text.Replace(',', ';'),
        CleanTable.Text.Replace(',', '\u0001'),
        CleanTable.Text + ",,\n,,\n",
        CleanTable.Text.Replace("\n55.9", "\n\ufeff55.9", StringComparison.Ordinal),
    };

    private static string Insert(string row)
    {
        string[] cells = row.Split(',');
        return $"{cells[0]},{cells[1]},,{cells[2]}";
    }

    public static TheoryData<string, string> TitlesAboveBlanks => new()
    {
        { "Customer survey 2023\n" + CleanTable.Text.Replace(',', ' '), "the first line is left out: the header is on line 2" },
        { "Answers by region\n\n" + CleanTable.Text.Replace(',', ' '), "the first 2 lines are left out: the header is on line 3" },
        { "Report\nof 2023, by us\n" + CleanTable.Text.Replace(',', ' '), "the first 2 lines are left out: the header is on line 3" },
        { "# age region bought\n" + CleanTable.Text.Replace(',', ' '), "the first line is left out: the header is on line 2" },
    };

    [Theory]
    [MemberData(nameof(TitlesAboveBlanks))]
    public void Fit_TitlesAboveATableBetweenBlanks_AreLeftOut(string text, string warning)
    {
        LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(text));

        string[] warnings = [.. fit.Warnings.Where(one => one.Kind == FitWarningKind.Reading).Select(one => one.Message)];
        Assert.Equal([warning, "cells are separated by blanks"], warnings);
    }

    // Two lines of names.
    [Fact]
    public void ReadHeader_UnitsBelowNamesBetweenBlanks_IsNoTitle() =>
        Assert.Single(CsvText.Source("age region bought\n" + CleanTable.Text.Replace(',', ' ').Replace("age", "years", StringComparison.Ordinal))
            .ReadHeader().Names);

    [Theory]
    [MemberData(nameof(Read))]
    public void Fit_OfAnotherLayout_HasTheSameNumbersAndAWarning(string text, string warning)
    {
        LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(text));

        Assert.StartsWith(warning, CleanTable.Warning(fit), StringComparison.Ordinal);
        foreach (int blockBytes in new[] { 1, 40 })
        {
            CleanTable.AssertSame(
                CleanTable.Fit(CsvText.Source(text, new CsvOptions { Threads = 3 }, blockBytes, sampleBytes: text.Length)));
        }
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Fit_OfALayoutWithoutDoubt_HasTheSameNumbers(string text)
    {
        LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(text));

        Assert.DoesNotContain(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
    }

    [Fact]
    public void Warning_NamesTheOptionThatConfirmsIt()
    {
        Assert.EndsWith(
            "(CsvOptions.SkipLines = 2 confirms this)",
            CleanTable.Warning(CleanTable.Fit("A\nB\n" + CleanTable.Text)),
            StringComparison.Ordinal);
        Assert.Contains(
            "CsvOptions.Comment = '#'", CleanTable.Warning(CleanTable.Fit("# A\n" + CleanTable.Text)), StringComparison.Ordinal);
        Assert.Contains(
            "CsvOptions.Delimiter = \"space\"",
            CleanTable.Warning(CleanTable.Fit(CleanTable.Text.Replace(',', ' '))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A\nB\n", 2, null)]
    [InlineData("# A\n# B\n", 0, '#')]
    public void Options_OfTheWarning_ReadTheFileWithoutOne(string titles, int skip, char? comment)
    {
        LogisticFit fit = CleanTable.Fit(titles + CleanTable.Text, new CsvOptions { SkipLines = skip, Comment = comment });

        Assert.DoesNotContain(CleanTable.AssertSame(fit).Warnings, warning => warning.Kind == FitWarningKind.Reading);
    }

    [Fact]
    public void Sep_WithAnExplicitDelimiter_IsPassedOver() => CleanTable.AssertSame(
        CleanTable.Fit("sep=;\n" + CleanTable.Text.Replace(',', ';'), new CsvOptions { Delimiter = ';' }));

    [Fact]
    public void Titles_ThatMayBeNames_AreAnErrorThatPointsToTheHeader()
    {
        DataException error = Assert.Throws<DataException>(() => CleanTable.Fit("Units: years, cm\n\nSource, Office\n" + CleanTable.Text));

        Assert.Equal(
            "data.csv, line 4: this line looks like the header: it and the lines below it have 3 cells, but line 1 has 2", error.Message);
        Assert.Equal("use CsvOptions.SkipLines = 3 if the table begins here", error.Hint);
    }

    [Fact]
    public void Rows_WithAnUnnamedCell_AreAnErrorThatSaysBothRemedies()
    {
        DataException error = Assert.Throws<DataException>(
            () => CleanTable.Fit(With(line => line, (line, row) => $"{line},c{row % 3}")));

        Assert.Equal("data.csv, line 2: this line and those below it have 4 cells, but the header has 3 names", error.Message);
        Assert.Contains("at the beginning of line 1", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_NumberedAndWithAnEmptyLastCell_AreAnError()
    {
        string text = With(line => line, (line, row) => $"{row + 1},{line[..line.LastIndexOf(',')]},");

        Assert.Equal(2, Assert.Throws<DataException>(() => CleanTable.Fit(text)).Line);
    }

    [Theory]
    [InlineData("age,region,bought\n")]
    [InlineData("age,region,bought,\n")]
    public void TextInAColumnWithoutAName_IsAnErrorWithItsLine(string header)
    {
        string text = header + CleanTable.Lines(CleanTable.Rows.Select((row, i) => row + (i == 50 ? ",x" : ",")));

        DataException error = Assert.Throws<DataException>(() => CleanTable.Fit(CsvText.Source(text, blockBytes: 64, sampleBytes: 256)));

        Assert.Equal(52, error.Line);
        Assert.Contains("column 4 has no name, and no text in the first lines, but has 'x' here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comment_BelowTheHeader_IsAnErrorThatNamesTheOption()
    {
        DataException error = Assert.Throws<DataException>(() => CleanTable.Fit(CleanTable.Text + "# end\n"));

        Assert.Equal(62, error.Line);
        Assert.Equal("if the line is a comment, use CsvOptions.Comment = '#'", error.Hint);
    }

    [Theory]
    [InlineData("#id,x\n1,a\n2,b\n", "#id", "x")]
    [InlineData("review\nvery good\nnot bad\nso long\n", "review")]
    [InlineData("my review\nvery good\nnot bad\nso long\n", "my review")]
    [InlineData("customer age\n1\n2\n3\n", "customer age")]
    [InlineData("x\na,b\nc,d\ne,f,g\n", "x")]
    public void ReadColumnNames_OfALayoutThatIsNotCertain_AreThoseOfTheFirstLine(string text, params string[] names) =>
        Assert.Equal(names, CsvText.Source(text).ReadColumnNames());

    [Theory]
    [InlineData(1 << 16)]
    [InlineData(64)]
    public void Windows1252_IsReadWithANote(int sampleBytes)
    {
        string text = CleanTable.Text.Replace("south", "süd", StringComparison.Ordinal);
        byte[] bytes = TextEncoding.Get("windows-1252").GetBytes(text);

        LogisticFit fit = CleanTable.Fit(CsvText.Source(bytes, blockBytes: 50, sampleBytes: sampleBytes));

        Assert.Equal(-0.66775795441, fit.Model.Coefficients["region=süd"], 9);
        Assert.Equal(
            "the text is not valid UTF-8 (first on line 3), and is read as Windows-1252 (CsvOptions.Encoding = \"windows-1252\" confirms this)",
            CleanTable.Warning(fit));
    }

    [Fact]
    public void InvalidUtf8_ThatMayBeSomethingElse_IsAnErrorThatNamesTheOption()
    {
        byte[][] texts =
        [
            [.. "a,b\né,1\n"u8, 0xe9, .. ",2\n"u8],
            [.. "a,b\n"u8, 0x81, .. ",2\n"u8],
            [.. "a,b\n"u8, 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, .. ",2\n"u8],
        ];
        foreach (byte[] text in texts)
        {
            DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(text)));
            Assert.Contains("the text is not valid UTF-8", error.Message, StringComparison.Ordinal);
            Assert.Contains("CsvOptions.Encoding = \"windows-1252\"", error.Hint?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadChunks_OfAnotherLayout_GivesTheSameRows()
    {
        string text = "Title\n" + With(line => "\"\"," + line + ",", (line, row) => $"\"{row + 1}\",{line},");
        ColumnRequest[] requests = [new("bought", ColumnKind.Text), new("age", ColumnKind.Text)];

        string[][] cells = CsvText.Cells(CsvText.Source(text, blockBytes: 30).ReadChunks(requests));

        Assert.Equal(CleanTable.Rows.Select(row => row.Split(',')[2]), cells.Select(row => row[0]));
        Assert.Equal(CleanTable.Rows.Select(row => row.Split(',')[0]), cells.Select(row => row[1]));
    }

    [Fact]
    public void Pipe_WithRowNamesAndTrailingDelimiters_IsReadFromItsFirstTwoLines()
    {
        using CsvSource source = CsvSource.FromPipe(new MemoryStream("\"\",a,b,\n1,2,3,\n"u8.ToArray()), "pipe");

        Assert.Equal(["a", "b"], source.ReadColumnNames());
        Assert.Equal([["3"]], CsvText.Cells(source.ReadChunks([new ColumnRequest("b", ColumnKind.Text)])));
    }

    [Fact]
    public void Stream_OfAnotherLayout_WarnsToo()
    {
        var training = new LogisticRegression
        {
            Target = "bought",
            Solver = LogReg.Solvers.SolverKind.StochasticGradient,
            StochasticGradient = new() { Stream = true, Epochs = 1 },
            SkipInference = true,
        };

        LogisticFit fit = training.Fit(CsvText.Source("Title\n" + CleanTable.Text));

        Assert.StartsWith("the first line is left out", CleanTable.Warning(fit), StringComparison.Ordinal);
    }
}
