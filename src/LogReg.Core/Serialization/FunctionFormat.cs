using System.Globalization;
using LogReg.Terms;

using FunctionDocument = LogReg.Serialization.TermDocument.FunctionDocument;

namespace LogReg.Serialization;

/// <summary>The functions of terms and the members of a model file that describe them.</summary>
internal static class FunctionFormat
{
    private const int MostNumbers = 10_000;

    /// <summary>The members of a function.</summary>
    public static FunctionDocument ToDocument(NumberFunction function) => function switch
    {
        ElementaryFunction elementary => Named(elementary.Function),
        ShiftedScale scale => Named(FormulaFunction.Scale) with { Mean = scale.Mean, Scale = scale.Scale },
        WholePower power => Named(FormulaFunction.Power) with { Exponent = power.Exponent },
        RestrictedCubicSpline spline => Named(FormulaFunction.Spline) with { Knots = spline.Knots },
        BrokenLine line => Named(FormulaFunction.Linear) with { Knots = line.Points },
        OrthogonalPolynomials poly => Named(FormulaFunction.Poly) with { Centres = poly.Centres, Norms = poly.Norms },
        CalendarFunction { Function: FormulaFunction.Days } days =>
            Named(days.Function) with { Since = days.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        CalendarFunction calendar => Named(calendar.Function),
        _ => throw new NotSupportedException($"A {function.GetType().Name} has no place in a model file."),
    };

    /// <summary>The function that a model file describes.</summary>
    /// <param name="document">The members.</param>
    /// <param name="place">Where they stand, for messages.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static NumberFunction ToFunction(FunctionDocument document, string place)
    {
        string name = document.Function ?? throw ModelReader.Absent(place + ".function");
        if (!Enum.TryParse(name, ignoreCase: true, out FormulaFunction function) || FormulaFunctions.NameOf(function) != name)
        {
            throw new ModelFormatException($"the function '{name}' is unknown", "install a newer logreg");
        }

        switch (function)
        {
            case FormulaFunction.Scale:
                double scale = ModelReader.Finite(document.Scale, place + ".scale");
                return scale > 0
                    ? new ShiftedScale(ModelReader.Finite(document.Mean, place + ".mean"), scale)
                    : throw Invalid(place, "scale");
            case FormulaFunction.Power:
                return document.Exponent is >= 1 and <= 20 and int exponent ? new WholePower(exponent) : throw Invalid(place, "exponent");
            case FormulaFunction.Spline:
                double[] knots = Ascending(document.Knots, place, "knots");
                return knots.Length is >= 3 and <= NumberFunction.MostKnots
                    ? new RestrictedCubicSpline(knots)
                    : throw Invalid(place, "knots");
            case FormulaFunction.Linear:
                double[] points = Ascending(document.Knots, place, "knots");
                return points.Length is >= 1 and <= NumberFunction.MostKnots ? new BrokenLine(points) : throw Invalid(place, "knots");
            case FormulaFunction.Poly:
                double[] centres = Numbers(document.Centres, place, "centres");
                double[] norms = Numbers(document.Norms, place, "norms");
                return centres.Length is >= 1 and <= NumberFunction.MostKnots && norms.Length == centres.Length + 1
                    && norms.All(norm => norm > 0)
                    ? new OrthogonalPolynomials(centres, norms)
                    : throw Invalid(place, "norms");
            case FormulaFunction.Days:
                return DateOnly.TryParseExact(
                    document.Since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly since)
                    ? new CalendarFunction(function) { Since = since }
                    : throw Invalid(place, "since");
            case >= FormulaFunction.Year and <= FormulaFunction.Hour:
                return new CalendarFunction(function);
            case >= FormulaFunction.Log and <= FormulaFunction.Abs:
                return new ElementaryFunction(function);
            default:
                throw Invalid(place, "function");
        }
    }

    /// <summary>The quantiles of a feature; <see langword="null"/> if the numbers are none.</summary>
    public static IReadOnlyList<double>? Quantiles(IReadOnlyList<double> numbers) =>
        numbers.Count == NumericFeature.QuantileCount && numbers.All(double.IsFinite)
        && numbers.Zip(numbers.Skip(1)).All(pair => pair.First <= pair.Second) ? numbers : null;

    private static FunctionDocument Named(FormulaFunction function) => new() { Function = FormulaFunctions.NameOf(function) };

    /// <summary>Numbers that ascend.</summary>
    /// <exception cref="ModelFormatException">There are none, or they do not.</exception>
    public static double[] Ascending(IReadOnlyList<double>? values, string place, string member)
    {
        double[] numbers = Numbers(values, place, member);
        return numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second) ? numbers : throw Invalid(place, member);
    }

    private static double[] Numbers(IReadOnlyList<double>? values, string place, string member) =>
        values is not null && values.Count <= MostNumbers && values.All(double.IsFinite) ? [.. values] : throw Invalid(place, member);

    private static ModelFormatException Invalid(string place, string member) => new($"its member '{place}.{member}' is missing or invalid");
}
