using System.Globalization;
using System.IO.Compression;
using System.Text;
using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class StrayTextTests
{
    private static string Rows(int count, Func<int, string?> stray) =>
        "age,y\n"
            + string.Concat(
                Enumerable.Range(0, count).Select(
                    row =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{stray(row) ?? (row * 7919 % 101 * 0.5).ToString(CultureInfo.InvariantCulture)},{row * 31 % 7 % 2}\n")));

    private static Table Read(string text, int blockBytes = 64, int threads = 2, CsvOptions? options = null) =>
        CsvText.Source(text, (options ?? new CsvOptions()) with { Threads = threads }, blockBytes).ReadTable(
            [new("age", ColumnKind.Inferred), new("y", ColumnKind.Inferred)]);

    [Theory]
    [InlineData(3)]
    [InlineData(95)]
    public void ReadTable_FewStrays_AreAnErrorWithLineTextAndBothRemedies(int first)
    {
        string text = Rows(100, row => row == first ? "n.a." : row == first + 2 ? "-" : null);
        foreach (int blockBytes in new[] { 8, 64, 100_000 })
        {
            DataException error = Assert.Throws<DataException>(() => Read(text, blockBytes));
            Assert.Equal(
                $"data.csv, line {first + 2}, column 'age': the value 'n.a.' is not a number, unlike 98 of the 100 cells in the column "
                    + $"(in all: 'n.a.' in 1 cell, '-' in 1 cell)",
                error.Message);
            Assert.Contains("WithMissingValues(\"n.a.\", \"-\")", error.Hint?.ToString(), StringComparison.Ordinal);
            Assert.Contains("CategoricalColumns = [\"age\"]", error.Hint?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadTable_StraysAtTheStartOnly_AreCountedOverAllRows()
    {
        string text = Rows(2000, row => row < 100 ? "-" : null);
        DataException error = Assert.Throws<DataException>(() => Read(text));
        Assert.Equal((2, "-"), (error.Line, error.Value));
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void ReadTable_AFifthOfTheCells_IsTheLimit(int strays, bool isText)
    {
        string text = Rows(100, row => row < strays ? "low" : null);
        if (isText)
        {
            Assert.Equal(ColumnKind.Categorical, Read(text).Columns[0].Kind);
        }
        else
        {
            Assert.Throws<DataException>(() => Read(text));
        }
    }

    [Fact]
    public void ReadTable_SixSpellings_MakeTheColumnCategorical()
    {
        Table table = Read(Rows(1000, row => row is >= 500 and < 506 ? "t" + row : null));
        Assert.Equal(ColumnKind.Categorical, table.Columns[0].Kind);
        ReadNote note = Assert.Single(table.Origin!.Notes);
        Assert.Equal((ReadNoteKind.MixedTexts, 6, 502), (note.Kind, note.Count, note.Place?.Number));
    }

    [Theory]
    [InlineData("#DIV/0!")]
    [InlineData("#REF!")]
    [InlineData("#VALUE!")]
    [InlineData("#NAME?")]
    [InlineData("#NUM!")]
    [InlineData("#N/A")]
    [InlineData("#N/A N/A")]
    [InlineData("#NULL!")]
    [InlineData("#SPILL!")]
    [InlineData("#CALC!")]
    [InlineData("#WERT!")]
    [InlineData("#¡VALOR!")]
    [InlineData("#NV")]
    [InlineData("Err:502")]
    public void ReadTable_SpreadsheetErrors_AreMissingAndTold(string cell)
    {
        foreach (int blockBytes in new[] { 8, 100_000 })
        {
            Table table = Read(Rows(60, row => row % 3 == 1 ? cell : null), blockBytes);
            Assert.Equal(20, CsvText.Numbers(table, "age").Count(double.IsNaN));
            ReadNote note = Assert.Single(table.Origin!.Notes);
            Assert.Equal((ReadNoteKind.SpreadsheetErrors, 20, 3), (note.Kind, note.Count, note.Place?.Number));
            Assert.Empty(
                Read(
                    Rows(60, row => row % 3 == 1 ? cell : null),
                    blockBytes,
                    options: new CsvOptions().WithMissingValues(cell)).Origin!.Notes);
        }
    }

    [Theory]
    [InlineData("#hashtag")]
    [InlineData("#1")]
    [InlineData("Err:or")]
    [InlineData("#")]
    public void IsSpreadsheetError_OtherTexts_AreNone(string text) => Assert.False(SpreadsheetError.Is(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void ReadTable_SpreadsheetErrorsAmongTexts_AreMissingToo()
    {
        Table table =
            CsvText.Source("a,b\nx,1\n#REF!,2\ny,#N/A\n").ReadTable([new("a", ColumnKind.Inferred), new("b", ColumnKind.Numeric)]);
        Assert.Equal(["x", "y"], table.Columns[0].Levels!);
        Assert.Equal([0, -1, 1], CsvText.Codes(table, "a"));
        Assert.Equal(["a", "b"], table.Origin!.Notes.Select(note => note.Column));
    }

    [Theory]
    [InlineData("0", ColumnKind.Numeric)]
    [InlineData("0.5", ColumnKind.Numeric)]
    [InlineData("-0.5", ColumnKind.Numeric)]
    [InlineData("-05", ColumnKind.Numeric)]
    [InlineData("00.5", ColumnKind.Numeric)]
    [InlineData("1e5", ColumnKind.Numeric)]
    [InlineData("1E+05", ColumnKind.Numeric)]
    [InlineData("00", ColumnKind.Categorical)]
    [InlineData("007", ColumnKind.Categorical)]
    [InlineData("00501123456789012345", ColumnKind.Categorical)]
    [InlineData("1E5", ColumnKind.Numeric)]
    public void ReadTable_OneCellAmongNumbers_DecidesTheKind(string cell, ColumnKind kind)
    {
        foreach (int place in new[] { 0, 90 })
        {
            Assert.Equal(kind, Read(Rows(100, row => row == place ? cell : null), blockBytes: 32).Columns[0].Kind);
        }
    }

    [Fact]
    public void ReadTable_MonthsOfTwoDigits_AreCodes() =>
        Assert.Equal(12, Read(Rows(120, row => (1 + (row % 12)).ToString("00", CultureInfo.InvariantCulture))).Columns[0].Levels!.Count);

    [Fact]
    public void ReadTable_ExponentCodesAmongArticleNumbers_AreLevels()
    {
        Table table = Read(Rows(100, row => (row % 10) switch { 0 => "A17", < 5 => "1E5", _ => "2E3" }));
        Assert.Equal(["1E5", "2E3", "A17"], table.Columns[0].Levels!);
    }

    [Theory]
    [InlineData("\u22121.5", -1.5)]
    [InlineData("\u20131.5", -1.5)]
    [InlineData("+1.5", 1.5)]
    [InlineData("\uFF0B2", 2)]
    [InlineData("\u00A07\u202F", 7)]
    [InlineData("\uFEFF3", 3)]
    [InlineData("\u2007\u22122e-1", -0.2)]
    public void ReadTable_TypographicNumber_IsANumber(string cell, double expected) =>
        Assert.Equal(expected, CsvText.Numbers(Read(Rows(10, row => row == 4 ? cell : null)), "age")[4]);

    [Fact]
    public void ReadTable_SpacesAroundNamesAndTexts_AreTakenOff()
    {
        CsvSource source = CsvText.Source("\u00A0a\u00A0,b\n\u00A0x,1\nx\u202F,2\nx y\u00A0,3\n");
        Assert.Equal(["a", "b"], source.ReadColumnNames());
        Assert.Equal(["x", "x y"], CsvText.ReadAll(source).Columns[0].Levels!);
    }

    [Theory]
    [InlineData("<NA>")]
    [InlineData("\\N")]
    [InlineData("(null)")]
    [InlineData("(NULL)")]
    public void ReadTable_MissingValuesOfPandasAndSql_AreMissing(string cell)
    {
        Table table = Read(Rows(10, row => row == 4 ? cell : null));
        Assert.True(double.IsNaN(CsvText.Numbers(table, "age")[4]));
        Assert.Empty(table.Origin!.Notes);
    }

    [Fact]
    public void ReadTable_TruthValuesInAnyCase_AreTheFirstSpelling()
    {
        string text = Rows(300, row => (row % 5) switch { 0 => "True", 1 => "TRUE", 2 => "true", 3 => "False", _ => "FALSE" });
        foreach (int blockBytes in new[] { 16, 200, 100_000 })
        {
            Table table = Read(text, blockBytes, threads: 3);
            Assert.Equal(["False", "True"], table.Columns[0].Levels!);
            Assert.Equal([1, 1, 1, 0, 0], CsvText.Codes(table, "age").Take(5));
        }
    }

    [Fact]
    public void ReadChunks_KnownLevels_FindTheSameNumberAndTruthValue()
    {
        var levels = LevelTable.Of(["1", "2", "02", "True", "x", "3.0", "3"]);
        TableChunk chunk =
            CsvText.Source("a,b\n1.0,0\n02,0\n2,0\n+2,0\nTRUE,0\nX,0\n3.00,0\n003,0\n").ReadChunks(
                [new("a", ColumnKind.Categorical, levels)]).Single();
        Assert.Equal([0, 2, 1, 1, 3, -2, -2, -2], ((CategoricalColumn)chunk.Columns[0]).Codes.ToArray());
    }

    [Fact]
    public void ReadTable_RepeatedHeaders_AreNoRows()
    {
        foreach (int blockBytes in new[] { 4, 100_000 })
        {
            Table table = CsvText.ReadAll(CsvText.Source("a,\"b\"\nx,1\na,b\ny,2\n a , b \n\"a\",b\na,3\n", blockBytes: blockBytes));
            Assert.Equal(["a", "x", "y"], table.Columns[0].Levels!);
            Assert.Equal([1, 2, 3], CsvText.Numbers(table, "b"));
            ReadNote note = Assert.Single(table.Origin!.Notes);
            Assert.Equal((ReadNoteKind.RepeatedHeader, 3, 3), (note.Kind, note.Count, note.Place?.Number));
        }
    }

    [Fact]
    public void Fit_StraysInStreamsCachesAndGzip_AreErrors()
    {
        string text = Rows(400, row => row == 390 ? "-" : null);
        var streaming =
            new LogisticRegression
            {
                Solver = LogReg.Solvers.SolverKind.StochasticGradient,
                StochasticGradient = new StochasticGradientOptions { Stream = true },
            };
        Assert.Equal(392, Assert.Throws<DataException>(() => streaming.Fit(TextSource.Of(text))).Line);
        Assert.Equal(392, Assert.Throws<DataException>(() => new LogisticRegression { TestSize = 0.2 }.Fit(TextSource.Of(text))).Line);
        Assert.Equal(
            392,
            Assert.Throws<DataException>(
                () => new LogisticRegression { Features = ["age"], MemoryLimit = 1 << 20 }.Fit(TextSource.Of(text))).Line);
        Assert.Equal(392, Assert.Throws<DataException>(() => CacheSource.Write(TextSource.Of(text), new MemoryStream())).Line);

        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        Assert.Equal(
            392,
            Assert.Throws<DataException>(
                () => new LogisticRegression().Fit(CsvSource.FromStream(() => new MemoryStream(zipped.ToArray()), "data.csv.gz"))).Line);
        DataCheckReport check = new LogisticRegression().Check(TextSource.Of(text));
        Assert.Contains(check.Findings, finding => finding is { Kind: FindingKind.StrayText, Severity: FindingSeverity.Error });
        Assert.Equal(1, Assert.Single(check.Columns, column => column.Name == "age").MissingCount);
    }

    [Theory]
    [InlineData(
        "t",
        "'age' is mostly numbers, but 6 of 101 cells are not, such as 't3' on line 5: the column is categorical, and it is left out, "
            + "because nearly every value is different")]
    [InlineData(
        "00",
        "'age' has numbers with leading zeros, such as '001' on line 3: these are codes, so the column is categorical, and it is left "
            + "out, because nearly every value is different")]
    public void Fit_ColumnTakenForTextAndLeftOut_WarnsOfTheLoss(string stray, string expected)
    {
        string text = "age,x,y\n" + string.Concat(Enumerable.Range(0, 101).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row is >= 1 and < 7 && !(stray == "t" && row < 3) || (stray == "t" && row is 7 or 8) ? stray : "")}{row},{row % 9},{row * 31 % 7 % 2}\n")));
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of(text));
        Assert.Equal("age", Assert.Single(fit.Data.LeftOut).Name);
        Assert.Equal(expected, Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading).Message);
        Assert.Contains(new LogisticRegression().Check(TextSource.Of(text)).Findings, finding => finding.Message == expected);
    }

    [Fact]
    public void Fit_DecimalCommasInAColumnLeftOut_SaysThatItIsLeftOut()
    {
        string text =
            "age;x;y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row => string.Create(CultureInfo.InvariantCulture, $"{row},5;{row % 9};{row * 31 % 7 % 2}\n")));
        FitWarning warning =
            Assert.Single(new LogisticRegression().Fit(TextSource.Of(text)).Warnings, warning => warning.Kind == FitWarningKind.Reading);
        Assert.Equal(
            "'age' holds numbers with a decimal comma, such as '0,5', read as text: it is left out, because nearly every value is different",
            warning.Message);
    }

    [Fact]
    public void Fit_ColumnDeclaredCategoricalAndLeftOut_IsWarnedOf()
    {
        string text =
            "age,x,y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row => string.Create(CultureInfo.InvariantCulture, $"{row},{row % 9},{row * 31 % 7 % 2}\n")));
        LogisticFit fit = new LogisticRegression { CategoricalColumns = ["age"] }.Fit(TextSource.Of(text));
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
        Assert.Equal("'age' is left out, because nearly every value is different (60 distinct values)", warning.Message);
    }

    [Theory]
    [InlineData(
        "n",
        "'age' holds numbers as well as texts such as 'n70001': the column is categorical, and it is left out, because nearly every "
            + "value is different")]
    [InlineData(
        "0",
        "'age' has numbers with leading zeros: these are codes, so the column is categorical, and it is left out, because nearly every "
            + "value is different")]
    public void Fit_StreamOfAColumnWithTooManyLevels_WarnsOfTheLoss(string stray, string expected)
    {
        var streaming =
            new LogisticRegression
            {
                Solver = LogReg.Solvers.SolverKind.StochasticGradient,
                StochasticGradient = new StochasticGradientOptions { Stream = true },
            };
        string text =
            "age,x,y\n"
                + string.Concat(
                    Enumerable.Range(0, 80_000).Select(
                        row =>
                            string.Create(
                                CultureInfo.InvariantCulture, $"{(row > 70_000 ? stray : "")}{row},{row % 9},{row * 31 % 7 % 2}\n")));
        LogisticFit fit = streaming.Fit(TextSource.Of(text));
        Assert.Equal("age", Assert.Single(fit.Data.LeftOut).Name);
        Assert.Equal(expected, Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading).Message);
    }

    [Fact]
    public void Fit_IntegersBeyondTheDigitsOfADouble_AreWarnedOf()
    {
        string text =
            "card,y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{(row == 7 ? "9007199254740993" : "90071992547" + (1000 + row))},{row * 31 % 7 % 2}\n")));
        foreach (bool stream in new[] { false, true })
        {
            LogisticFit fit = Options(stream).Fit(TextSource.Of(text));
            FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
            Assert.Equal(
                "'card' has 1 whole number with more digits than a number keeps, such as '9007199254740993' on line 9: it is rounded",
                warning.Message);
            Assert.Equal("if they are identifiers, use CategoricalColumns = [\"card\"] or ExcludedColumns = [\"card\"]", warning.Hint);
        }
    }

    [Theory]
    [InlineData("9007199254740992", false)]
    [InlineData("9007199254740993", true)]
    [InlineData("-9007199254740993", true)]
    [InlineData("100000000000000000000", false)]
    [InlineData("123456789012345678901234567890", true)]
    [InlineData("9007199254740993.0", false)]
    [InlineData("999999999999999", false)]
    public void IsRoundedInteger_Number_TellsWhetherDigitsAreLost(string text, bool expected) =>
        Assert.Equal(expected, NumberText.IsRoundedInteger(Encoding.UTF8.GetBytes(text), double.Parse(text, CultureInfo.InvariantCulture)));

    [Fact]
    public void Fit_NoneAmongTexts_IsWarnedOfUnlessItIsConfirmed()
    {
        string text =
            "drug,x,y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{(row % 3 == 0 ? "None" : row % 3 == 1 ? "A" : "B")},{row % 9},{row * 31 % 7 % 2}\n")));
        foreach (bool stream in new[] { false, true })
        {
            FitWarning warning =
                Assert.Single(Options(stream).Fit(TextSource.Of(text)).Warnings, warning => warning.Kind == FitWarningKind.Reading);
            Assert.Equal("'drug' has 20 cells 'None', counted as missing", warning.Message);
        }

        Assert.DoesNotContain(
            new LogisticRegression().Fit(TextSource.Of(text, options: new CsvOptions().WithMissingValues(["None"]))).Warnings,
            warning => warning.Kind == FitWarningKind.Reading);
    }

    [Theory]
    [InlineData(
        "({0}.25)",
        "'x' holds negative amounts in parentheses, such as '(0.25)', read as text: it is left out, because nearly every value is different")]
    [InlineData(
        "=\"\"{0}.5\"\"",
        "'x' holds numbers that are marked as text, such as '=\"0.5\"': it is left out, because nearly every value is different")]
    [InlineData(
        "'{0}.5", "'x' holds numbers that are marked as text, such as ''0.5': it is left out, because nearly every value is different")]
    [InlineData(
        "13:{0:00}", "'x' holds times of day, such as '13:00', read as text: it is left out, because nearly every value is different")]
    public void Fit_NumbersWrittenAsText_AreWarnedOf(string form, string expected)
    {
        string text =
            "x,z,y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row => string.Format(CultureInfo.InvariantCulture, $"\"{form}\",{{1}},{{2}}\n", row, row % 9, row * 31 % 7 % 2)));
        Assert.Equal(
            expected,
            Assert.Single(
                new LogisticRegression().Fit(TextSource.Of(text)).Warnings, warning => warning.Kind == FitWarningKind.Reading).Message);
    }

    [Theory]
    [InlineData("#1!")]
    [InlineData("#WINNER!")]
    [InlineData("#A?")]
    public void ReadTable_TextsThatOnlyLookLikeSpreadsheetErrors_AreLevels(string text)
    {
        Table table = Read(Rows(100, row => row % 2 == 0 ? text : "b" + (row % 3)));
        Assert.Contains(text, table.Columns[0].Levels!);
        Assert.Empty(table.Origin!.Notes);
    }

    [Theory]
    [InlineData("male,urban,y\nmale,urban,1\nfemale,rural,0\n")]
    [InlineData("2018,2019,2021,y\n5,6,7,1\n4,5,6,0\n")]
    public void Fit_NamesThatAreLevelsOrYears_AreNoDataInTheHeader(string text) => Assert.DoesNotContain(
        new LogisticRegression().Check(
            TextSource.Of(text + string.Concat(Enumerable.Repeat(text[(text.IndexOf('\n') + 1)..], 20)))).Findings, finding =>
                finding.Kind == FindingKind.HeaderLooksLikeData);

    [Fact]
    public void ReadTable_StraysWithDecimalCommas_HintAtThePoint()
    {
        DataException error = Assert.Throws<DataException>(() => Read(Rows(150, row => row is 3 or 50 ? "\"39,9\"" : null)));
        Assert.Equal("write decimals with a point, as in 1234.5", error.Hint);
    }

    private static LogisticRegression Options(bool stream) => stream
        ? new LogisticRegression
        {
            Solver = LogReg.Solvers.SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        }
        : new LogisticRegression();

    [Fact]
    public void Fit_StreamOfManyStraysAtTheStart_CountsThemOverAllRows()
    {
        var streaming =
            new LogisticRegression
            {
                Solver = LogReg.Solvers.SolverKind.StochasticGradient,
                StochasticGradient = new StochasticGradientOptions { Stream = true },
            };
        Assert.Equal(
            "-", Assert.Throws<DataException>(() => streaming.Fit(TextSource.Of(Rows(20_000, row => row < 3000 ? "-" : null)))).Value);
        LogisticFit text =
            streaming.Fit(TextSource.Of(Rows(2000, row => row % 3 == 0 ? "-" : (row % 9).ToString(CultureInfo.InvariantCulture))));
        Assert.Contains(text.Warnings, warning => warning.Kind == FitWarningKind.Reading);
        LogisticFit errors = streaming.Fit(TextSource.Of(Rows(2000, row => row % 30 == 4 ? "#NUM!" : null)));
        Assert.Contains(
            "67 cells with a spreadsheet error (#NUM!; first on line 6)",
            Assert.Single(errors.Warnings, warning => warning.Kind == FitWarningKind.Reading).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCache_SpreadsheetErrors_AreToldThen()
    {
        CacheSummary summary = CacheSource.Write(TextSource.Of(Rows(60, row => row == 7 ? "#REF!" : null)), new MemoryStream());
        DataWarning warning = Assert.Single(summary.Warnings);
        Assert.Equal(("age", 9), (warning.Column, warning.Line));
    }

    [Fact]
    public void Fit_StrayInTheTarget_IsAnErrorEvenWithoutTarget()
    {
        string text =
            "age,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{row % 13},{(row == 20 ? "unknown" : row * 31 % 7 % 2)}\n"));
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression().Fit(TextSource.Of(text)));
        Assert.Equal(("y", 22, "unknown"), (error.Column, error.Line, error.Value));
    }
}
