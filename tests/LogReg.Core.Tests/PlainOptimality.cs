namespace LogReg.Tests;

/// <summary>
/// By how much a model misses the conditions of an optimum (Karush, Kuhn, Tucker), on the scale of the gradient: computed anew from the
/// data by plain loops that share nothing with the library.
/// </summary>
internal sealed class PlainOptimality
{
    private readonly SampleData _data;
    private readonly LogisticRegression _estimator;
    private readonly string[] _classes;
    private readonly double _weightSum;

    /// <param name="data">The rows that were fitted; the weights count, the offsets if the estimator names a column of them.</param>
    /// <param name="estimator">The penalty, its factors, bounds and groups.</param>
    public PlainOptimality(SampleData data, LogisticRegression estimator)
    {
        _data = data;
        _estimator = estimator;
        _classes = [.. data.Classes.Distinct().Order(StringComparer.Ordinal)];
        _weightSum = data.Weights.Sum();
    }

    private double Alpha => _estimator.Penalty switch
    {
        PenaltyKind.Lasso => 1,
        PenaltyKind.ElasticNet => _estimator.Alpha,
        _ => 0,
    };

    // One of two classes, one a class of more.
    private string[] Equations => _classes.Length == 2 ? [_classes[1]] : _classes;

    /// <summary>The population standard deviation of a numeric column; 1 for an indicator.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="name">The coefficient: n1, n2, …, or c=level.</param>
    public static double DeviationOf(SampleData data, string name) =>
        name[0] == 'n' ? new PlainOptimality(data, new LogisticRegression()).Standardize(int.Parse(name.AsSpan(1)) - 1).Deviation : 1;

    /// <summary>The largest violation at a model that was fitted with λ.</summary>
    public double Residual(LogisticModel model, double lambda)
    {
        double[,] residuals = Residuals(model);
        double worst = 0;
        for (int equation = 0; equation < Equations.Length; equation++)
        {
            worst = Math.Max(worst, Math.Abs(Sum(equation, residuals, _ => 1)));
        }

        for (int column = 0; column < _data.Numbers.Length; column++)
        {
            Standard standard = Standardize(column);
            if (standard.Deviation > 0)
            {
                worst = Math.Max(worst, Violation([Slope($"n{column + 1}", standard.Of, standard.Deviation)], $"n{column + 1}", lambda));
            }
        }

        string[] levels = [.. _data.Category.Distinct().Order(StringComparer.Ordinal)];
        SlopeOfAllEquations[] ofLevels =
            [.. levels.Select(level => Slope($"c={level}", row => _data.Category[row] == level ? 1 : 0, 1))];
        return _estimator.GroupLevels
            ? Math.Max(worst, GroupViolation(ofLevels, "c", lambda))
            : Math.Max(worst, Violation(ofLevels, "c", lambda));

        SlopeOfAllEquations Slope(string name, Func<int, double> value, double deviation) => new(
            [.. Equations.Select(className => model.CoefficientsOf(className).GetValueOrDefault(name) * deviation)],
            [.. Enumerable.Range(0, Equations.Length).Select(equation => Sum(equation, residuals, value))]);
    }

    /// <summary>The smallest λ at which every coefficient is 0, where nothing is left unpenalised and there are no offsets: from the
    /// classes' shares.</summary>
    public double LargestLambda()
    {
        double[,] residuals = new double[_data.RowCount, Equations.Length];
        for (int equation = 0; equation < Equations.Length; equation++)
        {
            double share =
                Enumerable.Range(0, _data.RowCount).Sum(
                    row => _data.Classes[row] == Equations[equation] ? _data.Weights[row] : 0) / _weightSum;
            for (int row = 0; row < _data.RowCount; row++)
            {
                residuals[row, equation] = _data.Weights[row] * (share - (_data.Classes[row] == Equations[equation] ? 1 : 0)) / _weightSum;
            }
        }

        double largest = 0;
        for (int column = 0; column < _data.Numbers.Length; column++)
        {
            Standard standard = Standardize(column);
            if (standard.Deviation > 0)
            {
                Include($"n{column + 1}", [standard.Of]);
            }
        }

        Func<int, double>[] levels =
            [.. _data.Category.Distinct().Select(level => (Func<int, double>)(row => _data.Category[row] == level ? 1 : 0))];
        if (_estimator.GroupLevels)
        {
            double squares =
                levels.Sum(level => Enumerable.Range(0, Equations.Length).Sum(equation => Math.Pow(Sum(equation, residuals, level), 2)));
            return Math.Max(largest, Math.Sqrt(squares / (levels.Length * Equations.Length)) / (Alpha * Factor("c")));
        }

        Include("c", levels);
        return largest;

        void Include(string name, Func<int, double>[] columns)
        {
            foreach (Func<int, double> column in columns)
            {
                for (int equation = 0; equation < Equations.Length; equation++)
                {
                    double gradient = Sum(equation, residuals, column);
                    double pull = _estimator.NonnegativeColumns.Contains(name) ? -gradient : Math.Abs(gradient);
                    largest = Math.Max(largest, pull / (Alpha * Factor(name)));
                }
            }
        }
    }

    // w(μ − y)/Σw for each row and equation.
    private double[,] Residuals(LogisticModel model)
    {
        double[,] residuals = new double[_data.RowCount, Equations.Length];
        Standard[] standards = [.. Enumerable.Range(0, _data.Numbers.Length).Select(Standardize)];
        for (int row = 0; row < _data.RowCount; row++)
        {
            double[] odds = new double[Equations.Length];
            for (int equation = 0; equation < odds.Length; equation++)
            {
                Coefficients coefficients = model.CoefficientsOf(Equations[equation]);
                double eta = coefficients.Intercept + (_estimator.OffsetColumn is null ? 0 : _data.Offsets[row]);
                for (int column = 0; column < standards.Length; column++)
                {
                    double value = _data.Numbers[column][row];
                    eta += coefficients.GetValueOrDefault($"n{column + 1}") * (double.IsNaN(value) ? standards[column].Mean : value);
                }

                odds[equation] = Math.Exp(eta + coefficients.GetValueOrDefault($"c={_data.Category[row]}"));
            }

            double total = odds.Sum() + (odds.Length == 1 ? 1 : 0);
            for (int equation = 0; equation < odds.Length; equation++)
            {
                double expected = _data.Classes[row] == Equations[equation] ? 1 : 0;
                residuals[row, equation] = _data.Weights[row] * ((odds[equation] / total) - expected) / _weightSum;
            }
        }

        return residuals;
    }

    private double Sum(int equation, double[,] residuals, Func<int, double> value)
    {
        double sum = 0;
        for (int row = 0; row < _data.RowCount; row++)
        {
            sum += residuals[row, equation] * value(row);
        }

        return sum;
    }

    private double Factor(string feature) => _estimator.PenaltyFactors.GetValueOrDefault(feature, 1);

    private double Violation(SlopeOfAllEquations[] slopes, string feature, double lambda)
    {
        double corner = lambda * Alpha * Factor(feature);
        double ridge = lambda * (1 - Alpha) * Factor(feature);
        bool isBounded = _estimator.NonnegativeColumns.Contains(feature);
        double worst = 0;
        foreach ((double[] values, double[] gradients) in slopes)
        {
            for (int equation = 0; equation < values.Length; equation++)
            {
                double value = values[equation];
                double pull = gradients[equation] + (ridge * value);
                worst = Math.Max(worst, value != 0 ? Math.Abs(pull + (corner * Math.Sign(value)))
                    : isBounded ? -pull - corner
                    : Math.Abs(pull) - corner);
            }
        }

        return worst;
    }

    private double GroupViolation(SlopeOfAllEquations[] slopes, string feature, double lambda)
    {
        double corner = lambda * Alpha * Factor(feature) * Math.Sqrt(slopes.Length * Equations.Length);
        double ridge = lambda * (1 - Alpha) * Factor(feature);
        double[] values = [.. slopes.SelectMany(slope => slope.Values)];
        double[] pulls =
        [
            .. slopes.SelectMany(slope => slope.Gradients.Zip(slope.Values, (gradient, value) => gradient + (ridge * value))),
        ];
        double norm = Math.Sqrt(values.Sum(value => value * value));
        return norm == 0
            ? Math.Sqrt(pulls.Sum(pull => pull * pull)) - corner
            : pulls.Zip(values, (pull, value) => Math.Abs(pull + (corner * value / norm))).Max();
    }

    private Standard Standardize(int column)
    {
        double[] values = _data.Numbers[column];
        int[] present = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]))];
        double mean = present.Sum(row => _data.Weights[row] * values[row]) / present.Sum(row => _data.Weights[row]);

        // A missing cell is the mean: it adds nothing to the variance, but counts.
        double variance = present.Sum(row => _data.Weights[row] * (values[row] - mean) * (values[row] - mean)) / _weightSum;
        double deviation = variance > 1e-20 ? Math.Sqrt(variance) : 0;
        return new Standard(mean, deviation, row => double.IsNaN(values[row]) ? 0 : (values[row] - mean) / deviation);
    }

    /// <summary>A column's mean and deviation, and its standardised cells by row.</summary>
    private sealed record Standard(double Mean, double Deviation, Func<int, double> Of);

    /// <summary>A column's standardised coefficient and gradient in each equation.</summary>
    private sealed record SlopeOfAllEquations(double[] Values, double[] Gradients);
}
