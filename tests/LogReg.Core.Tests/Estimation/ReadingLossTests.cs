using System.Globalization;
using System.IO.Compression;
using System.Text;
using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Estimation;

public sealed class ReadingLossTests
{
    private static string Rows(int count, Func<int, string?> stray) =>
        "age,y\n"
            + string.Concat(
                Enumerable.Range(0, count).Select(
                    row =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{stray(row) ?? (row * 7919 % 101 * 0.5).ToString(CultureInfo.InvariantCulture)},{row * 31 % 7 % 2}\n")));

    private static LogisticRegression Options(bool stream) => stream
        ? new LogisticRegression
        {
            Solver = LogReg.Solvers.SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        }
        : new LogisticRegression();

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
            "age,x,y\n"
                + string.Concat(
                    Enumerable.Range(0, 60).Select(
                        row => string.Create(CultureInfo.InvariantCulture, $"\"{row},5\",{row % 9},{row * 31 % 7 % 2}\n")));
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
    [InlineData("male,urban,y\nmale,urban,1\nfemale,rural,0\n")]
    [InlineData("2018,2019,2021,y\n5,6,7,1\n4,5,6,0\n")]
    public void Fit_NamesThatAreLevelsOrYears_AreNoDataInTheHeader(string text) => Assert.DoesNotContain(
        new LogisticRegression().Check(
            TextSource.Of(text + string.Concat(Enumerable.Repeat(text[(text.IndexOf('\n') + 1)..], 20)))).Findings, finding =>
                finding.Kind == FindingKind.HeaderLooksLikeData);

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
    public void Fit_StrayInTheTarget_IsAnErrorEvenWithoutTarget()
    {
        string text =
            "age,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{row % 13},{(row == 20 ? "unknown" : row * 31 % 7 % 2)}\n"));
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression().Fit(TextSource.Of(text)));
        Assert.Equal(("y", 22, "unknown"), (error.Column, error.Line, error.Value));
    }
}
