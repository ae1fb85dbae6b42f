using CsCheck;
using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>Objectives over small generated data, and finite differences of them.</summary>
internal static class ObjectiveSamples
{
    // On a grid: the generator likes numbers of 1e-70 too, and a column of such numbers alone has a coefficient no solver can tell. Fits
    // standardise their columns.
    private static readonly Gen<double> Number = Gen.Double[-2, 2].Select(value => Math.Round(value, 3));

    /// <summary>Rows of two numbers and two categories (of 3 and 2 levels, the first of each the reference), with weights and
    /// offsets.</summary>
    public static Gen<Sample> Samples(int classCount) => Gen.Select(
        Gen.Select(Number, Number, Gen.Int[0, 2], Gen.Int[0, 1]).Array[5, 25],
        Gen.Int[0, classCount - 1].Array[25],
        Gen.Double[0.25, 3].Array[25],
        Gen.Double[-1, 1].Array[25],
        Gen.Double[-1.5, 1.5].Array[6 * classCount],
        (rows, classes, weights, offsets, parameters) => new Sample(
            CreateDesign(
                [[.. rows.Select(row => row.Item1)], [.. rows.Select(row => row.Item2)]],
                [[.. rows.Select(row => row.Item3)], [.. rows.Select(row => row.Item4)]]),
            classes[..rows.Length],
            weights[..rows.Length],
            offsets[..rows.Length],
            parameters));

    /// <summary>A design matrix of the intercept, numbers, and categories of 3 and 2 levels without their first levels.</summary>
    public static DesignMatrix CreateDesign(double[][] numbers, int[][] codes)
    {
        double[] ones = new double[numbers[0].Length];
        Array.Fill(ones, 1);
        int first = numbers.Length + 1;
        var chunk = new DesignChunk(
            [new DenseGroup(0, [ones, .. numbers]), new CategoricalGroup(first, 3, codes[0]), new CategoricalGroup(first + 3, 2, codes[1])],
            ones.Length);
        return new DesignMatrix([chunk], first + 5, [.. Enumerable.Range(0, first), first + 1, first + 2, first + 4]);
    }

    /// <summary>The rows again and again, each time a chunk.</summary>
    public static DesignMatrix Repeat(DesignMatrix design, int times) =>
        new(Enumerable.Repeat(design.Chunks, times).SelectMany(chunks => chunks), design.ColumnCount, [.. design.ParameterColumns]);

    /// <summary>The value, the gradient and the Hessian (the lower triangle mirrored).</summary>
    public static (double Value, double[] Gradient, double[] Hessian) Evaluate(IObjective objective, double[] parameters)
    {
        int length = objective.ParameterCount;
        double[] gradient = new double[length];
        double[] hessian = new double[length * length];
        double value = objective.Evaluate(parameters, gradient, hessian, CancellationToken.None).Value;
        for (int row = 0; row < length; row++)
        {
            for (int column = 0; column < row; column++)
            {
                hessian[(column * length) + row] = hessian[(row * length) + column];
            }
        }

        return (value, gradient, hessian);
    }

    /// <summary>Fails unless the products with the Hessian and the diagonal are those of the Hessian that is formed.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">Where.</param>
    /// <param name="hessianExcess">What the Hessian that is formed has by design above the other, by row and column.</param>
    /// <param name="meanOver">Of how many equations the diagonal is the mean; 1 where each has its own.</param>
    public static void AssertProducts(
        IObjective objective, double[] parameters, Func<int, int, double>? hessianExcess = null, int meanOver = 1)
    {
        (_, _, double[] hessian) = Evaluate(objective, parameters);
        int length = parameters.Length;
        IHessianOperator products = objective.HessianAt(parameters, CancellationToken.None);
        double[] diagonal = products.Diagonal(CancellationToken.None);
        double[] product = new double[length];
        for (int column = 0; column < length; column++)
        {
            double[] unit = new double[length];
            unit[column] = 1;
            products.Multiply(unit, product, CancellationToken.None);
            double mean = Enumerable.Range(0, meanOver).Average(equation =>
            {
                int same = ((equation * (length / meanOver)) + column) % length;
                return hessian[same * (length + 1)] - (hessianExcess?.Invoke(same, same) ?? 0);
            });
            DigitAssert.Near(1e-12, mean, diagonal[column], $"diagonal {column}");
            for (int row = 0; row < length; row++)
            {
                double excess = hessianExcess?.Invoke(row, column) ?? 0;
                DigitAssert.Near(1e-12, hessian[(row * length) + column] - excess, product[row], $"product {row}, {column}");
            }
        }
    }

    /// <summary>Fails unless the gradient is the central difference of the values, and the Hessian that of the gradients.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">Where.</param>
    /// <param name="hessianExcess">What the Hessian has by design above that of the value, by row and column.</param>
    public static void AssertDerivatives(IObjective objective, double[] parameters, Func<int, int, double>? hessianExcess = null)
    {
        const double Step = 1e-5;
        (_, double[] gradient, double[] hessian) = Evaluate(objective, parameters);
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            (double above, double[] gradientAbove, _) = Evaluate(objective, Moved(parameters, parameter, Step));
            (double below, double[] gradientBelow, _) = Evaluate(objective, Moved(parameters, parameter, -Step));
            DigitAssert.Near(1e-9, (above - below) / (2 * Step), gradient[parameter], $"gradient {parameter}");
            for (int other = 0; other < parameters.Length; other++)
            {
                double difference = (gradientAbove[other] - gradientBelow[other]) / (2 * Step);
                double expected = difference + (hessianExcess?.Invoke(parameter, other) ?? 0);
                DigitAssert.Near(1e-9, expected, hessian[(parameter * parameters.Length) + other], $"Hessian {parameter}, {other}");
            }
        }
    }

    private static double[] Moved(double[] parameters, int parameter, double step)
    {
        double[] moved = [.. parameters];
        moved[parameter] += step;
        return moved;
    }

    /// <summary>Data of an objective and a point.</summary>
    internal sealed record Sample(DesignMatrix Design, int[] Classes, double[] Weights, double[] Offsets, double[] Parameters);
}
