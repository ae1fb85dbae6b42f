using System.Data;
using System.Globalization;
using LogReg.Data;
using LogReg.Terms;
using DataException = LogReg.Data.DataException;

namespace LogReg.Tests.Data;

/// <summary>Objects and readers as sources: the types of their values, and what happens if the caller's code fails.</summary>
public class ObjectColumnsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private enum Grade
    {
        Low,
        High,
    }

    [Fact]
    public void Categorical_ValuesOfManyTypes_HaveTheTextsOfACsvFile()
    {
        var day = new DateTime(2024, 2, 29);
        Item[] items =
        [
            new(Grade.High, null, 7, day, true, 'x', Guid.Empty),
            new(Grade.Low, Grade.Low, null, day.AddHours(13), false, 'y', Guid.Empty),
        ];
        DataSource source = TableSource.From(
            items,
            columns => columns.Categorical("grade", item => item.Grade).Categorical("other", item => item.Other)
                .Categorical("code", item => item.Code).Categorical("date", item => DateOnly.FromDateTime(item.Time))
                .Categorical("time", item => item.Time).Categorical("flag", item => item.Flag).Categorical("letter", item => item.Letter)
                .Categorical("id", item => item.Id));
        Assert.Equal(["High", "Low"], Levels(source, "grade"));
        Assert.Equal(["Low"], Levels(source, "other"));
        Assert.Equal(["7"], Levels(source, "code"));
        Assert.Equal(["2024-02-29"], Levels(source, "date"));
        Assert.Equal(["2024-02-29", "2024-02-29T13:00:00"], Levels(source, "time"));
        Assert.Equal(["false", "true"], Levels(source, "flag"));
        Assert.Equal(["x", "y"], Levels(source, "letter"));
        Assert.Equal(["00000000-0000-0000-0000-000000000000"], Levels(source, "id"));
    }

    [Fact]
    public void Categorical_ValuesWithoutText_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => TableSource.From([new Item[1]], columns => columns.Categorical("items", items => items)));
        Assert.Contains("Item[]", error.Message, StringComparison.Ordinal);
        Assert.Contains("ToString()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numeric_LongsBeyondADouble_AreToldApartFromAConstant()
    {
        const long Large = (1L << 53) + 1;
        DataSource source = TableSource.From(
            Enumerable.Range(0, 40),
            columns => columns.Numeric("id", number => number % 2 == 0 ? Large : Large - 1).Numeric("x", number => number % 7)
                .Numeric("none", number => number == 0 ? (int?)null : 3).Categorical("y", number => number % 3 == 0 ? "a" : "b"));
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(source, null, Token);
        Assert.Equal(LeftOutReason.Rounded, fit.Data.LeftOut.Single(column => column.Name == "id").Reason);
        Assert.Equal(LeftOutReason.Constant, fit.Data.LeftOut.Single(column => column.Name == "none").Reason);
        DataException error = Assert.Throws<DataException>(
            () => new LogisticRegression { Target = "y", ExcludedColumns = ["x", "none"] }.Fit(source, null, Token));
        Assert.Contains("'id' has values that cannot be told apart in double precision", error.Message, StringComparison.Ordinal);
        var report = new LogisticRegression { Target = "y" }.Check(source, cancellationToken: Token);
        Assert.Contains(report.Findings, finding => finding.Message.Contains("cannot be told apart", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => finding.Message.StartsWith("'id' has the same value", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_OfAStreamOfLongsBeyondADouble_TellsThemApartFromAConstant()
    {
        string[] lines =
        [
            .. Enumerable.Range(0, 40).Select(
                number => $"{(1L << 53) + (number % 2)},{number % 7},{(number % 3 == 0 ? "a" : "b")}"),
        ];
        LogisticFit fit = new LogisticRegression
        {
            Target = "y",
            Solver = LogReg.Solvers.SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        }.Fit(TextSource.Of("id,x,y", lines), null, Token);
        Assert.Equal(LeftOutReason.Rounded, Assert.Single(fit.Data.LeftOut).Reason);
    }

    [Fact]
    public void From_MissingValues_AreThoseOfCsvOptions()
    {
        string[] texts = ["a", " None ", "n/k", "-9"];
        DataSource source = TableSource.From(
            texts,
            columns => columns.Categorical("text", text => text).Numeric("number", text => text == "-9" ? -9 : 1),
            missingValues: ["N/K", "-9"]);
        Assert.Equal(["N/K", "-9"], source.MissingValues);
        Assert.Equal(["None", "a"], Levels(source, "text"));
        Table table = source.ReadTable([new("number", ColumnKind.Numeric)], cancellationToken: Token);
        Assert.Equal([1, 1, 1, double.NaN], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Throws<ArgumentException>(
            () => TableSource.From(texts, columns => columns.Categorical("text", text => text), missingValues: [null!]));

        using DataTable data = Query();
        using DataTableReader reader = data.CreateDataReader();
        Assert.Equal(["y"], Levels(TableSource.From(reader, missingValues: ["x"]), "text"));
    }

    [Fact]
    public void From_AFailingFunction_NamesRowAndColumn()
    {
        DataSource source = TableSource.From(
            ["1", "2", "three"], columns => columns.Numeric("n", text => int.Parse(text, CultureInfo.InvariantCulture)));
        DataException error =
            Assert.Throws<DataException>(() => source.ReadTable([new("n", ColumnKind.Numeric)], cancellationToken: Token));
        Assert.StartsWith("objects, row 3, column 'n': the function of the column failed: ", error.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void From_ANullObject_NamesItsRow()
    {
        Item?[] items = [new(Grade.Low, null, 1, default, true, 'x', Guid.Empty), null];
        DataSource source = TableSource.From(
            items, columns => columns.Categorical("code", item => item!.Code).Categorical("flag", item => item?.Flag));
        DataException error =
            Assert.Throws<DataException>(() => source.ReadTable([new("code", ColumnKind.Categorical)], cancellationToken: Token));
        Assert.StartsWith("objects, row 2, column 'code': the object is null", error.Message, StringComparison.Ordinal);
        Assert.IsType<NullReferenceException>(error.InnerException);
        Assert.Equal(["true"], Levels(source, "flag"));
    }

    [Fact]
    public void From_ACancelledFunction_IsCancelled()
    {
        DataSource source = TableSource.From(
            [1], columns => columns.Numeric("n", number => number > 0 ? throw new OperationCanceledException() : 1.0));
        Assert.Throws<OperationCanceledException>(() => source.ReadTable([new("n", ColumnKind.Numeric)], cancellationToken: Token));
    }

    [Fact]
    public void From_AClosedReader_IsRefused()
    {
        using DataTable data = Query();
        DataTableReader reader = data.CreateDataReader();
        DataSource source = TableSource.From(reader);
        reader.Close();
        ArgumentException early = Assert.Throws<ArgumentException>(() => TableSource.From(reader));
        Assert.Contains("run the query again", early.Message, StringComparison.Ordinal);
        InvalidOperationException late = Assert.Throws<InvalidOperationException>(() => source.ReadColumnNames());
        Assert.Contains("query: the reader is closed; keep it", late.Message, StringComparison.Ordinal);

        using DataTableReader second = data.CreateDataReader();
        DataSource known = TableSource.From(second);
        _ = known.ReadColumnNames();
        second.Close();
        Assert.Contains(
            "the reader is closed",
            Assert.Throws<InvalidOperationException>(
                () => known.ReadTable([new("text", ColumnKind.Categorical)], cancellationToken: Token)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "broken: ReadColumns of Broken returned null.")]
    [InlineData(1, "broken: ReadColumns of Broken returned a column that is null.")]
    [InlineData(2, "broken: ReadRows of Broken returned null.")]
    [InlineData(3, "broken: ReadRows of Broken returned a row that is null.")]
    public void RowSource_ThatReturnsNothing_IsNamed(int fault, string expected) => Assert.Equal(
        expected,
        Assert.Throws<InvalidOperationException>(
            () => new Broken(fault).ReadTable([new("n", ColumnKind.Numeric)], cancellationToken: Token)).Message);

    private static string[] Levels(DataSource source, string column) =>
        [.. source.ReadTable([new(column, ColumnKind.Categorical)], cancellationToken: Token).Columns[0].Levels!];

    private static DataTable Query()
    {
        var data = new DataTable();
        data.Columns.Add("text", typeof(string));
        data.Rows.Add("x");
        data.Rows.Add("y");
        return data;
    }

    private sealed record Item(Grade Grade, Grade? Other, int? Code, DateTime Time, bool Flag, char Letter, Guid Id);

    private sealed class Broken(int fault) : RowSource("broken")
    {
        protected override IReadOnlyList<SourceColumn> ReadColumns() =>
            fault switch { 0 => null!, 1 => [null!], _ => [new("n", ColumnKind.Numeric)] };

        protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) =>
            fault == 2 ? null! : [null!];
    }
}
