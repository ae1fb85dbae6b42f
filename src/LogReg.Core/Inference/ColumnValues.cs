using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>The values of a column that effects compare.</summary>
/// <param name="Typical">The value that stands for the column: the median, or the most frequent level.</param>
/// <param name="Levels">The values at which effects of other columns are shown: quartiles, or levels.</param>
/// <param name="Pairs">The values between which the column goes.</param>
internal sealed record ColumnValues(
    ColumnValue Typical, IReadOnlyList<ColumnValue> Levels, IReadOnlyList<(ColumnValue From, ColumnValue To)> Pairs)
{
    private const int Lowest = 0;
    private const int FirstQuartile = 5;
    private const int Median = 10;
    private const int ThirdQuartile = 15;
    private const int Highest = NumericFeature.QuantileCount - 1;

    /// <summary>The values of a feature.</summary>
    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="place">The position of the feature.</param>
    public static ColumnValues Of(TermLayout layout, int place) => layout.Features[place] switch
    {
        CategoricalFeature category => OfCategory(category),
        NumericFeature { Quantiles: { Count: NumericFeature.QuantileCount } quantiles } numeric => LevelsOf(layout, place) is NumberLevels levels
            ? OfLevels(numeric, quantiles, levels)
            : OfNumber(numeric, quantiles),
        Feature other => new ColumnValues(Number(other, other.TypicalCell), [], []),
    };

    private static ColumnValues OfCategory(CategoricalFeature category)
    {
        IEnumerable<int> places = Enumerable.Range(0, category.Levels.Count);
        if (category.Levels.Count > EffectComparisons.MostLevels && category.Shares is IReadOnlyList<double> shares)
        {
            places = places.OrderByDescending(level => shares[level]);
        }

        ColumnValue[] levels = [.. places.Take(EffectComparisons.MostLevels).Order().Select(Level)];
        ColumnValue typical = Level((int)category.TypicalCell);
        ColumnValue from = category.Reference is string reference ? Level(category.IndexOf(reference)) : typical;
        return new ColumnValues(typical, levels, PairsOf(from, levels));

        ColumnValue Level(int level) => new(category.Name) { Level = category.Levels[level], Cell = level };
    }

    private static ColumnValues OfNumber(NumericFeature feature, IReadOnlyList<double> quantiles)
    {
        ColumnValue[] quartiles = Distinct(FirstQuartile, Median, ThirdQuartile);
        ColumnValue[] range = Distinct(Lowest, Highest);
        ColumnValue[] ends = Distinct(FirstQuartile, ThirdQuartile);
        ends = ends.Length == 2 ? ends : range;
        return new ColumnValues(
            Number(feature, quantiles[Median]),
            quartiles.Length > 1 ? quartiles : range,
            ends.Length == 2 ? [(ends[0], ends[1])] : []);

        ColumnValue[] Distinct(params ReadOnlySpan<int> places)
        {
            var numbers = new List<double>();
            foreach (int place in places)
            {
                numbers.Add(quantiles[place]);
            }

            return [.. numbers.Distinct().Select(number => Number(feature, number))];
        }
    }

    // A number in each interval stands for it: a quantile, or its lower limit. Of levels that occur only between quantiles of the values of
    // a function none is known, and then there is nothing to compare.
    private static ColumnValues OfLevels(NumericFeature feature, IReadOnlyList<double> quantiles, NumberLevels levels)
    {
        IReadOnlyList<double> limits = levels.Functions.Chain.Count == 0 ? levels.Limits : [];
        ILookup<int, double> cells = quantiles.Concat(limits).ToLookup(cell => levels.LevelOf(cell));
        int[] known = [.. Enumerable.Range(0, levels.Levels.Count).Where(cells.Contains).Take(EffectComparisons.MostLevels)];
        ColumnValue typical = Level(levels.LevelOf(quantiles[Median]));
        if (known.Length < levels.Levels.Count && levels.Functions.Chain.Count > 0)
        {
            return new ColumnValues(typical, [], []);
        }

        ColumnValue[] values = [.. known.Select(Level)];
        ColumnValue from = cells.Contains(levels.Reference) ? Level(levels.Reference) : typical;
        return new ColumnValues(typical, values, PairsOf(from, values));

        ColumnValue Level(int level) => new(feature.Name)
        {
            Level = levels.Levels[level],
            Cell = cells[level].DefaultIfEmpty(quantiles[Median]).First(),
        };
    }

    // What all terms make of a number, if these are the same levels.
    private static NumberLevels? LevelsOf(TermLayout layout, int place)
    {
        LevelFactor?[] levels = [.. layout.Terms.Where(term => !term.IsOfMissing && term.Features.Contains(place))
            .Select(term => term.LevelsOf(place))];
        return levels.FirstOrDefault() is NumberLevels first && levels.All(other => other?.Name == first.Name) ? first : null;
    }

    private static IReadOnlyList<(ColumnValue From, ColumnValue To)> PairsOf(ColumnValue from, ColumnValue[] levels) =>
        [.. levels.Where(to => to.Level != from.Level).Select(to => (from, to))];

    private static ColumnValue Number(Feature feature, double number) => new(feature.Name) { Number = number, Cell = number };
}
