using LogReg.Design;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>The variance of a row's log-odds, x̃ᵀ·C·x̃, from the covariance C of the coefficients: the delta method, which is exact
/// here.</summary>
/// <remarks>
/// C is on the original scale, where the variance of the intercept, far from the data, is large and its covariances cancel it. It is moved
/// to standardised features once, as in training, so that the sums of a row are as small as their result. Where columns depend on each
/// other so nearly that they are not, C is known to twice the digits: with C = L·Lᵀ the variance is ‖Lᵀ·x̃‖², in which half as many digits
/// cancel.
/// </remarks>
internal sealed class LogOddsVariance
{
    // How much of the variance at the mean may be rounding.
    private const double LargestRounding = 1e-3;

    private readonly double[] _matrix;
    private readonly double[][] _factor;

    private LogOddsVariance(TermLayout layout, double[] matrix, double[][] factor, IReadOnlyList<double[]> freeDirections)
    {
        Layout = layout;
        _matrix = matrix;
        _factor = factor;
        FreeDirections = freeDirections;
    }

    /// <summary>The layout of the model's terms.</summary>
    public TermLayout Layout { get; }

    /// <summary>Adds to the variance of the log-odds of each row of a block.</summary>
    /// <param name="block">The rows in the standardised design columns.</param>
    /// <param name="variances">A sum for each row.</param>
    public void AddTo(RowBlock block, Span<double> variances)
    {
        if (_factor.Length == 0)
        {
            block.AddQuadraticForm(_matrix, variances);
            return;
        }

        double[] products = new double[variances.Length];
        foreach (double[] column in _factor)
        {
            Array.Clear(products);
            block.AddProduct(column, products);
            for (int row = 0; row < products.Length; row++)
            {
                variances[row] += products[row] * products[row];
            }
        }
    }

    /// <summary>xᵀCx of a vector in the standardised design columns.</summary>
    /// <param name="vector">x.</param>
    public double Of(double[] vector)
    {
        double form = 0;
        foreach (double[] column in _factor)
        {
            double product = DenseKernels.Dot(column, vector);
            form += product * product;
        }

        int width = Layout.ColumnCount;
        for (int row = 0; _factor.Length == 0 && row < width; row++)
        {
            form += vector[row] * DenseKernels.Dot(_matrix.AsSpan(row * width, width), vector);
        }

        return form;
    }

    /// <summary>Directions in the design columns that the data do not determine: the log-odds of a row that one of them moves have no
    /// finite estimate.</summary>
    public IReadOnlyList<double[]> FreeDirections { get; }

    /// <summary>Prepares a covariance.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="covariance">C on the original scale: the intercept, then feature by feature without reference levels.</param>
    /// <param name="separation">Which linear functions of the coefficients have no finite estimate.</param>
    /// <exception cref="LogRegException">C does not fit the features, or holds nothing but rounding errors about the intercept.</exception>
    public static LogOddsVariance Create(TermLayout layout, CoefficientCovariance covariance, SeparationSummary separation)
    {
        if (covariance.Dimension != layout.Count)
        {
            throw new LogRegException(
                $"the covariance matrix of the model is for {covariance.Dimension} coefficients, but the model has {layout.Count}",
                "train the model again");
        }

        return covariance.HasRemainders
            ? new LogOddsVariance(layout, [], FactorOf(covariance, layout), Directions(separation, layout))
            : new LogOddsVariance(layout, Standardise(covariance, layout), [], Directions(separation, layout));
    }

    // A file of an older version names the coefficients without a finite estimate, and what their columns have in common is not known.
    private static double[][] Directions(SeparationSummary separation, TermLayout layout)
    {
        IReadOnlyList<double[]> known = separation.FreeDirections ?? AloneDirections(separation, layout);
        return [.. known.Select(direction => Expand(direction, layout))];
    }

    private static double[][] AloneDirections(SeparationSummary separation, TermLayout layout)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int place = 0; place < layout.Names.Count; place++)
        {
            places.TryAdd(layout.Names[place], place);
        }

        return
        [
            .. separation.Unbounded.Where(coefficient => places.ContainsKey(coefficient.Name)).Select(
                coefficient => CoefficientAlone(places[coefficient.Name], layout)),
        ];
    }

    // The direction along which the coefficient of a feature as it is grows by 1, and no other does.
    private static double[] CoefficientAlone(int place, TermLayout layout)
    {
        double[] direction = new double[layout.Count];
        direction[0] = layout.Means[place];
        direction[place] = layout.Scales[place];
        return direction;
    }

    private static double[] Expand(double[] direction, TermLayout layout)
    {
        double[] expanded = new double[layout.ColumnCount];
        for (int parameter = 0; parameter < layout.Count; parameter++)
        {
            expanded[layout.ParameterColumns[parameter]] = direction[parameter];
        }

        return expanded;
    }

    // The estimate at the means of the numeric features is b₀ + Σ b_j·m_j; with the mean of the intercept's column, 1, that is Σ b_j·m_j.
    private static double[] Standardise(CoefficientCovariance covariance, TermLayout layout)
    {
        int width = layout.ColumnCount;
        ReadOnlySpan<int> columns = layout.ParameterColumns;
        double[] means = [1, .. layout.Means[1..]];
        ReadOnlySpan<double> scales = layout.Scales;
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
        return rounding == 0 || rounding <= LargestRounding * variance ? matrix : throw NoDigits();
    }

    private static double[][] FactorOf(CoefficientCovariance covariance, TermLayout layout)
    {
        double[] means = [1, .. layout.Means[1..]];
        ReadOnlySpan<double> scales = layout.Scales;
        var matrix = new ExtendedMatrix(layout.Count);
        DoubleDouble variance = 0;
        double sizes = 0;
        for (int row = 0; row < layout.Count; row++)
        {
            DoubleDouble withCentre = 0;
            for (int column = 0; column < layout.Count; column++)
            {
                DoubleDouble entry = covariance.Extended(row, column);
                withCentre += entry * means[column];
                sizes += Math.Abs(means[row] * means[column] * entry.High);
                matrix[row, column] = entry * scales[row] * scales[column];
            }

            variance += withCentre * means[row];
            matrix[row, 0] = matrix[0, row] = withCentre * scales[row];
        }

        matrix[0, 0] = variance;
        double rounding = sizes * Math.ScaleB(1, -104);
        var cholesky = new ExtendedCholesky(matrix);
        return rounding <= LargestRounding * variance.High
            ? [.. Enumerable.Range(0, layout.Count).Select(column => Expand(cholesky.FactorColumn(column), layout))]
            : throw NoDigits();
    }

    private static LogRegException NoDigits() => new(
        "the covariance matrix has no correct digits for predictions: the values of a feature are too far from 0 compared with their "
            + "spread",
        "subtract a number near the mean from each such column, then train again");
}
