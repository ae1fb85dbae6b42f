using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Makes the terms that a formula asks for. What comes from data (means, knots, polynomials) is fitted on the training
/// rows.</summary>
internal sealed class TermFitter
{
    // More columns of numbers than any data are for.
    private const int MostNumbers = 10_000;

    private readonly TrainingCells _rows;
    private readonly FeatureOptions _options;
    private readonly FactorFitter _factors;
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
        _factors = new FactorFitter(rows, options);
        _cells = cells.ToDictionary(one => one.Feature.Name);

        // A column that is left out takes its terms along.
        _terms = [.. options.Terms!.Where(term => term.Factors.All(factor => _cells.ContainsKey(factor.Column)))];
        _terms = [.. WithIndicators(cells, _terms)];
        _keys = [.. _terms.Select(term => term.Key)];
    }

    /// <summary>Makes the terms.</summary>
    /// <exception cref="DataException">A function is not defined for a training row or for a column of its kind.</exception>
    // Without its margin a coding is the levels themselves, which may be another term.
    public IEnumerable<Term> Fit() => [.. _terms.Select(Fit).DistinctBy(term => term.Name)];

    /// <summary>The error for numbers whose squares are beyond double precision.</summary>
    /// <param name="name">The term.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public static DataException TooLarge(string name, string? source) => new(
        $"the numbers of {MessageText.Quote(name)} are too large to be standardised",
        source,
        hint: "give its columns in a larger unit, or take a function that grows more slowly");

    // A number with missing cells has one coefficient for them, whatever its terms are; that of the number by itself has it already.
    private static IEnumerable<FormulaTerm> WithIndicators(IReadOnlyList<FeatureCells> cells, FormulaTerm[] terms)
    {
        FormulaTerm[] indicators =
        [
            .. cells.Where(one => one.Feature is NumericFeature { HasIndicator: true }).Select(one => new FormulaTerm(
                [new FormulaFactor(one.Feature.Name, [new FormulaCall(FormulaFunction.Missing, FormulaArguments.None)])], default)),
        ];
        HashSet<string> ofPlain =
        [
            .. indicators.Where(own => terms.Any(term => term.IsPlain && term.Factors[0].Column == own.Factors[0].Column)).Select(
                own => own.Key),
        ];
        return terms.Concat(indicators).DistinctBy(term => term.Key).Where(term => !ofPlain.Contains(term.Key));
    }

    private Term Fit(FormulaTerm term)
    {
        if (term.IsPlain && _cells[term.Factors[0].Column] is not (DateCells or SparseCells { Feature: TextFeature }))
        {
            return _cells[term.Factors[0].Column].CreateTerm();
        }

        if (term.Factors is [{ Calls: [{ Arguments.Text: TextOptions text }] } only] && _cells[only.Column] is SparseCells words)
        {
            return _rows.FitWords(term.Name, words, text, _options.Source);
        }

        TermFactor[] factors =
            [.. term.Factors.Select(factor => _factors.Fit(factor, _cells[factor.Column], HasMargin(term, factor)))];
        string name = string.Join(":", factors.Select(factor => factor.Name));
        double width = factors.OfType<NumbersFactor>().Aggregate(1.0, (product, factor) => product * factor.Names.Count);
        if (width > MostNumbers)
        {
            throw new DataException(
                $"the product {MessageText.Quote(name)} would have {width:N0} columns of numbers, more than {MostNumbers:N0}",
                _options.Source,
                hint: "multiply functions of fewer numbers, or levels instead of steps(…) and effect(…)");
        }

        if (factors.Any(factor => factor is LevelFactor))
        {
            return new LevelTermFitter(_rows, factors).Fit(name, _options.Source);
        }

        NumbersFactor[] numbers = [.. factors.Cast<NumbersFactor>()];
        (double[] means, double[] covariance) = Moments(numbers, (int)width);
        return means.Concat(covariance).All(double.IsFinite)
            ? new DerivedTerm(name, numbers, means, covariance)
            : throw TooLarge(name, _options.Source);
    }

    // Whether the term without a factor is in the model, too, or an earlier term stands for it, as region:channel for channel; without any
    // factor it is the intercept. In R, an earlier product with a number would do as well, but its columns do not span the levels.
    private bool HasMargin(FormulaTerm term, FormulaFactor factor)
    {
        string[] margin = [.. term.Factors.Where(other => other != factor).Select(other => other.Name)];
        return margin.Length == 0 || _keys.Contains(FormulaTerm.KeyOf(margin))
            || (MakesLevels(factor) && _terms.TakeWhile(other => !ReferenceEquals(other, term)).Any(other => StandsFor(other, margin)));
    }

    private bool StandsFor(FormulaTerm term, string[] margin) =>
        margin.All(name => term.Factors.Any(own => own.Name == name))
        && term.Factors.All(own => margin.Contains(own.Name) || MakesLevels(own));

    private bool MakesLevels(FormulaFactor factor) => factor.Calls is [.., FormulaCall last]
        ? FormulaFunctions.MakesLevels(last.Function)
        : _cells[factor.Column] is CategoricalCells;

    private (double[] Means, double[] Covariance) Moments(NumbersFactor[] factors, int width)
    {
        double[] scratch = new double[factors.Max(factor => factor.Names.Count)];
        double[] values = new double[width];
        FeatureCells[] features = [.. factors.Select(factor => factor.Cells)];
        double[] sums = _rows.Sum(features, width + 1, (row, sums) =>
        {
            NumbersFactor.Evaluate(factors, row.Cells, scratch, values);
            for (int place = 0; place < width; place++)
            {
                sums[place] += row.Weight * values[place];
            }

            sums[width] += row.Weight;
        });
        double weightSum = sums[width];
        double[] means = [.. sums.AsSpan(0, width)];
        for (int place = 0; place < width; place++)
        {
            means[place] /= weightSum;
        }

        double[] covariance = _rows.Sum(features, DerivedTerm.CovarianceCount(width), (row, sums) =>
        {
            NumbersFactor.Evaluate(factors, row.Cells, scratch, values);
            AddProducts(values, means, row.Weight / weightSum, sums);
        });
        return (means, covariance);
    }

    private static void AddProducts(double[] values, double[] means, double weight, Span<double> covariance)
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
