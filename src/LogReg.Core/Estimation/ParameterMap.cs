using LogReg.Features;
using LogReg.Inference;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>
/// The way from the parameters of an equation, which belong to standardised columns, to its coefficients on the original scale, one for each
/// and in the same order: b_j = β_j/s_j and b_0 = β_0 − Σ β_j·m_j/s_j.
/// </summary>
internal sealed class ParameterMap
{
    private readonly double[] _scales;
    private readonly double[] _means;

    /// <param name="features">The features, in order.</param>
    public ParameterMap(IReadOnlyList<Feature> features)
    {
        var names = new List<string> { Coefficients.InterceptName };
        var scales = new List<double> { 1 };
        var means = new List<double> { 0 };
        var groups = new List<ParameterGroup>();
        var indicators = new HashSet<int>();
        foreach (Feature feature in features)
        {
            int first = names.Count;
            if (feature is NumericFeature numeric)
            {
                names.Add(numeric.Name);
                scales.Add(numeric.Scale);
                means.Add(numeric.Mean);
                if (numeric.MissingShare is double share)
                {
                    indicators.Add(names.Count);
                    names.Add(numeric.IndicatorName);
                    scales.Add(numeric.IndicatorScale);
                    means.Add(share);
                }
            }
            else
            {
                var categorical = (CategoricalFeature)feature;
                IEnumerable<int> levels = Enumerable.Range(0, categorical.Levels.Count).Where(level => categorical.Levels[level] != categorical.Reference);
                names.AddRange(levels.Select(level => CoefficientNames.OfLevel(categorical, level)));
                scales.AddRange(levels.Select(_ => 1.0));
                means.AddRange(levels.Select(_ => 0.0));
            }

            groups.Add(new ParameterGroup(feature.Name, [.. Enumerable.Range(first, names.Count - first)]));
        }

        Names = names;
        Features = groups;
        Indicators = indicators;
        _scales = [.. scales];
        _means = [.. means];
    }

    /// <summary>p, the parameters of an equation.</summary>
    public int Count => _scales.Length;

    /// <summary>The names of the coefficients.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each feature its parameters.</summary>
    public IReadOnlyList<ParameterGroup> Features { get; }

    /// <summary>The parameters of missing cells of numeric features.</summary>
    public IReadOnlySet<int> Indicators { get; }

    /// <summary>What each coefficient's column is divided by in training; 1 for the intercept and for levels.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>The amount subtracted from the column of each coefficient in training; 0 for the intercept and for levels.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>The a with coefficient = a·β: for the intercept 1 and −m_j/s_j, else 1/s_j for its own parameter.</summary>
    /// <param name="coefficient">The position of the coefficient in its equation.</param>
    /// <returns>p values.</returns>
    public double[] FunctionalOf(int coefficient)
    {
        double[] functional = new double[Count];
        if (coefficient == 0)
        {
            for (int parameter = 1; parameter < Count; parameter++)
            {
                functional[parameter] = -_means[parameter] / _scales[parameter];
            }
        }

        functional[coefficient] = 1 / _scales[coefficient];
        return functional;
    }

    /// <summary>The covariance of the coefficients from that of the parameters, A·C·Aᵀ, where nearly dependent columns have covariances that all but cancel.</summary>
    /// <param name="covariance">C of all equations' parameters, both triangles.</param>
    /// <param name="equations">How many equations there are.</param>
    /// <returns>The matrix of all equations' coefficients, both triangles.</returns>
    public ExtendedMatrix ToOriginalScale(ExtendedMatrix covariance, int equations) =>
        ApplyToRows(ApplyToRows(covariance, equations).Transpose(), equations);

    /// <summary>The covariance of the coefficients from that of the parameters: A·C·Aᵀ.</summary>
    /// <param name="covariance">C of all equations' parameters, row-major, both triangles.</param>
    /// <param name="equations">How many equations there are.</param>
    /// <returns>The matrix of all equations' coefficients, row-major, both triangles.</returns>
    public double[] ToOriginalScale(double[] covariance, int equations)
    {
        int dimension = equations * Count;
        return ApplyToRows(Transpose(ApplyToRows(covariance, dimension), dimension), dimension);
    }

    // A·M: rows of parameters become rows of coefficients.
    private double[] ApplyToRows(double[] matrix, int dimension)
    {
        double[] result = new double[matrix.Length];
        for (int origin = 0; origin < dimension; origin += Count)
        {
            Span<double> intercept = result.AsSpan(origin * dimension, dimension);
            matrix.AsSpan(origin * dimension, dimension).CopyTo(intercept);
            for (int parameter = 1; parameter < Count; parameter++)
            {
                ReadOnlySpan<double> source = matrix.AsSpan((origin + parameter) * dimension, dimension);
                Span<double> target = result.AsSpan((origin + parameter) * dimension, dimension);
                for (int column = 0; column < dimension; column++)
                {
                    target[column] = source[column] / _scales[parameter];
                    intercept[column] -= _means[parameter] * target[column];
                }
            }
        }

        return result;
    }

    private ExtendedMatrix ApplyToRows(ExtendedMatrix matrix, int equations)
    {
        int dimension = equations * Count;
        var result = new ExtendedMatrix(dimension);
        for (int column = 0; column < dimension; column++)
        {
            for (int origin = 0; origin < dimension; origin += Count)
            {
                DoubleDouble intercept = matrix[origin, column];
                for (int parameter = 1; parameter < Count; parameter++)
                {
                    DoubleDouble scaled = matrix[origin + parameter, column] / _scales[parameter];
                    result[origin + parameter, column] = scaled;
                    intercept -= scaled * _means[parameter];
                }

                result[origin, column] = intercept;
            }
        }

        return result;
    }

    private static double[] Transpose(double[] matrix, int dimension)
    {
        double[] transposed = new double[matrix.Length];
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                transposed[(column * dimension) + row] = matrix[(row * dimension) + column];
            }
        }

        return transposed;
    }
}
