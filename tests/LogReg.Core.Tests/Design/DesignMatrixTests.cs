using CsCheck;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Tests.Objectives;

namespace LogReg.Tests.Design;

/// <summary>The three operations against the same with every indicator column written out.</summary>
public class DesignMatrixTests
{
    [Fact]
    public void Operations_AnyRows_EqualTheExplicitMatrix() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            DesignMatrix design = sample.Design;
            double[][] explicitly = Explicit(design);
            RowBlock block = Assert.Single(design.Blocks);
            double[] coefficients = sample.Parameters[..design.ColumnCount];
            double[] logOdds = new double[block.RowCount];
            block.AddProduct(coefficients, logOdds);
            double[] gradient = new double[design.ColumnCount];
            block.AddTransposedProduct(sample.Weights, gradient);
            double[] hessian = new double[design.ColumnCount * design.ColumnCount];
            block.AddGram(sample.Weights, new HessianView(hessian, design.ColumnCount, 0));

            double[] quadratic = new double[block.RowCount];
            double[] symmetric = Symmetric(hessian, design.ColumnCount);
            block.AddQuadraticForm(symmetric, quadratic);
            for (int row = 0; row < block.RowCount; row++)
            {
                double expected = 0;
                for (int entry = 0; entry < symmetric.Length; entry++)
                {
                    expected +=
                        explicitly[entry / design.ColumnCount][row] * symmetric[entry] * explicitly[entry % design.ColumnCount][row];
                }

                DigitAssert.Near(1e-12, expected, quadratic[row], "quadratic form");
            }

            for (int row = 0; row < block.RowCount; row++)
            {
                DigitAssert.Near(
                    1e-13, explicitly.Select((column, index) => column[row] * coefficients[index]).Sum(), logOdds[row], "product");
            }

            for (int column = 0; column < design.ColumnCount; column++)
            {
                DigitAssert.Near(
                    1e-13, explicitly[column].Zip(sample.Weights, (x, r) => x * r).Sum(), gradient[column], "transposed product");
                for (int other = 0; other <= column; other++)
                {
                    double expected =
                        Enumerable.Range(0, block.RowCount).Sum(
                            row => explicitly[column][row] * explicitly[other][row] * sample.Weights[row]);
                    DigitAssert.Near(1e-13, expected, hessian[(column * design.ColumnCount) + other], $"Gram {column}, {other}");
                }
            }
        },
        iter: 50);

    private static double[] Symmetric(double[] lowerTriangle, int length)
    {
        double[] symmetric = new double[length * length];
        for (int entry = 0; entry < symmetric.Length; entry++)
        {
            (int row, int column) = (entry / length, entry % length);
            symmetric[entry] = lowerTriangle[(Math.Max(row, column) * length) + Math.Min(row, column)];
        }

        return symmetric;
    }

    [Fact]
    public void Blocks_ManyRows_AreFullButTheLastOfAChunk()
    {
        double[] values = new double[5000];
        var design = new DesignMatrix(
            [new DesignChunk([new DenseGroup(0, [values])], 5000), new DesignChunk([new DenseGroup(0, [values])], 100)], 1, [0]);
        Assert.Equal([2048, 2048, 904, 100], design.Blocks.Select(block => block.RowCount));
        Assert.Equal([0, 2048, 4096, 5000], design.Blocks.Select(block => block.FirstRow));
        Assert.Equal(5100, design.Parts.Count);
    }

    [Fact]
    public void Expand_ReferenceColumns_AreZero()
    {
        DesignMatrix design = ObjectiveSamples.CreateDesign([[1, 2]], [[0, 1], [0, 1]]);
        double[] columns = [9, 9, 9, 9, 9, 9, 9];
        design.Expand([1, 2, 3, 4, 5], columns);
        Assert.Equal([1, 2, 0, 3, 4, 0, 5], columns);
    }

    [Fact]
    public void InterceptOnly_AnyRows_IsAColumnOfOnes()
    {
        DesignMatrix design = DesignMatrix.InterceptOnly(RowParts.Whole(5000));
        Assert.Equal(1, design.ParameterCount);
        Assert.Equal([2048, 2048, 904], design.Blocks.Select(block => block.RowCount));
        double[] product = new double[904];
        design.Blocks[2].AddProduct([2.5], product);
        Assert.All(product, value => Assert.Equal(2.5, value));
    }

    [Fact]
    public void AddGram_WindowIntoALargerMatrix_LeavesTheRestAlone()
    {
        DesignMatrix design = ObjectiveSamples.CreateDesign([[1, 2, 3]], [[0, 1, 2], [0, 1, 1]]);
        int length = design.ColumnCount;
        double[] alone = new double[length * length];
        design.Blocks[0].AddGram([1, 2, 3], new HessianView(alone, length, 0));
        int stride = 2 * length;
        double[] large = new double[stride * stride];
        var window = new HessianView(large, stride, (length * stride) + length);
        design.Blocks[0].AddGram([1, 2, 3], window);
        for (int row = 0; row < stride; row++)
        {
            for (int column = 0; column < stride; column++)
            {
                double expected = row < length || column < length ? 0 : alone[((row - length) * length) + column - length];
                Assert.Equal(expected, large[(row * stride) + column]);
            }
        }
    }

    // Each column from its products with the unit vectors of the rows.
    private static double[][] Explicit(DesignMatrix design)
    {
        double[][] columns = [.. Enumerable.Range(0, design.ColumnCount).Select(_ => new double[design.Parts.Count])];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] unit = new double[columns.Length];
            unit[column] = 1;
            design.Blocks[0].AddProduct(unit, columns[column]);
        }

        // The indicators of a category sum to one.
        for (int row = 0; row < design.Parts.Count; row++)
        {
            Assert.Equal(1, columns[^5][row] + columns[^4][row] + columns[^3][row]);
            Assert.Equal(1, columns[^2][row] + columns[^1][row]);
        }

        return columns;
    }
}
