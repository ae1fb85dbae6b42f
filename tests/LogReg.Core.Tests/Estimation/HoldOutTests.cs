using LogReg.Data;
using LogReg.Estimation;
using LogReg.Terms;

namespace LogReg.Tests.Estimation;

public class HoldOutTests
{
    [Fact]
    public void Draw_FixedSeed_GivesTheseRowsForEver()
    {
        int[] classes = [.. Enumerable.Range(0, 40).Select(row => row % 4 == 0 ? 1 : 0)];
        Assert.Equal([0, 2, 6, 7, 10, 12, 19, 21], Rows(HoldOut.Draw(classes, 2, new([classes.Length]), 0.2, seed: 1)));
        Assert.Equal([0, 11, 21, 33, 34, 36, 37, 38], Rows(HoldOut.Draw(classes, 2, new([classes.Length]), 0.2, seed: -7)));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.37)]
    public void Draw_AnySize_TakesTheShareOfEachClass(double size)
    {
        int[] classes = [.. Enumerable.Range(0, 1000).Select(row => row % 10 == 0 ? 2 : row % 3 == 0 ? 1 : 0)];
        AssertShares(classes, HoldOut.Draw(classes, 3, new([classes.Length]), size, seed: 5), size);
        AssertShares(classes, HoldOut.Draw(classes, 3, new([100, 0, 333, 17, 50, 500]), size, seed: 5), size);
    }

    private static void AssertShares(int[] classes, bool[] isTest, double size)
    {
        for (int code = 0; code < 3; code++)
        {
            int count = classes.Count(value => value == code);
            Assert.Equal(
                (int)Math.Round(count * size, MidpointRounding.AwayFromZero),
                classes.Where((value, row) => value == code && isTest[row]).Count());
        }
    }

    [Fact]
    public void Draw_RowsWithoutClass_AreNeverTaken()
    {
        int[] classes = [.. Enumerable.Range(0, 100).Select(row => row % 2 == 0 ? -1 : row % 4 == 1 ? 0 : 1)];
        Assert.DoesNotContain(Rows(HoldOut.Draw(classes, 2, new([classes.Length]), 0.5, 1)), row => row % 2 == 0);
    }

    [Fact]
    public void Draw_Seeds_GiveDifferentRows()
    {
        int[] classes = new int[1000];
        Assert.NotEqual(
            Rows(HoldOut.Draw(classes, 1, new([classes.Length]), 0.2, 1)), Rows(HoldOut.Draw(classes, 1, new([classes.Length]), 0.2, 2)));
    }

    [Fact]
    public void Fit_TestSize_TrainsOnTheOtherRows()
    {
        string[] lines = File.ReadAllLines(Golden.TestData.PathOf("birthwt.csv"));
        int[] classes = [.. lines.Skip(1).Select(line => line[^1] - '0')];
        bool[] isTest = HoldOut.Draw(classes, 2, new([classes.Length]), 0.25, 9);
        LogisticFit fit = new LogisticRegression { TestSize = 0.25, Seed = 9 }.Fit(TextSource.File("birthwt.csv"));
        LogisticFit train = new LogisticRegression().Fit(TextSource.Of(lines[0], lines.Skip(1).Where((_, row) => !isTest[row])));
        DigitAssert.IdenticalCoefficients(train.Model, fit.Model);
        Assert.Equal(isTest.Count(value => value), fit.Data.TestRows);
        Assert.Equal(189, fit.Data.TestRows + fit.Data.TrainingRows);
        Assert.NotNull(fit.Test);

        // The quality on the test rows is that of the model's own predictions for them.
        double loss = 0;
        foreach (ScoredChunk chunk in train.Model.Score(TextSource.Of(lines[0], lines.Skip(1).Where((_, row) => isTest[row]))))
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                loss -= Math.Log(chunk.Classes[row] == 1 ? chunk.Probabilities[row] : 1 - chunk.Probabilities[row]);
            }
        }

        DigitAssert.Within(1e-12, loss / fit.Data.TestRows, fit.Test.LogLoss);
        Assert.Null(new LogisticRegression().Fit(TextSource.File("birthwt.csv")).Test);
    }

    [Fact]
    public void Fit_LevelInTestRowsOnly_CountsAsTheReference()
    {
        // Each row has a level of its own in a forced column: those held out are unseen.
        string[] rows = [.. Enumerable.Range(0, 20).Select(row => $"{row % 7},level{row},{(row % 3 == 0 ? "no" : "yes")}")];
        LogisticFit fit =
            new LogisticRegression { Features = ["x", "c"], TestSize = 0.3, Penalty = PenaltyKind.Ridge, Lambda = 1 }.Fit(
                TextSource.Of("x,c,y", rows));
        Assert.Equal(fit.Data.TrainingRows, ((CategoricalFeature)fit.Model.Features[1]).Levels.Count);
        Assert.True(double.IsFinite(fit.Test!.LogLoss));
    }

    [Theory]
    [InlineData(0.01, "no row to test on")]
    [InlineData(0.9, "a class without a row to train on")]
    public void Fit_TestSizeThatLeavesNothing_IsRefused(double size, string message)
    {
        var exception =
            Assert.Throws<DataException>(
                () => new LogisticRegression { TestSize = size }.Fit(TextSource.Of("x,y", ["1,a", "2,b", "3,a", "4,b"])));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains("TestSize", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    private static int[] Rows(bool[] isTest) => [.. Enumerable.Range(0, isTest.Length).Where(row => isTest[row])];
}
