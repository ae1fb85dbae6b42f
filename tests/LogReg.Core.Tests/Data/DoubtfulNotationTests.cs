using System.Text;
using LogReg.Data;
using LogReg.Terms;
using static LogReg.Tests.Data.NotationText;

namespace LogReg.Tests.Data;

/// <summary>Points and commas that may be decimal or stand between thousands, in tables and in chunks.</summary>
public sealed class DoubtfulNotationTests
{
    [Fact]
    public void ReadTable_PointsAndADecimalCommaElsewhere_AreThousands()
    {
        using CsvSource source = Source(';', "1.234|2.345|12", "0,5|1,5|2,5", new CsvOptions());
        Table table = source.ReadTable(AmountAndMore);
        Assert.Equal([1234.0, 2345, 12], Values(table, 0));
        TableChunk chunk = source.ReadChunks([.. source.ScanKinds(AmountAndMore, null, CancellationToken.None).Requests]).First();
        Assert.Equal([1234.0, 2345, 12], ((NumericColumn)chunk.Columns[0]).Values.ToArray());
    }

    // Whole numbers of a German file: below 1000 there is no point.
    [Theory]
    [InlineData(';', "11.394|839|2.500", "1|2|3", ColumnKind.Categorical, null)]
    [InlineData('\t', "11.394|839|2.500", "1|2|3", ColumnKind.Categorical, null)]
    [InlineData(',', "11.394|839|2.500", "1|2|3", ColumnKind.Numeric, 11.394)]
    [InlineData(';', "11.394|839|2.500", "0.25|2|3", ColumnKind.Numeric, null)]
    [InlineData(';', "11.394|839|2.500", "1.25|2|3", ColumnKind.Numeric, null)]
    [InlineData(';', "11.394|839|2.500", "1,25|2|3", ColumnKind.Numeric, 11394.0)]
    [InlineData(';', "11.394|839|2.5", "1|2|3", ColumnKind.Numeric, null)]
    [InlineData(';', "0.125|839|2.500", "1|2|3", ColumnKind.Numeric, null)]
    [InlineData(';', "11.394|1839|2.501", "1|2|3", ColumnKind.Numeric, null)]
    [InlineData(';', "11.394|8.390|2.501", "1|2|3", ColumnKind.Numeric, null)]
    public void ReadTable_PointsThatMayStandBetweenThousands_AreNeverReadInSilence(
        char delimiter, string a, string b, ColumnKind kind, double? noted)
    {
        using CsvSource source = Source(delimiter, a, b, new CsvOptions());
        Table table = source.ReadTable(AmountAndMore);
        Assert.Equal(kind, table.Columns[0].Kind);
        KindScanResult scan = source.ScanKinds(AmountAndMore, null, CancellationToken.None);
        Assert.Equal(kind, scan.Requests[0].Kind);
        foreach (IReadOnlyList<ReadNote> notes in new[] { table.Origin!.Notes, scan.Notes })
        {
            ReadNoteKind[] kinds = [.. notes.Where(note => note.Column == "a").Select(note => note.Kind)];
            Assert.Equal(
                noted is null ? [] : noted > 1000 ? [ReadNoteKind.Notation] : [ReadNoteKind.DoubtfulPoints], kinds);
        }

        if (noted is double first)
        {
            Assert.Equal(first, Values(table, 0)[0]);
            Assert.Equal(first, ((NumericColumn)source.ReadChunks([.. scan.Requests]).First().Columns[0]).Values[0]);
        }
    }

    [Theory]
    [InlineData(';', "11.394|839|2.500", "1|2|3", null)]
    [InlineData(',', "11.394|839|2.500", "1|2|3", 11.394)]
    [InlineData(';', "11.394|839|2.500", "0.25|2|3", 11.394)]
    [InlineData(';', "11.394|839|2.500", "1,25|2|3", 11394.0)]
    [InlineData(';', "11.394|839|2.5", "1,25|2|3", 11.394)]
    public void ReadTable_PointsOfWeights_AreNotReadInSilenceEither(char delimiter, string a, string b, double? expected)
    {
        using CsvSource source = Source(delimiter, a, b, new CsvOptions());
        ColumnRequest[] requests = [ColumnRequest.Weights("a"), new("b", ColumnKind.Inferred)];
        if (expected is double first)
        {
            Assert.Equal(first, Values(source.ReadTable(requests), 0)[0]);
            KindScanResult scan = source.ScanKinds(requests, null, CancellationToken.None);
            Assert.Equal(first, ((NumericColumn)source.ReadChunks([.. scan.Requests]).First().Columns[0]).Values[0]);
            return;
        }

        foreach (Action read in new Action[]
        {
            () => source.ReadTable(requests), () => source.ScanKinds(requests, null, CancellationToken.None),
        })
        {
            DataException error = Assert.Throws<DataException>(read);
            Assert.Equal(
                "data.csv, column 'a': the column holds numbers such as '11.394', which may be 11.394 or 11394", error.Message);
            Assert.Equal(
                "use CsvOptions.DecimalSeparator = \".\" to read 11.394, or CsvOptions.ThousandsSeparator = \".\" to read 11394",
                error.Hint?.ToString());
        }
    }

    [Theory]
    [InlineData('.', null, "1,5|1.234|2.345|3.456|4.567|5.678", "1,5")]
    [InlineData(null, ',', "1,5|1.234|2.345|3.456|4.567|5.678", "1,5")]
    [InlineData('.', ',', "1,5|1.234|2.345|3.456|4.567|5.678", "1,5")]
    [InlineData(',', '.', "$1.234,5|$1,234.5|$7|$8|$9|$10", "$1,234.5")]
    public void ReadTable_CellsThatDoNotFitWhatWasGiven_AreNoNumbers(char? point, char? thousands, string a, string misfit)
    {
        using CsvSource source =
            Source(';', a, "1|2|3|4|5|6", new CsvOptions { DecimalSeparator = point, ThousandsSeparator = thousands });
        DataException error = Assert.Throws<DataException>(() => source.ReadTable(AmountAndMore));
        Assert.Equal(("a", misfit), (error.Column, error.Value));
    }

    [Fact]
    public void ReadTable_PointsOfPlainNumbers_CountWhereCommasSeparateCells()
    {
        byte[] text = Encoding.UTF8.GetBytes(
            "eur,amb,pt\n" + string.Concat(Enumerable.Range(1, 9).Select(row => $"\"8.59{row},50 €\",\"9,03{row}\",0.245{row}\n")));
        using var three = CsvSource.FromStream(() => new MemoryStream(text), "data.csv");
        ColumnRequest[] requests = [.. new[] { "eur", "amb", "pt" }.Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Numeric],
            three.ReadTable(requests).Columns.Select(column => column.Kind));
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Numeric],
            three.ScanKinds(requests, null, CancellationToken.None).Requests.Select(request => request.Kind));
    }

    [Theory]
    [InlineData("1.500", null, null, "DecimalSeparator = \",\" to read 1500")]
    [InlineData("1.500", ',', 1500.0, null)]
    [InlineData("1.500", '.', 1.5, null)]
    [InlineData("1.5", null, 1.5, null)]
    [InlineData("1.5", ',', null, "is not a number")]
    [InlineData("1,5", null, 1.5, null)]
    [InlineData("0.125", null, 0.125, null)]
    [InlineData("1500", ',', 1500.0, null)]
    public void ReadChunks_ColumnOfDecimalCommas_RefusesWhatMayBeThousands(string cell, char? point, double? expected, string? problem)
    {
        using CsvSource source = Source(';', cell, "1", new CsvOptions { DecimalSeparator = point });
        ColumnRequest[] requests = [new("a", ColumnKind.Numeric) { Notation = new NumberNotation { DecimalSeparator = ',' } }];
        if (expected is double number)
        {
            Assert.Equal([number], ((NumericColumn)source.ReadChunks(requests).Single().Columns[0]).Values.ToArray());
        }
        else
        {
            DataException error = Assert.Throws<DataException>(() => source.ReadChunks(requests).ToArray());
            Assert.Contains(problem!, error.Message + error.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2.019,61", "DecimalSeparator = \",\" if")]
    [InlineData("2,019.61", "ThousandsSeparator = \",\" if")]
    [InlineData("2,019", "ThousandsSeparator = \",\" to read 2019")]
    public void ReadChunks_OtherSeparators_NamesTheOption(string cell, string hint)
    {
        using CsvSource source = Source(';', cell, "1", new CsvOptions());
        DataException error = Assert.Throws<DataException>(
            () => source.ReadChunks([new ColumnRequest("a", ColumnKind.Numeric)]).ToArray());
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';', "$2,019.61|$12", "1|2", 2019.61, ReadNoteKind.OtherNotation)]
    [InlineData(';', "2.019,61 €|12 €", "1|2", 2019.61, ReadNoteKind.OtherNotation)]
    [InlineData(';', "2.020|839", "0,5|1,5", 2.02, ReadNoteKind.PointsBesideCommas)]
    [InlineData(';', "2.020|839.5", "0,5|1,5", 2.02, null)]
    [InlineData(',', "2.020|839", "0,5|1,5", 2.02, null)]
    public void ReadChunks_ToBeScored_LooksAtNotations(char delimiter, string a, string b, double first, object? kind)
    {
        using CsvSource source = Source(delimiter, a, b, new CsvOptions());
        var rules = new ChunkRules(false) { LooksAtNotations = true };
        TableChunk chunk =
            source.ReadChunks([new ColumnRequest("a", ColumnKind.Numeric)], rules, null, CancellationToken.None).Single();
        Assert.Equal(first, ((NumericColumn)chunk.Columns[0]).Values[0]);
        Assert.Equal(kind is null ? [] : [(ReadNoteKind)kind], rules.Losses.Notes.Select(note => note.Kind));
    }

    [Fact]
    public void ToValue_DoubtfulText_IsRefused()
    {
        FeatureCells cells = new NumericFeature("a", 0, 0, 1) { Notation = new NumberNotation { DecimalSeparator = ',' } }.CreateCells(0);
        Assert.Throws<ArgumentException>(() => cells.ToValue("1.500", _ => false));
        Assert.Equal(1.5, cells.ToValue("1.5", _ => false));
        Assert.Equal(1.5, cells.ToValue("1,5", _ => false));
    }
}
