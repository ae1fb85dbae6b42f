using CsCheck;
using LogReg.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg.Tests.Numerics;

public class CholeskyFactorizationTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Solve_OfARandomDefiniteMatrix_AgreesWithMathNet() =>
        Gen.Select(Gen.Int[1, 80], Gen.Int[0, int.MaxValue]).Sample(
            (dimension, seed) =>
            {
                var matrix = RandomGram(dimension, dimension + 10, seed);
                var b = RandomVector(dimension, seed + 1L);
                var factorization = new CholeskyFactorization(LowerTriangle(matrix), dimension, Tolerance);
                Assert.Empty(factorization.DependentColumns);

                var x = new double[dimension];
                factorization.Solve(b, x);
                var expected = matrix.Cholesky().Solve(Vector<double>.Build.Dense(b));
                var difference = (Vector<double>.Build.Dense(x) - expected).L2Norm();
                Assert.True(difference <= 1e-11 * matrix.ConditionNumber() * expected.L2Norm(), $"{difference} beside {expected.L2Norm()}");

                factorization.Solve(b, b);
                Assert.Equal(x, b);
            },
            iter: 60);

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(48)]
    [InlineData(97)]
    [InlineData(200)]
    public void Solve_AtBlockBoundaries_LeavesNoResidual(int dimension)
    {
        var matrix = RandomGram(dimension, 3 * dimension, dimension);
        var b = RandomVector(dimension, 7);
        var x = new double[dimension];
        new CholeskyFactorization(LowerTriangle(matrix), dimension, Tolerance).Solve(b, x);
        var residual = (matrix * Vector<double>.Build.Dense(x)) - Vector<double>.Build.Dense(b);
        Assert.Equal(0, residual.AbsoluteMaximum(), 1e-12);
    }

    [Fact]
    public void Constructor_OfASingularMatrix_FindsTheDependentColumnsAndSolvesTheRest() =>
        Gen.Select(Gen.Int[2, 60], Gen.Int[1, 5], Gen.Int[0, int.MaxValue]).Sample(
            (dimension, copies, seed) =>
            {
                var design = RandomMatrix((2 * dimension) + 10, dimension, seed);
                var random = new Random(seed);
                var dependent = new SortedSet<int>(Enumerable.Range(0, copies).Select(_ => random.Next(dimension)));
                foreach (var column in dependent)
                {
                    // A sum of columns before it that are not dependent, or zero.
                    var sources = Enumerable.Range(0, column).Except(dependent).Take(3);
                    design.SetColumn(column, sources.Aggregate(
                        Vector<double>.Build.Dense(design.RowCount), (sum, j) => sum + ((j + 1.5) * design.Column(j))));
                }

                var matrix = design.TransposeThisAndMultiply(design);
                var factorization = new CholeskyFactorization(LowerTriangle(matrix), dimension, Tolerance);
                Assert.Equal(dependent, factorization.DependentColumns);

                var b = RandomVector(dimension, seed + 2L);
                var x = new double[dimension];
                factorization.Solve(b, x);
                Assert.All(dependent, column => Assert.Equal(0, x[column]));

                var kept = Enumerable.Range(0, dimension).Except(dependent).ToArray();
                if (kept.Length > 0)
                {
                    var part = Matrix<double>.Build.Dense(kept.Length, kept.Length, (i, j) => matrix[kept[i], kept[j]]);
                    var expected = part.Cholesky().Solve(Vector<double>.Build.Dense(kept.Length, i => b[kept[i]]));
                    var actual = Vector<double>.Build.Dense(kept.Length, i => x[kept[i]]);
                    Assert.True((actual - expected).L2Norm() <= 1e-11 * part.ConditionNumber() * expected.L2Norm());
                }
            },
            iter: 60);

    [Fact]
    public void InverseAndLogDeterminant_OfARandomDefiniteMatrix_AgreeWithMathNet() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, int.MaxValue]).Sample(
            (dimension, seed) =>
            {
                var matrix = RandomGram(dimension, dimension + 10, seed);
                var factorization = new CholeskyFactorization(LowerTriangle(matrix), dimension, Tolerance);
                var inverse = Matrix<double>.Build.DenseOfRowMajor(dimension, dimension, factorization.Inverse());
                Assert.True((inverse - inverse.Transpose()).L2Norm() == 0);
                var residual = (matrix * inverse) - Matrix<double>.Build.DenseIdentity(dimension);
                Assert.True(residual.L2Norm() <= 1e-12 * matrix.ConditionNumber());
                Assert.Equal(matrix.Cholesky().DeterminantLn, factorization.LogDeterminant(), 1e-9);
            },
            iter: 40);

    [Fact]
    public void Inverse_OfASingularMatrix_IsThatOfTheIndependentColumns()
    {
        // The third column is the sum of the first two.
        var factorization = new CholeskyFactorization([2, 0, 0, 0, 4, 0, 2, 4, 6], 3, Tolerance);
        Assert.Equal([2], factorization.DependentColumns);
        Assert.Equal([0.5, 0, 0, 0, 0.25, 0, 0, 0, 0], factorization.Inverse().Select(value => Math.Round(value, 14)));
        Assert.Equal(Math.Log(8), factorization.LogDeterminant(), 1e-14);
    }

    [Fact]
    public void Constructor_OfBadlyScaledColumns_DoesNotTakeThemForDependent()
    {
        var factorization = new CholeskyFactorization([1e-20, 0, 1e-11, 1e20], 2, Tolerance);
        Assert.Empty(factorization.DependentColumns);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_OfADiagonalElementThatIsNotPositive_LeavesTheColumnOut(double element)
    {
        var factorization = new CholeskyFactorization([4, double.NaN, 0, element], 2, Tolerance);
        Assert.Equal([1], factorization.DependentColumns);
        var x = new double[2];
        factorization.Solve([8, 3], x);
        Assert.Equal([2, 0], x);
    }

    [Fact]
    public void Solve_OfDimensionZero_DoesNothing()
    {
        var factorization = new CholeskyFactorization([], 0, Tolerance);
        factorization.Solve([], []);
        Assert.Equal(0, factorization.Dimension);
    }

    [Fact]
    public void Constructor_WithUnfitArguments_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => new CholeskyFactorization([], -1, Tolerance));
        Assert.Throws<ArgumentException>("lowerTriangle", () => new CholeskyFactorization([1, 2, 3], 2, Tolerance));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => new CholeskyFactorization([1], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => new CholeskyFactorization([1], 1, double.NaN));
        Assert.Throws<ArgumentException>(() => new CholeskyFactorization([1], 1, Tolerance).Solve(new double[2], new double[1]));
    }

    private static Matrix<double> RandomGram(int dimension, int rows, int seed)
    {
        var design = RandomMatrix(rows, dimension, seed);
        return design.TransposeThisAndMultiply(design);
    }

    private static Matrix<double> RandomMatrix(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextDouble() - 0.5);
    }

    private static double[] RandomVector(int count, long seed)
    {
        var random = new Random((int)(seed & int.MaxValue));
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static double[] LowerTriangle(Matrix<double> matrix)
    {
        var triangle = new double[matrix.RowCount * matrix.RowCount];
        for (var i = 0; i < matrix.RowCount; i++)
        {
            for (var j = 0; j < matrix.RowCount; j++)
            {
                triangle[(i * matrix.RowCount) + j] = j <= i ? matrix[i, j] : double.NaN;
            }
        }

        return triangle;
    }
}
