using System.Globalization;
using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Checking;

/// <summary>One trouble at a time, on data that are otherwise in order.</summary>
public class DataCheckTests
{
    private const int Rows = 400;

    // What is in order: x and z tell something, k has two levels, each with both classes.
    private static readonly double[] X = [.. Enumerable.Range(0, Rows).Select(row => Math.Sin(row) * 3)];
    private static readonly double[] Z = [.. Enumerable.Range(0, Rows).Select(row => Math.Cos(row * 1.7) * 2)];
    private static readonly string[] K = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % 5 < 2 ? "red" : "blue")];
    private static readonly string[] Y =
    [
        .. Enumerable.Range(0, Rows).Select(row => X[row] + (2 * Z[row]) + (4 * Math.Sin(row * 3.3)) > 0 ? "yes" : "no"),
    ];

    [Fact]
    public void Check_DataInOrder_FindsNothing()
    {
        DataCheckReport report = Check(Table());
        Assert.Empty(report.Findings);
        Assert.Equal(Rows, report.RowsRead);
        Assert.Equal(Rows, report.RowsUsed);
        Assert.Equal(3, report.CoefficientCount);
        Assert.Equal(["no", "yes"], report.ClassCounts.Keys);
        Assert.Equal(report.ClassCounts.Values.Min() / 3.0, report.EventsPerVariable);
        Assert.Equal(["x", "z", "k", "y"], report.Columns.Select(column => column.Name));
        Assert.False(report.HasFindings(FindingSeverity.Information));
    }

    [Fact]
    public void Check_Columns_AreDescribed()
    {
        double[] some = [.. X.Select((value, row) => row % 4 == 0 ? double.NaN : row % 4)];
        DataCheckReport report = Check(Table().AddNumeric("w", some));
        ColumnDescription w = report.Columns[^1];
        Assert.Equal(100, w.MissingCount);
        Assert.Equal(0.25, w.MissingShare);
        Assert.Equal(1, w.Minimum);
        Assert.Equal(2, w.Mean, 12);
        Assert.Equal(3, w.Maximum);
        Assert.Equal(Math.Sqrt(2.0 / 3), w.StandardDeviation, 12);
        Assert.Null(w.LevelCount);
        ColumnDescription k = report.Columns[2];
        Assert.Equal(2, k.LevelCount);
        Assert.InRange(k.RocAuc!.Value, 0.5, 0.6);
        Assert.Equal(ColumnRole.Target, report.Columns[3].Role);
        Assert.Null(report.Columns[3].RocAuc);
    }

    [Fact]
    public void Check_ConstantEmptyAndNamelikeColumns_AreNotes()
    {
        DataCheckReport report = Check(Table()
            .AddNumeric("one", Enumerable.Repeat(1.0, Rows).ToArray())
            .AddNumeric("nothing", Enumerable.Repeat(double.NaN, Rows).ToArray())
            .AddCategorical("name", Enumerable.Range(0, Rows).Select(row => $"person {row}")));
        Assert.Equal(
            [FindingKind.ConstantColumn, FindingKind.EmptyColumn, FindingKind.Identifier], report.Findings.Select(finding => finding.Kind));
        Assert.All(report.Findings, finding => Assert.Equal(FindingSeverity.Information, finding.Severity));
        Assert.Equal([ColumnRole.LeftOut, ColumnRole.LeftOut, ColumnRole.LeftOut], report.Columns.Skip(4).Select(column => column.Role));
    }

    [Fact]
    public void Check_CopyOfTheTarget_IsLeakage()
    {
        int exception = Array.IndexOf(Y, "no");
        DataFinding finding =
            Single(
                Table().AddNumeric("paid", [.. Y.Select((label, row) => (row % 7) + (label == "yes" || row == exception ? 10.0 : 0))]),
                FindingKind.Leakage);
        Assert.Equal(["paid"], finding.Columns);
        Assert.Contains("ROC AUC is 0.99", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("ExcludedColumns = [\"paid\"]", finding.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_LevelsThatGiveTheTargetAway_AreLeakage() =>
        Single(
            Table().AddCategorical(
                "state", Y.Select((label, row) => row == 5 ? "open" : label == "yes" ? $"won {row % 3}" : $"lost {row % 3}")),
            FindingKind.Leakage);

    [Fact]
    public void Check_CellsMissingForOneClass_IsLeakage()
    {
        DataFinding finding =
            Single(
                Table().AddNumeric("boat", [.. Y.Select((label, row) => label == "yes" ? 1 + (row * 7 % 9) : double.NaN)]),
                FindingKind.Leakage);
        Assert.Contains("missing for one class", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ManyRareLevelsOfNoise_AreNoLeakage()
    {
        // In the sample itself every level of one or two rows would tell the class.
        string[] noise = [.. Enumerable.Range(0, Rows).Select(row => $"g{row * 37 % 190}")];
        DataCheckReport report = Check(Table().AddCategorical("group", noise));
        Assert.DoesNotContain(report.Findings, finding => finding.Kind == FindingKind.Leakage);
        Assert.InRange(report.Columns[^1].RocAuc!.Value, 0.5, 0.8);
    }

    [Theory]
    [InlineData(-999)]
    [InlineData(9999)]
    [InlineData(99)]
    public void Check_RepeatedNines_AreACodeForMissing(double code)
    {
        DataFinding finding =
            Single(
                Table().AddNumeric("dose", [.. X.Select((_, row) => row % 50 == 7 ? code : 10 + (row * 7 % 30))]),
                FindingKind.MissingValueCode);
        Assert.Contains($"is {code} in 8 rows", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"use null or NaN instead of '{code}'", finding.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NinesAmongTheirLikes_AreNumbers() =>
        Nothing(Table().AddNumeric("score", [.. X.Select((_, row) => Math.Floor(Math.Abs(Math.Sin(row * 12.9)) * 99.999))]));

    [Fact]
    public void Check_OneValueFarFromAll_IsTold()
    {
        DataFinding finding =
            Single(
                Table().AddNumeric("age", [.. X.Select((_, row) => row == 17 ? 300.0 : 20 + (row * 7 % 50))]), FindingKind.ExtremeValues);
        Assert.Contains("one value, 300, that is far from all others", finding.Message, StringComparison.Ordinal);
        Assert.Contains("the next value is 69", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_EstimatorOfFirthsMethod_LooksWithTheEyesOfMaximumLikelihood()
    {
        Table table =
            Table().AddNumeric(
                "gap", [.. Y.Select((label, row) => row % 4 == 0 ? (label == "yes" ? 1.0 + (row % 3) : -2.0 - (row % 5)) : 0)]).Build();
        DataFinding plain =
            Assert.Single(
                new LogisticRegression { Target = "y" }.Check(table, TestContext.Current.CancellationToken).Findings,
                finding => finding.Kind == FindingKind.Separation);
        Assert.Equal(["gap"], plain.Columns);
        DataFinding firth = Assert.Single(
            new LogisticRegression { Target = "y", Firth = true, CorrectIntercept = true }.Check(
                table, TestContext.Current.CancellationToken).Findings, finding => finding.Kind == FindingKind.Separation);
        Assert.Equal(plain.Message, firth.Message);
    }

    [Fact]
    public void Check_LongTails_AreNoOutliers()
    {
        // Quantiles of a log-normal and of a Pareto distribution, in a mixed order.
        double[] uniform = [.. Enumerable.Range(0, Rows).Select(row => ((row * 163 % Rows) + 0.5) / Rows)];
        Nothing(Table()
            .AddNumeric("income", [.. uniform.Select(share => Math.Exp(1.2 * Math.Log(share / (1 - share)) / 1.7))])
            .AddNumeric("size", [.. uniform.Select((share, row) => Math.Pow(1 - uniform[(row * 7) % Rows], -0.5))])
            .AddNumeric("gain", [.. uniform.Select((share, row) => row % 10 == 0 ? Math.Exp(5 + share) : 0)]));
    }

    [Fact]
    public void Check_RowNumbers_AreIdentifiers()
    {
        DataFinding finding =
            Single(Table().AddNumeric("position", [.. Enumerable.Range(1, Rows).Select(row => (double)row)]), FindingKind.Identifier);
        Assert.Contains("is a row number: 400 distinct whole numbers from 1 to 400, in order", finding.Message, StringComparison.Ordinal);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
    }

    [Fact]
    public void Check_MixedRowNumbers_AreIdentifiers() =>
        Single(
            Table().AddNumeric("position", [.. Enumerable.Range(0, Rows).Select(row => (double)(row * 163 % Rows))]),
            FindingKind.Identifier);

    [Fact]
    public void Check_Keys_AreIdentifiersByTheirName()
    {
        double[] keys = [.. Enumerable.Range(0, Rows).Select(row => 1000.0 + (row * 163 % Rows * 977))];
        Single(Table().AddNumeric("customerId", keys), FindingKind.Identifier);
        Nothing(Table().AddNumeric("amount", keys));
    }

    [Theory]
    [InlineData("id", true)]
    [InlineData("customer_id", true)]
    [InlineData("customerId", true)]
    [InlineData("PassengerNo", true)]
    [InlineData("paid", false)]
    [InlineData("humid", false)]
    [InlineData("age", false)]
    public void IsKeyName_Name_IsByItsLastWord(string name, bool expected) => Assert.Equal(expected, RowNumberCheck.IsKeyName(name));

    [Theory]
    [InlineData("dates", "2024-01-", "", FindingKind.Date)]
    [InlineData("commas", "3,", "", FindingKind.NumberAsText)]
    [InlineData("prices", "$4.", "", FindingKind.NumberAsText)]
    [InlineData("shares", "1.", "%", FindingKind.NumberAsText)]
    [InlineData("weights", "5.", " kg", FindingKind.NumberAsText)]
    [InlineData("signs", "5.", "+", FindingKind.NumberAsText)]
    [InlineData("quoted", "'5.", "'", FindingKind.NumberAsText)]
    [InlineData("tilde", "~", "", FindingKind.NumberAsText)]
    public void Check_NumbersAndDatesAsText_AreTold(string name, string before, string after, FindingKind kind) => Single(
        Table().AddCategorical(name, Enumerable.Range(0, Rows).Select(row => $"{before}{10 + (row * 7 % 19)}{after}")), kind);

    [Theory]
    [InlineData("CUST-", "")]
    [InlineData("A-", "")]
    [InlineData("v1.", "")]
    [InlineData("#", "")]
    [InlineData("", "b")]
    public void Check_NamesWithNumbers_AreNoNumbers(string before, string after) => Assert.DoesNotContain(
        Check(Table().AddCategorical("ref", Enumerable.Range(0, Rows).Select(row => $"{before}{10 + (row * 7 % 19)}{after}"))).Findings,
        finding => finding.Message.Contains("with other signs", StringComparison.Ordinal));

    [Fact]
    public void Check_NumbersButForOneText_NamesTheText()
    {
        DataFinding finding = Single(
            Table().AddCategorical(
                "lab",
                Enumerable.Range(0, Rows).Select(
                    row => row % 40 == 3 ? "n.d." : (row * 7 % 25).ToString(CultureInfo.InvariantCulture))), FindingKind.NumberAsText);
        Assert.Contains("is read as text only because of 'n.d.'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("use null or NaN instead of 'n.d.'", finding.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DateNumbers_AreTold() =>
        Single(
            Table().AddNumeric("day", [.. Enumerable.Range(0, Rows).Select(row => 20240101.0 + (row * 7 % 28) + (100 * (row % 12)))]),
            FindingKind.Date);

    [Fact]
    public void Check_LevelsThatDifferInCase_AreTold()
    {
        DataFinding finding =
            Single(
                Table().AddCategorical(
                    "flag",
                    Enumerable.Range(0, Rows).Select(row => (row * 7 % 5) switch { 0 => "Yes", 1 => "YES", 2 => "other", _ => "no" })),
                FindingKind.SimilarLevels);
        Assert.Contains("'YES' and 'Yes'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_CopiedColumn_IsToldOnce()
    {
        DataFinding finding = Single(Table().AddNumeric("again", X), FindingKind.DuplicateColumn);
        Assert.Equal(["x", "again"], finding.Columns);
    }

    [Fact]
    public void Check_CollinearColumns_NamesTheSet()
    {
        DataFinding finding = Single(Table().AddNumeric("sum", [.. X.Zip(Z, (x, z) => 1 + (2 * x) - z)]), FindingKind.Collinearity);
        Assert.Equal(["sum", "x", "z"], finding.Columns);
        Assert.Contains("'sum' is an exact linear combination of 'x', 'z'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NearlyCollinearColumns_AreANote()
    {
        DataFinding finding =
            Single(Table().AddNumeric("near", [.. X.Select((x, row) => x + (0.01 * Math.Sin(row * 5.1)))]), FindingKind.Collinearity);
        Assert.Equal(FindingSeverity.Information, finding.Severity);
        Assert.Contains("'x'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("'near'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_LevelOfOneClass_IsTold()
    {
        DataFinding finding =
            Single(
                Table().AddCategorical("site", Y.Select((label, row) => label == "yes" && row % 9 == 0 ? "c" : row % 2 == 0 ? "a" : "b")),
                FindingKind.LevelWithoutAllClasses);
        Assert.Equal(["site"], finding.Columns);
        Assert.Contains("site=c", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FeaturesThatSeparateTogether_IsAnError()
    {
        double[] v = [.. Y.Select((label, row) => (label == "yes" ? 1.0 : -1) - X[row] + (0.3 * Math.Sin(row * 2.2)))];
        DataFinding finding = Single(Table().AddNumeric("v", v), FindingKind.Separation);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains("completely", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_CopiedRows_AreTold()
    {
        int[] order = [.. Enumerable.Range(0, Rows).Select(row => row >= 390 ? row - 300 : row)];
        TableBuilder builder =
            new TableBuilder().AddNumeric("x", [.. order.Select(row => X[row])]).AddNumeric("z", [.. order.Select(row => Z[row])])
                .AddCategorical("k", order.Select(row => K[row])).AddCategorical("y", order.Select(row => Y[row]));
        Assert.StartsWith("10 rows (2.5%) are exact copies", Single(builder, FindingKind.DuplicateRows).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_MissingCells_AreANoteOrIfMostAWarning()
    {
        Single(Table().AddNumeric("some", [.. Z.Select((_, row) => row % 10 == 0 ? double.NaN : row * 7 % 30)]), FindingKind.MissingCells);
        Assert.Equal(
            FindingSeverity.Warning,
            Single(
                Table().AddNumeric("most", [.. Z.Select((_, row) => row % 3 != 0 ? double.NaN : row * 7 % 30)]),
                FindingKind.MostlyMissing).Severity);
    }

    [Fact]
    public void Check_RareClass_IsANote()
    {
        DataCheckReport report =
            new LogisticRegression { Target = "y" }.Check(
                new TableBuilder().AddNumeric("x", [.. Enumerable.Range(0, 5000).Select(row => Math.Sin(row))])
                    .AddCategorical("y", Enumerable.Range(0, 5000).Select(row => row % 200 == 7 ? "bad" : "good"))
                        .Build(), TestContext.Current.CancellationToken);
        Assert.Equal(FindingKind.RareClass, Assert.Single(report.Findings).Kind);
        Assert.Contains("25 of 5,000 rows (0.5%)", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AsManyCoefficientsAsRows_IsAnError()
    {
        var builder = new TableBuilder().AddCategorical("y", Y.Take(10));
        for (int column = 0; column < 12; column++)
        {
            builder.AddNumeric($"x{column}", [.. Enumerable.Range(0, 10).Select(row => Math.Sin((row * 3.1) + (column * row)))]);
        }

        Assert.Equal(FindingKind.TooManyCoefficients, Check(builder).Findings[0].Kind);
    }

    [Fact]
    public void Check_ManyLevels_ChecksTheRestWithoutThem()
    {
        int rows = 4000;
        var builder =
            new TableBuilder().AddNumeric("x", [.. Enumerable.Range(0, rows).Select(row => Math.Sin(row))]).AddNumeric(
                "x2", [.. Enumerable.Range(0, rows).Select(row => 1 - (2 * Math.Sin(row)))])
                .AddCategorical("town", Enumerable.Range(0, rows).Select(row => $"t{row % 1300}")).AddCategorical(
                    "y", Enumerable.Range(0, rows).Select(row => Math.Sin(row * 3.3) > 0 ? "a" : "b"));
        DataCheckReport report = Check(builder);
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.ManyLevels);
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Collinearity);
        Assert.Equal(["town"], Assert.Single(report.Findings, finding => finding.Kind == FindingKind.NotChecked).Columns);
    }

    private static TableBuilder Table() =>
        new TableBuilder().AddNumeric("x", X).AddNumeric("z", Z).AddCategorical("k", K).AddCategorical("y", Y);

    private static DataCheckReport Check(TableBuilder builder) =>
        new LogisticRegression { Target = "y" }.Check(builder.Build(), TestContext.Current.CancellationToken);

    // The one finding of a kind; of other kinds there are those that follow from it.
    private static DataFinding Single(TableBuilder builder, FindingKind kind) =>
        Assert.Single(Check(builder).Findings, finding => finding.Kind == kind);

    private static void Nothing(TableBuilder builder) => Assert.Empty(Check(builder).Findings);
}
