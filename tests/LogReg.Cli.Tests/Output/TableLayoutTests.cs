using LogReg.Charts.Text;
using LogReg.Cli.Output;

namespace LogReg.Cli.Tests.Output;

public class TableLayoutTests
{
    private static readonly string[] Headers = ["", "estimate", "std. error", "z", "p"];

    // 22 + 9 + 10 + 6 + 6 characters, and four gaps of 3.
    private const int Natural = 22 + 9 + 10 + 6 + 6 + 12;

    [Fact]
    public void Of_RoomForAll_LeavesItAsItIs()
    {
        var layout = TableLayout.Of(Coefficients(), Natural);
        Assert.Equal([1, 2, 3, 4], Assert.Single(layout.Blocks));
        Assert.Equal((3, 22), (layout.Gap, layout.LabelWidth));
    }

    [Fact]
    public void Of_ALittleTooNarrow_PutsColumnsCloserThenBreaksLabels()
    {
        Assert.Equal((2, 22), Sizes(TableLayout.Of(Coefficients(), Natural - 4)));
        Assert.Equal((2, 18), Sizes(TableLayout.Of(Coefficients(), Natural - 8)));

        static (int Gap, int LabelWidth) Sizes(TableLayout layout) => (layout.Gap, layout.LabelWidth);
    }

    [Fact]
    public void Of_TooNarrowForAll_LeavesOutWhatIsLeastMissed()
    {
        var layout = TableLayout.Of(Coefficients("z", "std. error"), Natural - 16);
        Assert.Equal(["z"], layout.LeftOut);
        Assert.Equal([1, 2, 4], Assert.Single(layout.Blocks));
    }

    [Fact]
    public void Of_TooNarrowForThat_HasBlocksWithAllColumns()
    {
        var layout = TableLayout.Of(Coefficients("z"), 40);
        Assert.Empty(layout.LeftOut);
        Assert.Equal([[1, 2], [3, 4]], layout.Blocks);
    }

    [Fact]
    public void LinesOf_ALongLabel_BreaksBetweenWordsAndWithinLongOnes()
    {
        Assert.Equal(["worst concave", "  points"], TableLayout.LinesOf("worst concave points", 14));
        Assert.Equal(["  a level", "  of many", "  words"], TableLayout.LinesOf("  a level of many words", 10));
        Assert.Equal(["overwhelm", "  ingly"], TableLayout.LinesOf("overwhelmingly", 11));
        Assert.Equal(
            ["number_of_", "  support_", "  calls"], TableLayout.LinesOf("number_of_support_calls", 12));
    }

    [Fact]
    public void WidthOf_WideCharacters_CountsTwice() => Assert.Equal(4, TableLayout.WidthOf("年齢"));

    private static ReportTable Coefficients(params string[] dispensable)
    {
        var table = new ReportTable(Headers) { Dispensable = dispensable };
        table.AddHeading("a heading that is much longer than any table is wide, whatever is in its columns");
        table.Add("worst fractal dimension"[..22], "-0.123456", "0.00012345"[..10], "-12.34", "2.4e-9");
        return table;
    }
}
