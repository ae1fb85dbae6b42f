using System.Globalization;
using LogReg.Data;

namespace LogReg.Tests;

/// <summary>Formulas with parts of dates.</summary>
public sealed class LogisticRegressionDateTests
{
    private static readonly DateTime[] Dates =
    [
        .. Enumerable.Range(0, 300).Select(row => new DateTime(2023, 1, 1).AddDays(row * 37 % 700).AddMinutes(row * 611 % 1440)),
    ];

    [Theory]
    [InlineData("yyyy-MM-ddTHH:mm:ss")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("M/d/yyyy h:mm tt")]
    [InlineData("d MMM yyyy HH:mm:ss")]
    public void Fit_PartsOfDates_AreThoseOfTheCalendar(string format)
    {
        LogisticModel model =
            Options("y ~ year(opened) + hour(opened) + days(opened, since 2023-06-01) + weekday(opened)").Fit(Texts(format)).Model;
        LogisticModel expected = Options("y ~ year + hour + days + weekday").Fit(Parts()).Model;
        Assert.Equal(
            ["weekday(opened)=Tuesday", "weekday(opened)=Wednesday"],
            model.Coefficients.Keys.Where(name => name.StartsWith("weekday", StringComparison.Ordinal)).Take(2));
        foreach ((double right, double own) in expected.Coefficients.Values.Zip(model.Coefficients.Values))
        {
            DigitAssert.Near(1e-9, right, own);
        }
    }

    [Fact]
    public void Fit_Months_AreLevelsByName()
    {
        LogisticModel model = Options("y ~ month(opened)").Fit(Texts("yyyy-MM-dd")).Model;
        Assert.Equal(12, model.Coefficients.Count);
        Assert.Equal("month(opened)=February", model.Coefficients.Keys.ElementAt(1));
        LogisticModel number = Options("y ~ number(month(opened))").Fit(Texts("yyyy-MM-dd")).Model;
        Assert.Equal(["(intercept)", "number(month(opened))"], number.Coefficients.Keys);
    }

    [Theory]
    [InlineData("dd/MM/yy")]
    [InlineData("MM/dd/yy HH:mm")]
    [InlineData("d-MMM-yy")]
    public void Fit_YearsOfTwoDigits_AreRefused(string format)
    {
        DataException error = Assert.Throws<DataException>(() => Options("y ~ year(opened)").Fit(Texts(format)));
        string first = Dates[0].ToString(format, CultureInfo.InvariantCulture);
        Assert.Equal(
            $"data.csv, line 2, column 'opened': '{first}' has a year of two digits, which may be of either century", error.Message);
        Assert.Equal("write years with four digits, best as 1998-01-31", error.Hint?.ToString());
    }

    [Theory]
    [InlineData("dd/MM/yyyy", "05/06/2024\nNA\n2024-06-30\n", null)]
    [InlineData("dd/MM/yyyy", "05/06/2024\n06/30/2024\n", "line 3|'06/30/2024' is a date in another order of day and month than in training")]
    [InlineData("MM/dd/yyyy", "05/06/2024\n30/06/2024\n", "line 3|'30/06/2024' is a date in another order of day and month than in training")]
    [InlineData("dd/MM/yyyy", "05/06/2024\n05/06/24\n", "line 3|'05/06/24' has a year of two digits, which may be of either century")]
    [InlineData("yyyy-MM-dd", "2024-06-05\n3-Jan-24\n", "line 3|'3-Jan-24' has a year of two digits, which may be of either century")]
    public void Score_ADateThatContradictsTraining_StopsIt(string format, string cells, string? problem)
    {
        LogisticModel model = Options("y ~ days(opened)").Fit(Texts(format)).Model;
        ScoredChunk[] Score() => [.. model.Score(TextSource.Of("opened\n" + cells))];
        if (problem is null)
        {
            Assert.Equal(1, Score().Sum(chunk => chunk.MissingCells[0]));
            return;
        }

        DataException error = Assert.Throws<DataException>(Score);
        Assert.Equal(problem.Split('|')[0], error.Place.ToString());
        Assert.Contains(problem.Split('|')[1], error.Message, StringComparison.Ordinal);
        Assert.EndsWith("2026-01-31", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_ARowAlone_IsTheSameAsAmongOthersAndAfterLoading()
    {
        LogisticModel model =
            Options("y ~ spline(hour(opened), 3)*category(year(opened)) + month(opened)").Fit(Texts("dd/MM/yyyy HH:mm")).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);
        Assert.Equal(model.Features, loaded.Features);
        Assert.Equal(DateOrder.DayMonthYear, ((LogReg.Terms.NumericFeature)loaded.Features[0]).DateOrder);

        double[] together = [.. loaded.Score(Texts("dd/MM/yyyy HH:mm")).SelectMany(chunk => chunk.Probabilities.ToArray())];
        for (int row = 0; row < Dates.Length; row += 7)
        {
            string text = Dates[row].ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
            DigitAssert.SameBits(together[row], model.Score(TextSource.Of($"opened\n{text}\n")).Single().Probabilities[0]);
            DigitAssert.SameBits(together[row], loaded.PredictProbability(new Dictionary<string, object?> { ["opened"] = text }));
            DigitAssert.SameBits(together[row], loaded.PredictProbability(new Dictionary<string, object?> { ["opened"] = Dates[row] }));
        }
    }

    // What is no date is neither missing nor the mean, in whatever row and in all that read rows for a model.
    [Theory]
    [InlineData("2023-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("03/04/2023")]
    [InlineData("44597")]
    [InlineData("1612051200")]
    [InlineData("xyz")]
    public void Score_ATextThatIsNoDate_IsAnErrorWithItsLine(string text)
    {
        LogisticModel model = Options("y ~ hour(opened)").Fit(Texts("yyyy-MM-dd HH:mm")).Model;
        DataSource Rows() => TextSource.Of(
            "opened,y\n" + string.Concat(Enumerable.Range(0, 4000).Select(row => $"2023-05-05 10:00,{row % 2}\n")) + $"NA,1\n{text},0\n");
        Action[] uses =
        [
            () => Assert.NotEmpty(model.Score(Rows())),
            () => model.Evaluate(Rows()),
            () => Assert.NotEmpty(model.Diagnose(Rows())),
            () => model.Monitor(Rows()),
        ];
        foreach (Action use in uses)
        {
            DataException error = Assert.Throws<DataException>(use);
            Assert.Equal($"data.csv, line 4003, column 'opened': '{text}' is not a date as in training", error.Message);
            Assert.Equal(
                $"write the dates with the year first, as 2026-01-31; use CsvOptions.WithMissingValues(\"{text}\") if it means \"missing\"",
                error.Hint?.ToString());
        }

        Assert.Throws<ArgumentException>(() => model.PredictProbability(new Dictionary<string, object?> { ["opened"] = text }));
    }

    [Fact]
    public void Score_MissingDates_CountAsMissing()
    {
        LogisticModel model = Options("y ~ hour(opened)").Fit(Texts("yyyy-MM-dd HH:mm")).Model;
        ScoredChunk chunk =
            model.Score(TextSource.Of("opened\n#N/A\nNA\n2023-05-05 10:00\n"), new ScoringOptions { Contributions = 1 }).Single();
        Assert.Equal(2, chunk.MissingCells[0]);
        Assert.Equal([0, 1], chunk.Explanations!.Flags.Select(flag => flag.Row));
        DigitAssert.SameBits(chunk.Probabilities[0], chunk.Probabilities[1]);
    }

    // A line of totals without a class takes no part in a comparison.
    [Fact]
    public void Evaluate_ATextThatIsNoDateInARowWithoutTarget_TakesNoPart()
    {
        LogisticModel model = Options("y ~ hour(opened)").Fit(Texts("yyyy-MM-dd HH:mm")).Model;
        const string Rows = "opened,y\n2023-05-05 10:00,1\n2023-05-06 11:00,0\n";
        DigitAssert.SameBits(
            model.Evaluate(TextSource.Of(Rows)).Metrics.LogLoss, model.Evaluate(TextSource.Of(Rows + "Total,\n")).Metrics.LogLoss);
    }

    [Fact]
    public void Score_TheLastInstantOfTheCalendar_CountsAsMissingOrAsItsYear()
    {
        LogisticModel model = Options("y ~ year(opened) + hour(opened)").Fit(Texts("yyyy-MM-dd HH:mm")).Model;
        ScoredChunk chunk = model.Score(TextSource.Of("opened\n9999-12-31 23:59:59.9999\n9999-12-31 23:59\n")).Single();
        Assert.Equal(1, chunk.MissingCells[0]);
        Assert.All(chunk.Probabilities.ToArray(), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Fit_ATextThatIsNoDate_NamesTheLine()
    {
        DataSource data = TextSource.Of("opened,y\n31.01.2024,1\n01.02.2024,0\nNA,0\n02/30/2024,1\n03.03.2024,0\n");
        var error = Assert.Throws<DataException>(() => Options("y ~ days(opened)").Fit(data));
        Assert.Equal(
            "data.csv, line 5, column 'opened': '02/30/2024' is not a date with the day first, as most of its cells are", error.Message);
    }

    [Fact]
    public void Fit_DatesOfTwoReadings_AreRefused()
    {
        DataSource data = TextSource.Of("opened,y\n03/03/2024,1\n01/02/2024,0\n02/03/2024,1\n03/03/2024,0\n");
        var error = Assert.Throws<DataException>(() => Options("y ~ days(opened)").Fit(data));
        Assert.Contains("'02/03/2024', can be read with the day first or with the month first", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hour(x)", "'x'")]
    [InlineData("log(hour(opened)) + opened:x + category(opened)", "both a date and categorical")]
    [InlineData("month(year(opened))", "month(year(opened)) needs dates")]
    public void Fit_DatesAndOthersMixed_SaysWhy(string formula, string message)
    {
        DataSource data = TextSource.Of("opened,x,y\n2024-01-31,a,1\n2024-02-01,b,0\n2024-03-03,b,1\n2024-04-03,a,0\n");
        Exception error = Assert.ThrowsAny<Exception>(() => Options("y ~ " + formula).Fit(data));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static LogisticRegression Options(string formula) => new() { Formula = formula };

    private static DataSource Texts(string format) => TextSource.Of(
        "opened,y", Dates.Select((date, row) => $"{date.ToString(format, CultureInfo.InvariantCulture)},{Outcome(row)}"));

    private static DataSource Parts() => TextSource.Of(
        "year,hour,days,weekday,y",
        Dates.Select((date, row) => string.Create(
            CultureInfo.InvariantCulture,
            $"{date.Year},{date.Hour},{(new DateTime(date.Ticks - (date.Ticks % TimeSpan.TicksPerMinute)) - new DateTime(2023, 6, 1)).TotalDays:R},{((int)date.DayOfWeek + 6) % 7}d,{Outcome(row)}")));

    private static int Outcome(int row) => row * 7919 % 101 < 40 + (Dates[row].Hour * 2) ? 1 : 0;
}
