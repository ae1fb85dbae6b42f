using LogReg.Collectives;
using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>Sums over rows that members share have the bits of one process, however the chunks are dealt.</summary>
public class SharedPassTests
{
    private const int ChunkCount = 40;

    /// <summary>One number and a category of so many levels: a leaf of the Hessian's sum has from an eighth of a chunk to dozens.</summary>
    public static TheoryData<int, int> Deals { get; } = new(
        from levels in (int[])[2, 40, 300, 900] from size in (int[])[1, 2, 3, 5, 9] select (levels, size));

    [Theory]
    [MemberData(nameof(Deals))]
    public void Evaluate_OfSharedRows_HasTheBitsOfOneProcess(int levels, int size)
    {
        ClassificationData data = Create(levels);
        long[] whole = Sums(data);
        var random = new Random((levels * 100) + size);
        for (int deal = 0; deal < 6; deal++)
        {
            // Some members have no chunks, and some few.
            int[] cuts = [0, .. Enumerable.Range(0, size - 1).Select(_ => random.Next(ChunkCount + 1)).Order(), ChunkCount];
            long mostGathered = deal % 2 == 0 ? long.MaxValue : 0;
            ThreadCollective.Run(size, collective =>
            {
                var shares = new RowShares(collective, cuts, new NodeSums(collective, mostGathered));
                Assert.Equal(whole, Sums(SharedRows.Share(data, shares)));
            });
        }
    }

    private static long[] Sums(ClassificationData data)
    {
        var passes = new LogisticRowPasses(data, threads: 2);
        double[] coefficients = [.. Enumerable.Range(0, data.Design.ColumnCount).Select(column => 0.1 * ((column % 7) - 3))];
        PassAccumulator sums = passes.Evaluate(coefficients, withHessian: true, TestContext.Current.CancellationToken);
        double[] all = [sums.Loss, sums.SaturatedRows, sums.MisclassifiedRows, .. sums.Gradient, .. sums.Hessian];
        IRowCurvatures curvatures = passes.CurvaturesAt(coefficients, TestContext.Current.CancellationToken);
        all = [.. all, .. curvatures.Product(coefficients, TestContext.Current.CancellationToken).Gradient];
        return Array.ConvertAll(all, BitConverter.DoubleToInt64Bits);
    }

    private static ClassificationData Create(int levels)
    {
        var random = new Random(levels);
        var chunks = new List<DesignChunk>();
        int rowCount = 0;
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            // Folds and test sets leave some rows of each chunk, and of some none.
            int rows = chunk % 11 == 3 ? 0 : random.Next(1, 400);
            double[] ones = [.. Enumerable.Repeat(1.0, rows)];
            double[] numbers = [.. ones.Select(_ => random.NextDouble() - 0.5)];
            int[] codes = [.. ones.Select(_ => random.Next(levels))];
            chunks.Add(new DesignChunk([new DenseGroup(0, [ones, numbers]), new CategoricalGroup(2, levels, codes)], rows));
            rowCount += rows;
        }

        int[] columns = [0, 1, .. Enumerable.Range(3, levels - 1)];
        return new ClassificationData(
            new DesignMatrix(chunks, 2 + levels, columns), [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(2))], classCount: 2);
    }
}
