using LogReg.Numerics;

namespace LogReg.Core.Tests.Numerics;

public class SortedRunsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1, 5)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 0, 0, 7)]
    [InlineData(4, 1, 1, 1, 1, 1)]
    [InlineData(5, 1000, 1, 0, 500, 3, 2000, 9)]
    public void Merge_RunsOfAnyLength_IsInOrder(int seed, params int[] lengths)
    {
        var random = new SplitMix(seed);
        double[][] runs = [.. lengths.Select(length => SortedNumbers(random, length))];
        double[] expected = [.. runs.SelectMany(run => run).Order()];

        double[] values = [.. runs.SelectMany(run => run)];
        double[] other = new double[values.Length + 3];
        bool isInOther = SortedRuns.Merge(values, lengths, other);
        Assert.Equal(expected, isInOther ? other[..values.Length] : values);
    }

    // Few different numbers, so that many are equal; infinities, too.
    private static double[] SortedNumbers(SplitMix random, int length) =>
    [
        .. Enumerable.Range(0, length).Select(_ => random.Next(50) switch
        {
            0 => double.NegativeInfinity,
            49 => double.PositiveInfinity,
            int number => number / 7.0,
        }).Order(),
    ];
}
