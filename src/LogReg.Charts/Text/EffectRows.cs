using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>What columns do through the functions and products of a formula, as rows of a table of coefficients, with the notes below
/// it.</summary>
internal static class EffectRows
{
    /// <summary>The coefficients of columns by themselves and the effects of the others, in the order of the features.</summary>
    /// <param name="lines">The coefficients of an equation.</param>
    /// <param name="effects">The effects in the same equation.</param>
    /// <param name="model">The model.</param>
    public static List<CoefficientTable.Row> Of(
        IReadOnlyList<CoefficientLine> lines, IReadOnlyList<ColumnEffect> effects, LogisticModel model)
    {
        HashSet<string> explained = [.. model.CoefficientsOfEffects];
        CoefficientLine[] shown = [.. lines.Where(line => !explained.Contains(line.Name))];
        ILookup<string, ColumnEffect> byColumn = effects.ToLookup(effect => effect.Column);
        ILookup<string, CoefficientLine> byFeature = shown.Where(line => line.Feature is not null).ToLookup(line => line.Feature!.Name);
        return
        [
            .. shown.Where(line => line.IsIntercept).Select(line => new CoefficientTable.Row(line.Name, line)),
            .. model.Features.SelectMany(feature => (IEnumerable<CoefficientTable.Row>)
                [.. OfColumn([.. byColumn[feature.Name]]), .. CoefficientTable.Grouped([.. byFeature[feature.Name]])]),
            .. CoefficientTable.Grouped([.. shown.Where(line => line.Feature is null && !line.IsIntercept)]),
        ];
    }

    /// <summary>What is said of an effect without an estimate.</summary>
    /// <param name="effect">The effect.</param>
    public static string Remark(ColumnEffect effect) => effect.NoEstimate switch
    {
        NoEstimateReason.Separation => " (separates)",
        NoEstimateReason.Aliasing => " (aliased)",
        NoEstimateReason.NoRows => " (no rows)",
        NoEstimateReason.Undetermined => " (not determined)",
        _ => "",
    };

    /// <summary>A value as text: a level, or a number of at most four digits unless it has more before the point.</summary>
    /// <param name="value">The value.</param>
    public static string TextOf(ColumnValue value) =>
        value.Level is string level ? Printable.Cut(level, CoefficientTable.LongestName) : NumberFormat.Brief(value.Number!.Value);

    /// <summary>Values of columns as text: <c>age = 23, smoke = 0</c>.</summary>
    /// <param name="values">The values.</param>
    public static string TextOf(IEnumerable<ColumnValue> values) =>
        string.Join(", ", values.Select(value => $"{NameOf(value.Column)} = {TextOf(value)}"));

    // Numbers far from 0 need more digits to be told apart.
    private static string TextOf(ColumnValue value, IEnumerable<ColumnEffect> effects)
    {
        IEnumerable<ColumnValue> all = effects.SelectMany(
            effect => effect.At is null ? (ColumnValue[])[effect.From, effect.To] : [effect.From, effect.To, effect.At]);
        return value.Number is double number
            ? NumberFormat.Among(number, all.Where(one => one.Column == value.Column).Select(one => one.Number).OfType<double>())
            : TextOf(value);
    }

    /// <summary>Explains the rows of effects.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<string> Notes(LogisticModel model)
    {
        ColumnEffect[] effects = [.. model.ClassesWithEquation.SelectMany(name => model.Effects(name))];
        ColumnEffect[] steps = [.. effects.Where(effect => effect.To.Level is null)];
        string[] whole = [.. steps.Where(effect => !IsBetweenQuartiles(model, effect)).Select(effect => NameOf(effect.Column)).Distinct()];
        string ends = "from the smallest to the largest value";
        string ofWhole = whole.Length == 0 ? "" : $"; of {string.Join(", ", whole)}, whose quartiles are equal, {ends}";
        if (steps.Length > 0)
        {
            yield return $"→: from the first to the third quartile in training{ofWhole}; all terms of the column together.";
        }

        if (effects.Any(effect => effect.Held.Count > 0))
        {
            yield return "In parentheses: the median, or the most frequent level, of other columns that are multiplied with it.";
        }

        if (model.Inference is { Intervals: IntervalKind.Profile } inference)
        {
            yield return inference.IsBiasReduced
                ? "p and intervals of these effects are Wald's; those of coefficients come from the penalised likelihood."
                : "The intervals of these effects are Wald intervals; those of coefficients come from the profile likelihood.";
        }

        if (effects.Any(effect => effect.NoEstimate == NoEstimateReason.Separation))
        {
            yield return "– (separates): rows are separated, which leaves this difference without a finite estimate.";
        }

        if (effects.Any(effect => effect.NoEstimate == NoEstimateReason.Aliasing))
        {
            yield return "– (aliased): the rows do not determine the difference, because columns are linear combinations of others.";
        }

        if (effects.Any(effect => effect.NoEstimate == NoEstimateReason.NoRows))
        {
            yield return "– (no rows): no training row has this combination of levels.";
        }

        if (effects.Any(effect => effect.NoEstimate == NoEstimateReason.Undetermined))
        {
            yield return "– (not determined): the probabilities of the rows that the difference depends on are numerically 0 or 1.";
        }
    }

    private static bool IsBetweenQuartiles(LogisticModel model, ColumnEffect effect) =>
        model.Features.First(feature => feature.Name == effect.Column) is NumericFeature { Quantiles: { Count: > 15 } quantiles }
        && quantiles[5] == effect.From.Number && quantiles[15] == effect.To.Number;

    private static IEnumerable<CoefficientTable.Row> OfColumn(ColumnEffect[] effects)
    {
        if (effects.Length == 0)
        {
            return [];
        }

        string column = NameOf(effects[0].Column);
        bool isNumber = effects[0].To.Level is null;
        string what = isNumber
            ? $"{column} {TextOf(effects[0].From, effects)} → {TextOf(effects[0].To, effects)}"
            : $"{column} (against {TextOf(effects[0].From)})";
        if (isNumber && effects[0].At is null)
        {
            return [new CoefficientTable.Row(what, null) { Effect = effects[0] }];
        }

        return effects.GroupBy(effect => effect.At?.Column).SelectMany(group =>
        {
            ColumnEffect[] own = [.. group];
            string by = group.Key is null ? "" : $", by {NameOf(group.Key)}";
            string held = own[0].Held.Count == 0 ? "" : $" ({TextOf(own[0].Held)})";
            return own.Select(effect => new CoefficientTable.Row(LabelOf(effect, own), null) { Effect = effect })
                .Prepend(new CoefficientTable.Row(what + by + held, null));
        });
    }

    private static string LabelOf(ColumnEffect effect, ColumnEffect[] own)
    {
        string at = effect.At is ColumnValue value ? $"{NameOf(value.Column)} = {TextOf(value, own)}" : "";
        return effect.To.Level is null ? $"  {at}"
            : at.Length == 0 ? $"  {TextOf(effect.To)}"
            : $"  {TextOf(effect.To)}, {at}";
    }

    private static string NameOf(string column) => Printable.Cut(column, CoefficientTable.LongestName);
}
