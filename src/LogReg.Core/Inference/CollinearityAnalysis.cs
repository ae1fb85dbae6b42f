using LogReg.Numerics;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>Computes <see cref="CollinearityDiagnosis"/> from the information and its inverse.</summary>
internal static class CollinearityAnalysis
{
    /// <summary>The condition number and the inflation of each feature's variance.</summary>
    /// <param name="information">XᵀWX of one equation, the intercept first.</param>
    /// <param name="inverse">Its inverse over the independent parameters.</param>
    /// <param name="features">For each feature its name and its parameters.</param>
    /// <param name="hasEstimate">Which parameters have an estimate.</param>
    public static CollinearityDiagnosis Compute(
        InformationMatrix information, double[] inverse, IReadOnlyList<ParameterGroup> features, IReadOnlyList<bool> hasEstimate)
    {
        int dimension = information.Dimension;
        var inflations = new List<VarianceInflation>();
        foreach (ParameterGroup feature in features)
        {
            int[] own = [.. feature.Parameters.Where(parameter => hasEstimate[parameter] && !information.IsDependent[parameter])];
            if (own.Length > 0)
            {
                inflations.Add(new VarianceInflation(feature.Name, Inflation(information.Values, inverse, dimension, own), own.Length));
            }
        }

        int[] independent =
        [
            .. Enumerable.Range(0, dimension).Where(parameter => hasEstimate[parameter] && !information.IsDependent[parameter]),
        ];
        bool isWhole = independent.Length == information.Rank;
        return new CollinearityDiagnosis(
            ConditionNumber(information.Values, information.IsExtended && isWhole ? inverse : null, dimension, independent), inflations);
    }

    // With R the correlation of all slopes' estimates, 1 the feature and 2 the others, the generalised factor det R₁₁ · det R₂₂ / det R is
    // det R₁₁ · det (R⁻¹)₁₁; and R⁻¹ is the information of the slopes, the intercept swept out, scaled.
    private static double Inflation(double[] information, double[] inverse, int dimension, int[] own)
    {
        double[] correlation = new double[own.Length * own.Length];
        double[] precision = new double[own.Length * own.Length];
        for (int row = 0; row < own.Length; row++)
        {
            for (int column = 0; column < own.Length; column++)
            {
                int place = (row * own.Length) + column;
                double scale = Math.Sqrt(inverse[own[row] * (dimension + 1)] * inverse[own[column] * (dimension + 1)]);
                double swept = information[own[row] * dimension] * information[own[column] * dimension] / information[0];
                correlation[place] = inverse[(own[row] * dimension) + own[column]] / scale;
                precision[place] = (information[(own[row] * dimension) + own[column]] - swept) * scale;
            }
        }

        return ElementaryFunctions.Exp(LogDeterminant(correlation, own.Length) + LogDeterminant(precision, own.Length));
    }

    private static double LogDeterminant(double[] matrix, int dimension) =>
        new CholeskyFactorization(matrix, dimension, 0).LogDeterminant();

    // The extreme eigenvalues by Lanczos steps on the matrix and on its inverse: p² work a step, where a decomposition needs p³.
    // The inverse of nearly dependent columns is better known than a double's factorisation of the matrix would have it.
    private static double ConditionNumber(double[] information, double[]? inverse, int stride, int[] kept)
    {
        int dimension = kept.Length;
        double[] scaled = new double[dimension * dimension];
        double[] scaledInverse = new double[inverse is null ? 0 : scaled.Length];
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                double scale = Math.Sqrt(information[kept[row] * (stride + 1)] * information[kept[column] * (stride + 1)]);
                scaled[(row * dimension) + column] = information[(kept[row] * stride) + kept[column]] / scale;
                if (inverse is not null)
                {
                    scaledInverse[(row * dimension) + column] = inverse[(kept[row] * stride) + kept[column]] * scale;
                }
            }
        }

        var factorization = new CholeskyFactorization(scaled, dimension, NewtonSolver.PivotTolerance);
        double largest = LanczosIteration.LargestEigenvalue(dimension, (vector, product) => Multiply(scaled, vector, product));
        double largestOfInverse = LanczosIteration.LargestEigenvalue(dimension, inverse is null
            ? (vector, product) => factorization.Solve(vector, product)
            : (vector, product) => Multiply(scaledInverse, vector, product));
        return Math.Sqrt(largest * largestOfInverse);
    }

    private static void Multiply(double[] matrix, double[] vector, double[] product)
    {
        for (int row = 0; row < product.Length; row++)
        {
            product[row] = DenseKernels.Dot(matrix.AsSpan(row * product.Length, product.Length), vector);
        }
    }
}
