using System.Globalization;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Terms;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Data;

/// <summary>Columns of dates: recognised, left out without a formula, used with one.</summary>
public sealed class DateColumnTests
{
    private static readonly DateTime[] Days = [.. Enumerable.Range(0, 120).Select(row => new DateTime(2015, 1, 1).AddDays(row * 37 % 900))];

    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("d MMM yyyy")]
    [InlineData("MMM-yyyy")]
    [InlineData("yyyy-MM-dd HH:mm:ss+02:00")]
    public void Fit_AColumnOfDates_LeavesItOutAndNamesTheFormula(string format)
    {
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(Source(format));
        LeftOutColumn column = Assert.Single(fit.Data.LeftOut);
        Assert.Equal(("opened", LeftOutReason.Date), (column.Name, column.Reason));
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Message.Contains("holds dates", StringComparison.Ordinal));
        Assert.Contains(". + year(opened) + month(opened)", warning.Hint.ToString(), StringComparison.Ordinal);
        Assert.Contains("since 2015-01-01", warning.Hint.ToString(), StringComparison.Ordinal);
        DataCheckReport report = new LogisticRegression { Target = "y" }.Check(Source(format));
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Date);
    }

    /// <summary>Where a text stands is looked for by the process that has it; the others must not wait if that fails.</summary>
    [Fact]
    public void Read_PlaceOfATextCannotBeFound_AllMembersEnd()
    {
        Table table = SharedRows.Rechunk(
            TextSource.Of("d\n2020-01-01\n2020-01-02\n2020-01-03\nx\n").ReadTable([new ColumnRequest("d", ColumnKind.Categorical)]), 1);

        Exception?[] thrown = SharedRows.Run(table, 3, own => Record.Exception(
            () => new DateColumns(own, "data.csv", _ => throw new IOException("gone")).Read(["d"])));

        Assert.Equal(2, thrown.Count(one => one is LogRegException { Message: "rank 2 has failed: gone" }));
        Assert.IsType<IOException>(thrown[2]);
    }

    [Fact]
    public void Fit_AColumnOfDates_IsUsedIfDeclaredOrInAFormula()
    {
        LogisticModel declared =
            new LogisticRegression { Target = "y", CategoricalColumns = ["opened"], Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
                .Fit(Source("MMM-yyyy")).Model;
        Assert.Contains(declared.Features, feature => feature is CategoricalFeature { Name: "opened" });
        LogisticModel formula = new LogisticRegression { Target = "y", Formula = ". + year(opened)" }.Fit(Source("MMM-yyyy")).Model;
        Assert.Equal(["(intercept)", "x", "year(opened)"], formula.Coefficients.Keys);
        LogisticFit point = new LogisticRegression { Target = "y", Formula = "." }.Fit(Source("MMM-yyyy"));
        Assert.Equal(["(intercept)", "x"], point.Model.Coefficients.Keys);
        Assert.Contains(point.Warnings, warning => warning.Message.Contains("holds dates", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Fit_Epochs_AreNumbersAndDatesInFormulas(int unit)
    {
        string text = "created_at,x,y\n" + string.Concat(Days.Select((day, row) => string.Create(
            CultureInfo.InvariantCulture, $"{(long)(day - DateTime.UnixEpoch).TotalSeconds * unit},{row % 9},{row * 31 % 7 % 2}\n")));
        LogisticFit plain = new LogisticRegression { Target = "y" }.Fit(TextSource.Of(text));
        Assert.Equal(["(intercept)", "created_at", "x"], plain.Model.Coefficients.Keys);
        DataFinding finding = Assert.Single(plain.Findings, finding => finding.Kind == FindingKind.Date);
        Assert.Equal(FindingSeverity.Information, finding.Severity);
        double[] own =
            [
                .. new LogisticRegression { Target = "y", Formula = "x + year(created_at)" }
                    .Fit(TextSource.Of(text)).Model.Coefficients.Values,
            ];
        double[] right =
            [.. new LogisticRegression { Target = "y", Formula = "x + year(opened)" }.Fit(Source("yyyy-MM-dd")).Model.Coefficients.Values];
        Assert.Equal(right, own);
    }

    [Fact]
    public void Fit_YearsAndAmbiguousDates_AreNumbersAndLeftOut()
    {
        Assert.Equal(
            ["(intercept)", "opened", "x"],
            new LogisticRegression { Target = "y" }.Fit(Source("yyyy")).Model.Coefficients.Keys);
        string text = "opened,x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(
            row => $"0{1 + (row % 5)}/0{1 + (row % 7)}/2024,{row % 9},{row * 31 % 7 % 2}\n"));
        FitWarning warning = Assert.Single(
            new LogisticRegression { Target = "y" }.Fit(TextSource.Of(text)).Warnings,
            warning => warning.Message.Contains("holds dates", StringComparison.Ordinal));
        Assert.Contains("write them as 2026-01-31", warning.Hint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ScanKinds_AColumnOfDates_HasTheNoteOfATable()
    {
        using DataSource source = Source("dd.MM.yyyy");
        ColumnRequest[] requests = [new("opened", ColumnKind.Inferred), new("x", ColumnKind.Inferred)];
        Assert.Equal(["opened"], ReadNote.DateColumns(source.ReadTable(requests).Origin!.Notes));
        Assert.Equal(["opened"], ReadNote.DateColumns(source.ScanKinds(requests, null, CancellationToken.None).Notes));
    }

    [Theory]
    [InlineData("dd.MM.yyyy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("yyyy-MM-dd")]
    public void Evaluate_DatesWithTheYearFirst_AreReadWhateverTheOrderOfTraining(string format)
    {
        LogisticModel model = new LogisticRegression { Target = "y", Formula = "month(opened)" }.Fit(Source(format)).Model;
        double own = model.Evaluate(Source(format)).Metrics.LogLoss;
        Assert.Equal(own, model.Evaluate(Source("yyyy-MM-dd")).Metrics.LogLoss);
        Assert.Equal(own, model.Evaluate(Source("yyyy-MM-ddTHH:mm:ss")).Metrics.LogLoss);
        Assert.Equal(
            model.PredictProbability(new Dictionary<string, object?> { ["opened"] = Days[0] }),
            model.PredictProbability(new Dictionary<string, object?> { ["opened"] = "2" + Days[0].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)[1..] }));
    }

    [Fact]
    public void Evaluate_NoDateAsInTraining_Stops()
    {
        LogisticModel model = new LogisticRegression { Target = "y", Formula = "month(opened)" }.Fit(Source("yyyy-MM-dd")).Model;
        DataException error = Assert.Throws<DataException>(() => model.Evaluate(Source("dd.MM.yyyy")));
        Assert.Equal(("opened", 2), (error.Column, error.Line));
        Assert.Contains("2026-01-31", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd-MMM-yy")]
    [InlineData("MM/dd/yy")]
    [InlineData("d'. Mai 'yyyy")]
    [InlineData("d MMMM yy")]
    [InlineData("yyyy-MM")]
    [InlineData("MM/yyyy")]
    public void Fit_DatesThatNoFormulaReads_AreFoundWithARemedyThatWorks(string format)
    {
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(Source(format));
        DataFinding finding = Assert.Single(fit.Findings, finding => finding.Kind == FindingKind.Date);
        Assert.Contains("write the dates as 2026-01-31", finding.Hint.ToString(), StringComparison.Ordinal);
    }

    private static CsvSource Source(string format) => TextSource.Of("opened,x,y\n" + string.Concat(Days.Select(
        (day, row) => string.Create(
            CultureInfo.InvariantCulture, $"{day.ToString(format, CultureInfo.InvariantCulture)},{row % 9},{row * 31 % 7 % 2}\n"))));
}
