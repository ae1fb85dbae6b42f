using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Data, fits and checks for the tests of separation.</summary>
internal static class SeparationSamples
{
    /// <summary>Data of numbers, which are standardised, and of categories, whose first levels are the references.</summary>
    public static ClassificationData Data(
        double[][] numbers, int[] classes, double[]? weights = null, double[]? offsets = null, int[][]? categories = null)
    {
        int rowCount = classes.Length;
        double[] ones = new double[rowCount];
        Array.Fill(ones, 1);
        var groups = new List<ColumnGroup> { new DenseGroup(0, [ones, .. numbers.Select(Standardise)]) };
        var parameterColumns = new List<int>(Enumerable.Range(0, numbers.Length + 1));
        int column = numbers.Length + 1;
        foreach (int[] codes in categories ?? [])
        {
            int levels = codes.Max() + 1;
            groups.Add(new CategoricalGroup(column, levels, codes));
            parameterColumns.AddRange(Enumerable.Range(column + 1, levels - 1));
            column += levels;
        }

        return new ClassificationData(
            new DesignMatrix([new DesignChunk([.. groups], rowCount)], column, [.. parameterColumns]), classes, 2, weights, offsets);
    }

    /// <summary>The numbers of a file of <c>data/</c> whose last column is the class.</summary>
    public static ClassificationData File(string name, string positive)
    {
        string[][] cells = [.. System.IO.File.ReadLines(TestData.PathOf(name)).Skip(1).Select(line => line.Split(','))];
        double[][] numbers =
        [
            .. Enumerable.Range(0, cells[0].Length - 1)
                .Select(
                    column => cells.Select(row => double.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture)).ToArray()),
        ];
        return Data(numbers, [.. cells.Select(row => row[^1] == positive ? 1 : 0)]);
    }

    /// <summary>A Newton fit.</summary>
    public static SolverResult Fit(ClassificationData data, double tolerance = 1e-8, int maxIterations = 100) =>
        Fit(new NewtonSolver(), data, tolerance, maxIterations);

    /// <summary>A fit from 0.</summary>
    public static SolverResult Fit(ISolver solver, ClassificationData data, double tolerance, int maxIterations) => solver.Minimize(
        new LogisticObjective(data, Penalty.None, 1),
        new double[data.Design.ParameterCount],
        new SolverOptions(maxIterations, tolerance),
        null,
        TestContext.Current.CancellationToken);

    /// <summary>The verdict on a Newton fit.</summary>
    public static SeparationResult Analyze(ClassificationData data) => Analyze(data, Fit(data));

    /// <summary>The verdict on a fit.</summary>
    public static SeparationResult Analyze(ClassificationData data, SolverResult fit, int threads = 1) =>
        SeparationAnalysis.Analyze(data, fit, threads, TestContext.Current.CancellationToken);

    /// <summary>Fails unless exactly these rows are separated, and all that the result says of them and of the others holds.</summary>
    public static void AssertSeparates(ClassificationData data, bool[] expected, SeparationResult actual)
    {
        int count = expected.Count(separated => separated);
        bool isNone = count == 0;
        bool isComplete = !isNone && Enumerable.Range(0, expected.Length).All(row => expected[row] || data.Weights?[row] == 0);
        Assert.Equal(isNone ? SeparationKind.None : isComplete ? SeparationKind.Complete : SeparationKind.Quasi, actual.Kind);
        Assert.Equal(count, actual.SeparatedRowCount);
        if (isNone)
        {
            Assert.Empty(actual.Direction);
            Assert.Empty(actual.IsSeparatedRow);
            Assert.Empty(actual.FreeDirections);
            return;
        }

        Assert.Equal(expected, actual.IsSeparatedRow);
        double[] margins = Products(data, actual.Direction);
        double largest = margins.Max(Math.Abs);
        for (int row = 0; row < expected.Length; row++)
        {
            double margin = data.Classes[row] == 1 ? margins[row] : -margins[row];
            Assert.True(
                data.Weights?[row] == 0 || (expected[row] ? margin > 0 : Math.Abs(margin) < 1e-11 * largest),
                $"row {row}: {margin:R} of {largest:R}");
            Assert.Equal(expected[row] ? 0 : data.Weights?[row] ?? 1, actual.Limit.Weights![row]);
        }

        Assert.NotEmpty(actual.FreeDirections);
        foreach (double[] direction in actual.FreeDirections)
        {
            double[] products = Products(data, direction);
            Assert.Contains(products, product => Math.Abs(product) > 1e-6);
            for (int row = 0; row < expected.Length; row++)
            {
                Assert.True(expected[row] || data.Weights?[row] == 0 || Math.Abs(products[row]) < 1e-8, $"row {row}: {products[row]:R}");
            }
        }
    }

    /// <summary>Fails unless the parameters are a maximum on the rows not separated: nothing is left of the gradient.</summary>
    public static void AssertLimit(ClassificationData data, SeparationResult actual)
    {
        var rest = actual.Limit;
        double[] gradient = new double[data.Design.ParameterCount];
        double loss =
            new LogisticObjective(rest, Penalty.None, 1).Evaluate(
                actual.Parameters, gradient, [], TestContext.Current.CancellationToken).Loss;
        Assert.All(gradient, slope => DigitAssert.Near(1e-9, 0, slope));
        DigitAssert.Near(1e-10, loss * rest.WeightSum / data.WeightSum, actual.Loss, "loss");
    }

    private static double[] Products(ClassificationData data, double[] parameters)
    {
        double[] columns = new double[data.Design.ColumnCount];
        data.Design.Expand(parameters, columns);
        double[] products = new double[data.Design.Parts.Count];
        foreach (RowBlock block in data.Design.Blocks)
        {
            block.AddProduct(columns, products.AsSpan(block.FirstRow, block.RowCount));
        }

        return products;
    }

    private static double[] Standardise(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).Average());
        return [.. values.Select(value => deviation == 0 ? 0 : (value - mean) / deviation)];
    }
}
