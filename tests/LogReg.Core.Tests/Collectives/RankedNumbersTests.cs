using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

/// <summary>Quantiles and order statistics of numbers that members share have the bits of those of one process.</summary>
public class RankedNumbersTests
{
    private static readonly double[] Probabilities = [0, 0.05, 0.1, 1.0 / 3, 0.5, 0.7, 0.9, 0.999, 1];

    // Of 7 chunks one has no rows.
    private static readonly int[] ChunkRows = [100, 3, 0, 57, 100, 40, 101];

    [Fact]
    public void Quantiles_AreThoseOfType7() =>
        Assert.Equal([1, 1.75, 2.5, 4.75, 10], Ranked([10, 2, 1, 3], null).Quantiles([0, 0.25, 0.5, 0.75, 1]));

    [Fact]
    public void Quantiles_OfFrequencies_AreThoseOfRepeatedRows()
    {
        double[] values = [4.5, -1, 0.25, 7, 7, 3];
        double[] weights = [2, 1, 5, 3, 1, 4];
        double[] repeated = [.. values.Zip(weights).SelectMany(pair => Enumerable.Repeat(pair.First, (int)pair.Second))];

        Assert.Equal(Ranked(repeated, null).Quantiles(Probabilities), Ranked(values, weights).Quantiles(Probabilities));
    }

    /// <summary>The weights of a row are a tenth each, whose sums in double precision miss the ranks.</summary>
    [Fact]
    public void Quantiles_OfEqualWeights_AreThoseOfNone()
    {
        double[] values = [.. Enumerable.Range(0, 1_001).Select(value => (double)(value * 7 % 1_001))];

        Assert.Equal(
            Ranked(values, null).Quantiles(Probabilities),
            Ranked(values, [.. values.Select(_ => 0.1)]).Quantiles(Probabilities));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    [InlineData(5e-324)]
    public void Quantiles_OfWeightsOfAnySize_AreThoseOfNone(double weight) =>
        Assert.Equal(
            Ranked([5, 3, 9, 1, 7], null).AtRanks(1, 3, 5),
            Ranked([5, 3, 9, 1, 7], [weight, weight, weight, weight, weight]).Quantiles([0, 0.5, 1]));

    [Fact]
    public void Quantiles_OfMinusZero_AreZero()
    {
        double median = Ranked([-0.0, -0.0, -0.0], null).Quantiles([0.5])[0];

        Assert.False(double.IsNegative(median));
    }

    [Fact]
    public void FirstFrom_ALimit_IsTheSmallestNumberNotBelowIt() =>
        Assert.Equal(
            [-2, 4, 4, double.PositiveInfinity],
            Ranked([9, 4, -2], null).FirstFrom(double.NegativeInfinity, -1.5, 4, 9.5));

    [Theory]
    [InlineData(1, "none")]
    [InlineData(3, "none")]
    [InlineData(11, "none")]
    [InlineData(2, "whole")]
    [InlineData(7, "small")]
    [InlineData(11, "large")]
    public void AllThatIsAsked_OfRowsThatMembersShare_IsWhatOneFinds(int size, string kind)
    {
        var random = new Random(87);
        int count = ChunkRows.Sum();
        double[] values = [.. Enumerable.Range(0, count).Select(row => row % 5 == 0 ? random.Next(-3, 3) : random.NextDouble() - 0.5)];
        double[]? weights = kind == "none" ? null : [.. values.Select(_ => kind switch
        {
            "whole" => 1 + random.Next(9),
            "small" => random.NextDouble() * 0.7,
            _ => 1e6 * random.NextDouble(),
        })];
        double[] whole = Found(new WeightedNumbers(new RowParts(ChunkRows), values, weights));

        ThreadCollective.Run(size, collective =>
        {
            var rows = new RowParts(ChunkRows, RowShares.Deal(collective, ChunkRows.Length));
            double[] own = Found(new WeightedNumbers(
                rows, SharedRows.Own(values, rows), weights is null ? null : SharedRows.Own(weights, rows)));

            Assert.Equal(whole.Select(BitConverter.DoubleToInt64Bits), own.Select(BitConverter.DoubleToInt64Bits));
        });
    }

    /// <summary>Several columns take as many exchanges as one: of weights and their sums 2, of the digits of the quantiles 16.</summary>
    [Theory]
    [InlineData(false, 16)]
    [InlineData(true, 18)]
    public void Quantiles_OfSeveralColumns_AreThoseOfEachInOneSearch(bool haveWeights, int exchanges)
    {
        int count = ChunkRows.Sum();
        double[][] columns = [.. Enumerable.Range(1, 5).Select(factor => Numbers(row => Math.Sin(row * factor) * factor))];
        double[] weights = Numbers(row => 0.3 + (row % 7));
        WeightedNumbers[] Of(RowParts rows) =>
        [
            .. columns.Select(
                column => new WeightedNumbers(rows, SharedRows.Own(column, rows), haveWeights ? SharedRows.Own(weights, rows) : null)),
        ];
        double[][] expected = [.. Of(new RowParts(ChunkRows)).Select(own => RankedNumbers.Of(own).Quantiles(Probabilities))];

        ThreadCollective.Run(3, member =>
        {
            int operations = 0;
            var collective = new WatchedCollective(member, () => operations++);
            var rows = new RowParts(ChunkRows, RowShares.Deal(collective, ChunkRows.Length));
            Assert.Equal(expected, RankedNumbers.Quantiles(RankedNumbers.Of(Of(rows)), Probabilities));
            Assert.Equal(exchanges, operations);
        });

        double[] Numbers(Func<int, double> of) => [.. Enumerable.Range(0, count).Select(of)];
    }

    [Fact]
    public void Distinct_OfRowsThatMembersShare_AreThoseInTheOrderOfRows() => ThreadCollective.Run(3, collective =>
    {
        var rows = new RowParts([2, 2, 1], RowShares.Deal(collective, 3));
        var numbers = new WeightedNumbers(rows, SharedRows.Own<double>([3, 1, 1, 2, 9], rows), null);

        Assert.Equal([3, 1, 2, 9], numbers.Distinct(10));
        Assert.Equal(3, numbers.Distinct(3).Length);
    });

    private static RankedNumbers Ranked(double[] values, double[]? weights) => RankedNumbers.Of(WeightedNumbers.Whole(values, weights));

    private static double[] Found(WeightedNumbers numbers)
    {
        var ranked = RankedNumbers.Of(numbers);
        return
        [
            .. ranked.Quantiles(Probabilities), .. ranked.FirstFrom(-9, -0.2, 0, 0.3, 2.5),
            .. ranked.HasWeights ? [] : ranked.AtRanks(1, 2, ranked.Count / 2, ranked.Count),
        ];
    }
}
