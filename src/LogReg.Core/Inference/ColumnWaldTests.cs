using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>Computes Wald tests of columns and terms from the covariance matrix of the coefficients.</summary>
internal sealed class ColumnWaldTests
{
    private readonly TermLayout _layout;
    private readonly ModelInference _inference;
    private readonly CoefficientCovariance _covariance;
    private readonly double[] _coefficients;
    private readonly double[] _errors;
    private readonly HashSet<string> _aliased;

    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="inference">The uncertainty.</param>
    /// <param name="covariance">The covariance matrix of the standard errors.</param>
    /// <param name="coefficients">The coefficients of all equations, one after the other.</param>
    /// <param name="errors">Their standard errors; NaN for a coefficient without an estimate.</param>
    public ColumnWaldTests(
        TermLayout layout, ModelInference inference, CoefficientCovariance covariance, double[] coefficients, double[] errors)
    {
        _layout = layout;
        _inference = inference;
        _covariance = covariance;
        _coefficients = coefficients;
        _errors = errors;
        _aliased = [.. inference.Aliased.Select(one => one.Name)];
    }

    /// <summary>The tests of each feature, in their order.</summary>
    public IReadOnlyList<ColumnTest> OfColumns() => [.. _layout.Features.Select((_, place) => OfColumn(place))];

    /// <summary>The test of each term, in their order.</summary>
    public IReadOnlyList<FeatureTest> OfTerms() =>
        [.. _layout.Groups.Select(group => new FeatureTest(group.Name, Test(group.Parameters), double.NaN))];

    private ColumnTest OfColumn(int feature)
    {
        Number[] numbers = [.. _layout.Terms.Zip(_layout.Groups).Where(pair => pair.First.Features.Contains(feature)).SelectMany(
            pair => pair.First.Parameters.Zip(
                pair.Second.Parameters,
                (parameter, place) => new Number(place, pair.First.LinearIn(parameter, feature), pair.First.Features.Count > 1)))];
        string? line = LineOf(_layout.Features[feature], numbers);
        int[] curve = [.. numbers.Where(number => line is not null && number.LinearIn != line).Select(number => number.Place)];
        int[] products = [.. numbers.Where(number => number.IsOfProduct).Select(number => number.Place)];
        return new ColumnTest(_layout.Features[feature].Name, Test([.. numbers.Select(number => number.Place)]))
        {
            NonLinearity = curve.Length > 0 ? Test(curve) : null,
            LinearIn = curve.Length > 0 ? line : null,
            Products = products.Length > 0 ? Test(products) : null,
        };
    }

    // A line in the column itself is the one to compare with; without it, a spline of log(x) has a line in log(x).
    private static string? LineOf(Feature feature, Number[] numbers)
    {
        if (feature is not NumericFeature)
        {
            return null;
        }

        string[] lines = [.. numbers.Select(number => number.LinearIn).OfType<string>().Distinct()];
        return lines.Contains(feature.Name) ? feature.Name : lines is [string only] ? only : null;
    }

    private ChiSquaredTest Test(IReadOnlyList<int> parameters)
    {
        int[] places = [.. Enumerable.Range(0, _coefficients.Length / _layout.Count)
            .SelectMany(equation => parameters.Select(parameter => (equation * _layout.Count) + parameter))
            .Where(place => !_aliased.Contains(_layout.Names[place % _layout.Count]))];
        bool areTooMany = _inference.ClusterCount > 0 && places.Length >= _inference.ClusterCount;
        if (places.Length == 0 || areTooMany || places.Any(place => double.IsNaN(_errors[place])))
        {
            return None(places.Length);
        }

        double[] own = [.. places.Select(place => _coefficients[place])];
        int[] all = [.. Enumerable.Range(0, places.Length)];
        ChiSquaredTest test = _covariance.HasRemainders
            ? WaldTest.Compute(own, ExtendedMatrixOf(places), all)
            : WaldTest.Compute(own, [.. places.SelectMany(row => places.Select(column => _covariance[row, column]))], all);

        // A test of fewer coefficients, because their covariance is singular, would be a test of an arbitrary choice of them.
        return test.DegreesOfFreedom == places.Length ? test : None(places.Length);
    }

    private ExtendedMatrix ExtendedMatrixOf(int[] places)
    {
        var matrix = new ExtendedMatrix(places.Length);
        for (int row = 0; row < places.Length; row++)
        {
            for (int column = 0; column < places.Length; column++)
            {
                matrix[row, column] = _covariance.Extended(places[row], places[column]);
            }
        }

        return matrix;
    }

    private static ChiSquaredTest None(int degreesOfFreedom) => new(double.NaN, degreesOfFreedom, double.NaN);

    /// <param name="Place">The position of the parameter.</param>
    /// <param name="LinearIn">Of what its number is a linear function.</param>
    /// <param name="IsOfProduct">Whether its term reads other features, too.</param>
    private sealed record Number(int Place, string? LinearIn, bool IsOfProduct);
}
