using LogReg.Data;

namespace LogReg.Tests.Errors;

public class MessageTextTests
{
    private static readonly string Long = new('x', 1_000_000);

    [Theory]
    [InlineData("age", "'age'")]
    [InlineData("two\nlines", "'two·lines'")]
    [InlineData("1234567890123456789012345678901234567890", "'1234567890123456789012345678901234567890'")]
    [InlineData("12345678901234567890123456789012345678901", "'1234567890123456789012345678901234567890…'")]
    [InlineData("123456789012345678901234567890123456789\U0001F600", "'123456789012345678901234567890123456789…'")]
    public void Quote_AnyText_IsALineOfFortyCharacters(string text, string expected) => Assert.Equal(expected, MessageText.Quote(text));

    [Fact]
    public void List_ManyLongTexts_CutsAndCounts() =>
        Assert.Equal("aaa…, b and 2 more", MessageText.List(["aaaa", "b", "c", "d"], most: 2, longest: 3));

    [Fact]
    public void Messages_OfALongName_AreShort()
    {
        Table table = new TableBuilder().AddNumeric(Long, [1, 2, 3, 4]).AddNumeric("x", [1, 3, 2, 4]).AddNumeric("y", [0, 1, 0, 1]).Build();
        var regression = new LogisticRegression { Target = "y" };
        LogisticModel model = new LogisticRegression { Target = "y", Penalty = PenaltyKind.Ridge, Lambda = 1 }.Fit(table).Model;
        Exception[] errors =
        [
            Assert.ThrowsAny<Exception>(() => (regression with { Target = Long + "y" }).Fit(table)),
            Assert.ThrowsAny<Exception>(() => (regression with { CategoricalColumns = [Long] }).Fit(table)),
            Assert.ThrowsAny<Exception>(() => (regression with { Features = [Long], ExcludedColumns = [Long] }).Fit(table)),
            Assert.ThrowsAny<Exception>(() => (regression with { WeightColumn = "x", Features = ["x"] }).Fit(table)),
            Assert.ThrowsAny<Exception>(() => (regression with { Positive = Long }).Fit(table)),
            Assert.ThrowsAny<Exception>(
                () => (regression with { References = new Dictionary<string, string> { [Long] = Long } }).Fit(table)),
            Assert.ThrowsAny<Exception>(() => model.Score(TextSource.Of("x", ["1"])).Count()),
            Assert.ThrowsAny<Exception>(() => model.CoefficientsOf(Long)),
            Assert.ThrowsAny<Exception>(() => new TableBuilder().AddNumeric(Long, [1]).AddNumeric(Long, [1])),
            Assert.ThrowsAny<Exception>(() => TextSource.Of(Long, ["1", Long]).ReadTable([new(Long, ColumnKind.Numeric)])),
            Assert.ThrowsAny<Exception>(() => CsvSource.FromStream(() => Stream.Null, Long).ReadColumnNames()),
        ];
        Assert.All(errors, error => Assert.InRange(error.Message.Length, 1, 5000));
        Assert.All(errors.OfType<LogRegException>(), error => Assert.InRange(error.Hint?.ToString().Length ?? 0, 0, 2000));
        Assert.DoesNotContain(errors, error => error is NullReferenceException or IndexOutOfRangeException);
    }

    [Fact]
    public void Remedy_ToString_IsItsSpelling()
    {
        Assert.Equal(
            "CsvOptions.WithMissingValues(\"x\", \"y\")", new Remedy(OptionName.AddedMissingValues, new[] { "x", "y" }).ToString());
        Assert.Equal("ExcludedColumns = [\"a\"]", new Remedy(OptionName.ExcludedColumns, new[] { "a" }).ToString());
        Assert.Equal("missingValues: [\"NA\"]", new Remedy(OptionName.SourceMissingValues, new[] { "NA" }).ToString());
        Assert.Equal("Firth", new Remedy(OptionName.Firth, null).ToString());
        Assert.InRange(new Remedy(OptionName.ExcludedColumns, new[] { Long }).ToString().Length, 1, 300);
    }

    [Fact]
    public void OptionText_Equality_IsThatOfTheSpelling() =>
        Assert.Equal<OptionText>("use Firth", OptionText.Of($"use {Option.Firth}"));
}
