using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>Which rows are compared to show what a column does through functions and products: from quartile to quartile, or level by
/// level, at the levels or quartiles of each column that it is multiplied with.</summary>
internal sealed class EffectComparisons
{
    /// <summary>The largest number of levels of a column that are compared: the most frequent ones.</summary>
    public const int MostLevels = 100;

    private readonly TermLayout _layout;
    private readonly ColumnValues[] _values;
    private readonly HashSet<int> _features;

    /// <param name="layout">The layout of the model's terms.</param>
    public EffectComparisons(TermLayout layout)
    {
        _layout = layout;
        _values = [.. Enumerable.Range(0, layout.Features.Count).Select(place => ColumnValues.Of(layout, place))];
        _features = [.. Derived(layout).Where(place => _values[place].Pairs.Count > 0
            && PartnersOf(place).All(partner => _values[partner].Levels.Count > 0))];
    }

    /// <summary>The coefficients of which the effects say what they mean: those of terms all of whose columns have effects.</summary>
    public IEnumerable<TermParameter> Explained => _layout.Terms.Where(term => !term.IsOfMissing && term.Features.All(_features.Contains))
        .SelectMany(term => term.Parameters).Where(parameter => !parameter.Description.IsOfMissing);

    /// <summary>The positions of the features that functions or products read, ascending.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    public static IEnumerable<int> Derived(TermLayout layout) => layout.HasOwnTerms
        ? layout.Terms.Where(
                term => !term.IsOfMissing && term is not SparseTerm
                    && term.Parameters.Any(parameter => parameter.Description.Term is not null))
            .SelectMany(term => term.Features).Distinct().Order()
        : [];

    /// <summary>The comparisons of each column that functions or products read, in the order of the features. A column whose values are
    /// not known, such as one without quantiles in a model of an older version, has none, and so have those that it is multiplied
    /// with.</summary>
    public IEnumerable<RowComparison> All() => _features.Order().SelectMany(OfFeature);

    private int[] PartnersOf(int place) => [.. _layout.Terms.Where(term => !term.IsOfMissing && term.Features.Contains(place))
        .SelectMany(term => term.Features).Where(other => other != place).Distinct().Order()];

    private IEnumerable<RowComparison> OfFeature(int place)
    {
        int[] partners = PartnersOf(place);
        RowComparison[] own =
            [.. _values[place].Pairs.Select(pair => new RowComparison(pair.From, pair.To, RowWith((place, pair.From)), place))];
        return partners.Length == 0 ? own : partners.SelectMany(partner => At(own, partner, partners));
    }

    private IEnumerable<RowComparison> At(RowComparison[] comparisons, int partner, int[] partners)
    {
        ColumnValue[] held = [.. partners.Where(other => other != partner).Select(other => _values[other].Typical)];
        return comparisons.SelectMany(comparison => _values[partner].Levels.Select(value => comparison with
        {
            Row = RowWith((comparison.Feature, comparison.From), (partner, value)),
            At = value,
            Held = held,
        }));
    }

    private double[] RowWith(params ReadOnlySpan<(int Place, ColumnValue Value)> cells)
    {
        double[] row = [.. _values.Select(values => values.Typical.Cell)];
        foreach ((int place, ColumnValue value) in cells)
        {
            row[place] = value.Cell;
        }

        return row;
    }
}
