using System.Numerics.Tensors;
using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Storage;

namespace LogReg.Inference;

/// <summary>
/// The filling of the sandwich: Σ s·sᵀ over the contributions s to the gradient of rows (White 1980, A heteroskedasticity-consistent
/// covariance matrix estimator) or of clusters of rows (Liang &amp; Zeger 1986, Longitudinal data analysis using generalized linear
/// models).
/// </summary>
internal static class ScoreCovariance
{
    // The sums of so many clusters and columns at a time: 128 MB.
    private const long MostSums = 1L << 24;

    /// <summary>Σ_i s_i·s_iᵀ with s_i = r_i·x_i; under frequency weights each row counts as often as its weight says.</summary>
    /// <param name="source">The rows and their residuals.</param>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="frequencies">The frequency of each row, or <see langword="null"/> if each counts once, whatever its weight.</param>
    /// <param name="threads">How many threads may work; the result does not depend on it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>p × p, both triangles.</returns>
    public static double[] OfRows(
        LocalRowPasses source, ReadOnlySpan<double> parameters, double[]? frequencies, int threads, CancellationToken cancellationToken)
    {
        DesignMatrix design = source.Data.Design;
        int equations = source.EquationCount;
        double[] coefficients = Expand(source, parameters);
        int length = coefficients.Length;
        PassAccumulator sums = DesignPass.Run(
            design,
            length,
            (equations + 1) * RowBlock.Capacity,
            withHessian: true,
            threads,
            new PassPool(),
            (block, accumulator) => AddBlock(source, block, coefficients, frequencies, accumulator),
            cancellationToken);
        double[] result = new double[parameters.Length * parameters.Length];
        ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equations, 1, result);
        SymmetricMatrix.Mirror(result, parameters.Length);
        return result;
    }

    /// <summary>Σ_c s_c·s_cᵀ with s_c the sum of r_i·x_i over the rows of cluster c.</summary>
    /// <param name="source">The rows and their residuals.</param>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="clusters">The cluster of each row.</param>
    /// <param name="clusterCount">How many clusters there are.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>p × p, both triangles.</returns>
    public static double[] OfClusters(
        LocalRowPasses source,
        ReadOnlySpan<double> parameters,
        int[] clusters,
        int clusterCount,
        CancellationToken cancellationToken)
    {
        double[] coefficients = Expand(source, parameters);
        int length = coefficients.Length;
        double[] gram = new double[length * length];
        ForEachRunOfClusters(source, coefficients, clusters, clusterCount, sums => AddGram(sums, gram), cancellationToken);
        return TakeParameters(gram, source, parameters.Length);
    }

    /// <summary>The same with products in twice the digits, for nearly dependent columns.</summary>
    /// <inheritdoc cref="OfClusters"/>
    public static ExtendedMatrix OfClustersExtended(
        LocalRowPasses source,
        ReadOnlySpan<double> parameters,
        int[] clusters,
        int clusterCount,
        CancellationToken cancellationToken)
    {
        double[] coefficients = Expand(source, parameters);
        int[] places = ParameterPlaces(source);
        var gram = new ExtendedMatrix(places.Length);
        ForEachRunOfClusters(source, coefficients, clusters, clusterCount, sums => AddGram(sums, places, gram), cancellationToken);
        gram.Mirror();
        return gram;
    }

    private static void ForEachRunOfClusters(
        LocalRowPasses source,
        double[] coefficients,
        int[] clusters,
        int clusterCount,
        Action<double[][]> add,
        CancellationToken cancellationToken)
    {
        int length = coefficients.Length;
        int clustersAtATime = (int)Math.Clamp(MostSums / length, 1, clusterCount);
        double[][] sums = [.. Enumerable.Range(0, length).Select(_ => new double[clustersAtATime])];
        for (int first = 0; first < clusterCount; first += clustersAtATime)
        {
            foreach (double[] column in sums)
            {
                Array.Clear(column);
            }

            // A cluster may have rows of several processes: each goes on with the sums of the one before.
            int start = first;
            source.Data.Design.Parts.InTurn(sums, () => AddClusters(source, coefficients, clusters, start, sums, cancellationToken));
            add(sums);
        }
    }

    private static double[] Expand(LocalRowPasses source, ReadOnlySpan<double> parameters)
    {
        DesignMatrix design = source.Data.Design;
        double[] coefficients = new double[source.EquationCount * design.ColumnCount];
        for (int equation = 0; equation < source.EquationCount; equation++)
        {
            design.Expand(
                parameters.Slice(equation * design.ParameterCount, design.ParameterCount),
                coefficients.AsSpan(equation * design.ColumnCount, design.ColumnCount));
        }

        return coefficients;
    }

    private static void AddBlock(LocalRowPasses source, RowBlock block, double[] coefficients, double[]? frequencies, PassAccumulator sums)
    {
        int columnCount = source.Data.Design.ColumnCount;
        Span<double> residuals = sums.Scratch.AsSpan(0, source.EquationCount * RowBlock.Capacity);
        Span<double> product = sums.Scratch.AsSpan(residuals.Length, block.RowCount);
        source.ComputeResiduals(block, coefficients, residuals);
        ReadOnlySpan<double> weights = frequencies is null ? [] : frequencies.AsSpan(block.FirstRow, block.RowCount);
        for (int equation = 0; equation < source.EquationCount; equation++)
        {
            for (int other = 0; other <= equation; other++)
            {
                ReadOnlySpan<double> own = residuals.Slice(equation * RowBlock.Capacity, block.RowCount);
                TensorPrimitives.Multiply(own, residuals.Slice(other * RowBlock.Capacity, block.RowCount), product);
                for (int row = 0; row < weights.Length; row++)
                {
                    product[row] = weights[row] > 0 ? product[row] / weights[row] : 0;
                }

                block.AddGram(product, sums.SquareFrom(equation * columnCount, other * columnCount));
            }
        }
    }

    private static void AddClusters(
        LocalRowPasses source,
        double[] coefficients,
        ReadOnlySpan<int> clusters,
        int first,
        double[][] sums,
        CancellationToken cancellationToken)
    {
        int columnCount = source.Data.Design.ColumnCount;
        double[] residuals = new double[source.EquationCount * RowBlock.Capacity];
        int[] shifted = new int[RowBlock.Capacity];
        foreach (RowBlock block in source.Data.Design.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.ComputeResiduals(block, coefficients, residuals);
            Span<int> own = shifted.AsSpan(0, block.RowCount);
            TensorPrimitives.Subtract(clusters.Slice(block.FirstRow, block.RowCount), first, own);
            for (int equation = 0; equation < source.EquationCount; equation++)
            {
                block.AddClusteredProduct(
                    residuals.AsSpan(equation * RowBlock.Capacity, block.RowCount), own, sums.AsSpan(equation * columnCount, columnCount));
            }
        }
    }

    private static void AddGram(double[][] sums, double[] gram)
    {
        ColumnValues<double>[] columns = [.. sums];
        double[] ones = new double[RowBlock.Capacity];
        Array.Fill(ones, 1);
        for (int start = 0; start < sums[0].Length; start += ones.Length)
        {
            int count = Math.Min(ones.Length, sums[0].Length - start);
            DenseKernels.AddWeightedGram(columns, start, ones.AsSpan(0, count), gram, sums.Length);
        }
    }

    private static void AddGram(double[][] sums, int[] places, ExtendedMatrix gram)
    {
        double[] none = new double[sums[0].Length];
        for (int row = 0; row < places.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                gram[row, column] += ExtendedKernels.Dot(sums[places[row]], none, sums[places[column]]);
            }
        }
    }

    // Where in the coefficients of all columns each parameter stands.
    private static int[] ParameterPlaces(LocalRowPasses source)
    {
        DesignMatrix design = source.Data.Design;
        return
        [
            .. Enumerable.Range(0, source.EquationCount).SelectMany(
                equation => design.ParameterColumns.ToArray().Select(column => (equation * design.ColumnCount) + column)),
        ];
    }

    private static double[] TakeParameters(double[] gram, LocalRowPasses source, int parameterCount)
    {
        DesignMatrix design = source.Data.Design;
        int[] places = ParameterPlaces(source);
        int stride = source.EquationCount * design.ColumnCount;
        double[] result = new double[parameterCount * parameterCount];
        for (int row = 0; row < parameterCount; row++)
        {
            for (int column = 0; column < parameterCount; column++)
            {
                // Of the Gram matrix there is the lower triangle, and parameters need not be in the order of the columns.
                int high = Math.Max(places[row], places[column]);
                int low = Math.Min(places[row], places[column]);
                result[(row * parameterCount) + column] = gram[(high * stride) + low];
            }
        }

        return result;
    }
}
