using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class ExtendedCholeskyTests
{
    // The inverse of the Hilbert matrix of 8 rows has whole numbers of up to 9 digits; the matrix's condition number is 1.5e10, of 12 rows
    // 1.7e16.
    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void Inverse_OfHilbertMatrix_HasItsWholeNumbers(int dimension)
    {
        ExtendedMatrix inverse = new ExtendedCholesky(Hilbert(dimension)).Inverse();
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                DigitAssert.Within(
                    1e-13, InverseHilbert(dimension, row + 1, column + 1), inverse[row, column].ToDouble(), $"{row}, {column}");
            }
        }
    }

    [Fact]
    public void Solve_OfHilbertMatrix_AgreesWithTheInverse()
    {
        const int Dimension = 9;
        double[] b = [.. Enumerable.Range(0, Dimension).Select(row => row == 2 ? 1.0 : 0)];
        double[] x = new double[Dimension];
        new ExtendedCholesky(Hilbert(Dimension)).Solve(b, x);
        for (int row = 0; row < Dimension; row++)
        {
            DigitAssert.Within(1e-13, InverseHilbert(Dimension, row + 1, 3), x[row]);
        }
    }

    [Theory]
    [InlineData(1e-8, false)]
    [InlineData(1e-10, false)]
    [InlineData(1e-12, true)]
    [InlineData(0, true)]
    public void DependentColumns_OfColumnsThatDifferByAShare_AreThoseBelowTheToleranceOfR(double share, bool isDependent)
    {
        // Columns a, b and a − 2b + share·c of an orthogonal basis.
        var gram = new ExtendedMatrix(3);
        DoubleDouble squared = DoubleDouble.Product(share, share);
        DoubleDouble[][] rows = [[1], [0, 1], [1, -2, new DoubleDouble(5, 0) + squared]];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                gram[row, column] = rows[row][column];
            }
        }

        var factorization = new ExtendedCholesky(gram);
        Assert.Equal(isDependent ? [2] : [], factorization.DependentColumns);
        if (isDependent)
        {
            Assert.Equal([1, -2, 0], factorization.CombinationOf(2));
            Assert.Equal(0, factorization.Inverse()[2, 2].High);
        }
        else
        {
            DigitAssert.Within(1e-10, 1 / (share * share), factorization.Inverse()[2, 2].ToDouble());
        }
    }

    private static ExtendedMatrix Hilbert(int dimension)
    {
        var matrix = new ExtendedMatrix(dimension);
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                matrix[row, column] = new DoubleDouble(1, 0) / (row + column + 1.0);
            }
        }

        return matrix;
    }

    // Choi, Tricks or treats with the Hilbert matrix, 1983.
    private static double InverseHilbert(int n, int i, int j) =>
        ((i + j) % 2 == 0 ? 1 : -1) * (i + j - 1) * Binomial(n + i - 1, n - j) * Binomial(n + j - 1, n - i)
            * Math.Pow(Binomial(i + j - 2, i - 1), 2);

    private static double Binomial(int n, int k) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, index) => product * (n - k + index) / index);
}
