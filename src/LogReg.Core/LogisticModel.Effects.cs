using System.Globalization;
using LogReg.Inference;

namespace LogReg;

/// <content>What columns do through the functions and products of a formula.</content>
public sealed partial class LogisticModel
{
    private readonly Lazy<ColumnWaldTests?> _columnTests;
    private readonly Lazy<EffectComparisons> _comparisons;

    /// <summary>The Wald tests of each column, through all terms of a formula that read it, in the order of <see cref="Features"/>; empty
    /// if the model has no functions or products of columns, or no <see cref="ModelInference.Covariance"/>.</summary>
    public IReadOnlyList<ColumnTest> ColumnTests => _columnTests.Value?.OfColumns() ?? [];

    /// <summary>The Wald test of each term of a formula; empty if the model has no functions or products of columns, or no
    /// <see cref="ModelInference.Covariance"/>. A term that is part of a product, such as age beside age:sex, is tested at the value 0 or
    /// the reference level of the other column: <see cref="ColumnTests"/> do not depend on such choices.</summary>
    public IReadOnlyList<FeatureTest> TermTests => _columnTests.Value?.OfTerms() ?? [];

    /// <summary>The names of the coefficients of which <see cref="Effects"/> say what they mean: those of functions and products, and of
    /// columns that are also in functions and products.</summary>
    public IReadOnlyList<string> CoefficientsOfEffects => [.. _comparisons.Value.Explained.Select(parameter => parameter.Name)];

    /// <summary>
    /// Computes what each column does of which a formula makes functions or products: the odds ratio from its first to its third quartile,
    /// or of each level against the reference level, through all terms that read it. A column that is multiplied with others has one at
    /// each level, or at the quartiles, of each of them. A number of which a formula makes levels, with <c>cut</c>, is compared by these
    /// levels. Of a column with more than 100 levels, the 100 most frequent ones are compared.
    /// </summary>
    /// <param name="className">One of <see cref="ClassesWithEquation"/>; <see langword="null"/> for the positive class of a model with two
    /// classes.</param>
    /// <param name="confidence">The confidence level of the intervals, between 0 and 1; <see langword="null"/> for that of the fit, or
    /// 0.95.</param>
    /// <returns>The effects, column by column; empty if the model has no functions or products of columns.</returns>
    /// <exception cref="InvalidOperationException">The model has more than two classes and <paramref name="className"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The class has no equation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public IReadOnlyList<ColumnEffect> Effects(string? className = null, double? confidence = null)
    {
        string equation = className ?? (Target.IsBinary
            ? Target.Positive!
            : throw new InvalidOperationException("A model with more than two classes has effects for each class: name a class."));
        double quantile = QuantileOf(confidence ?? Inference?.Confidence ?? 0.95);
        _ = CoefficientsOf(equation);
        int position = ClassesWithEquation.TakeWhile(name => name != equation).Count();
        var contrasts = new RowContrasts(
            Layout,
            _equations[position],
            Inference,
            Inference?.StandardErrorValues.GetValueOrDefault(equation),
            position,
            name => Target.NameOfCoefficient(equation, name));
        return [.. _comparisons.Value.All().Select(comparison => EffectOf(comparison, contrasts, quantile))];
    }

    private static ColumnEffect EffectOf(RowComparison comparison, RowContrasts contrasts, double quantile)
    {
        string at = comparison.At is ColumnValue value ? $" at {value.Column} = {TextOf(value)}" : "";
        string name = $"{comparison.From.Column}: {TextOf(comparison.From)} to {TextOf(comparison.To)}{at}";
        (CoefficientEstimate difference, NoEstimateReason? reason) =
            contrasts.Compare(name, comparison.Row, comparison.ChangedRow(), quantile);
        return new ColumnEffect(comparison.From.Column, comparison.From, comparison.To, difference)
        {
            At = comparison.At,
            Held = comparison.Held,
            NoEstimate = reason,
        };
    }

    private static string TextOf(ColumnValue value) => value.Level ?? value.Number!.Value.ToString(CultureInfo.InvariantCulture);

    private ColumnWaldTests? CreateColumnTests() => Inference?.Covariance is CoefficientCovariance covariance
        && EffectComparisons.Derived(Layout).Any()
        ? new ColumnWaldTests(
            Layout,
            Inference,
            covariance,
            [.. ClassesWithEquation.SelectMany(name => CoefficientsOf(name).Values)],
            [.. ClassesWithEquation.SelectMany(name => Inference.StandardErrorValues[name])])
        : null;
}
