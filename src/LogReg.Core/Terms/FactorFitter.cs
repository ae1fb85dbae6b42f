using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Makes the factors of a formula's terms. What comes from data (means, knots, polynomials, levels) is fitted on the training
/// rows.</summary>
/// <param name="rows">The training rows.</param>
/// <param name="options">How columns become features.</param>
internal sealed class FactorFitter(TrainingCells rows, FeatureOptions options)
{
    private const int MostLevels = 10_000;
    private const int MostCoded = 1_000;

    /// <summary>Makes a factor.</summary>
    /// <param name="factor">What the formula asks for.</param>
    /// <param name="cells">The cells of its column.</param>
    /// <param name="hasMargin">Whether the model has the term without this factor, so that a reference level needs no coefficient.</param>
    /// <exception cref="DataException">A function is not defined for a training row or for a column of its kind.</exception>
    public TermFactor Fit(FormulaFactor factor, FeatureCells cells, bool hasMargin)
    {
        if (cells is SparseCells)
        {
            bool isText = cells.Feature is TextFeature;
            throw NotOfKind(
                factor,
                $"stands in a term for which the column is {(isText ? "a text" : "a vector")}",
                isText
                    ? $"use the column in text({factor.Column}) or hash({factor.Column}, 18) alone, in no product"
                    : $"write {factor.Column} by itself");
        }

        TermFactor current = cells is CategoricalCells categorical
            ? new OwnLevels(categorical)
            : new NumberFactor(cells, [], factor.Column);
        for (int call = 0; call < factor.Calls.Count; call++)
        {
            FormulaFactor own = factor with { Calls = [.. factor.Calls.Take(call + 1)] };
            current = Apply(own, current, hasMargin && call == factor.Calls.Count - 1);
        }

        ThrowIfImputedIsUndefined(current, factor);
        if (current is LevelFactor levels)
        {
            levels.HasAllLevels = levels.Reference < 0 || !hasMargin;
        }

        return current;
    }

    private void ThrowIfImputedIsUndefined(TermFactor fitted, FormulaFactor factor)
    {
        if (fitted.IsUndefinedWhereMissing)
        {
            throw new DataException(
                FormattableString.Invariant($"{factor} has no value for {fitted.Cells.ImputeWith}, which stands for missing cells"),
                options.Source,
                column: factor.Column,
                hint: "compute it in the data, as a column of its own");
        }
    }

    // Applies the last function of a factor to the result of those before.
    private TermFactor Apply(FormulaFactor factor, TermFactor inner, bool hasMargin)
    {
        FormulaCall call = factor.Calls[^1];
        return (call.Function, inner) switch
        {
            (FormulaFunction.Missing, _) when factor.Calls.Count == 1 => new MissingFactor(inner.Cells, factor.ToString()),
            (FormulaFunction.Category, LevelFactor) => inner,
            (FormulaFunction.Number, NumberFactor { Chain.Count: 0 }) => inner,
            (FormulaFunction.Number, NumberLevels { AreIntervals: false } numbers) =>
                new NumberFactor(inner.Cells, numbers.Functions.Chain, factor.ToString()),
            (FormulaFunction.Lump, OwnLevels levels) => Lumped((CategoricalCells)levels.Cells, call.Arguments.Numbers[0], factor),
            (FormulaFunction.Steps or FormulaFunction.Effect, LevelFactor levels) => Coded(levels, call, factor, hasMargin),
            (FormulaFunction.Lump or FormulaFunction.Steps or FormulaFunction.Effect, _) =>
                throw NotOfKind(factor, "needs levels", $"write category({factor.Column}) to take numbers as levels"),
            (_, LevelFactor { Functions: null }) => throw NotOfKind(
                factor,
                "needs numbers, but the column is categorical",
                $"write {factor.Column} by itself, or declare the column numeric with {Option.NumericColumns}"),
            (_, not NumberFactor) => throw NotOfKind(factor, "needs numbers", "apply it to the column itself"),
            ( >= FormulaFunction.Year and <= FormulaFunction.Days, not NumberFactor { Cells: DateCells, Chain.Count: 0 }) =>
                throw NotOfKind(factor, "needs dates", "apply it to the column itself"),
            (_, NumberFactor number) => Apply(factor, call, number),
        };
    }

    private TermFactor Apply(FormulaFactor factor, FormulaCall call, NumberFactor inner)
    {
        if (inner.Names.Count > 1)
        {
            throw NotOfKind(factor, "applies a function to several numbers", "apply one of them only");
        }

        switch (call.Function)
        {
            case FormulaFunction.Cut:
                return Intervals(inner, call.Arguments.Numbers, factor);
            case FormulaFunction.Bins:
                return Intervals(inner, LimitsOf(inner, (int)call.Arguments.Numbers[0], factor), factor);
            case FormulaFunction.Category:
                return Distinct(inner, factor, number => number.ToString(CultureInfo.InvariantCulture));
            default:
                var fitted = new NumberFactor(inner.Cells, [.. inner.Chain, FunctionOf(call, inner, factor)], factor.ToString());
                return call.Function is FormulaFunction.Month or FormulaFunction.Weekday
                    ? Distinct(fitted, factor, number => CalendarFunction.NameOf(call.Function, (int)number))
                    : fitted;
        }
    }

    private static LumpedLevels Lumped(CategoricalCells cells, double least, FormulaFactor factor)
    {
        IReadOnlyList<double> shares = cells.Feature.Shares!;
        IReadOnlyList<string> levels = cells.Feature.Levels;
        int[] kept =
            [.. Enumerable.Range(0, shares.Count).Where(level => shares[level] >= least || levels[level] == Feature.MissingLevel)];

        // A level that is called like the rare ones together is one of them.
        return new LumpedLevels(
            cells,
            factor.ToString(),
            kept.Length < levels.Count ? [.. kept.Where(level => levels[level] != LumpedLevels.Other)] : kept);
    }

    // Without the margin a coding would lack a coefficient: all levels take its place, as in R.
    private TermFactor Coded(LevelFactor levels, FormulaCall call, FormulaFactor factor, bool hasMargin)
    {
        IReadOnlyList<string> names = options.AllowsAbsentReferences
            ? [.. call.Arguments.Texts.Intersect(levels.Levels)]
            : call.Arguments.Texts;
        foreach (string name in names.Except(levels.Levels))
        {
            throw NotOfKind(factor, $"names a level {MessageText.Quote(name)} that does not occur", NameHint.Of(name, levels.Levels));
        }

        foreach (string name in names.Count == 0 ? [] : levels.Levels.Except(names))
        {
            throw NotOfKind(factor, $"lacks the level {MessageText.Quote(name)}", "name every level, in order");
        }

        if (levels.Levels.Count < 2)
        {
            throw NotOfKind(factor, "has a single level in the training rows", "leave it out");
        }

        if (levels.Levels.Count > MostCoded)
        {
            throw NotOfKind(
                factor,
                $"would make a column for each of {levels.Levels.Count:N0} levels",
                "put rare levels together with lump(…) or bins(…)");
        }

        int[] order = names.Count == 0
            ? [.. Enumerable.Range(0, levels.Levels.Count)]
            : [.. names.Select(name => levels.Levels.Index().First(pair => pair.Item == name).Index)];
        return hasMargin
            ? new LevelNumbers(
                levels, factor.ToString(), call.Function == FormulaFunction.Steps ? LevelCoding.Steps : LevelCoding.Effect, order)
            : levels;
    }

    private NumberLevels Intervals(NumberFactor number, IReadOnlyList<double> limits, FormulaFactor factor)
    {
        string[] texts = [.. limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture))];
        string[] names =
        [
            $"<{texts[0]}",
            .. texts.Zip(texts.Skip(1), (from, to) => $"{from} to <{to}"),
            $">={texts[^1]}",
        ];
        long[] counts = new long[names.Length];
        var levels = new NumberLevels(number, factor.ToString(), limits, areIntervals: true, names, reference: -1);
        foreach ((_, _, double cell, double weight) in rows.Of(number.Cells))
        {
            counts[levels.LevelOf(cell)] += weight > 0 ? 1 : 0;
        }

        rows.Parts.Sum(counts);
        return counts.Count(count => count > 0) > 1
            ? new NumberLevels(
                number, factor.ToString(), limits, true, names, ReferenceOf(factor, Array.FindIndex(counts, count => count > 0)))
            : throw NotOfKind(
                factor, "puts every row into the same interval", "give limits between the smallest and the largest value of the column");
    }

    // A limit is the smallest value from a quantile on: the same intervals with a limit that stands in the data.
    private double[] LimitsOf(NumberFactor number, int count, FormulaFactor factor)
    {
        var values = RankedNumbers.Of(rows.Numbers(number));
        double[] quantiles = values.Count == 0
            ? []
            : values.Quantiles([.. Enumerable.Range(1, count - 1).Select(bin => (double)bin / count)]);
        double[] found = values.FirstFrom([double.NegativeInfinity, .. quantiles]);
        double[] limits = [.. found.Where(limit => limit > found[0]).Distinct()];
        return limits.Length > 0 ? limits : throw TooFewValues(factor, $"{count} bins", "use fewer bins, or cut with limits of your own");
    }

    private NumberLevels Distinct(NumberFactor number, FormulaFactor factor, Func<double, string> nameOf)
    {
        double[] values = [.. rows.Numbers(number).Distinct(MostLevels + 1).Order()];
        if (values.Length == 0)
        {
            throw TooFewValues(factor, "levels", "leave the term out");
        }

        return values.Length <= MostLevels
            ? new NumberLevels(
                number, factor.ToString(), values, areIntervals: false, [.. values.Select(nameOf)], ReferenceOf(factor, 0))
            : throw NotOfKind(factor, $"would have more than {MostLevels:N0} levels", "use cut or bins");
    }

    private int ReferenceOf(FormulaFactor factor, int first) =>
        options.KeepAllLevels && !options.UnpenalizedColumns.Contains(factor.Column) ? -1 : first;

    private DataException NotOfKind(FormulaFactor factor, string problem, OptionText? hint) => new(
        $"{factor.ToString()} {problem}", options.Source, column: factor.Column, hint: hint);

    private NumberFunction FunctionOf(FormulaCall call, NumberFactor inner, FormulaFactor factor)
    {
        FormulaArguments arguments = call.Arguments;
        switch (call.Function)
        {
            case FormulaFunction.Days:
                return new CalendarFunction(call.Function) { Since = arguments.Since!.Value };
            case >= FormulaFunction.Year and <= FormulaFunction.Hour:
                return new CalendarFunction(call.Function);
            case FormulaFunction.Power:
                return Defined(new WholePower((int)arguments.Numbers[0]), inner, call, factor);
            case FormulaFunction.Linear:
                return new BrokenLine(arguments.Numbers);
            case FormulaFunction.Spline when arguments.AreKnots:
                return new RestrictedCubicSpline(arguments.Numbers);
            case FormulaFunction.Center or FormulaFunction.Scale or FormulaFunction.Spline or FormulaFunction.Poly:
                WeightedNumbers numbers = rows.Numbers(inner);
                return call.Function switch
                {
                    FormulaFunction.Spline => SplineOf(RankedNumbers.Of(numbers), (int)arguments.Numbers[0], factor),
                    FormulaFunction.Poly => PolynomialsOf(numbers, (int)arguments.Numbers[0], factor),
                    _ => ShiftedScale.Fit(numbers, call.Function == FormulaFunction.Scale),
                };
            default:
                return Defined(new ElementaryFunction(call.Function), inner, call, factor);
        }
    }

    private RestrictedCubicSpline SplineOf(RankedNumbers values, int count, FormulaFactor factor)
    {
        double[] knots = values.Count == 0 ? [] : RestrictedCubicSpline.PlaceKnots(values, count);
        return knots.Length >= 3
            ? new RestrictedCubicSpline(knots)
            : throw TooFewValues(factor, $"a spline with {count} knots", "use fewer knots, give the knots, or leave the spline out");
    }

    private OrthogonalPolynomials PolynomialsOf(WeightedNumbers numbers, int degree, FormulaFactor factor) =>
        numbers.Distinct(degree + 1).Length > degree
            ? OrthogonalPolynomials.Fit(numbers, degree)
            : throw TooFewValues(factor, $"polynomials of degree {degree}", "use a lower degree");

    private DataException TooFewValues(FormulaFactor factor, string what, string hint) => new(
        $"the column has too few different values for {what}", options.Source, column: factor.Column, hint: hint);

    private NumberFunction Defined(NumberFunction function, NumberFactor inner, FormulaCall call, FormulaFactor factor)
    {
        rows.ThrowFirst(
            () => FirstUndefined(new NumberFactor(inner.Cells, [.. inner.Chain, function], inner.Name), call, factor));
        return function;
    }

    private DataException? FirstUndefined(NumberFactor tried, FormulaCall call, FormulaFactor factor)
    {
        foreach ((_, long row, double cell, double weight) in rows.Of(tried.Cells))
        {
            if (weight > 0 && !double.IsNaN(cell) && tried.UndefinedAt(cell) >= 0)
            {
                string name = FormulaFunctions.NameOf(call.Function);
                return new DataException(
                    FormattableString.Invariant($"{factor} has no value for {cell}"),
                    options.Source,
                    options.FindRow?.Invoke(row),
                    factor.Column,
                    hint: call.Function is FormulaFunction.Log or FormulaFunction.Log2 or FormulaFunction.Log10
                        ? "use log1p, which is log(1 + x) and takes 0, or leave the row out"
                        : $"{name} cannot take such a value: leave the row out");
            }
        }

        return null;
    }
}
