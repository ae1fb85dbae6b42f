using CsCheck;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Tests.Design;

/// <summary>Dense, categorical and sparse groups beside each other, in any order, against the same columns in one dense group.</summary>
public class MixedDesignTests
{
    private static readonly string[] Kinds = ["dccs", "ds", "dscs", "dsCdcs", "dCs", "dsds"];

    private static readonly Gen<MixedDesign> Designs = Gen.Select(
        Gen.Int[0, Kinds.Length - 1].Select(index => Kinds[index]),
        Gen.Int[0, 1_000_000],
        Gen.Int[1, 70],
        Gen.Int[1, 40],
        (kinds, seed, first, second) => new MixedDesign(kinds, seed, first, second));

    [Fact]
    public void RowOperations_AnyGroups_AreThoseOfDenseColumns() => Designs.Sample(
        sample =>
        {
            double[] values = sample.Numbers(-1, 1);
            double[] coefficients = [.. Enumerable.Range(0, sample.Columns.Length).Select(column => Math.Sin(column + 1))];
            double[] matrix = Matrix(coefficients.Length);
            int[] clusters = [.. values.Select(value => (int)(6 * (value + 1)) - 1)];
            foreach ((DesignMatrix other, string what) in new[] { (sample.Mixed, "mixed"), (sample.Plain, "plain") })
            {
                AssertNear(
                    Of(sample.Dense, 0, (block, own, sums) => block.AddProduct(coefficients, own)),
                    Of(other, 0, (block, own, sums) => block.AddProduct(coefficients, own)),
                    what + " product");
                AssertNear(
                    Of(sample.Dense, 0, (block, own, sums) => block.AddQuadraticForm(matrix, own)),
                    Of(other, 0, (block, own, sums) => block.AddQuadraticForm(matrix, own)),
                    what + " quadratic form");
                AssertNear(
                    Of(sample.Dense, coefficients.Length, (block, own, sums) => block.AddTransposedProduct(RowsOf(values, block), sums)),
                    Of(other, coefficients.Length, (block, own, sums) => block.AddTransposedProduct(RowsOf(values, block), sums)),
                    what + " transposed product");
                AssertNear(
                    Of(sample.Dense, coefficients.Length, (block, own, sums) => block.AddSquares(RowsOf(values, block), sums)),
                    Of(other, coefficients.Length, (block, own, sums) => block.AddSquares(RowsOf(values, block), sums)),
                    what + " squares");
                AssertNear(Gram(sample.Dense, values), Gram(other, values), what + " Gram matrix");
                double[][] sums = Clustered(sample.Dense, values, clusters);
                double[][] others = Clustered(other, values, clusters);
                for (int column = 0; column < sums.Length; column++)
                {
                    AssertNear(sums[column], others[column], what + " clustered product");
                }
            }
        },
        iter: 60);

    /// <summary>Every range of rows inside a chunk, as mini-batches are.</summary>
    [Fact]
    public void RowOperations_AnyRange_AreThoseOfDenseColumns() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 49], Gen.Int[1, 50]).Sample(
        (seed, start, count) =>
        {
            var sample = new MixedDesign("dsCs", seed, 50);
            var range = new RowRange(start, Math.Min(count, 50 - start));
            double[] values = sample.Numbers(-1, 1)[..range.Count];
            foreach (DesignMatrix other in new[] { sample.Mixed, sample.Plain })
            {
                double[] expected = new double[sample.Columns.Length * sample.Columns.Length];
                double[] actual = new double[expected.Length];
                new RowBlock(sample.Dense.Chunks[0].Groups, range, 0).AddGram(values, new HessianView(expected, sample.Columns.Length, 0));
                new RowBlock(other.Chunks[0].Groups, range, 0).AddGram(values, new HessianView(actual, sample.Columns.Length, 0));
                AssertNear(expected, actual, "Gram matrix");
                double[] quadratic = new double[range.Count];
                double[] otherQuadratic = new double[range.Count];
                new RowBlock(sample.Dense.Chunks[0].Groups, range, 0).AddQuadraticForm(Matrix(sample.Columns.Length), quadratic);
                new RowBlock(other.Chunks[0].Groups, range, 0).AddQuadraticForm(Matrix(sample.Columns.Length), otherQuadratic);
                AssertNear(quadratic, otherQuadratic, "quadratic form");
            }
        },
        iter: 60);

    [Fact]
    public void ColumnAccess_AnyGroups_IsThatOfDenseColumns() => Designs.Sample(
        sample =>
        {
            double[] values = sample.Numbers(-1, 1);
            var dense = new ColumnAccess(sample.Dense);
            foreach (ColumnAccess other in new[] { new ColumnAccess(sample.Mixed), new ColumnAccess(sample.Plain) })
            {
                double[] expected = new double[sample.RowCount];
                double[] actual = new double[sample.RowCount];
                for (int parameter = 0; parameter < sample.Dense.ParameterCount; parameter++)
                {
                    DigitAssert.Near(1e-14, dense.Product(parameter, values), other.Product(parameter, values), "product");
                    dense.Add(parameter, 0.5 + parameter, expected);
                    other.Add(parameter, 0.5 + parameter, actual);
                }

                AssertNear(expected, actual, "sum");
            }
        },
        iter: 30);

    /// <summary>Parameters in any order, and rows in any order and more than once.</summary>
    [Fact]
    public void SelectAndGather_AnyGroups_AreThoseOfDenseColumns() => Designs.Sample(
        sample =>
        {
            var random = new Random(sample.RowCount);
            int[] parameters =
            [
                0,
                .. Enumerable.Range(1, sample.Dense.ParameterCount - 1).Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()),
            ];
            int[] rows = [.. Enumerable.Range(0, sample.RowCount + 3).Select(_ => random.Next(sample.RowCount))];
            double[] coefficients = [.. parameters.Select(parameter => Math.Cos(parameter))];
            double[] expected = Product(sample.Dense.Select(parameters), coefficients);
            double[] gathered = [.. rows.Select(row => expected[row])];
            foreach (DesignMatrix other in new[] { sample.Mixed, sample.Plain })
            {
                DesignMatrix selected = other.Select(parameters);
                AssertNear(expected, Product(selected, coefficients), "selected");
                DesignChunk chunk = selected.Gather(Array.ConvertAll(rows, row => (long)row));
                var copy = new DesignMatrix([chunk], selected.ColumnCount, [.. selected.ParameterColumns]);
                AssertNear(gathered, Product(copy, coefficients), "gathered");
            }
        },
        iter: 60);

    [Fact]
    public void ExtendedGram_AnyGroups_IsThatOfDenseColumns() => Designs.Sample(
        sample =>
        {
            double[] values = sample.Numbers(-1, 1);
            int length = sample.Dense.ParameterCount;
            double[] parameters = [.. Enumerable.Range(0, length).Select(parameter => Math.Sin(parameter + 1))];
            double[] remainders = [.. parameters.Select(parameter => 1e-17 * parameter)];
            var dense = new ExtendedGram(sample.Dense, 1);
            var expected = new ExtendedMatrix(length);
            dense.AddTo(values, expected, 0, 0, CancellationToken.None);
            foreach (ExtendedGram other in new[] { new ExtendedGram(sample.Mixed, 2), new ExtendedGram(sample.Plain, 1) })
            {
                AssertNear(dense.Product(parameters, remainders, values), other.Product(parameters, remainders, values), "product");
                DoubleDouble[] transposed = dense.TransposedProduct(values);
                DoubleDouble[] otherTransposed = other.TransposedProduct(values);
                var actual = new ExtendedMatrix(length);
                other.AddTo(values, actual, 0, 0, CancellationToken.None);
                for (int row = 0; row < length; row++)
                {
                    Assert.True(Math.Abs((transposed[row] - otherTransposed[row]).ToDouble()) < 1e-28, $"transposed product {row}");
                    for (int column = 0; column < length; column++)
                    {
                        Assert.True(
                            Math.Abs((expected[row, column] - actual[row, column]).ToDouble()) < 1e-28, $"Gram matrix {row}, {column}");
                    }
                }
            }
        },
        iter: 20);

    [Fact]
    public void ArrowBorder_SparseCore_HoldsTheBlockOfTheGramMatrix()
    {
        var sample = new MixedDesign("dsCs", 3, 3000, 500);
        double[] values = sample.Numbers(0, 1);
        ArrowDesign arrow = ArrowDesign.Of(sample.Mixed, sample.Mixed.Parts.Count)!;
        double[][] border = ArrowDesignTests.Border(arrow, values, threads: 2);
        double[] gram = Gram(sample.Dense, values);
        ReadOnlySpan<int> columns = sample.Dense.ParameterColumns;
        for (int core = 0; core < border.Length; core++)
        {
            for (int tail = 0; tail < arrow.TailParameters.Length; tail++)
            {
                int row = columns[arrow.CoreParameters[core]];
                int column = columns[arrow.TailParameters[tail]];
                DigitAssert.Near(1e-12, gram[(Math.Max(row, column) * sample.Columns.Length) + Math.Min(row, column)], border[core][tail]);
            }
        }
    }

    [Theory]
    [InlineData(new[] { 0, 2, 3 }, new[] { 0, 1, 2 }, true)]
    [InlineData(new[] { 0, 0, 3 }, new[] { 0, 1, 2 }, true)]
    [InlineData(new[] { 0, 2, 3 }, new[] { 1, 0, 2 }, false)]
    [InlineData(new[] { 0, 2, 3 }, new[] { 1, 1, 2 }, false)]
    [InlineData(new[] { 0, 2, 3 }, new[] { 0, 1, 5 }, false)]
    [InlineData(new[] { 0, 2, 3 }, new[] { -1, 1, 2 }, false)]
    [InlineData(new[] { 0, 2, 2 }, new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { 0, 3, 2, 3 }, new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { 1, 2, 3 }, new[] { 0, 1, 2 }, false)]
    public void SparseGroup_Entries_MustBeThoseOfColumns(int[] starts, int[] rows, bool isValid)
    {
        Exception? exception = Record.Exception(() => new SparseGroup(0, 5, starts, rows, new double[] { 1, 2, 3 }));
        Assert.Equal(isValid, exception is not ArgumentException);
    }

    private static double[] Matrix(int length) =>
        [.. Enumerable.Range(0, length * length).Select(place => Element(place / length, place % length))];

    private static double Element(int row, int column) => Math.Cos(row * column) / (1 + Math.Abs(row - column));

    private static double[] RowsOf(double[] values, RowBlock block) => values[block.FirstRow..(block.FirstRow + block.RowCount)];

    // Values by row, or sums over all blocks.
    private static double[] Of(DesignMatrix design, int sumCount, Action<RowBlock, double[], double[]> add)
    {
        double[] sums = new double[sumCount];
        var values = new List<double>();
        foreach (RowBlock block in design.Blocks)
        {
            double[] own = new double[block.RowCount];
            add(block, own, sums);
            values.AddRange(own);
        }

        return sumCount == 0 ? [.. values] : sums;
    }

    private static double[] Gram(DesignMatrix design, double[] weights)
    {
        double[] gram = new double[design.ColumnCount * design.ColumnCount];
        foreach (RowBlock block in design.Blocks)
        {
            block.AddGram(RowsOf(weights, block), new HessianView(gram, design.ColumnCount, 0));
        }

        return gram;
    }

    // Clusters below 0 and beyond the last are passed over.
    private static double[][] Clustered(DesignMatrix design, double[] values, int[] clusters)
    {
        double[][] sums = [.. Enumerable.Range(0, design.ColumnCount).Select(_ => new double[9])];
        foreach (RowBlock block in design.Blocks)
        {
            block.AddClusteredProduct(RowsOf(values, block), clusters.AsSpan(block.FirstRow, block.RowCount), sums);
        }

        return sums;
    }

    private static double[] Product(DesignMatrix design, double[] parameters)
    {
        double[] columns = new double[design.ColumnCount];
        design.Expand(parameters, columns);
        return Of(design, 0, (block, own, sums) => block.AddProduct(columns, own));
    }

    private static void AssertNear(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int place = 0; place < expected.Length; place++)
        {
            DigitAssert.Near(1e-12, expected[place], actual[place], $"{what} {place}");
        }
    }
}
