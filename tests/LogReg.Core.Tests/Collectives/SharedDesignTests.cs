using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Tests.Design;

namespace LogReg.Tests.Collectives;

/// <summary>What reads the cells of a design matrix itself gets the same from rows that several members share as from those of one
/// process.</summary>
public class SharedDesignTests
{
    // Folds and test sets leave chunks of any number of rows.
    private static readonly int[] ChunkRows = [30, 0, 17, 64, 5, 41, 0, 23, 52];

    private static readonly Lazy<MixedDesign> Mixed = new(() => new MixedDesign("dcsC", seed: 3, ChunkRows));

    /// <summary>The first chunk of each member; some have none.</summary>
    public static TheoryData<int[]> Deals { get; } =
        new((int[][])[[0, 9], [0, 4, 9], [0, 0, 3, 9], [0, 2, 2, 5, 9], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 0, 1, 9, 9]]);

    [Theory]
    [MemberData(nameof(Deals))]
    public void Gather_OfSharedRows_GivesEveryMemberAllOfThem(int[] deal)
    {
        var random = new Random(4);
        long[] rows = [.. Enumerable.Range(0, 100).Select(_ => (long)random.Next(Mixed.Value.RowCount))];
        DesignChunk whole = Mixed.Value.Mixed.Gather(rows);
        OnEachMember(deal, design =>
        {
            DesignChunk own = design.Gather(rows);
            Assert.Equal(rows.Length, own.RowCount);
            foreach ((ColumnGroup expected, ColumnGroup group) in whole.Groups.Zip(own.Groups))
            {
                Assert.Equal(expected.GetType(), group.GetType());
                Assert.Equal(expected.ValuesPerRow, group.ValuesPerRow);
                for (int column = 0; column < expected.ColumnCount; column++)
                {
                    Assert.Equal(EntriesOf(expected, column, rows.Length), EntriesOf(group, column, rows.Length));
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void ValuesOf_AColumn_AreThoseOfAllRows(int[] deal)
    {
        DesignMatrix whole = Mixed.Value.Mixed;
        OnEachMember(deal, design =>
        {
            Assert.Equal((whole.ValuesPerRow, whole.BlockRows), (design.ValuesPerRow, design.BlockRows));
            Assert.Equal(whole.Parts.TotalCount, design.Parts.TotalCount);
            for (int parameter = 0; parameter < whole.ParameterCount; parameter++)
            {
                Assert.Equal(whole.ValuesOf(parameter), design.Parts.All(design.ValuesOf(parameter)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void SumOverChunks_HasTheBitsOfOneProcess(int[] deal)
    {
        double[] values = Mixed.Value.Numbers(-1, 1);
        double Sum(DesignMatrix design) => design.SumOverChunks(
            (first, count) => ColumnKernels.Sum(SharedRows.Own(values, design.Parts).AsSpan(first, count)));
        double whole = Sum(Mixed.Value.Mixed);
        OnEachMember(deal, design => DigitAssert.SameBits(whole, Sum(design)));
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void Product_WithAColumn_HasTheBitsOfOneProcess(int[] deal)
    {
        double[] values = Mixed.Value.Numbers(-1, 1);
        long[] whole = Products(Mixed.Value.Mixed, values);
        OnEachMember(deal, design => Assert.Equal(whole, Products(design, SharedRows.Own(values, design.Parts))));
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void ExtendedSums_HaveTheBitsOfOneProcess(int[] deal)
    {
        double[] values = Mixed.Value.Numbers(0, 1);
        long[] whole = ExtendedSums(Mixed.Value.Mixed, values);
        OnEachMember(deal, design => Assert.Equal(whole, ExtendedSums(design, SharedRows.Own(values, design.Parts))));
    }

    /// <summary>A matrix that grows by so many columns that its sums are merged chunk by chunk.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(200)]
    public void WorkingSet_ThatGrows_HasTheMatrixOfOneProcess(int pairs)
    {
        var mixed = new MixedDesign(new string('d', pairs), seed: 5, ChunkRows);
        ClassificationData data = mixed.Data(mixed.Dense, classCount: 2);
        long[] whole = GrownMatrix(data);
        ThreadCollective.Run(4, collective =>
        {
            var shares = new RowShares(collective, [0, 2, 2, 5, 9]);
            Assert.Equal(whole, GrownMatrix(SharedRows.Share(data, shares)));
        });
    }

    [Fact]
    public void Chain_OfSums_LetsEveryMemberGoOnInOrder()
    {
        // The order of the members shows in the digits.
        ThreadCollective.Run(4, collective =>
        {
            var shares = new RowShares(collective, [0, 2, 2, 5, 9]);
            double[][][] parts = [[[7], []], [], [[1, 2], [3]], [[4]]];
            shares.Chain(new ChainedArrays(parts, part =>
            {
                foreach (double[] own in parts[part])
                {
                    for (int place = 0; place < own.Length; place++)
                    {
                        own[place] = (10 * own[place]) + collective.Rank;
                    }
                }
            }));
            Assert.Equal([[[7023], []], [], [[1023, 2023], [3023]], [[4023]]], parts);
        });
    }

    private static void OnEachMember(int[] deal, Action<DesignMatrix> test)
    {
        ClassificationData data = Mixed.Value.Data(Mixed.Value.Mixed, classCount: 2);
        ThreadCollective.Run(deal.Length - 1, collective => test(SharedRows.Share(data, new RowShares(collective, deal)).Design));
    }

    private static (int Row, double Value)[] EntriesOf(ColumnGroup group, int column, int rowCount)
    {
        ColumnEntries entries = group.Column(column, new RowRange(0, rowCount));
        var pairs = new (int, double)[entries.Count];
        for (int entry = 0; entry < pairs.Length; entry++)
        {
            pairs[entry] = (entries.RowOf(entry), entries.ValueOf(entry));
        }

        return pairs;
    }

    private static long[] Products(DesignMatrix design, double[] values)
    {
        var columns = new ColumnAccess(design);
        var products = new List<double>();
        double[] changed = [.. values];
        for (int parameter = 0; parameter < design.ParameterCount; parameter++)
        {
            columns.Add(parameter, 0.1 * parameter, changed);
            columns.AddWeighted(parameter, 0.2, values, changed);
            products.Add(columns.Product(parameter, changed));
        }

        return Bits(products);
    }

    private static long[] ExtendedSums(DesignMatrix design, double[] values)
    {
        var gram = new ExtendedGram(design, threads: 2);
        double[] parameters = [.. Enumerable.Range(0, design.ParameterCount).Select(parameter => 1.0 / (3 + parameter))];
        double[] product = gram.Product(parameters, [.. parameters.Select(value => 1e-18 * value)], values);
        DoubleDouble[] transposed = gram.TransposedProduct(values);
        var matrix = new ExtendedMatrix(design.ParameterCount);
        gram.AddTo(values, matrix, 0, 0, TestContext.Current.CancellationToken);
        return Bits(
            [
                .. design.Parts.All(product), .. transposed.Select(one => one.High), .. transposed.Select(one => one.Low), .. matrix.High,
                .. matrix.Low,
            ]);
    }

    private static long[] GrownMatrix(ClassificationData data)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var set = new BinaryWorkingSet(data, threads: 2);
        int[] all = [.. Enumerable.Range(0, data.Design.ParameterCount)];
        set.Choose(all[..3], token);
        set.Evaluate([0.1, 0.2, -0.1], new double[3], token);
        set.RenewModel([0.1, 0.2, -0.1], token);
        set.Evaluate([0.3, 0.1, -0.2], new double[3], token);
        set.Choose(all, token);
        double[] gradient = new double[all.Length];
        set.Evaluate([0.3, 0.1, -0.2, .. new double[all.Length - 3]], gradient, token);
        return Bits([.. gradient, .. set.ModelAt(gradient).Matrix!]);
    }

    private static long[] Bits(IReadOnlyList<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
