using System.Globalization;

namespace LogReg.Tests.Collectives;

/// <summary>A line of totals is found where several members share the rows above it, and rows that are none are kept.</summary>
public class SharedTotalLineTests
{
    private const int ChunkRows = 7;

    private static readonly string Rows = string.Concat(
        Enumerable.Range(0, 60).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"{"ns"[row * 5 % 2]},{20 + (row * 7 % 41)},{row * 31 % 7 % 2}\n")));

    private static LogisticRegression Ridge { get; } =
        new() { MissingHandling = MissingHandling.Impute, Penalty = PenaltyKind.Ridge, Lambda = 0.1 };

    [Theory]
    [InlineData(",,35", "line 62, column 'bought': this looks like a line of totals: the row has no value besides the target")]
    [InlineData("Total,2417,35", "the row has 'Total', and no other row has the class '35'")]
    [InlineData("Total,2417,35\nn,30,1\nTotal,30,35", "line 62, column 'bought'")]
    [InlineData("Total,2356,1", "2356 in 'age' is the sum of the rows above")]
    [InlineData("Total,2356,1\nn,30,1\ns,31,0\nn,32,1\nTotal,93,1", "2356 in 'age' is the sum of the rows above")]
    [InlineData("Average,39.27,1", "the row has 'Average', and 39.27 in 'age' is the mean of the rows above")]
    [InlineData("Mean,39,1\nTotal,2356,0", "the row has 'Mean', and 39 in 'age' is the mean of the rows above")]
    [InlineData("Average,39.27,1\nn,30,1", null)]
    [InlineData("average,39,1\nn,30,0\naverage,40,1\naverage,30,1\naverage,31,0\naverage,39,0", null)]
    [InlineData("n,30,1\ns,31,0\nn,32,1\nSubtotal,93,1", null)]
    [InlineData("total,30,2\nsum,31,2\nmean,32,1\nsum,33,1\ntotal,34,2", null)]
    [InlineData(",,2\nn,30,1", null)]
    [InlineData("n,,35\n,40,35", null)]
    public void Stages_OfALastLine_RefuseTotals(string last, string? problem) =>
        Check("region,age,bought\n" + Rows + last + "\n", problem);

    [Theory]
    [InlineData("165,55,5", "line 12, column 'y': this looks like a line of totals: 165 in 'a' is the sum of the rows above")]
    [InlineData("165,55,5\n1,2,", "165 in 'a' is the sum of the rows above")]
    [InlineData("165,56,5", null)]
    [InlineData("165,55,5\n1,2,0", null)]
    public void Stages_OfSumsWithoutAWord_RefuseThemBelowTheRows(string last, string? problem) =>
        Check(
            "a,b,y\n" + string.Concat(Enumerable.Range(1, 10).Select(row => $"{3 * row},{row * 7 % 11},{row % 2}\n")) + last + "\n",
            problem,
            chunkRows: 3);

    private static void Check(string text, string? problem, int chunkRows = ChunkRows)
    {
        string found = SharedStages.AreEqual(text, Ridge, chunkRows, 2, 3, 4, 11);
        if (problem is null)
        {
            Assert.DoesNotContain("looks like a line", found, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(problem, found, StringComparison.Ordinal);
        }
    }
}
