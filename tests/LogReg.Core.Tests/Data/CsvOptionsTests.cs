using LogReg.Data;

namespace LogReg.Tests.Data;

public class CsvOptionsTests
{
    [Fact]
    public void Defaults_AreThoseOfTheGuide()
    {
        var options = new CsvOptions();

        Assert.Null(options.Delimiter);
        Assert.True(options.HasHeader);
        Assert.Equal(0, options.SkipLines);
        Assert.Null(options.Comment);
        Assert.Equal(CsvEscape.Quote, options.Escape);
        Assert.Null(options.Encoding);
        Assert.Equal(["", "NA", "N/A", "NaN", "null", "None", "?", "<NA>", @"\N", "(null)"], options.MissingValues);
        Assert.Equal(0, options.Threads);
        Assert.Equal(Environment.ProcessorCount, options.ThreadCount);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\0')]
    [InlineData('a')]
    [InlineData('7')]
    [InlineData('.')]
    [InlineData('-')]
    [InlineData('é')]
    public void Delimiter_ThatCannotDelimit_IsRefused(char delimiter) =>
        Assert.Equal("Delimiter", Assert.Throws<ArgumentException>(() => new CsvOptions { Delimiter = delimiter }).ParamName);

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Threads_OutOfRange_AreRefused(int threads) => Assert.StartsWith(
        $"Threads is {threads}, but must be between 0 (one per core) and 1024",
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { Threads = threads }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void MissingValues_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new CsvOptions { MissingValues = null! });
        Assert.Throws<ArgumentException>(() => new CsvOptions { MissingValues = ["a", null!] });
    }

    [Fact]
    public void MissingValues_Empty_MakesNothingMissing()
    {
        var options = new CsvOptions { MissingValues = [] };

        Assert.Equal(["", "NA"], CsvText.Levels(CsvText.ReadAll(CsvText.Source("a,b\n,1\nNA,2\n", options)), "a"));
    }
}
