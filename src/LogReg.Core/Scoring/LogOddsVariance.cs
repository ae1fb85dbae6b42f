using LogReg.Estimation;
using LogReg.Features;
using LogReg.Inference;

namespace LogReg.Scoring;

/// <summary>The variance of a row's log-odds, x̃ᵀ·C·x̃, from the covariance C of the coefficients: the delta method, which is exact here.</summary>
/// <remarks>
/// C is on the original scale, where the variance of the intercept, far from the data, is large and its covariances cancel it. It is moved to standardised
/// features once, as in training, so that the sums of a row are as small as their result.
/// </remarks>
internal sealed class LogOddsVariance
{
    // How much of the variance at the mean may be rounding.
    private const double LargestRounding = 1e-3;

    private readonly double[] _matrix;
    private LogOddsVariance(IReadOnlyList<Feature> features, FeatureEncoder encoder, double[] matrix, IReadOnlyList<double[]> freeDirections)
    {
        Features = features;
        Encoder = encoder;
        _matrix = matrix;
        FreeDirections = freeDirections;
    }

    /// <summary>The model's features.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>The layout of their columns.</summary>
    public FeatureEncoder Encoder { get; }

    /// <summary>C on the standardised scale: d × d, row-major, in the encoder's columns; rows of reference levels are 0.</summary>
    public ReadOnlySpan<double> Matrix => _matrix;

    /// <summary>Directions in the encoder's columns that the data do not determine: the log-odds of a row that one of them moves have no finite estimate.</summary>
    public IReadOnlyList<double[]> FreeDirections { get; }

    /// <summary>Prepares a covariance.</summary>
    /// <param name="features">The model's features.</param>
    /// <param name="encoder">The layout of their columns.</param>
    /// <param name="covariance">C on the original scale: the intercept, then feature by feature without reference levels.</param>
    /// <param name="separation">Which linear functions of the coefficients have no finite estimate.</param>
    /// <exception cref="LogRegException">C does not fit the features, or holds nothing but rounding errors about the intercept.</exception>
    public static LogOddsVariance Create(
        IReadOnlyList<Feature> features, FeatureEncoder encoder, CoefficientCovariance covariance, SeparationSummary separation)
    {
        int[] columns = encoder.ParameterColumns();
        var map = new ParameterMap(features);
        if (covariance.Dimension != columns.Length)
        {
            throw new LogRegException(
                $"the covariance matrix of the model is for {covariance.Dimension} coefficients, but the model has {columns.Length}", "train the model again");
        }

        return new LogOddsVariance(
            features, encoder, Standardise(covariance, columns, map, encoder.ColumnCount), Directions(separation, columns, map, encoder.ColumnCount));
    }

    // A file of an older version names the coefficients without a finite estimate, and what their columns have in common is not known.
    private static double[][] Directions(SeparationSummary separation, int[] columns, ParameterMap map, int width)
    {
        IReadOnlyList<double[]> known = separation.FreeDirections ?? AloneDirections(separation, map);
        return [.. known.Select(direction => Expand(direction, columns, width))];
    }

    private static double[][] AloneDirections(SeparationSummary separation, ParameterMap map)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int place = 0; place < map.Names.Count; place++)
        {
            places.TryAdd(map.Names[place], place);
        }

        return [.. separation.Unbounded.Where(coefficient => places.ContainsKey(coefficient.Name)).Select(coefficient => CoefficientAlone(places[coefficient.Name], map))];
    }

    // The direction along which the coefficient of a feature as it is grows by 1, and no other does.
    private static double[] CoefficientAlone(int place, ParameterMap map)
    {
        double[] direction = new double[map.Count];
        direction[0] = map.Means[place];
        direction[place] = map.Scales[place];
        return direction;
    }

    private static double[] Expand(double[] direction, int[] columns, int width)
    {
        double[] expanded = new double[width];
        for (int index = 0; index < columns.Length; index++)
        {
            expanded[columns[index]] = direction[index];
        }

        return expanded;
    }

    // The estimate at the means of the numeric features is b₀ + Σ b_j·m_j; with the mean of the intercept's column, 1, that is Σ b_j·m_j.
    private static double[] Standardise(CoefficientCovariance covariance, int[] columns, ParameterMap map, int width)
    {
        double[] means = [1, .. map.Means[1..]];
        ReadOnlySpan<double> scales = map.Scales;
        double[] matrix = new double[width * width];
        double variance = 0;
        double sizes = 0;
        for (int row = 0; row < columns.Length; row++)
        {
            double withCentre = 0;
            for (int column = 0; column < columns.Length; column++)
            {
                double entry = covariance.Generalized(row, column);
                double term = means[column] * entry;
                withCentre += term;
                sizes += Math.Abs(means[row] * term);
                matrix[(columns[row] * width) + columns[column]] = entry * scales[row] * scales[column];
            }

            variance += means[row] * withCentre;
            matrix[columns[row]] = matrix[columns[row] * width] = withCentre * scales[row];
        }

        matrix[0] = variance;
        double rounding = sizes * Math.ScaleB(1, -52);
        return rounding == 0 || rounding <= LargestRounding * variance
            ? matrix
            : throw new LogRegException(
                "the covariance matrix has no correct digits for predictions: the values of a feature are too far from 0 compared with their spread",
                "subtract a number near the mean from each such column, then train again");
    }
}
