using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class RecordBoundaryTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3", 8, -1)]
    [InlineData("a,b\r\n1,2\r", 5, -1)]
    [InlineData("a,b\r1,2\r3", 8, -1)]
    [InlineData("1,2", 0, -1)]
    [InlineData("1,\"x\ny\"\n2", 8, -1)]
    [InlineData("1,2\n3,\"x\ny", 4, 6)]
    [InlineData("1,2\n3,\"x\"", 4, 6)]
    [InlineData("1,2\n3, \t\"x\n", 4, 8)]
    [InlineData("1,5'10\"\n2,\"\n", 8, 10)]
    [InlineData("1,x \"y\nz\n", 9, -1)]
    [InlineData("1,\"a\"\"\n\"\n2", 9, -1)]
    [InlineData("1,\"\"\n2", 5, -1)]
    [InlineData("\"a\" \"b\n1", 7, -1)]
    [InlineData("\"a\nb\"\"\n", 0, 0)]
    public void Find_BlockInTheMiddle_CutsAfterTheLastWholeRecord(string block, int end, int openQuote) =>
        Assert.Equal(new RecordBoundary(end, openQuote), RecordBoundary.Find(Encoding.UTF8.GetBytes(block), (byte)',', isLast: false));

    [Theory]
    [InlineData("1,2\n3,\"x\"", 4, -1)]
    [InlineData("1,2\r", 4, -1)]
    [InlineData("1,2\n3,\"x\n", 4, 6)]
    [InlineData("1,2\n3,\"x\"\"", 4, 6)]
    public void Find_LastBlock_KnowsThatNothingFollows(string block, int end, int openQuote) =>
        Assert.Equal(new RecordBoundary(end, openQuote), RecordBoundary.Find(Encoding.UTF8.GetBytes(block), (byte)',', isLast: true));

    [Fact]
    public void Find_TabAsDelimiter_EndsTheFieldBeforeTheQuote() =>
        Assert.Equal(new RecordBoundary(0, 2), RecordBoundary.Find("x\t\"a\n"u8, (byte)'\t', isLast: false));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 0)]
    [InlineData("a\nb\n", 2)]
    [InlineData("a\r\nb\r\n", 2)]
    [InlineData("a\rb\r", 2)]
    [InlineData("\n\r\n\r\r\n", 4)]
    public void Count_AnyLineBreaks_AreOneEach(string text, long lines) =>
        Assert.Equal(lines, LineCounter.Count(Encoding.UTF8.GetBytes(text)));
}
