using System.Globalization;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Data;

/// <summary>A line of totals below the rows is no row, and its number no class.</summary>
public sealed class TotalLineTests
{
    private static readonly string Rows = string.Concat(
        Enumerable.Range(0, 60).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"{"ns"[row * 5 % 2]},{20 + (row * 7 % 41)},{row * 31 % 7 % 2}\n")));

    private static string Text(string names, string last) => names + "\n" + Rows + last + "\n";

    [Theory]
    [InlineData(",,35", "the row has no value besides the target, and no other row has the class '35'")]
    [InlineData(",,35.5", "the row has no value besides the target, and no other row has the class '35.5'")]
    [InlineData("Total,2417,35", "the row has 'Total', and no other row has the class '35'")]
    [InlineData("Total: 60 rows,2417,35", "the row has 'Total: 60 rows', and no other row has the class '35'")]
    [InlineData("Gesamt:,2417,35", "the row has 'Gesamt:', and no other row has the class '35'")]
    [InlineData("Grand total (60),,35", "the row has 'Grand total (60)', and no other row has the class '35'")]
    public void Fit_ALineOfTotals_IsRefusedWithItsLine(string last, string problem)
    {
        string text = Text("region,age,bought", last);
        foreach (LogisticRegression options in new[] { new LogisticRegression(), Stream })
        {
            LogRegException error = Assert.ThrowsAny<LogRegException>(() => options.Fit(CsvText.Source(text)));
            if (last != ",,35.5" || options != Stream)
            {
                Assert.Equal($"data.csv, line 62, column 'bought': this looks like a line of totals: {problem}", error.Message);
                Assert.Equal(
                    "if it is one, delete the line, or what stands in the column of the target there; if it is a row, and "
                        + (last[0] == ',' ? $"'{last[2..]}' a class, keep it with CategoricalColumns = [\"bought\"]"
                            : $"'{last.Split(',')[0]}' a level, keep it with CategoricalColumns = [\"region\"]"),
                    error.Hint?.ToString());
            }
        }
    }

    [Fact]
    public void Fit_TotalsBetweenTheRows_AreRefused()
    {
        DataException error = Assert.Throws<DataException>(
            () => new LogisticRegression().Fit(CsvText.Source(Text("region,age,bought", "Total,2417,35\nn,30,1\nTotal,30,35"))));

        Assert.Equal(62, error.Line);
    }

    [Fact]
    public void Fit_TotalInAColumnOfNumbers_SaysThatTheLineMayBeDeleted()
    {
        DataException error = Assert.Throws<DataException>(
            () => new LogisticRegression().Fit(CsvText.Source("age,region,bought\n" + string.Concat(
                Enumerable.Range(0, 60).Select(row => $"{20 + (row * 7 % 41)},{"ns"[row % 2]},{row * 31 % 7 % 2}\n")) + "Total,,35\n")));

        Assert.Equal(62, error.Line);
        Assert.StartsWith("delete line 62 if it is a line of totals; if it means", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Total,2356,1", "62", "2356 in 'age' is the sum of the rows above")]
    [InlineData("Summe,2356,0\nn,30,1", "62", "2356 in 'age' is the sum of the rows above")]
    [InlineData("n,30,1\ns,31,0\nn,32,1\nSubtotal,93,1", "65", null)]
    [InlineData("Total,2356,1\nn,30,1\ns,31,0\nn,32,1\nTotal,93,1", "62", "2356 in 'age' is the sum of the rows above")]
    public void Fit_SumsInARowOfAnyClass_AreRefused(string last, string line, string? evidence)
    {
        string text = Text("region,age,bought", last);
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            if (evidence is null)
            {
                Assert.NotNull(options.Fit(CsvText.Source(text)));
                continue;
            }

            LogRegException error = Assert.ThrowsAny<LogRegException>(() => options.Fit(CsvText.Source(text)));
            Assert.StartsWith(
                $"data.csv, line {line}, column 'bought': this looks like a line of totals: ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(evidence, error.Message, StringComparison.Ordinal);
            Assert.NotNull((options with { CategoricalColumns = ["region"] }).Fit(CsvText.Source(text)));
        }
    }

    // A mean counts below all rows, in all columns of numbers, to the digits that it shows.
    [Theory]
    [InlineData("Average,39.27,1", "39.27")]
    [InlineData("Mittelwert:,39,0", "39")]
    [InlineData("Total,39.3,1", "39.3")]
    [InlineData("Mean,39,1\nTotal,2356,0", "39")]
    public void Fit_MeansBelowTheRows_AreRefused(string last, string mean)
    {
        string text = Text("region,age,bought", last);
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            LogRegException error = Assert.ThrowsAny<LogRegException>(() => options.Fit(CsvText.Source(text)));
            Assert.Equal(
                $"data.csv, line 62, column 'bought': this looks like a line of means: the row has '{last.Split(',')[0]}', and {mean} in 'age' "
                    + "is the mean of the rows above",
                error.Message);
            Assert.NotNull((options with { CategoricalColumns = ["region"] }).Fit(CsvText.Source(text)));
        }
    }

    [Theory]
    [InlineData("Average,39.27,1\nn,30,1")]
    [InlineData("Average,41,1")]
    [InlineData("average,39,1\nn,30,0\naverage,40,1\naverage,30,1\naverage,31,0\naverage,39,0")]
    public void Fit_MeansAboveOtherRowsAndALevelOfThatName_AreKept(string last)
    {
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            Assert.NotNull(options.Fit(CsvText.Source(Text("region,age,bought", last))));
        }
    }

    // A row with all its texts is one of the table, whatever its numbers are.
    [Fact]
    public void Fit_MeansInARowWithOtherTexts_AreKept()
    {
        string text = "grade,shop,age,bought\n" + string.Concat(
            Enumerable.Range(0, 30).Select(row => $"{(row % 2 == 0 ? "good" : "poor")},{"abc"[row % 3]},{30 + (row % 5)},{row * 7 % 5 % 2}\n"))
            + "Average,a,32,1\n";
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            Assert.NotNull(options.Fit(CsvText.Source(text)));
        }
    }

    // Without a word: sums in all columns of numbers, nothing in the others, and a class of its own.
    [Theory]
    [InlineData("a,b,y", "165,55,5", "165 in 'a'", 12)]
    [InlineData("a,b,y", "165,55,5\n1,2,", "165 in 'a'", 12)]
    [InlineData("a,b,y", "165,5.5,5", "165 in 'a'", 12)]
    [InlineData("a,b,y", "165,56,5", null, 0)]
    [InlineData("a,b,y", "165,55,5\n1,2,0", null, 0)]
    [InlineData("a,b,y", "165,55,1", null, 0)]
    public void Fit_SumsWithoutAWord_AreRefusedBelowTheRows(string names, string last, string? evidence, int line)
    {
        string text = names + "\n" + string.Concat(Enumerable.Range(1, 10).Select(row => $"{3 * row},{row * 7 % 11},{row % 2}\n")) + last + "\n";
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            if (evidence is null)
            {
                Assert.NotNull(options.Fit(CsvText.Source(text)));
                continue;
            }

            LogRegException error = Assert.ThrowsAny<LogRegException>(() => options.Fit(CsvText.Source(text)));
            Assert.Equal(
                $"data.csv, line {line}, column 'y': this looks like a line of totals: {evidence} is the sum of the rows above, and no other "
                    + "row has the class '5'",
                error.Message);
            Assert.EndsWith("keep it with CategoricalColumns = [\"y\"]", error.Hint?.ToString(), StringComparison.Ordinal);
            Assert.NotNull((options with { CategoricalColumns = ["y"] }).Fit(CsvText.Source(text)));
        }
    }

    // Sums are often shown with fewer digits than the numbers.
    [Theory]
    [InlineData("Total,3911,394726,yes", true)]
    [InlineData("Total,3911.1,394726.1,yes", true)]
    [InlineData("Total,3912,394726,yes", false)]
    [InlineData(",3911,394726,12", true)]
    public void Fit_RoundedSums_AreRefused(string last, bool isTotal)
    {
        string text = "region,kg,price,bought\n" + string.Concat(Enumerable.Range(0, 30).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{"ns"[row * 5 % 2]},{130.37 + ((row - 14.5) / 10):F2},{13157.53666 + ((row - 14.5) / 5):F5},{(row * 31 % 7 % 2 == 0 ? "no" : "yes")}\n")))
            + last + "\n";
        if (isTotal)
        {
            DataException error = Assert.Throws<DataException>(() => Ridge.Fit(CsvText.Source(text)));
            Assert.Equal(32, error.Line);
        }
        else
        {
            Assert.NotNull(Ridge.Fit(CsvText.Source(text)));
        }
    }

    [Theory]
    [InlineData(",,2\nn,30,1")]
    [InlineData("total,30,2\nsum,31,2\nmean,32,1\nsum,33,1\ntotal,34,2")]
    [InlineData("total: paid,30,2\nn,31,1")]
    [InlineData("total:open,30,2")]
    public void Fit_ARareClassAndLevelsCalledTotal_AreKept(string last)
    {
        string text = Text("region,age,bought", last);
        foreach (LogisticRegression options in new[] { Ridge, Stream })
        {
            Assert.Contains("2", options.Fit(CsvText.Source(text)).Model.Target.Classes);
        }
    }

    [Theory]
    [InlineData(",,35", "bought")]
    [InlineData("Total,2417,35", "region")]
    public void Fit_ALineThatIsARow_IsKeptWithTheOptionOfTheHint(string last, string column)
    {
        LogisticFit fit = (Ridge with { CategoricalColumns = [column] }).Fit(CsvText.Source(Text("region,age,bought", last)));
        Assert.Contains("35", fit.Model.Target.Classes);
    }

    // A row without a value, and a class of few rows, are no totals.
    [Theory]
    [InlineData(",,1")]
    [InlineData("n,40,2")]
    [InlineData("n,,35\n,40,35")]
    [InlineData("Total,40,1")]
    public void Fit_OtherRows_AreRows(string last) =>
        Assert.NotNull(
            Ridge.Fit(CsvText.Source(Text("region,age,bought", last))));

    private static LogisticRegression Ridge { get; } =
        new() { MissingHandling = MissingHandling.Impute, Penalty = PenaltyKind.Ridge, Lambda = 0.1 };

    private static LogisticRegression Stream { get; } = new()
    {
        Solver = SolverKind.StochasticGradient,
        StochasticGradient = new StochasticGradientOptions { Stream = true },
    };
}
