using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class RadixSortTests
{
    public static TheoryData<int> Lengths { get; } = [0, 1, 2, 4095, 4096, 4097, 20_000, 131_072, 131_073];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sort_AnyNumbers_AgreesWithArraySort(int length)
    {
        var random = new Random(length);
        double[] special =
        [
            double.NegativeInfinity, double.PositiveInfinity, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 0, 1, -1,
        ];
        double[] values =
        [
            .. Enumerable.Range(0, length).Select(
                index =>
                    index % 50 < special.Length ? special[index % 50] : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20))),
        ];
        double[] expected = [.. values];
        Array.Sort(expected);

        RadixSort.Sort(values);

        Assert.Equal(expected, values);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sort_WholeNumbers_AgreesWithArraySort(int length)
    {
        var random = new Random(length);
        ulong[] values =
            [.. Enumerable.Range(0, length).Select(index => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (index % 60))];
        ulong[] expected = [.. values];
        Array.Sort(expected);

        RadixSort.Sort(values);

        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5_000)]
    public void Sort_NotANumber_StandsFirst(int length)
    {
        double[] values =
        [
            .. Enumerable.Range(0, length).Select(index => index % 5 == 3 ? double.NaN : index - 2.5), double.NegativeInfinity,
        ];

        RadixSort.Sort(values);

        Assert.Equal([.. Enumerable.Repeat(double.NaN, length / 5), double.NegativeInfinity], values[..((length / 5) + 1)]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sort_WithItems_KeepsEachBesideItsNumber(int length)
    {
        var random = new Random(length);
        double[] values =
            [.. Enumerable.Range(0, length).Select(_ => random.Next(5) == 0 ? random.Next(-9, 9) : random.NextDouble() - 0.5)];
        double[] before = [.. values];
        int[] places = [.. Enumerable.Range(0, length)];

        RadixSort.Sort<int>(values, places);

        Assert.Equal(before.Order(), values);
        Assert.Equal(Array.ConvertAll(places, place => before[place]), values);
        Assert.Equal(Enumerable.Range(0, length), places.Order());
    }

    [Fact]
    public void Sort_AllEqual_LeavesThem()
    {
        double[] values = [.. Enumerable.Repeat(-2.5, 5000)];
        RadixSort.Sort(values);
        Assert.All(values, value => Assert.Equal(-2.5, value));
    }

    [Fact]
    public void Sort_BothZeros_PutsNegativeFirst()
    {
        double[] values = [.. Enumerable.Range(0, 5000).Select(index => index % 2 == 0 ? 0.0 : -0.0)];
        RadixSort.Sort(values);
        Assert.True(double.IsNegative(values[0]));
        Assert.False(double.IsNegative(values[^1]));
    }
}
