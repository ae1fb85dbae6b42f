using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Makes the terms that a formula asks for. What comes from data (means, knots, polynomials) is fitted on the training
/// rows.</summary>
internal sealed class TermFitter
{
    private readonly TrainingCells _rows;
    private readonly FeatureOptions _options;
    private readonly Dictionary<string, FeatureCells> _cells;
    private readonly FormulaTerm[] _terms;
    private readonly HashSet<string> _keys;

    /// <param name="cells">The cells of the features.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="options">How columns become features, with the terms of the formula.</param>
    public TermFitter(IReadOnlyList<FeatureCells> cells, TrainingCells rows, FeatureOptions options)
    {
        _rows = rows;
        _options = options;
        _cells = cells.ToDictionary(one => one.Feature.Name);

        // A column that is left out, since it is constant or empty, takes its terms along.
        _terms = [.. options.Terms!.Where(term => term.Factors.All(factor => _cells.ContainsKey(factor.Column)))];
        _keys = [.. _terms.Select(term => KeyOf(term.Factors))];
    }

    /// <summary>Makes the terms.</summary>
    /// <exception cref="DataException">A function is not defined for a training row or for a column of its kind.</exception>
    public IEnumerable<Term> Fit() => [.. _terms.Select(Fit)];

    private static string KeyOf(IEnumerable<FormulaFactor> factors) =>
        string.Join('\0', factors.Select(factor => factor.ToString()).Order(StringComparer.Ordinal));

    private Term Fit(FormulaTerm term)
    {
        if (term.IsPlain)
        {
            return _cells[term.Factors[0].Column].CreateTerm();
        }

        TermFactor[] factors = [.. term.Factors.Select(factor => FactorOf(term, factor))];
        int width = factors.Aggregate(1, (product, factor) => checked(product * factor.Names.Count));
        (double[] means, double[] covariance) = Moments(factors, width);
        return new DerivedTerm(string.Join(":", factors.Select(factor => factor.Name)), factors, means, covariance);
    }

    private TermFactor FactorOf(FormulaTerm term, FormulaFactor factor)
    {
        FeatureCells cells = _cells[factor.Column];
        if (cells is CategoricalCells levels)
        {
            return factor.IsPlain
                ? new LevelFactor(levels, hasAllLevels: levels.Reference < 0 || !HasMargin(term, factor))
                : throw new DataException(
                    $"{FormulaFunctions.NameOf(factor.Calls[0].Function)} needs numbers, but the column is categorical",
                    _options.Source,
                    column: factor.Column,
                    hint: $"write {factor.Column} by itself, or declare the column numeric with {Option.NumericColumns}");
        }

        var numeric = (NumericCells)cells;
        var functions = new List<NumberFunction>();
        foreach (FormulaCall call in factor.Calls)
        {
            if (functions.Count > 0 && functions[^1].Width > 1)
            {
                throw new DataException(
                    $"{factor.ToString()} applies a function to several numbers",
                    _options.Source,
                    column: factor.Column,
                    hint: "apply one of them only");
            }

            functions.Add(FunctionOf(call, new NumberFactor(numeric, [.. functions], factor.ToString()), factor));
        }

        return new NumberFactor(numeric, functions, factor.ToString());
    }

    // Whether the term without a factor is in the model, too; without any factor it is the intercept.
    private bool HasMargin(FormulaTerm term, FormulaFactor factor) =>
        term.Factors.Count == 1 || _keys.Contains(KeyOf(term.Factors.Where(other => other != factor)));

    private NumberFunction FunctionOf(FormulaCall call, NumberFactor inner, FormulaFactor factor)
    {
        FormulaArguments arguments = call.Arguments;
        switch (call.Function)
        {
            case FormulaFunction.Power:
                return Defined(new WholePower((int)arguments.Numbers[0]), inner, call, factor);
            case FormulaFunction.Linear:
                return new BrokenLine(arguments.Numbers);
            case FormulaFunction.Spline when arguments.AreKnots:
                return new RestrictedCubicSpline(arguments.Numbers);
            case FormulaFunction.Center or FormulaFunction.Scale or FormulaFunction.Spline or FormulaFunction.Poly:
                WeightedNumbers numbers = _rows.Numbers(inner);
                return call.Function switch
                {
                    FormulaFunction.Spline => SplineOf(numbers.Sorted(), (int)arguments.Numbers[0], factor),
                    FormulaFunction.Poly => PolynomialsOf(numbers, (int)arguments.Numbers[0], factor),
                    _ => ShiftedScale.Fit(numbers.Values, numbers.Weights, call.Function == FormulaFunction.Scale),
                };
            default:
                return Defined(new ElementaryFunction(call.Function), inner, call, factor);
        }
    }

    private RestrictedCubicSpline SplineOf(WeightedNumbers sorted, int count, FormulaFactor factor)
    {
        double[] knots = sorted.Values.Length == 0 ? [] : RestrictedCubicSpline.PlaceKnots(sorted.Values, sorted.Weights, count);
        return knots.Length >= 3
            ? new RestrictedCubicSpline(knots)
            : throw TooFewValues(factor, $"a spline with {count} knots", "use fewer knots, give the knots, or leave the spline out");
    }

    private OrthogonalPolynomials PolynomialsOf(WeightedNumbers numbers, int degree, FormulaFactor factor) =>
        numbers.Values.Distinct().Take(degree + 1).Count() > degree
            ? OrthogonalPolynomials.Fit(numbers.Values, numbers.Weights, degree)
            : throw TooFewValues(factor, $"polynomials of degree {degree}", "use a lower degree");

    private DataException TooFewValues(FormulaFactor factor, string what, string hint) => new(
        $"the column has too few different values for {what}", _options.Source, column: factor.Column, hint: hint);

    private NumberFunction Defined(NumberFunction function, NumberFactor inner, FormulaCall call, FormulaFactor factor)
    {
        var tried = new NumberFactor((NumericCells)inner.Cells, [.. inner.Functions, function], inner.Name);
        foreach ((long row, double cell) in _rows.Of(inner.Cells))
        {
            if (!double.IsNaN(cell) && tried.UndefinedAt(cell) >= 0)
            {
                string name = FormulaFunctions.NameOf(call.Function);
                throw new DataException(
                    FormattableString.Invariant($"{factor} has no value for {cell}"),
                    _options.Source,
                    _options.FindRow?.Invoke(row),
                    factor.Column,
                    hint: call.Function is FormulaFunction.Log or FormulaFunction.Log2 or FormulaFunction.Log10
                        ? "use log1p, which is log(1 + x) and takes 0, or leave the row out"
                        : $"{name} cannot take such a value: leave the row out");
            }
        }

        return function;
    }

    private (double[] Means, double[] Covariance) Moments(TermFactor[] factors, int width)
    {
        double[] scratch = new double[factors.Max(factor => factor.Names.Count)];
        double[] values = new double[width];
        double[] means = new double[width];
        FeatureCells[] features = [.. factors.Select(factor => factor.Cells)];
        double weightSum = 0;
        foreach ((double[] cells, double weight) in _rows.Rows(features))
        {
            DerivedTerm.Evaluate(factors, cells, scratch, values);
            weightSum += weight;
            for (int place = 0; place < width; place++)
            {
                means[place] += weight * values[place];
            }
        }

        for (int place = 0; place < width; place++)
        {
            means[place] /= weightSum;
        }

        double[] covariance = new double[DerivedTerm.CovarianceCount(width)];
        foreach ((double[] cells, double weight) in _rows.Rows(features))
        {
            DerivedTerm.Evaluate(factors, cells, scratch, values);
            AddProducts(values, means, weight / weightSum, covariance);
        }

        return (means, covariance);
    }

    private static void AddProducts(double[] values, double[] means, double weight, double[] covariance)
    {
        bool isFull = values.Length <= DerivedTerm.MostCorrelated;
        int entry = 0;
        for (int row = 0; row < values.Length; row++)
        {
            double weighted = weight * (values[row] - means[row]);
            for (int column = isFull ? 0 : row; column <= row; column++)
            {
                covariance[entry++] += weighted * (values[column] - means[column]);
            }
        }
    }
}
