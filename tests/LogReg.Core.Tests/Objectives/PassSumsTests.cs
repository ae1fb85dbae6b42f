using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>The sums of ranges of rows add up, and each range gets its memory back.</summary>
public class PassSumsTests
{
    private const int Length = 3;

    [Fact]
    public void Release_OfJoinedRanges_ReturnsEachAccumulatorToItsOwnPool()
    {
        PassPool[] pools = [new(), new(), new()];
        PassAccumulator[] accumulators = [.. pools.Select(pool => pool.Take(Length))];
        var ranges = accumulators.Select((accumulator, place) => new PassSums([new TreeNode<PassAccumulator>(0, place, accumulator)]));
        PassSums.Join([.. ranges]).Release();
        Assert.All(pools.Zip(accumulators), pair => Assert.Same(pair.Second, pair.First.Take(Length)));
    }

    [Fact]
    public void Total_OfJoinedRanges_IsTheSum()
    {
        var pool = new PassPool();
        var ranges = Enumerable.Range(0, 4).Select(place =>
        {
            PassAccumulator accumulator = pool.Take(Length);
            accumulator.Loss = place + 1;
            return new PassSums([new TreeNode<PassAccumulator>(0, place, accumulator)]);
        });
        Assert.Equal(10, PassSums.Join([.. ranges]).Total().Loss);
    }
}
