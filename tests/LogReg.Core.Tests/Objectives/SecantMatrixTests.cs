using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class SecantMatrixTests
{
    private static readonly double[] Formed = [4, 1, 0, 1, 3, 0.5, 0, 0.5, 2];

    [Fact]
    public void Learn_Step_IsWhatTheMatrixSaysAfterwards()
    {
        SecantMatrix matrix = Create();
        matrix.Learn([0.1, -0.2, 0.3], [0.5, -0.4, 0.2]);
        AssertProduct([0.5, -0.4, 0.2], matrix.Values, [0.1, -0.2, 0.3]);
        matrix.Learn([0.2, 0, -0.1], [0.6, 0.1, -0.3]);
        AssertProduct([0.6, 0.1, -0.3], matrix.Values, [0.2, 0, -0.1]);
        Assert.Equal([4, 1, 0, 1, 3, 0.5, 0, 0.5, 2], matrix.Formed);
    }

    [Fact]
    public void Learn_Steps_KeepItSymmetricAndPositiveDefinite()
    {
        SecantMatrix matrix = Create();
        matrix.Learn([0.1, -0.2, 0.3], [0.5, -0.4, 0.2]);
        matrix.Learn([0.2, 0, -0.1], [0.01, 0.1, -0.02]);
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < row; column++)
            {
                DigitAssert.Near(1e-15, matrix.Values[(row * 3) + column], matrix.Values[(column * 3) + row]);
            }
        }

        double[] values = matrix.Values;
        Assert.True(values[0] > 0);
        Assert.True((values[0] * values[4]) - (values[1] * values[3]) > 0);
        Assert.True(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Build.Dense(3, 3, values).Determinant() > 0);
    }

    /// <summary>A gradient that does not grow along a step has no curvature to tell of: rounding, or a function that is not
    /// convex.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void Learn_StepWithoutCurvature_ChangesNothing(double change)
    {
        SecantMatrix matrix = Create();
        matrix.Learn([0.1, 0, 0], [change, 1, 0]);
        Assert.Same(matrix.Formed, matrix.Values);
    }

    [Fact]
    public void Extend_AfterSteps_KeepsTheFirstAndScales()
    {
        SecantMatrix matrix = Create();
        matrix.Learn([0.1, -0.2, 0.3], [0.5, -0.4, 0.2]);
        matrix.Learn([0.2, 0, -0.1], [0.6, 0.1, -0.3]);
        double[] larger = [4, 1, 0, 1, 1, 3, 0.5, -1, 0, 0.5, 2, 0, 1, -1, 0, 5];
        matrix.Extend(larger, 0.5);
        AssertProduct([0.5, -0.4, 0.2, 0.5 * (0.1 + 0.2)], matrix.Values, [0.1, -0.2, 0.3, 0]);
        matrix.Extend(larger, 0.5);
        Assert.Equal(larger.Select(value => 0.5 * value), matrix.Values);
        matrix.Reset(Formed);
        Assert.Same(Formed, matrix.Values);
    }

    private static SecantMatrix Create()
    {
        var matrix = new SecantMatrix();
        matrix.Reset(Formed);
        return matrix;
    }

    private static void AssertProduct(double[] expected, double[] matrix, double[] vector)
    {
        for (int row = 0; row < vector.Length; row++)
        {
            DigitAssert.Near(1e-14, expected[row], DenseKernels.Dot(matrix.AsSpan(row * vector.Length, vector.Length), vector));
        }
    }
}
