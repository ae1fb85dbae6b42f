using System.Runtime.Intrinsics;
using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

/// <summary>Both widths are called by name: where the machine lacks one, its operations run in software.</summary>
public class DotTileTests
{
    private const int MostElements = 2050;

    private static readonly double[][] Vectors = [.. Enumerable.Range(0, DotTile.Rows + DotTile.Columns).Select(Make)];

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 71), 255, 256, 257, 511, 512, 519, 2047, 2048];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Multiply_OfEitherWidth_AgreesWithPlainDotProducts(int length)
    {
        double[] narrow = Multiply<Lanes256, Vector256<double>>(length, 1);
        double[] wide = Multiply<Lanes512, Vector512<double>>(length, 1);
        for (int row = 0; row < DotTile.Rows; row++)
        {
            for (int column = 0; column < DotTile.Columns; column++)
            {
                double expected = 0;
                for (int i = 0; i < length; i++)
                {
                    expected += Vectors[row][1 + i] * Vectors[DotTile.Rows + column][1 + i];
                }

                Assert.Equal(expected, narrow[(row * DotTile.Columns) + column], (length + 1) * 1e-15);
                Assert.Equal(expected, wide[(row * DotTile.Columns) + column], (length + 1) * 1e-15);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Multiply_OfBothWidths_GivesTheSameBits(int length)
    {
        for (int start = 0; start < 3; start++)
        {
            int count = Math.Min(length, MostElements - start);
            double[] narrow = Multiply<Lanes256, Vector256<double>>(count, start);
            Assert.Equal(narrow, Multiply<Lanes512, Vector512<double>>(count, start));
            Assert.Equal(narrow, MultiplyByTheMachinesWidth(count, start));
        }
    }

    private static double[] Multiply<TLanes, TVector>(int length, int start)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        double[] sums = NotNumbers();
        DotTile.Multiply<TLanes, TVector>(
            in Vectors[0][start],
            in Vectors[1][start],
            in Vectors[2][start],
            in Vectors[3][start],
            in Vectors[4][start],
            in Vectors[5][start],
            in Vectors[6][start],
            length,
            sums);
        return sums;
    }

    private static double[] MultiplyByTheMachinesWidth(int length, int start)
    {
        double[] sums = NotNumbers();
        DotTile.Multiply(
            in Vectors[0][start],
            in Vectors[1][start],
            in Vectors[2][start],
            in Vectors[3][start],
            in Vectors[4][start],
            in Vectors[5][start],
            in Vectors[6][start],
            length,
            sums);
        return sums;
    }

    // What stands in the sums before must not matter.
    private static double[] NotNumbers() => [.. Enumerable.Repeat(double.NaN, DotTile.Rows * DotTile.Columns)];

    private static double[] Make(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, MostElements).Select(_ => (random.NextDouble() - 0.5) * 2)];
    }
}
