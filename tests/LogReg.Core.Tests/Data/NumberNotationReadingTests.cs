using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Terms;
using static LogReg.Tests.Data.NotationText;

namespace LogReg.Tests.Data;

/// <summary>Columns whose numbers are not written as plain numbers, in files, streams, caches and models.</summary>
public sealed class NumberNotationReadingTests
{
    [Theory]
    [InlineData(';', "0,5|1,25|-3,5", "1|2|3", ColumnKind.Numeric, ColumnKind.Numeric)]
    [InlineData(';', "1,250|2,375|-3,500", "1|2|3", ColumnKind.Categorical, ColumnKind.Numeric)]
    [InlineData(';', "1,250|2,375|-3,500", "0,5|1,5|2,5", ColumnKind.Numeric, ColumnKind.Numeric)]
    [InlineData(';', "1,250|2,375|-3,500", "0.5|1.5|2.5", ColumnKind.Numeric, ColumnKind.Numeric)]
    [InlineData(';', "1,250|2,375|-3,500", "0,5|1,5|$2.5", ColumnKind.Categorical, ColumnKind.Categorical)]
    [InlineData(',', "1,250|2,375|-3,500", "1|2|3", ColumnKind.Numeric, ColumnKind.Numeric)]
    [InlineData(',', "0,5|1,25|-3,5", "1|2|3", ColumnKind.Categorical, ColumnKind.Numeric)]
    [InlineData(',', "10,65%|1,25%|3,5%", "1|2|3", ColumnKind.Numeric, ColumnKind.Numeric)]
    [InlineData('\t', "36 months|60 months|NA", "A1|A2|A3", ColumnKind.Numeric, ColumnKind.Categorical)]
    public void ReadTable_CellsOfOneNotation_AreNumbersInTablesStreamsAndChunks(
        char delimiter, string a, string b, ColumnKind kindOfA, ColumnKind kindOfB)
    {
        using CsvSource source = Source(delimiter, a, b, new CsvOptions());
        Table table = source.ReadTable(AmountAndMore);
        Assert.Equal([kindOfA, kindOfB, ColumnKind.Categorical], table.Columns.Select(column => column.Kind));
        KindScanResult scan = source.ScanKinds(AmountAndMore, null, CancellationToken.None);
        Assert.Equal([kindOfA, kindOfB, ColumnKind.Categorical], scan.Requests.Select(request => request.Kind));
        TableChunk chunk = source.ReadChunks([.. scan.Requests]).First();
        for (int column = 0; column < 2; column++)
        {
            if (table.Columns[column].Kind == ColumnKind.Numeric)
            {
                Assert.Equal(Values(table, column), ((NumericColumn)chunk.Columns[column]).Values.ToArray());
            }
        }

        Assert.Equal(
            ReadNote.Notations(table.Origin!.Notes).OrderBy(pair => pair.Key), ReadNote.Notations(scan.Notes).OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData("1,00,000|12,34,567.5|999", 100_000, 1_234_567.5, 999)]
    [InlineData("₹1,00,000|₹12,345|₹999", 100_000, 12_345, 999)]
    [InlineData("1'000|1’234’567.5|12", 1000, 1_234_567.5, 12)]
    [InlineData("CHF 1'000|CHF 12.-|CHF 12.–", 1000, 12, 12)]
    [InlineData("1\u202f000,5|12|1\u2009234\u200a567,5", 1000.5, 12, 1_234_567.5)]
    [InlineData("1.000,50 €|12,00 €|-1,25 €", 1000.5, 12, -1.25)]
    [InlineData("kr 1.000,-|kr 12,50|kr 1.000.000,--", 1000, 12.5, 1_000_000)]
    [InlineData("R$ 1.000,50|R$ 12,00|-R$ 1,25", 1000.5, 12, -1.25)]
    [InlineData("1D+05|1.5D-01|2.0d+00", 100_000, 0.15, 2)]
    [InlineData("12-|3.5|4-", -12, 3.5, -4)]
    [InlineData("(12.5%)|3%|-4%", -12.5, 3, -4)]
    [InlineData("١٢٫٥|٣|١٬٢٣٤٫٥", 12.5, 3, 1234.5)]
    [InlineData("１２|３|４５", 12, 3, 45)]
    [InlineData("१२|३|४५", 12, 3, 45)]
    public void ReadTable_NumbersOfManyCountries_AreRead(string cells, double first, double second, double third)
    {
        using CsvSource source = Source(';', cells, "1|2|3", new CsvOptions());
        Table table = source.ReadTable(AmountAndMore);
        Assert.Equal([first, second, third], Values(table, 0));
        Assert.Equal("a", Assert.Single(table.Origin!.Notes).Column);
        TableChunk chunk = source.ReadChunks([.. source.ScanKinds(AmountAndMore, null, CancellationToken.None).Requests]).First();
        Assert.Equal([first, second, third], ((NumericColumn)chunk.Columns[0]).Values.ToArray());
    }

    [Theory]
    [InlineData("1,00,000|1,234,567|12")]
    [InlineData("1,00,000|123,456|12")]
    [InlineData("1,0,000|1,00,000|12")]
    [InlineData("10.00.000|1|12")]
    [InlineData("1D5|2D5|3D5")]
    [InlineData("1_000|2_000|3")]
    [InlineData("0x1F|0x2A|0x3")]
    public void ReadTable_NumbersThatContradictEachOther_AreTexts(string cells)
    {
        using CsvSource source = Source(';', cells, "1|2|3", new CsvOptions());
        Assert.Equal(ColumnKind.Categorical, source.ReadTable(AmountAndMore).Columns[0].Kind);
    }

    // More different texts than a scan keeps.
    [Fact]
    public void ScanKinds_ManyNumbersWithAUnitAndSomeWithout_AreNoNumbers()
    {
        string Rows(string last) =>
            "a;y\n" + string.Concat(Enumerable.Range(0, 70_000).Select(row => $"$1,{row % 1000:D3}.{row / 1000:D2};{row % 2}\n")) + last;
        ColumnRequest[] requests = [new("a", ColumnKind.Inferred)];
        using CsvSource noted = CsvText.Source(Rows(""));
        Assert.Equal("$", noted.ScanKinds(requests, null, CsvText.Token).Requests[0].Notation?.Prefix);
        foreach (string last in new[] { "5;1\n", "1,234;1\n" })
        {
            using CsvSource source = CsvText.Source(Rows(last));
            ColumnRequest scanned = source.ScanKinds(requests, null, CsvText.Token).Requests[0];
            Assert.Equal((ColumnKind.Categorical, null), (scanned.Kind, scanned.KnownLevels));
            Assert.Equal(ColumnKind.Categorical, source.ReadTable(requests).Columns[0].Kind);
        }
    }

    [Theory]
    [InlineData(',', null, "1,250|2.500,5|-3,500", 1.25, 2500.5, -3.5)]
    [InlineData(null, '.', "1,250|2.500,5|3.000", 1.25, 2500.5, 3000.0)]
    [InlineData('.', null, "1,250|2,375|-3,500", 1250.0, 2375.0, -3500.0)]
    [InlineData(null, ',', "1,250|2|-3,500.5", 1250.0, 2.0, -3500.5)]
    [InlineData(null, ' ', "1 250|2|-3 500.5", 1250.0, 2.0, -3500.5)]
    [InlineData(',', null, "$1,250|$2|$3,5", 1.25, 2.0, 3.5)]
    [InlineData(',', null, "48.1234|2.5|1.25", 48.1234, 2.5, 1.25)]
    public void ReadTable_SeparatorsGiven_AreUsedInEveryColumn(char? point, char? thousands, string a, params double[] expected)
    {
        using CsvSource source = Source(';', a, "1|2|3", new CsvOptions { DecimalSeparator = point, ThousandsSeparator = thousands });
        Assert.Equal(expected, Values(source.ReadTable(AmountAndMore), 0));
        KindScanResult scan = source.ScanKinds(AmountAndMore, null, CancellationToken.None);
        Assert.Equal(expected, ((NumericColumn)source.ReadChunks([.. scan.Requests]).First().Columns[0]).Values.ToArray());
    }

    [Fact]
    public void ReadTable_DeclaredNumeric_ReadsTheNotationOrNamesTheLine()
    {
        ColumnRequest[] requests = [new("a", ColumnKind.Numeric)];
        Assert.Equal([1000.0, 2, 3], Values(Source(';', "$1,000.0|$2|$3", "1|2|3", new CsvOptions()).ReadTable(requests), 0));
        DataException error =
            Assert.Throws<DataException>(() => Source(';', "$1,000|2|3", "1|2|3", new CsvOptions()).ReadTable(requests));
        Assert.Equal("$1,000", error.Value);
        Assert.Equal(2, error.Line);
        using CsvSource weights = Source(';', "$1,000.0|$2|$3", "1|2|3", new CsvOptions());
        Assert.Equal([1000.0, 2, 3], Values(weights.ReadTable([ColumnRequest.Weights("a")]), 0));
    }

    [Fact]
    public void ReadTable_AMillionDifferentAmounts_AreNumbersWhereverTheSegmentsEnd()
    {
        var text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < 70_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"${(row * 7919L) % 1_000_003:N2}\",{row % 7},{row % 2}\n");
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
        double[] expected = [.. Enumerable.Range(0, 70_000).Select(row => (double)((row * 7919L) % 1_000_003))];
        foreach (int threads in new[] { 1, 4 })
        {
            using var source = CsvSource.FromStream(() => new MemoryStream(utf8), "data.csv", new CsvOptions { Threads = threads });
            Assert.Equal(expected, Values(source.ReadTable(AmountAndMore), 0));
            KindScanResult scan = source.ScanKinds(AmountAndMore, null, CancellationToken.None);
            Assert.Equal(ColumnKind.Numeric, scan.Requests[0].Kind);
            Assert.Equal("$", scan.Requests[0].Notation!.Prefix);
        }
    }

    [Fact]
    public void Fit_AnAmount_IsScoredInItsNotationAndAsAPlainNumber()
    {
        string Row(int i) => $"\"${i * 37 % 101 * 20:N0}\",{i % 3},{(i * 7 % 11 > 5 ? "yes" : "no")}\n";
        byte[] utf8 = Encoding.UTF8.GetBytes("a,b,y\n" + string.Concat(Enumerable.Range(0, 200).Select(Row)));
        byte[] plain = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8).Replace("$", "", StringComparison.Ordinal));
        using var source = CsvSource.FromStream(() => new MemoryStream(utf8), "data.csv");
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(source).Model;
        var feature = Assert.IsType<NumericFeature>(model.Features[0]);
        Assert.Equal("$", feature.Notation!.Prefix);
        Assert.Equal("$0", feature.Notation.Example);
        using var saved = new MemoryStream();
        model.Save(saved);
        saved.Position = 0;
        LogisticModel loaded = LogisticModel.Load(saved);
        Assert.Equal(feature.Notation, ((NumericFeature)loaded.Features[0]).Notation);
        Assert.Equal(
            loaded.Evaluate(CsvSource.FromStream(() => new MemoryStream(utf8), "data.csv")).Metrics.LogLoss,
            loaded.Evaluate(CsvSource.FromStream(() => new MemoryStream(plain), "data.csv")).Metrics.LogLoss);
        Assert.Equal(
            loaded.PredictProbability(new Dictionary<string, object?> { ["a"] = "$1,200", ["b"] = 1 }),
            loaded.PredictProbability(new Dictionary<string, object?> { ["a"] = 1200.0, ["b"] = 1 }));

        using var cache = new MemoryStream();
        string path = Path.GetTempFileName();
        try
        {
            CacheSource.Write(source, path);
            using DataSource cached = CsvSource.FromFile(path);
            LogisticModel again = new LogisticRegression { Target = "y" }.Fit(cached).Model;
            Assert.Equal(model.Features, again.Features);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("k.A.", "1,3|1,7|2,0|2,3|2,7|3,0|3,3|3,7|4,0|5,0|k.A.", 12, "if it means \"missing\"")]
    [InlineData("413.63", "1,3|1,7|2,0|2,3|2,7|3,0|3,3|3,7|4,0|5,0|413.63", 12, "write all numbers in one way, unlike '413.63'; if the")]
    [InlineData("k.A.", "1.3|1.7|2.0|2.3|2.7|3.0|3.3|3.7|4.0|5.0|k.A.", 12, "if it means \"missing\"")]
    [InlineData("n.b.", "$1|$2|$3|$4|$5|$6|$7|$8|$9|$10|n.b.", 12, "if it means \"missing\"")]
    [InlineData(
        "5,5", "1|1|2|2|2|3|3|3|5,5|5|n.d.", 10,
        "unlike '5,5', or use CsvOptions.DecimalSeparator = \",\" if commas are decimal in all cells; if 'n.d.' means \"missing\", use ")]
    public void ReadTable_AFewOtherTextsAmongNumbersOfOneNotation_AreNamed(string stray, string a, long line, string hint)
    {
        string b = string.Join('|', Enumerable.Range(1, 11));
        DataException error = Assert.Throws<DataException>(() => Source(';', a, b, new CsvOptions()).ReadTable(AmountAndMore));
        Assert.Equal(("a", stray, line), (error.Column, error.Value, error.Line));
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_LevelsBesideNumbersWithAWord_StayLevels()
    {
        string a = "1 year|2 years|3 years|4 years|5 years|6 years|7 years|8 years|9 years|10+ years|< 1 year";
        Table table = Source(';', a, string.Join('|', Enumerable.Range(1, 11)), new CsvOptions()).ReadTable(AmountAndMore);
        Assert.Equal(ColumnKind.Categorical, table.Columns[0].Kind);
        Assert.DoesNotContain(table.Origin!.Notes, note => note.Kind == ReadNoteKind.StrayTexts);
    }

    [Theory]
    [InlineData("(980,39) €|12,00 €", -980.39)]
    [InlineData("76 J.|12 J.", 76)]
    public void ReadTable_UnitsAfterParenthesesAndWithAPoint_AreUnits(string a, double first) =>
        Assert.Equal(first, Values(Source(';', a, "1|2", new CsvOptions()).ReadTable(AmountAndMore), 0)[0]);

    [Fact]
    public void ReadTable_SeparatorsOfASourceOfTexts_AreUsed()
    {
        var source = new Texts("1.234", "2,5") { DecimalSeparator = ',' };
        Assert.Equal([1234.0, 2.5], Values(source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]), 0));
        Assert.Throws<ArgumentException>(() => new Texts { DecimalSeparator = ';' });
        Assert.Throws<ArgumentException>(() => new Texts { DecimalSeparator = ',', ThousandsSeparator = ',' });
    }

    [Fact]
    public void ReadTable_TypedNumbers_AreNotInDoubt()
    {
        Table table = new Cells(11.394, 839).ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]);
        Assert.Equal([11.394, 839], Values(table, 0));
        Assert.Empty(table.Origin!.Notes);
    }

    private sealed class Texts(params string[] cells) : RowSource("texts")
    {
        protected override IReadOnlyList<SourceColumn> ReadColumns() => [new SourceColumn("a", ColumnKind.Inferred)];

        protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) =>
            cells.Select(cell => new[] { DataCell.Of(cell) });
    }

    private sealed class Cells(params double[] cells) : RowSource("cells")
    {
        protected override IReadOnlyList<SourceColumn> ReadColumns() => [new SourceColumn("a", ColumnKind.Inferred)];

        protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) =>
            cells.Select(cell => new[] { DataCell.Of(cell) });
    }
}
