using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>Which rows are compared to show what a column does through functions and products: from quartile to quartile, or level by
/// level, at the levels or quartiles of each column that it is multiplied with.</summary>
internal sealed class EffectComparisons
{
    /// <summary>The largest number of levels of a column that are compared: the most frequent ones.</summary>
    public const int MostLevels = 100;

    private const int Lowest = 0;
    private const int FirstQuartile = 5;
    private const int Median = 10;
    private const int ThirdQuartile = 15;
    private const int Highest = NumericFeature.QuantileCount - 1;

    private readonly TermLayout _layout;
    private readonly double[] _typical;

    private EffectComparisons(TermLayout layout)
    {
        _layout = layout;
        _typical = [.. layout.Features.Select(feature => TypicalOf(feature).Cell)];
    }

    /// <summary>The comparisons of each column that functions or products read, in the order of the features. There are none at all if one
    /// of these columns has no two values to compare, as a model of an older version, which has no quantiles.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    public static IReadOnlyList<RowComparison> Of(TermLayout layout)
    {
        var comparisons = new EffectComparisons(layout);
        RowComparison[][] columns = [.. Derived(layout).Select(place => comparisons.OfFeature(place).ToArray())];
        return columns.Any(column => column.Length == 0) ? [] : [.. columns.SelectMany(column => column)];
    }

    /// <summary>The positions of the features that functions or products read, ascending.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    public static IEnumerable<int> Derived(TermLayout layout) => layout.HasOwnTerms
        ? layout.Terms.Where(term => term.Parameters.Any(parameter => parameter.Description.Term is not null))
            .SelectMany(term => term.Features).Distinct().Order()
        : [];

    private IEnumerable<RowComparison> OfFeature(int place)
    {
        Feature feature = _layout.Features[place];
        int[] partners = [.. _layout.Terms.Where(term => term.Features.Contains(place)).SelectMany(term => term.Features)
            .Where(other => other != place).Distinct().Order()];
        RowComparison[] own = [.. Pairs(feature).Select(pair => new RowComparison(pair.From, pair.To, RowWith((place, pair.From)), place))];
        return partners.Length == 0 ? own : partners.SelectMany(partner => At(own, partner, partners));
    }

    private IEnumerable<RowComparison> At(RowComparison[] comparisons, int partner, int[] partners)
    {
        ColumnValue[] held = [.. partners.Where(other => other != partner).Select(other => TypicalOf(_layout.Features[other]))];
        ColumnValue[] values = [.. Values(_layout.Features[partner])];
        return comparisons.SelectMany(comparison => values.Select(value => comparison with
        {
            Row = RowWith((comparison.Feature, comparison.From), (partner, value)),
            At = value,
            Held = held,
        }));
    }

    private double[] RowWith(params ReadOnlySpan<(int Place, ColumnValue Value)> cells)
    {
        double[] row = [.. _typical];
        foreach ((int place, ColumnValue value) in cells)
        {
            row[place] = value.Cell;
        }

        return row;
    }

    private static IEnumerable<(ColumnValue From, ColumnValue To)> Pairs(Feature feature)
    {
        if (feature is CategoricalFeature category)
        {
            int reference = category.Reference is string level ? category.IndexOf(level) : (int)category.TypicalCell;
            ColumnValue from = Level(category, reference);
            return Levels(category).Where(to => to.Cell != reference).Select(to => (from, to));
        }

        ColumnValue[] ends = Distinct((NumericFeature)feature, FirstQuartile, ThirdQuartile);
        ends = ends.Length == 2 ? ends : Distinct((NumericFeature)feature, Lowest, Highest);
        return ends.Length == 2 ? [(ends[0], ends[1])] : [];
    }

    private static IEnumerable<ColumnValue> Values(Feature feature)
    {
        if (feature is CategoricalFeature category)
        {
            return Levels(category);
        }

        ColumnValue[] quartiles = Distinct((NumericFeature)feature, FirstQuartile, Median, ThirdQuartile);
        return quartiles.Length > 1 ? quartiles : Distinct((NumericFeature)feature, Lowest, Highest);
    }

    private static IEnumerable<ColumnValue> Levels(CategoricalFeature category)
    {
        IEnumerable<int> levels = Enumerable.Range(0, category.Levels.Count);
        return (category.Levels.Count > MostLevels && category.Shares is IReadOnlyList<double> shares
            ? levels.OrderByDescending(level => shares[level]).Take(MostLevels).Order()
            : levels.Take(MostLevels)).Select(level => Level(category, level));
    }

    private static ColumnValue Level(CategoricalFeature category, int level) =>
        new(category.Name) { Level = category.Levels[level], Cell = level };

    private static ColumnValue[] Distinct(NumericFeature feature, params ReadOnlySpan<int> quantiles)
    {
        var values = new List<ColumnValue>();
        foreach (int quantile in quantiles)
        {
            if (feature.Quantiles is { Count: NumericFeature.QuantileCount } numbers && values.All(value => value.Cell != numbers[quantile]))
            {
                values.Add(Number(feature, numbers[quantile]));
            }
        }

        return [.. values];
    }

    private static ColumnValue TypicalOf(Feature feature) => feature switch
    {
        CategoricalFeature category => Level(category, (int)category.TypicalCell),
        NumericFeature { Quantiles: { Count: NumericFeature.QuantileCount } numbers } numeric => Number(numeric, numbers[Median]),
        _ => Number(feature, feature.TypicalCell),
    };

    private static ColumnValue Number(Feature feature, double number) => new(feature.Name) { Number = number, Cell = number };
}
