using System.Globalization;
using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class DeterministicReductionTests
{
    // The words show who was added to whom.
    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "(0+1)")]
    [InlineData(3, "((0+1)+2)")]
    [InlineData(6, "(((0+1)+(2+3))+(4+5))")]
    [InlineData(7, "(((0+1)+(2+3))+((4+5)+6))")]
    public void Run_AnyNumberOfThreads_CombinesAlongTheTree(int count, string expected) => Assert.All(
        (int[])[1, 2, 5], threads => Assert.Equal(expected, Sum(count, threads, index => true)));

    [Fact]
    public void Run_ManyItemsOnAnyNumberOfThreads_GivesTheSame()
    {
        Assert.All((int[])[100, 129, 1000], count => Assert.All(
            (int[])[2, 3, 8],
            threads => Assert.Equal(Sum(count, 1, index => index % 7 != 3), Sum(count, threads, index => index % 7 != 3))));
        Assert.Equal("((0+(2+3))+((4+5)+6))", Sum(8, 2, index => index is not 1 and not 7));
        Assert.Null(Sum(9, 2, index => false));
        Assert.Null(Sum(0, 2, index => true));
    }

    [Fact]
    public void Run_PartsOfATree_AreItsNodes()
    {
        string whole = Sum(16, 1, index => true)!;
        Assert.All(
            (int[])[0, 4, 8, 12],
            start => Assert.Contains(Sum(16, 1, index => index >= start && index < start + 4)!, whole, StringComparison.Ordinal));
    }

    [Fact]
    public void TreeSum_OfItemsInOrder_CombinesAlongTheSameTree()
    {
        for (int count = 0; count < 70; count++)
        {
            foreach (Func<int, bool> isThere in (Func<int, bool>[])[
                index => true, index => index % 5 != 2, index => index > 9, index => index % 16 is 1 or 15, index => index == 33,
            ])
            {
                var sum = new TreeSum<Word>(Word.Merge);
                for (int index = 0; index < count; index++)
                {
                    if (isThere(index))
                    {
                        sum.Add(index, new Word(index));
                    }
                }

                Assert.Equal(Sum(count, 1, isThere), sum.Total()?.Text);
            }
        }
    }

    [Fact]
    public void Nodes_OfAnyRanges_AddUpToTheSameTree()
    {
        for (int count = 1; count < 40; count++)
        {
            string? whole = Sum(count, 1, index => index % 5 != 2);
            for (int cut = 0; cut <= count; cut++)
            {
                var sum = new TreeSum<Word>(Word.Merge);
                foreach ((int first, int end) in new[] { (0, cut / 3), (cut / 3, cut), (cut, count) })
                {
                    foreach (TreeNode<Word> node in DeterministicReduction.Nodes(
                        first,
                        end - first,
                        2,
                        index => (first + index) % 5 != 2 ? new Word(first + index) : null,
                        Word.Merge,
                        _ => { },
                        TestContext.Current.CancellationToken))
                    {
                        sum.Add(node);
                    }
                }

                Assert.Equal(whole, sum.Total()?.Text);
            }
        }
    }

    [Fact]
    public void RowParts_OfManyChunks_AddUpToThePlainSum()
    {
        double[] values = [.. Enumerable.Range(0, 100_000).Select(index => Math.Sin(index))];
        int[] classes = [.. values.Select(value => value > 0.5 ? 1 : 0)];
        int[] chunkRows = [16_384, 16_384, 0, 3_000, 16_384, 16_384, 16_384, 15_080];
        Assert.Equal(values.Sum(), new RowParts(chunkRows).Sum(values), 1e-9);
        double[] sums = new RowParts(chunkRows).SumByClass(classes, values, 2);
        Assert.Equal(values.Where(value => value > 0.5).Sum(), sums[1], 1e-9);
        Assert.Equal(values.Sum(), sums[0] + sums[1], 1e-9);
        Assert.Equal([classes.Count(code => code == 0), classes.Sum()], new RowParts(chunkRows).SumByClass(classes, [], 2));
    }

    private static string? Sum(int count, int threads, Func<int, bool> isThere) => DeterministicReduction.Run(
        count,
        threads,
        index => isThere(index) ? new Word(index) : null,
        Word.Merge,
        _ => { },
        TestContext.Current.CancellationToken)?.Text;

    private sealed class Word(int index)
    {
        public string Text { get; private set; } = index.ToString(CultureInfo.InvariantCulture);

        public static void Merge(Word earlier, Word later) => earlier.Text = $"({earlier.Text}+{later.Text})";
    }
}
