using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Tests.Numerics;

public class CategoricalKernelsTests
{
    private const int Rows = 2048;

    private static readonly ColumnValues<double>[] Columns =
    [
        .. Enumerable.Range(0, 9).Select(column => (ColumnValues<double>)Numbers(column, Rows + 100)),
    ];

    public static TheoryData<int> LevelCounts => [1, 2, 3, 4, 5, 7, 12, 17, 64, 128, 129, 300, 1100];

    [Theory]
    [MemberData(nameof(LevelCounts))]
    public void AddProduct_AtAnyLength_HasTheBitsOfThePlainKernel(int levelCount)
    {
        double[] coefficients = Numbers(20, levelCount);
        ForAnyLength(length =>
        {
            int[] codes = Codes(length, levelCount);
            double[] actual = Numbers(21, length);
            double[] expected = [.. actual];
            CategoricalKernels.AddProduct(codes, coefficients, actual);
            ReferenceKernels.AddCategoricalProduct(codes, coefficients, expected);
            Assert.Equal(expected, actual);
        });
    }

    [Theory]
    [MemberData(nameof(LevelCounts))]
    public void AddLevelSums_AtAnyLengthAndStep_AgreesWithThePlainKernel(int levelCount)
    {
        ForAnyLength(length =>
        {
            foreach (int step in (int[])[1, 3])
            {
                int[] codes = Codes(length, levelCount);
                double[] values = Numbers(22, length);
                double[] actual = Numbers(23, levelCount * step);
                double[] expected = [.. actual];
                CategoricalKernels.AddLevelSums(codes, levelCount, values, actual, step);
                ReferenceKernels.AddLevelSums(codes, values, expected, step);
                AssertNear(expected, actual, length);
            }
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(300, 1)]
    [InlineData(2, 3)]
    [InlineData(12, 19)]
    [InlineData(19, 27)]
    [InlineData(105, 19)]
    [InlineData(64, 64)]
    [InlineData(300, 17)]
    [InlineData(300, 300)]
    public void AddPairSums_AtAnyLength_AgreesWithThePlainKernel(int levelCount, int otherLevelCount)
    {
        int stride = otherLevelCount + 3;
        double[] before = Numbers(24, levelCount * stride);
        ForAnyLength(length =>
        {
            int[] codes = Codes(length, levelCount);
            int[] otherCodes = Codes(length, otherLevelCount, seed: 1);
            double[] weights = Numbers(25, length);
            double[] actual = [.. before];
            double[] expected = [.. before];
            CategoricalKernels.AddPairSums(codes, levelCount, otherCodes, otherLevelCount, weights, actual, stride);
            ReferenceKernels.AddPairSums(codes, otherCodes, weights, expected, stride);
            AssertNear(expected, actual, length);
        });
    }

    [Theory]
    [MemberData(nameof(LevelCounts))]
    public void AddNumberSums_AtAnyLengthOfAnyColumns_AgreesWithThePlainKernel(int levelCount)
    {
        ForAnyLength(length =>
        {
            int columnCount = length % (Columns.Length + 1);
            int stride = columnCount + 2;
            int[] codes = Codes(length, levelCount);
            double[] weights = Numbers(26, length);
            double[] actual = Numbers(27, levelCount * stride);
            double[] expected = [.. actual];
            CategoricalKernels.AddNumberSums(codes, levelCount, Columns.AsSpan(0, columnCount), 7, weights, actual, stride);
            ReferenceKernels.AddNumberSums(codes, Columns.AsSpan(0, columnCount), 7, weights, expected, stride);
            AssertNear(expected, actual, length);
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void AnyKernel_CodeThatIsNoLevel_Throws(int wrong)
    {
        // At every place of a vector, and in the rest.
        for (int place = 0; place < 19; place++)
        {
            int[] codes = Codes(19, 3);
            int[] right = [.. codes];
            codes[place] = wrong;
            double[] values = new double[19];
            Assert.Throws<ArgumentOutOfRangeException>(() => CategoricalKernels.AddProduct(codes, new double[3], values));
            Assert.Throws<ArgumentOutOfRangeException>(() => CategoricalKernels.AddLevelSums(codes, 3, values, new double[100], 1));
            Assert.Throws<ArgumentOutOfRangeException>(
                () => CategoricalKernels.AddPairSums(codes, 3, right, 3, values, new double[100], 3));
            Assert.Throws<ArgumentOutOfRangeException>(
                () => CategoricalKernels.AddPairSums(right, 3, codes, 3, values, new double[100], 3));
            Assert.Throws<ArgumentOutOfRangeException>(
                () => CategoricalKernels.AddNumberSums(codes, 3, Columns, 0, values, new double[100], 9));
        }
    }

    [Fact]
    public void AnyKernel_TooLittleRoom_Throws()
    {
        int[] codes = [0, 1, 2];
        Assert.Throws<ArgumentException>(() => CategoricalKernels.AddProduct(codes, new double[3], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CategoricalKernels.AddLevelSums(codes, 3, new double[3], new double[4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => CategoricalKernels.AddPairSums(codes, 3, codes, 3, new double[3], new double[8], 3));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => CategoricalKernels.AddNumberSums(codes, 3, Columns, 0, new double[3], new double[26], 9));
        Assert.Throws<ArgumentException>(() => CategoricalKernels.AddPairSums(codes, 3, codes, 3, new double[2], new double[9], 3));
    }

    // Every remainder, and blocks in which the partial sums are copied.
    private static void ForAnyLength(Action<int> assert)
    {
        for (int length = 0; length <= 70; length++)
        {
            assert(length);
        }

        assert(1000);
        assert(Rows - 1);
        assert(Rows);
    }

    // Runs of the same level, as in rows that are ordered.
    private static int[] Codes(int length, int levelCount, int seed = 0) =>
        [.. Enumerable.Range(0, length).Select(row => (int)((((row / 5) + seed) * 7919L) % levelCount))];

    private static double[] Numbers(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static void AssertNear(double[] expected, double[] actual, int length)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            if (!(Math.Abs(expected[index] - actual[index]) <= 1e-15 * (10 + length)))
            {
                Assert.Fail($"element {index}: expected {expected[index]:R}, got {actual[index]:R}");
            }
        }
    }
}
