using System.Data;
using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Golden;
using DataException = LogReg.Data.DataException;

namespace LogReg.Tests.Data;

public class TableSourceTests
{
    private static readonly LogisticRegression Regression = new() { Target = "survived", TestSize = 0.2 };

    private static readonly string[] Lines = File.ReadAllLines(TestData.PathOf("titanic.csv"));

    private static IEnumerable<Passenger> Passengers => Lines.Skip(1).Select(line => line.Split(',')).Select(cells =>
        new Passenger(
            cells[0], cells[1].Length == 0 ? null : double.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3] == "yes"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void From_Objects_GiveTheModelOfTheCsvFile()
    {
        DataSource source = Objects();
        Assert.Equal(["sex", "age", "passengerClass", "survived"], source.ReadColumnNames());
        Assert.Equal(Saved(Regression.Fit(TextSource.File("titanic.csv"))), Saved(Regression.Fit(source)));
        Assert.Equal(Saved(Regression.Fit(source)), Saved(Regression.Fit(source)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void From_Reader_GivesTheModelOfTheCsvFile(bool isDecimal)
    {
        using DataTable table = Query(isDecimal);
        using DataTableReader reader = table.CreateDataReader();
        Assert.Equal(Saved(Regression.Fit(TextSource.File("titanic.csv"))), Saved(Regression.Fit(TableSource.From(reader))));
    }

    [Fact]
    public void Table_GivesTheModelOfTheCsvFile()
    {
        DataSource file = TextSource.File("titanic.csv");
        Table table =
            file.ReadTable(
                [.. file.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))], cancellationToken: Token);
        var source = new TableSource(table);
        Assert.Equal(table.RowCount, source.EstimateRowCount());
        Assert.Equal(Saved(Regression.Fit(file)), Saved(Regression.Fit(source)));
    }

    [Fact]
    public void Rows_OfTexts_GiveTheModelOfTheCsvFile()
    {
        Assert.Equal(Saved(Regression.Fit(TextSource.File("titanic.csv"))), Saved(Regression.Fit(CellRows.OfLines(Lines))));
        string[] iris = File.ReadAllLines(TestData.PathOf("iris.csv"));
        var several = new LogisticRegression { Target = "species", Penalty = PenaltyKind.Ridge, Lambda = 0.01 };
        Assert.Equal(Saved(several.Fit(TextSource.File("iris.csv"))), Saved(several.Fit(CellRows.OfLines(iris))));
    }

    [Fact]
    public void Fit_AsAStream_GivesTheModelOfTheCsvFile()
    {
        var regression = new LogisticRegression
        {
            Target = "survived",
            Solver = SolverKind.StochasticGradient,
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.01,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        };
        string expected = Saved(regression.Fit(TextSource.File("titanic.csv")));
        Assert.Equal(expected, Saved(regression.Fit(Objects())));
        Assert.Equal(expected, Saved(regression.Fit(CellRows.OfLines(Lines))));
    }

    [Fact]
    public void ScoreEvaluateDiagnoseCheck_OfObjects_AreThoseOfTheCsvFile()
    {
        DataSource file = TextSource.File("titanic.csv");
        LogisticModel model = Regression.Fit(file).Model;
        double[] Probabilities(DataSource source) =>
            [.. model.Score(source, cancellationToken: Token).SelectMany(chunk => chunk.Probabilities.ToArray())];
        double[] expected = Probabilities(file);
        Assert.Equal(expected, Probabilities(Objects()));
        using DataTable query = Query(isDecimal: false);
        using DataTableReader reader = query.CreateDataReader();
        Assert.Equal(expected, Probabilities(TableSource.From(reader)));
        Assert.Equal(
            model.Evaluate(file, cancellationToken: Token).Metrics.LogLoss,
            model.Evaluate(Objects(), cancellationToken: Token).Metrics.LogLoss);
        Assert.Equal(
            model.Diagnose(file, cancellationToken: Token).Sum(chunk => chunk.RowCount),
            model.Diagnose(Objects(), cancellationToken: Token).Sum(chunk => chunk.RowCount));
        Assert.Equal(
            Regression.Check(file, cancellationToken: Token).Findings.Select(finding => finding.Message),
            Regression.Check(Objects(), cancellationToken: Token).Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void ReadTable_ManyChunks_KeepsEveryRowAndSortsLevels()
    {
        const int Rows = (2 * Table.ChunkRows) + 7;
        DataSource source =
            TableSource.From(
                Enumerable.Range(0, Rows),
                columns => columns.Numeric("n", row => row).Categorical("c", row => $"{row % 12}-x").Categorical("b", row => row % 2 == 0));
        Table table =
            source.ReadTable(
                [new("c", ColumnKind.Inferred), new("n", ColumnKind.Inferred), new("b", ColumnKind.Inferred), new("n", ColumnKind.Text)],
                cancellationToken: Token);
        Assert.Equal(3, table.Chunks.Count);
        Assert.Equal(Enumerable.Range(0, 12).Select(level => $"{level}-x"), table.Columns[0].Levels!);
        Assert.Equal(["false", "true"], table.Columns[2].Levels!);
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => (double)row), CsvText.Numbers(table, "n"));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => row % 12), CsvText.Codes(table, "c"));
        Assert.Equal("16384", Encoding.UTF8.GetString(((TextColumn)table.Chunks[1].Columns[3])[0]));
    }

    [Fact]
    public void ReadTable_ColumnsOfUnknownKind_AreReadOnceAfterALookAtTheFirstRows()
    {
        const int Rows = 3 * Table.ChunkRows;
        long read = 0;
        IEnumerable<DataCell[]> Cells()
        {
            for (int row = 0; row < Rows; row++)
            {
                read++;
                yield return [DataCell.Of(row), DataCell.Of($"level {row % 7}"), DataCell.Of("1")];
            }
        }

        var source = new CellRows(
            [new("n", ColumnKind.Inferred), new("c", ColumnKind.Inferred), new("t", ColumnKind.Inferred)], Cells());
        ColumnRequest[] requests = [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        Table table = source.ReadTable(requests, cancellationToken: Token);
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Numeric], table.Columns.Select(column => column.Kind));
        Assert.Equal(Rows + Table.ChunkRows + 1, read);
    }

    [Fact]
    public void ReadTable_Texts_AreTrimmedAndMissingAsInACsvFile()
    {
        string?[] texts = [" a ", "NA", null, "", "b", "#DIV/0!"];
        Table table =
            Read(TableSource.From(texts, columns => columns.Categorical("c", text => text)), new ColumnRequest("c", ColumnKind.Inferred));
        Assert.Equal(["a", null, null, null, "b", null], CsvText.Levels(table, "c"));
        Table known =
            Read(
                TableSource.From([1.0, 2.5, double.NaN], columns => columns.Numeric("n", number => number)),
                new ColumnRequest("n", ColumnKind.Categorical, LevelTable.Of(["2.50", "1"])));
        Assert.Equal(["1", "2.50", null], CsvText.Levels(known, "n"));
    }

    [Fact]
    public void ReadTable_ALevelOfATable_IsTakenAsItIs()
    {
        Table table = new TableBuilder().AddCategorical("c", [" a", "NA", null]).AddNumeric("n", [1, double.NaN, 3]).Build();
        Table read = Read(new TableSource(table), new("c", ColumnKind.Inferred), new("n", ColumnKind.Inferred));
        Assert.Equal([" a", "NA", null], CsvText.Levels(read, "c"));
        Assert.Equal([1, double.NaN, 3], CsvText.Numbers(read, "n"));
    }

    [Fact]
    public void From_Reader_ValuesOfAllTypes_AreThoseOfACsvFile()
    {
        using var query = new DataTable();
        (string Name, Type Type, object Value, string Text)[] columns =
        [
            ("single", typeof(float), 0.1f, "0.1"), ("decimal", typeof(decimal), 1.50m, "1.50"), ("byte", typeof(byte), (byte)7, "7"),
            ("long", typeof(long), 1L << 40, "1099511627776"),
            ("date", typeof(DateTime), new DateTime(2024, 2, 29), "2024-02-29"),
            ("time", typeof(DateTime), new DateTime(2024, 2, 29, 13, 5, 0), "2024-02-29T13:05:00"),
            ("day", typeof(DateOnly), new DateOnly(2024, 2, 29), "2024-02-29"),
            ("span", typeof(TimeSpan), TimeSpan.FromMinutes(90), "01:30:00"), ("truth", typeof(bool), true, "true"),
            ("id", typeof(Guid), Guid.Empty, "00000000-0000-0000-0000-000000000000"), ("letter", typeof(char), 'x', "x"),
        ];
        query.Columns.AddRange([.. columns.Select(column => new DataColumn(column.Name, column.Type))]);
        query.Rows.Add([.. columns.Select(column => column.Value)]);
        query.Rows.Add([.. columns.Select(_ => (object)DBNull.Value)]);
        string csv =
            string.Join(',', columns.Select(column => column.Name)) + "\n" + string.Join(
                ',', columns.Select(column => column.Text)) + "\n" + new string(',', columns.Length - 1) + "\n";
        using DataTableReader reader = query.CreateDataReader();
        ColumnRequest[] requests = [.. columns.Select(column => new ColumnRequest(column.Name, ColumnKind.Inferred))];
        Table expected = Read(TextSource.Of(csv), requests);
        Table actual = Read(TableSource.From(reader), requests);
        Assert.Equal(
            expected.Columns.Select(column => (column.Name, column.Kind)), actual.Columns.Select(column => (column.Name, column.Kind)));
        Assert.All(actual.Columns, column => Assert.Equal(
            column.Kind == ColumnKind.Numeric
                ? (IEnumerable<string?>)CsvText.Numbers(expected, column.Name).Select(TextSource.Cell)
                : CsvText.Levels(expected, column.Name),
            column.Kind == ColumnKind.Numeric
                ? (IEnumerable<string?>)CsvText.Numbers(actual, column.Name).Select(TextSource.Cell)
                : CsvText.Levels(actual, column.Name)));
    }

    [Fact]
    public void From_Reader_OfAnUnsupportedType_NamesColumnAndType()
    {
        using var query = new DataTable();
        query.Columns.Add("x", typeof(double));
        query.Columns.Add("photo", typeof(byte[]));
        query.Rows.Add(1.0, new byte[3]);
        using DataTableReader reader = query.CreateDataReader();
        DataException exception =
            Assert.Throws<DataException>(
                () => Read(TableSource.From(reader), new("x", ColumnKind.Inferred), new("photo", ColumnKind.Inferred)));
        Assert.Equal("query, column 'photo': values of type Byte[] can be neither numbers nor categories", exception.Message);
        Assert.Contains("CAST", exception.Hint!.ToString(), StringComparison.Ordinal);
        using DataTableReader again = query.CreateDataReader();
        Assert.Equal([1.0], CsvText.Numbers(Read(TableSource.From(again), new ColumnRequest("x", ColumnKind.Inferred)), "x"));
    }

    [Fact]
    public void From_Reader_ReadTwice_IsRefused()
    {
        using DataTable query = Query(isDecimal: false);
        using DataTableReader reader = query.CreateDataReader();
        DataSource source = TableSource.From(reader);
        Assert.False(source.CanReadAgain);
        Assert.Equal(Lines.Length - 1, Read(source, new ColumnRequest("age", ColumnKind.Inferred)).RowCount);
        Assert.Contains(
            "only once",
            Assert.Throws<InvalidOperationException>(() => Read(source, new ColumnRequest("age", ColumnKind.Inferred))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void From_Reader_TwoColumnsOfOneName_IsAnError()
    {
        SourceColumn[] columns = [new("a", ColumnKind.Numeric), new("b", ColumnKind.Numeric), new("a", ColumnKind.Numeric)];
        Assert.Equal(
            "rows: columns 1 and 3 have the same name 'a'",
            Assert.Throws<DataException>(() => new CellRows(columns, []).ReadColumnNames()).Message);
        Assert.Throws<ArgumentException>(() => TableSource.From([1], _ => { }));
        Assert.Throws<ArgumentException>(() => TableSource.From([1], added => added.Numeric("a", row => row).Numeric("a", row => row)));
    }

    [Fact]
    public void Errors_NameTheRow()
    {
        CellRows source = CellRows.OfLines(["a,y", "1,no", "x,yes", "3,yes"]);
        DataException exception = Assert.Throws<DataException>(() => Read(source, new ColumnRequest("a", ColumnKind.Numeric)));
        Assert.Equal("rows, row 2, column 'a': the value 'x' is not a number", exception.Message);
        Assert.Null(exception.Line);
        Assert.Equal(RowPlace.OfRow(2), exception.Place);
        Assert.Contains(
            "row 2",
            Assert.Throws<DataException>(
                () =>
                    Read(
                        TableSource.From([1, double.PositiveInfinity], columns => columns.Numeric("a", row => row)),
                        new ColumnRequest("a", ColumnKind.Inferred))).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "rows: there are no rows",
            Assert.Throws<DataException>(() => Read(CellRows.OfLines(["a"]), new ColumnRequest("a", ColumnKind.Inferred))).Message);
        Assert.Throws<InvalidOperationException>(() => Read(CellRows.OfLines(["a,b", "1"]), new ColumnRequest("a", ColumnKind.Inferred)));
        var weighted = new LogisticRegression { Target = "y", WeightColumn = "w" };
        Assert.Contains(
            "rows, row 2, column 'w': the weight is missing",
            Assert.Throws<DataException>(() => weighted.Fit(CellRows.OfLines(["x,w,y", "1,1,a", "2,,b", "3,1,a", "1,2,b"]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_AFewTextsAmongNumbers_NameTheRow()
    {
        string[] lines =
        [
            "a,y",
            .. Enumerable.Range(0, 60).Select(row => row == 30 ? "many,no" : $"{row},{(row % 3 == 0 ? "yes" : "no")}"),
        ];
        DataException exception = Assert.Throws<DataException>(() => new LogisticRegression { Target = "y" }.Fit(CellRows.OfLines(lines)));
        Assert.StartsWith(
            "rows, row 31, column 'a': the value 'many' is not a number, unlike 59 of the 60 cells",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCache_OfObjects_GivesTheirModel()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
            {
                CacheSource.Write(Objects(), stream, cancellationToken: Token);
            }

            Assert.Equal(Saved(Regression.Fit(Objects())), Saved(Regression.Fit(CsvSource.FromFile(path))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static DataSource Objects() => TableSource.From(
        Passengers,
        columns =>
            columns.Categorical("sex", p => p.Sex).Numeric("age", p => p.Age).Categorical("passengerClass", p => p.PassengerClass)
                .Categorical("survived", p => p.Survived ? "yes" : "no"));

    private static DataTable Query(bool isDecimal)
    {
        var table = new DataTable();
        table.Columns.Add("sex", typeof(string));
        table.Columns.Add("age", isDecimal ? typeof(decimal) : typeof(double));
        table.Columns.Add("passengerClass", typeof(string));
        table.Columns.Add("survived", typeof(string));
        foreach (string[] cells in Lines.Skip(1).Select(line => line.Split(',')))
        {
            object age = cells[1].Length == 0 ? DBNull.Value
                : isDecimal ? decimal.Parse(cells[1], CultureInfo.InvariantCulture)
                : double.Parse(cells[1], CultureInfo.InvariantCulture);
            table.Rows.Add(cells[0], age, cells[2], cells[3]);
        }

        return table;
    }

    private static Table Read(DataSource source, params ColumnRequest[] requests) => source.ReadTable(requests, cancellationToken: Token);

    private static string Saved(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed record Passenger(string Sex, double? Age, string PassengerClass, bool Survived);
}
