using System.Data;
using LogReg.Checking;
using LogReg.Data;
using DataException = LogReg.Data.DataException;

namespace LogReg.Tests.Data;

/// <summary>Messages and hints name what the source at hand is and has.</summary>
public sealed class SourceMessageTests : IDisposable
{
    private static readonly Row[] Rows =
        [.. Enumerable.Range(0, 40).Select(number => new Row(number % 7, number % 3 == 0 ? "no" : "yes"))];

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-source-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void NotANumber_OfCells_NamesTheOptionOfTheirSource()
    {
        ColumnRequest[] requests = [new("n", ColumnKind.Numeric)];
        Assert.Contains(
            "use CsvOptions.WithMissingValues(\"abc\")", HintOf(TextSource.Of("n", ["1", "abc"]), requests), StringComparison.Ordinal);
        Assert.Contains(
            "use missingValues: [.. DataSource.DefaultMissingValues, \"abc\"]",
            HintOf(CellRows.OfLines(["n", "1", "abc"]), requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Strays_OfCells_NameTheOptionOfTheirSource()
    {
        string[] lines = ["n", .. Enumerable.Range(0, 30).Select(number => number == 3 ? "abc" : $"{number}")];
        ColumnRequest[] requests = [new("n", ColumnKind.Inferred)];
        string hint = HintOf(CellRows.OfLines(lines), requests);
        Assert.Contains("missingValues: [.. DataSource.DefaultMissingValues, \"abc\"]", hint, StringComparison.Ordinal);
        Assert.DoesNotContain("CsvOptions", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfObjects_NamesNoOptionOfFiles()
    {
        double[] codes = [.. Enumerable.Range(0, 60).Select(number => number % 20 == 0 ? 9999.0 : number % 7)];
        DataSource source = TableSource.From(
            codes,
            columns => columns.Numeric("code", code => code).Numeric("empty", _ => (double?)null).Numeric("2", code => code % 3)
                .Categorical("y", code => code % 2 == 0 ? "no" : "yes"));
        DataCheckReport report = new LogisticRegression { Target = "y" }.Check(source, cancellationToken: Token);
        string hints = string.Join("\n", report.Findings.Select(finding => $"{finding.Message}: {finding.Hint}"));
        Assert.Contains("use missingValues: [.. DataSource.DefaultMissingValues, \"9999\"]; it applies", hints, StringComparison.Ordinal);
        Assert.Contains("see missingValues if it should not", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("CsvOptions", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("first line", hints, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfATable_NamesNoOption()
    {
        double[] codes = [.. Enumerable.Range(0, 60).Select(number => number % 20 == 0 ? 9999.0 : number % 7)];
        Table table = new TableBuilder().AddNumeric("7", codes).AddNumeric("2.5", codes)
            .AddCategorical("y", codes.Select(code => code % 2 == 0 ? "no" : "yes")).Build();
        DataCheckReport report = new LogisticRegression { Target = "y" }.Check(table, Token);
        string hints = string.Join("\n", report.Findings.Select(finding => $"{finding.Message}: {finding.Hint}"));
        Assert.Contains("use null or NaN instead of '9999'", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("all columns", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("CsvOptions", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("first line", hints, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfACacheOfObjects_DoesNotSendToAFile()
    {
        string path = Path.Combine(_folder, "objects.logreg");
        double[] codes = [.. Enumerable.Range(0, 60).Select(number => number % 20 == 0 ? 9999.0 : number % 7)];
        CacheSummary summary = CacheSource.Write(
            TableSource.From(
                codes, columns => columns.Numeric("code", code => code).Categorical("y", code => code % 2 == 0 ? "no" : "yes")),
            path,
            cancellationToken: Token);
        Assert.Equal(60, summary.RowCount);
        using DataSource cache = CsvSource.FromFile(path);
        DataCheckReport report = new LogisticRegression { Target = "y" }.Check(cache, cancellationToken: Token);
        string hints = string.Join("\n", report.Findings.Select(finding => $"{finding.Hint}"));
        Assert.Contains("use a cache of the same data with '9999' among the missing values", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("CsvOptions", hints, StringComparison.Ordinal);
        DataException chunks = Assert.Throws<DataException>(() => cache.ReadChunks([new("code", ColumnKind.Numeric)]).Count());
        Assert.Equal("use the data that the cache was made from", chunks.Hint?.ToString());
    }

    [Fact]
    public void WriteCache_ToAPathThatCannotBe_LeavesNothing()
    {
        string path = Path.Combine(_folder, "none.logreg");
        Assert.Throws<DataException>(() => CacheSource.Write(TextSource.Of("n\n"), path, cancellationToken: Token));
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Throws<LogRegException>(
            () => CacheSource.Write(TextSource.Of("n", ["1"]), Path.Combine(_folder, "no", "x"), cancellationToken: Token));
    }

    [Fact]
    public void NoFeature_OfObjects_DoesNotNameTheDelimiter()
    {
        DataSource source = TableSource.From(Rows, columns => columns.Categorical("y", row => row.Label));
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression { Target = "y" }.Fit(source, null, Token));
        Assert.Equal("check Features and ExcludedColumns", error.Hint?.ToString());
        DataException ofFile =
            Assert.Throws<DataException>(() => new LogisticRegression { Target = "y" }.Fit(TextSource.Of("y", ["a", "b"]), null, Token));
        Assert.Contains("CsvOptions.Delimiter", ofFile.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_WithoutAColumn_CallsTheSourceByItsKind()
    {
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(
            TableSource.From(Rows, columns => columns.Numeric("n", row => row.Number).Categorical("y", row => row.Label)),
            null,
            Token).Model;
        using var data = new DataTable();
        data.Columns.Add("m", typeof(double));
        data.Rows.Add(1.0);
        using DataTableReader reader = data.CreateDataReader();
        Table table = new TableBuilder().AddNumeric("m", [1]).Build();
        Assert.StartsWith("query: the query has no column 'n'", MissingColumn(model, TableSource.From(reader)), StringComparison.Ordinal);
        Assert.StartsWith("table: the table has no column 'n'", MissingColumn(model, new TableSource(table)), StringComparison.Ordinal);
        Assert.StartsWith(
            "objects: the source has no column 'n'",
            MissingColumn(model, TableSource.From(Rows, columns => columns.Numeric("m", row => row.Number))),
            StringComparison.Ordinal);
        Assert.Contains(": the file has no column 'n'", MissingColumn(model, TextSource.Of("m", ["1"])), StringComparison.Ordinal);
        Assert.StartsWith("sheet1: the sheet has no column 'n'", MissingColumn(model, new Sheet()), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_OfAQuery_SaysWhatMayHaveHappened()
    {
        using var data = new DataTable();
        data.Columns.Add("m", typeof(double));
        using DataTableReader reader = data.CreateDataReader();
        DataException error = Assert.Throws<DataException>(
            () => TableSource.From(reader).ReadTable([new("m", ColumnKind.Numeric)], cancellationToken: Token));
        Assert.Equal("query: there are no rows", error.Message);
        Assert.Contains("run the query again", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    private static string HintOf(DataSource source, ColumnRequest[] requests) =>
        Assert.Throws<DataException>(() => source.ReadTable(requests, cancellationToken: Token)).Hint!.ToString();

    private static string MissingColumn(LogisticModel model, DataSource source) =>
        Assert.Throws<DataException>(() => model.Score(source, null, null, Token).Count()).Message;

    private sealed record Row(double Number, string Label);

    private sealed class Sheet() : RowSource("sheet1")
    {
        protected override string Noun => "sheet";

        protected override IReadOnlyList<SourceColumn> ReadColumns() => [new("m", ColumnKind.Numeric)];

        protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) =>
            [[DataCell.Of(1.0)]];
    }
}
