using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class LanczosIterationTests
{
    [Fact]
    public void LargestEigenvalue_OfDiagonals_IsTheLargestEntry()
    {
        AssertLargest([3]);
        AssertLargest([0, 0, 0]);
        AssertLargest([1, 1, 1, 1]);
        AssertLargest([5, 1e-8, 2, 5]);

        // The largest entries are so close together that steps are hardly longer than what ends them.
        AssertLargest([.. Enumerable.Range(0, 500).Select(index => 1 + Math.Sin(index))], 1e-10);
    }

    private static void AssertLargest(double[] diagonal, double tolerance = 1e-12)
    {
        double actual = LanczosIteration.LargestEigenvalue(diagonal.Length, (vector, product) =>
        {
            for (int index = 0; index < diagonal.Length; index++)
            {
                product[index] = diagonal[index] * vector[index];
            }
        });
        DigitAssert.Near(tolerance, diagonal.Max(), actual);
    }
}
