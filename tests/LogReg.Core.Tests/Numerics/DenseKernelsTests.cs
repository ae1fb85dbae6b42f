using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Tests.Numerics;

public class DenseKernelsTests
{
    private const int Rows = 2100;

    private static readonly ColumnValues<double>[] Columns = [.. Enumerable.Range(0, 101).Select(j => Make(j, Rows))];
    private static readonly double[] Weights = Make(1000, Rows);

    public static TheoryData<int> ColumnCounts => [0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 17];

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void AddProduct_AtAnyLength_HasTheBitsOfThePlainKernel(int count)
    {
        ForAnyLength((start, length) =>
        {
            var actual = Weights.AsSpan(0, length).ToArray();
            var expected = Weights.AsSpan(0, length).ToArray();
            var coefficients = Weights.AsSpan(300, count);
            DenseKernels.AddProduct(Columns.AsSpan(0, count), start, coefficients, actual);
            ReferenceKernels.AddProduct(Columns.AsSpan(0, count), start, coefficients, expected);
            Assert.Equal(expected, actual);
        });
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void AddTransposedProduct_AtAnyLength_AgreesWithThePlainKernel(int count)
    {
        ForAnyLength((start, length) =>
        {
            var actual = Weights.AsSpan(0, count).ToArray();
            var expected = Weights.AsSpan(0, count).ToArray();
            var residual = Weights.AsSpan(300, length);
            DenseKernels.AddTransposedProduct(Columns.AsSpan(0, count), start, residual, actual);
            ReferenceKernels.AddTransposedProduct(Columns.AsSpan(0, count), start, residual, expected);
            AssertNear(expected, actual, length);
        });
    }

    [Fact]
    public void AddTransposedProduct_OfAColumn_DoesNotDependOnTheOthers()
    {
        ForAnyLength((start, length) =>
        {
            var together = new double[7];
            var residual = Weights.AsSpan(300, length);
            DenseKernels.AddTransposedProduct(Columns.AsSpan(0, 7), start, residual, together);
            for (var j = 0; j < 7; j++)
            {
                var alone = new double[1];
                DenseKernels.AddTransposedProduct(Columns.AsSpan(j, 1), start, residual, alone);
                Assert.Equal(alone[0], together[j]);
            }
        });
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void AddWeightedGram_AtAnyLength_AgreesWithThePlainKernel(int count)
    {
        var stride = count + 2;
        ForAnyLength((start, length) =>
        {
            var actual = Weights.AsSpan(0, stride * stride).ToArray();
            var expected = Weights.AsSpan(0, stride * stride).ToArray();
            var weights = Weights.AsSpan(500, length);
            DenseKernels.AddWeightedGram(Columns.AsSpan(0, count), start, weights, actual.AsSpan(stride + 1), stride);
            ReferenceKernels.AddWeightedGram(Columns.AsSpan(0, count), start, weights, expected.AsSpan(stride + 1), stride);
            AssertNear(expected, actual, length);
            for (var row = 0; row < stride; row++)
            {
                for (var column = row + 1; column < stride; column++)
                {
                    Assert.Equal(expected[(row * stride) + column], actual[(row * stride) + column]);
                }
            }
        });
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(9, 17)]
    [InlineData(13, 2)]
    [InlineData(3, 0)]
    public void AddWeightedCross_AtAnyLength_AgreesWithThePlainKernel(int rowCount, int columnCount)
    {
        var stride = columnCount + 3;
        ForAnyLength((start, length) =>
        {
            var actual = Weights.AsSpan(0, (rowCount + 1) * stride).ToArray();
            var expected = (double[])actual.Clone();
            var weights = Weights.AsSpan(500, length);
            ReadOnlySpan<ColumnValues<double>> left = Columns.AsSpan(0, rowCount);
            ReadOnlySpan<ColumnValues<double>> right = Columns.AsSpan(40, columnCount);
            DenseKernels.AddWeightedCross(left, right, start, weights, actual.AsSpan(2), stride);
            ReferenceKernels.AddWeightedCross(left, right, start, weights, expected.AsSpan(2), stride);
            AssertNear(expected, actual, length);
        });
    }

    [Theory]
    [InlineData(2048, 50)]
    [InlineData(2047, 97)]
    [InlineData(513, 101)]
    public void AddWeightedGram_OfManyStripsAndPanels_AgreesWithThePlainKernel(int length, int count)
    {
        var actual = new double[count * count];
        var expected = new double[count * count];
        DenseKernels.AddWeightedGram(Columns.AsSpan(0, count), 7, Weights.AsSpan(0, length), actual, count);
        ReferenceKernels.AddWeightedGram(Columns.AsSpan(0, count), 7, Weights.AsSpan(0, length), expected, count);
        AssertNear(expected, actual, length);

        actual = new double[count * Columns.Length];
        expected = new double[count * Columns.Length];
        DenseKernels.AddWeightedCross(Columns.AsSpan(0, count), Columns, 7, Weights.AsSpan(0, length), actual, Columns.Length);
        ReferenceKernels.AddWeightedCross(Columns.AsSpan(0, count), Columns, 7, Weights.AsSpan(0, length), expected, Columns.Length);
        AssertNear(expected, actual, length);
    }

    [Fact]
    public void Products_OfABlock_HaveTheSameBitsOnEveryMachine()
    {
        var bits = new BitsHash();
        var logOdds = new double[2047];
        DenseKernels.AddProduct(Columns, 3, Weights.AsSpan(0, Columns.Length), logOdds);
        bits.Add(logOdds);

        var residual = new double[logOdds.Length];
        var curvature = new double[logOdds.Length];
        var target = Array.ConvertAll(Columns[0].AsSpan(0, logOdds.Length).ToArray(), value => value > 0 ? 1.0 : 0.0);
        bits.Add(LogisticKernels.Evaluate(logOdds, target, default, residual, curvature).Loss);
        bits.Add(residual);
        bits.Add(curvature);

        var gradient = new double[Columns.Length];
        DenseKernels.AddTransposedProduct(Columns, 3, residual, gradient);
        bits.Add(gradient);
        Assert.Equal("3e724c511d7d2c43", bits.ToString());
    }

    [Fact]
    public void Kernels_WithUnfitSizes_Throw()
    {
        ColumnValues<double>[] two = [Columns[0], Columns[1]];
        var values = new double[8];
        Assert.Throws<ArgumentException>("coefficients", () => DenseKernels.AddProduct(two, 0, new double[3], values));
        Assert.Throws<ArgumentException>("gradient", () => DenseKernels.AddTransposedProduct(two, 0, values, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DenseKernels.AddProduct(Columns.AsSpan(0, 5), Rows - 7, new double[5], values));
        Assert.Throws<ArgumentOutOfRangeException>(() => DenseKernels.AddProduct(two, Rows - 7, new double[2], values));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => DenseKernels.AddTransposedProduct(Columns.AsSpan(0, 5), Rows - 7, values, new double[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DenseKernels.AddWeightedGram(two, Rows - 7, values, new double[4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DenseKernels.AddWeightedGram(two, 0, values, new double[3], 2));
    }

    [Fact]
    public void Distance_AtAnyLength_AgreesWithThePlainKernel() => ForAnyLength((start, length) => Assert.Equal(
        ReferenceKernels.Distance(Columns[0].AsSpan(start, length), Weights.AsSpan(0, length)),
        DenseKernels.Distance(Columns[0].AsSpan(start, length), Weights.AsSpan(0, length)),
        (length + 1) * 2e-16));

    [Fact]
    public void Distance_NotANumber_IsNotANumber() => Assert.All(
        Enumerable.Range(0, 19),
        place =>
            Assert.True(
                double.IsNaN(
                    DenseKernels.Distance([.. Enumerable.Range(0, 19).Select(at => at == place ? double.NaN : at)], new double[19]))));

    private static void ForAnyLength(Action<int, int> check)
    {
        for (var length = 0; length <= 256; length++)
        {
            check(length % 5, length);
        }
    }

    private static void AssertNear(double[] expected, double[] actual, int length)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], (length + 1) * 2e-16);
        }
    }

    private static double[] Make(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 2)];
    }
}
