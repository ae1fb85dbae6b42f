using CsCheck;
using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class ArrowFactorizationTests
{
    [Fact]
    public void Solve_AnyArrow_AgreesWithTheDenseFactorization() => Gen.Select(Gen.Int[1, 7], Gen.Int[1, 40]).SelectMany((core, tail) =>
        Gen.Select(
            Gen.Int[-8, 8].Array[core * core],
            Gen.Int[-8, 8].Array[core * tail],
            Gen.Int[1, 9].Array[tail],
            Gen.Int[-8, 8].Array[core + tail])).Sample(
        (factor, cross, diagonal, right) =>
        {
            // D = diag(d), B, and A = BᵀD⁻¹B + FFᵀ + I.
            int tail = diagonal.Length;
            int core = right.Length - tail;
            double[][] border =
            [
                .. Enumerable.Range(0, core).Select(
                    column => Enumerable.Range(0, tail).Select(row => cross[(column * tail) + row] / 4.0).ToArray()),
            ];
            double[] levels = [.. diagonal.Select(value => (double)value)];
            double[] matrix = new double[core * core];
            for (int row = 0; row < core; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    matrix[(row * core) + column] = (row == column ? 1 : 0)
                        + Enumerable.Range(0, tail).Sum(level => border[row][level] * border[column][level] / levels[level])
                        + Enumerable.Range(0, core).Sum(index => factor[(row * core) + index] * factor[(column * core) + index] / 16.0);
                }
            }

            double[] b = [.. right.Select(value => (double)value)];
            double[] expected = new double[b.Length];
            new CholeskyFactorization(Dense(matrix, border, levels), b.Length, 1e-12).Solve(b, expected);
            double[] actual = new double[b.Length];
            new ArrowFactorization(matrix, border, levels, 1e-12).Solve(
                b.AsSpan(0, core), b.AsSpan(core), actual.AsSpan(0, core), actual.AsSpan(core));
            for (int index = 0; index < b.Length; index++)
            {
                DigitAssert.Near(1e-9, expected[index], actual[index], $"element {index}");
            }
        },
        iter: 200);

    [Fact]
    public void Solve_ColumnThatTheTailExplains_GetsZero()
    {
        // The intercept is the sum of three levels, weighed 1/3 so that nothing is exact; the second column is free.
        double[][] border = [[1.0 / 3, 2.0 / 3, 3.0 / 7], [0.1, -0.2, 0.3]];
        double[] diagonal = [1.0 / 3, 2.0 / 3, 3.0 / 7];
        double[] core = [(1.0 / 3) + (2.0 / 3) + (3.0 / 7), 0, 0.2, 2];
        double[] x = new double[2];
        double[] z = new double[3];
        new ArrowFactorization(core, border, diagonal, 1e-12).Solve([1, 2], [0.5, 0.25, 0.25], x, z);
        Assert.Equal(0, x[0]);
        for (int level = 0; level < 3; level++)
        {
            DigitAssert.Near(1e-12, level == 0 ? 0.5 : 0.25, (diagonal[level] * z[level]) + (border[1][level] * x[1]), $"level {level}");
        }
    }

    [Fact]
    public void Solve_LevelWithoutRows_GetsZero()
    {
        double[] x = new double[1];
        double[] z = new double[2];
        new ArrowFactorization([4], [[1, 0]], [2, 0], 1e-12).Solve([1], [3, 5], x, z);
        DigitAssert.Near(1e-15, -1.0 / 7, x[0]);
        DigitAssert.Near(1e-15, 11.0 / 7, z[0]);
        Assert.Equal(0, z[1]);
    }

    // The core first, as the arrow has it.
    private static double[] Dense(double[] core, double[][] border, double[] diagonal)
    {
        int length = border.Length + diagonal.Length;
        double[] dense = new double[length * length];
        for (int row = 0; row < length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                dense[(row * length) + column] = row < border.Length ? core[(row * border.Length) + column]
                    : column < border.Length ? border[column][row - border.Length]
                    : row == column ? diagonal[row - border.Length]
                    : 0;
            }
        }

        return dense;
    }
}
