using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Tests.Collectives;

public class NodeSumsTests
{
    private const int Length = 5;

    /// <summary>Any cut of the leaves into ranges gives the bits of one process, gathered at the root and by slices.</summary>
    [Theory]
    [InlineData(0L)]
    [InlineData(1L << 26)]
    public void Total_OfAnyCutOfTheLeaves_HasTheSameBits(long mostGatheredBytes)
    {
        var random = new Random(23);
        for (int trial = 0; trial < 60; trial++)
        {
            int leafCount = 1 + random.Next(40);
            double[][] leaves =
            [
                .. Enumerable.Range(0, leafCount).Select(
                    _ => Enumerable.Range(0, Length).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(40))).ToArray()),
            ];
            bool[] isEmpty = [.. leaves.Select((_, leaf) => leaf > 0 && random.Next(5) == 0)];
            double[] whole = Sum(leaves, isEmpty, 0, leafCount).Single().Sum;
            int size = 1 + random.Next(9);

            // Ranges without leaves are among them.
            int[] cuts = [0, .. Enumerable.Range(1, size - 1).Select(_ => random.Next(leafCount + 1)).Order(), leafCount];
            ThreadCollective.Run(size, collective =>
            {
                IReadOnlyList<TreeNode<double[]>> own =
                    Sum(leaves, isEmpty, cuts[collective.Rank], cuts[collective.Rank + 1], asWhole: false);
                double[] total = new NodeSums(collective, mostGatheredBytes).Total(own, Length)!;
                Assert.Equal(Bits(whole), Bits(total));
            });
        }
    }

    [Fact]
    public void Total_WithoutNodes_IsNothing() =>
        ThreadCollective.Run(3, collective => Assert.Null(new NodeSums(collective).Total([], Length)));

    [Fact]
    public void Agreement_WithAMemberThatStandsElsewhere_NamesItOnEveryMember()
    {
        int refused = 0;
        ThreadCollective.Run(3, collective =>
        {
            CoefficientAgreement.Require(collective, [0.5, 1]);
            double second = collective.Rank == 2 ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1) + 1) : 1;
            CollectiveException failure =
                Assert.Throws<CollectiveException>(() => CoefficientAgreement.Require(collective, [0.5, second]));
            Assert.Equal("rank 2 has computed different bits from the same sums than rank 0", failure.Message);
            Interlocked.Increment(ref refused);
        });
        Assert.Equal(3, refused);
    }

    // The sum of everything, or the nodes that cover a range.
    private static IReadOnlyList<TreeNode<double[]>> Sum(double[][] leaves, bool[] isEmpty, int first, int end, bool asWhole = true)
    {
        double[]? Leaf(int leaf) => isEmpty[leaf] ? null : [.. leaves[leaf]];
        static void Add(double[] earlier, double[] later)
        {
            for (int place = 0; place < earlier.Length; place++)
            {
                earlier[place] += later[place];
            }
        }

        return asWhole
            ? [new TreeNode<double[]>(0, 0, DeterministicReduction.Run(end, 1, Leaf, Add, _ => { }, CancellationToken.None)!)]
            : DeterministicReduction.Nodes(first, end - first, 1, leaf => Leaf(first + leaf), Add, _ => { }, CancellationToken.None);
    }

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);
}
