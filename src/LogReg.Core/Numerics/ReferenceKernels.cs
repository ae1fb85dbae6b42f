using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>
/// The plain form of each kernel: the formula, one row after another. It defines what the fast kernel beside it must give, to rounding.
/// </summary>
internal static class ReferenceKernels
{
    internal static double Sigmoid(double z)
    {
        var power = Math.Exp(-Math.Abs(z));
        return z > 0 ? 1 / (1 + power) : power / (1 + power);
    }

    internal static double SigmoidDerivative(double z)
    {
        var power = Math.Exp(-Math.Abs(z));
        return power / (1 + power) / (1 + power);
    }

    internal static double Log1PlusExp(double z)
    {
        // log(1 + e) with the rounding of 1 + e undone (W. Kahan).
        var power = Math.Exp(-Math.Abs(z));
        var sum = 1 + power;
        var logarithm = sum == 1 ? power : Math.Log(sum) * (power / (sum - 1));
        return Math.Max(z, 0) + logarithm;
    }

    internal static BlockLoss Evaluate(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> weight,
        Span<double> residual,
        Span<double> curvature)
    {
        var loss = 0.0;
        long saturated = 0;
        long misclassified = 0;
        for (var i = 0; i < logOdds.Length; i++)
        {
            var w = weight.IsEmpty ? 1 : weight[i];
            var sign = target[i] == 0 ? 1 : -1;
            residual[i] = sign * w * Sigmoid(sign * logOdds[i]);
            curvature[i] = w * SigmoidDerivative(logOdds[i]);
            if (w > 0)
            {
                loss += w * Log1PlusExp(sign * logOdds[i]);
                saturated += SigmoidDerivative(logOdds[i]) < LogisticKernels.SaturationBound ? 1 : 0;
                misclassified += sign * logOdds[i] < 0 ? 0 : 1;
            }
        }

        return new BlockLoss(loss, saturated, misclassified);
    }

    internal static void AddProduct(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        for (var i = 0; i < logOdds.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                logOdds[i] += coefficients[j] * columns[j].AsSpan()[start + i];
            }
        }
    }

    internal static void AddTransposedProduct(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        for (var j = 0; j < columns.Length; j++)
        {
            for (var i = 0; i < residual.Length; i++)
            {
                gradient[j] += columns[j].AsSpan()[start + i] * residual[i];
            }
        }
    }

    internal static void AddWeightedGram(
        ReadOnlySpan<ColumnValues<double>> columns, int start, ReadOnlySpan<double> weights, Span<double> gram, int stride)
    {
        for (var j = 0; j < columns.Length; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                gram[(j * stride) + k] += WeightedDot(columns[j], columns[k], start, weights);
            }
        }
    }

    internal static void AddWeightedCross(
        ReadOnlySpan<ColumnValues<double>> rowColumns,
        ReadOnlySpan<ColumnValues<double>> columnColumns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> cross,
        int stride)
    {
        for (var j = 0; j < rowColumns.Length; j++)
        {
            for (var k = 0; k < columnColumns.Length; k++)
            {
                cross[(j * stride) + k] += WeightedDot(rowColumns[j], columnColumns[k], start, weights);
            }
        }
    }

    internal static void AddCategoricalProduct(ReadOnlySpan<int> codes, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            logOdds[i] += coefficients[codes[i]];
        }
    }

    internal static void AddLevelSums(ReadOnlySpan<int> codes, ReadOnlySpan<double> values, Span<double> sums, int step)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            sums[codes[i] * step] += values[i];
        }
    }

    internal static void AddPairSums(
        ReadOnlySpan<int> codes, ReadOnlySpan<int> otherCodes, ReadOnlySpan<double> weights, Span<double> sums, int stride)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            sums[(codes[i] * stride) + otherCodes[i]] += weights[i];
        }
    }

    internal static void AddNumberSums(
        ReadOnlySpan<int> codes,
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        Span<double> sums,
        int stride)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                sums[(codes[i] * stride) + j] += weights[i] * columns[j].AsSpan()[start + i];
            }
        }
    }

    internal static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < right.Length; i++)
        {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }

        return Math.Sqrt(sum);
    }

    internal static void AddSoftmaxHessian(
        ReadOnlySpan<ColumnValues<double>> columns,
        int start,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> probabilities,
        int probabilityStride,
        int equationCount,
        int rowCount,
        Span<double> hessian)
    {
        var curvature = new double[rowCount];
        var stride = equationCount * columns.Length;
        for (var equation = 0; equation < equationCount; equation++)
        {
            for (var other = 0; other <= equation; other++)
            {
                for (var i = 0; i < rowCount; i++)
                {
                    var same = equation == other ? 1 : 0;
                    curvature[i] = (weights.IsEmpty ? 1 : weights[i])
                        * probabilities[(equation * probabilityStride) + i] * (same - probabilities[(other * probabilityStride) + i]);
                }

                AddWeightedGram(columns, start, curvature, hessian[(((equation * stride) + other) * columns.Length)..], stride);
            }
        }
    }

    private static double WeightedDot(ColumnValues<double> left, ColumnValues<double> right, int start, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * left.AsSpan()[start + i] * right.AsSpan()[start + i];
        }

        return sum;
    }
}
