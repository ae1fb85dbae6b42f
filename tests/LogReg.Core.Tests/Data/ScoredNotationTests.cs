using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Numbers to be scored that can be read in two ways, or have not the unit of training: none is read in silence.</summary>
public sealed class ScoredNotationTests
{
    private static readonly NumberNotation German = new() { DecimalSeparator = ',', ThousandsSeparator = '.' };
    private static readonly NumberNotation Nordic = new() { DecimalSeparator = ',', ThousandsSeparator = ' ' };
    private static readonly NumberNotation Swiss = new() { ThousandsSeparator = '\'' };
    private static readonly NumberNotation American = new() { ThousandsSeparator = ',' };
    private static readonly NumberNotation Percent = new() { Suffix = "%" };
    private static readonly NumberNotation GermanPercent = new() { DecimalSeparator = ',', Suffix = "%" };
    private static readonly NumberNotation Months = new() { Suffix = "months" };
    private static readonly NumberNotation Dollars = new() { Prefix = "$" };

    public static TheoryData<string, string, string, double[]?, string> Cells => new()
    {
        // As in training, and what nobody can read otherwise.
        { "de", "1.234,5|234.567|12", "", [1234.5, 234_567, 12], "" },
        { "de", "234.567|189.250", "", [234_567, 189_250], "" },
        { "se", "1 234,5|12,5", "", [1234.5, 12.5], "" },
        { "us", "1,234.5|12.5", "", [1234.5, 12.5], "" },
        { "pct", "12.5%|3%", "", [12.5, 3], "" },

        // A decimal point where training had decimal commas.
        {
            "de", "1.234,5|12.5|0.25", "", [1234.5, 12.5, 0.25],
            "'a' has 2 numbers with a decimal point, such as '12.5' on line 3, read as 12.5, while training had decimal commas"
        },
        {
            "se", "1 234,5|12.5", "", [1234.5, 12.5],
            "'a' has 1 number with a decimal point, such as '12.5' on line 3, read as 12.5, while training had decimal commas"
        },

        // Beside it, what may be thousands is no number; whether it comes before or after.
        { "de", "234.567|12.5", "", null, "line 2|the value '234.567' may be 234567, as in training, or 234.567, since '12.5' on line 3" },
        { "de", "0.25|234.567", "", null, "line 3|the value '234.567' may be 234567, as in training, or 234.567, since '0.25' on line 2" },
        { "de", "1.234,5|12.5|234.567", "", null, "line 4|the value '234.567' may be 234567" },
        { "se", "1.500|1,5", "", null, "line 2|the value '1.500' may be a number of thousands or have a decimal point" },

        // Other columns, those of the model and those that it does not use, show points.
        {
            "de", "234.567|189.250", "12.5|3", [234_567, 189_250],
            "'a' holds numbers such as '234.567' on line 2, read as 234567 as in training, but another column has decimal points, as in 12.5"
        },
        { "de", "234.567|1.250,5", "12.5|3", [234_567, 1250.5], "" },
        {
            "us", "1,234|2,500", "0,5|1,5", [1234, 2500],
            "'a' holds numbers such as '1,234', read as 1234, but another column has decimal commas, such as '0,5'"
        },
        { "us", "1,234|2,500.5", "0,5|1,5", [1234, 2500.5], "" },

        // Other countries' numbers are none.
        { "us", "12,5", "", null, "line 2|the value '12,5' is not a number" },
        { "us", "1.234.567", "", null, "line 2|the value '1.234.567' is not a number" },
        { "us", "1'234", "", null, "line 2|the value '1'234' is not a number" },
        { "ch", "1,234", "", null, "line 2|the value '1,234' is not a number" },
        { "de", "1,234.5", "", null, "line 2|the value '1,234.5' is not a number" },
        { "plain", "12,5", "", null, "line 2|the value '12,5' is not a number" },
        { "plain", "1 234", "", null, "line 2|the value '1 234' is not a number" },

        // Points that may stand between thousands, unless another column shows that they are decimal, or all cells have three decimals.
        {
            "plain", "1.500|13.125|839", "", [1.5, 13.125, 839],
            "'a' holds numbers such as '1.500', read with a decimal point, which may stand between thousands"
        },
        {
            "ch", "1.500|839", "", [1.5, 839],
            "'a' holds numbers such as '1.500', read with a decimal point, which may stand between thousands"
        },
        { "plain", "1.500|839", "12.5|3", [1.5, 839], "" },
        { "plain", "1.500|2.750", "", [1.5, 2.75], "" },
        { "plain", "1.500|839|0.25", "", [1.5, 839, 0.25], "" },
        {
            "de points", "1.5", "", [1.5],
            "'a' has 1 number with a decimal point, such as '1.5' on line 2, read as 1.5, while training had points between thousands"
        },

        // Units.
        {
            "plain", "12.50 €|839 €", "", [12.5, 839],
            "'a' holds numbers such as '12.50 €', which training had without a unit, read as 12.5"
        },
        {
            "pct", "12.5%|0.25", "", [12.5, 0.25],
            "'a' has 1 number without the '%' of training, such as '0.25' on line 3, read as if it were there"
        },
        {
            "pct", "0.125|0.25", "", [0.125, 0.25],
            "'a' has 2 numbers without the '%' of training, such as '0.125' on line 2, read as if it were there"
        },
        {
            "de%", "12,5%|0.25", "", [12.5, 0.25],
            "'a' has 1 number without the '%' of training, such as '0.25' on line 3, read as if it were there|'a' has 1 number with a decimal "
                + "point, such as '0.25' on line 3, read as 0.25, while training had decimal commas"
        },
        {
            "months", "36 months|1 month|24", "", [36, 1, 24],
            "'a' has 1 number without the 'months' of training, such as '24' on line 4, read as if it were there"
        },
        { "months", "3 years", "", null, "line 2|the value '3 years' is not a number" },
        { "$", "€3", "", null, "line 2|the value '€3' is not a number" },
        {
            "$", "$12.50|$1,234", "", [12.5, 1234],
            "'a' has 1 number such as '$1,234' on line 3, read as 1234, while training had no comma"
        },
        { "$", "$12.50|$1,234.50", "", [12.5, 1234.5], "" },
        { "$", "($5)|-$5|$5-", "", [-5, -5, -5], "" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void ReadChunks_ToBeScored_TellsWhatItReads(string trained, string a, string b, double[]? expected, string told)
    {
        using CsvSource source = Source(a, b, new CsvOptions());
        if (expected is null)
        {
            DataException error = Assert.Throws<DataException>(() => Read(source, trained, out _));
            Assert.Equal(("a", told.Split('|')[0]), (error.Column, error.Place.ToString()));
            Assert.Contains(told.Split('|')[1], error.Message, StringComparison.Ordinal);
            Assert.NotNull(error.Hint);
            return;
        }

        Assert.Equal(expected, Read(source, trained, out IReadOnlyList<ReadNote> notes));
        Assert.Equal(told, string.Join('|', notes.Select(ReadNoteText.Message)));
        Assert.All(notes, note => Assert.NotEqual("", ReadNoteText.Hint(note, SourceDescription.Rows).ToString()));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ReadChunks_OfAPartToBeScored_TellsTheSame(string trained, string a, string b, double[]? expected, string told)
    {
        using var source = new PartsSource("parts", [Source(a, b, new CsvOptions())]);
        if (expected is null)
        {
            Assert.Equal(told.Split('|')[0], Assert.Throws<DataException>(() => Read(source, trained, out _)).Place.ToString());
            return;
        }

        Assert.Equal(expected, Read(source, trained, out IReadOnlyList<ReadNote> notes));
        Assert.Equal(told, string.Join('|', notes.Select(ReadNoteText.Message)));
    }

    [Theory]
    [InlineData("de", "234.567|12.5", '.', null, new[] { 234.567, 12.5 })]
    [InlineData("de", "234.567|12,5", ',', null, new[] { 234_567, 12.5 })]
    [InlineData("se", "1.500|1,5", null, '.', new[] { 1500, 1.5 })]
    [InlineData("se", "1.500|1.5", '.', null, new[] { 1.5, 1.5 })]
    [InlineData("$", "$12.50|$1,234", null, ',', new[] { 12.5, 1234 })]
    public void ReadChunks_SeparatorsThatWereSaid_AreNotInDoubt(string trained, string a, char? point, char? thousands, double[] expected)
    {
        using CsvSource source = Source(a, "", new CsvOptions { DecimalSeparator = point, ThousandsSeparator = thousands });
        Assert.Equal(expected, Read(source, trained, out IReadOnlyList<ReadNote> notes));
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("plain", "1'234", "write the number without apostrophes, or use CsvOptions.ThousandsSeparator = \"'\"")]
    [InlineData("plain", "1 234", "write the number without spaces, or use CsvOptions.ThousandsSeparator = \" \"")]
    [InlineData("de%", "1.500%", "use CsvOptions.DecimalSeparator = \",\" to read 1500, or CsvOptions.DecimalSeparator = \".\" to read 1.5")]
    [InlineData("se", "1.500", "use CsvOptions.ThousandsSeparator = \".\" to read 1500, or CsvOptions.DecimalSeparator = \".\" if")]
    public void ReadChunks_NoNumber_NamesTheOptionThatMakesItOne(string trained, string a, string hint)
    {
        using CsvSource source = Source(a, "", new CsvOptions());
        DataException error = Assert.Throws<DataException>(() => Read(source, trained, out _));
        Assert.Contains(hint, error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "\"1,500\"|\"839\"", "'a' holds numbers such as '1,500', read as 1.5, since training had decimal commas or points between thousands, but the comma may stand between thousands")]
    [InlineData("de", "\"1,5\"|\"839\"", "")]
    [InlineData("de", "\"1,500\"|\"2,5\"", "")]
    public void ReadChunks_CommasInQuotesBetweenCommas_MayStandBetweenThousands(string trained, string a, string told)
    {
        using CsvSource source = CsvText.Source("a,b\n" + string.Concat(a.Split('|').Select(cell => $"{cell},1\n")));
        Read(source, trained, out IReadOnlyList<ReadNote> notes);
        Assert.Equal(told, string.Join('|', notes.Select(ReadNoteText.Message)));
        Assert.All(notes, note => Assert.Equal(
            "CsvOptions.DecimalSeparator = \",\" confirms this; CsvOptions.ThousandsSeparator = \",\" reads 1500",
            ReadNoteText.Hint(note, SourceDescription.Rows).ToString()));
    }

    [Fact]
    public void ReadChunks_AContradictionFarBelow_IsFound()
    {
        string cells = "234.567|" + string.Join('|', Enumerable.Range(1000, 40_000)) + "|12.5";
        using CsvSource source = Source(cells, "", new CsvOptions());
        DataException error = Assert.Throws<DataException>(() => Read(source, "de", out _));
        Assert.Equal("line 2", error.Place.ToString());
        Assert.Contains("since '12.5' on line 40003 has a decimal point", error.Message, StringComparison.Ordinal);

        string fractions = string.Concat(Enumerable.Range(0, 40_000).Select(_ => "7|")) + "0.5";
        using CsvSource beside = Source(string.Concat(Enumerable.Repeat("234.567|", 40_000)) + "1", fractions, new CsvOptions());
        Read(beside, "de", out IReadOnlyList<ReadNote> notes);
        Assert.Contains("decimal points, as in 0.5", ReadNoteText.Message(Assert.Single(notes)), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OfAModelOfPercents_WarnsOfFractions()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => $"{row * 7 % 50}%,{row * 31 % 7 % 2}\n"));
        LogisticModel model = new LogisticRegression().Fit(CsvText.Source("rate,bought\n" + rows)).Model;
        ScoringTally tally = model.CreateTally();
        foreach (ScoredChunk chunk in model.Score(CsvText.Source("rate\n0.25\n0.5\n")))
        {
            tally.Add(chunk);
        }

        DataWarning warning = Assert.Single(tally.Warnings);
        Assert.Equal(("rate", 2), (warning.Column, warning.Line));
        Assert.Equal(
            "if they are fractions, multiply them by 100; write the sign to make this warning go away", warning.Hint?.ToString());
    }

    private static double[] Read(DataSource source, string trained, out IReadOnlyList<ReadNote> notes)
    {
        NumberNotation? notation = trained switch
        {
            "de" => German,
            "de points" => German with { Example = "1.003.125" },
            "se" => Nordic,
            "ch" => Swiss,
            "us" => American,
            "pct" => Percent,
            "de%" => GermanPercent,
            "months" => Months,
            "$" => Dollars,
            _ => null,
        };
        var rules = new ChunkRules(false) { LooksAtNotations = true };
        ColumnRequest[] requests =
        [
            new("a", ColumnKind.Numeric) { Notation = notation },
            .. trained == "us" ? [] : new[] { new ColumnRequest("b", ColumnKind.Numeric) },
        ];
        double[] values =
        [
            .. source.ReadChunks(requests, rules, null, CancellationToken.None).SelectMany(
                chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray()),
        ];
        notes = rules.Losses.Notes;
        return values;
    }

    private static CsvSource Source(string a, string b, CsvOptions options)
    {
        string[] ofA = a.Split('|');
        string[] ofB = b.Split('|');
        string OfB(int row) => row < ofB.Length && ofB[row].Length > 0 ? ofB[row] : "1";
        string text = "a;b\n" + string.Concat(ofA.Select((cell, row) => $"{cell};{OfB(row)}\n"));
        return CsvSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.csv", options);
    }
}
