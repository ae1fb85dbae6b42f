using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Shared;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>Which feature an effect is of, and which values the others have.</summary>
internal sealed class EffectChoice
{
    private const int MostNames = 8;

    // As many curves as there are inks.
    private const int MostGroups = 6;

    private readonly double[] _row;
    private readonly HashSet<int> _given = [];

    private EffectChoice(LogisticModel model, int index)
    {
        Model = model;
        Index = index;
        _row = [.. model.Features.Select(feature => feature.TypicalCell)];
    }

    /// <summary>The model.</summary>
    public LogisticModel Model { get; }

    /// <summary>The position of the feature that changes.</summary>
    public int Index { get; }

    /// <summary>The feature that changes.</summary>
    public Feature Feature => Model.Features[Index];

    /// <summary>The position of the feature by which curves differ; −1 for none.</summary>
    public int By { get; private set; } = -1;

    /// <summary>The values of that feature; one without a name if there is none.</summary>
    public IReadOnlyList<EffectGroup> Groups { get; private set; } = [new EffectGroup("", double.NaN)];

    /// <summary>How many levels the feature by which curves differ has, if some of them have no curve; otherwise 0.</summary>
    public int LevelsOfBy { get; private set; }

    /// <summary>The values of features that were given, as text.</summary>
    public string Given =>
        string.Join(", ", _given.Order().Select(index => $"{Model.Features[index].Name} = {TextOf(index, _row[index])}"));

    /// <summary>The typical values of the other features, as text.</summary>
    public string Others =>
        string.Join(", ", OtherFeatures.Select(index => $"{Model.Features[index].Name} {Text(index, _row[index], digits: 3)}"));

    /// <summary>Which typical values those are.</summary>
    public string TypicalKinds
    {
        get
        {
            NumericFeature[] numbers = [.. OtherFeatures.Select(index => Model.Features[index]).OfType<NumericFeature>()];
            bool hasMedians = numbers.Any(feature => feature.Quantiles is not null);
            return !hasMedians ? "mean or most frequent level"
                : numbers.All(feature => feature.Quantiles is not null) ? "median or most frequent level"
                : "median, mean or most frequent level";
        }
    }

    private IEnumerable<int> OtherFeatures =>
        Enumerable.Range(0, Model.Features.Count).Where(index => index != Index && index != By && !_given.Contains(index));

    /// <summary>Finds the features and values that are named.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The feature that changes.</param>
    /// <param name="options">The values of others.</param>
    /// <exception cref="EffectChoiceException">The model has no such feature or level, or a feature is named twice.</exception>
    /// <exception cref="LogRegException">The model has no feature.</exception>
    public static EffectChoice Of(LogisticModel model, string name, EffectPlotOptions options)
    {
        if (model.Features.Count == 0)
        {
            throw new LogRegException("the model has an intercept only, and no feature to draw", "train a model with features");
        }

        var choice = new EffectChoice(model, Find(model, name));
        foreach ((string column, object? value) in options.At)
        {
            int index = Find(model, column);
            choice._row[index] = index != choice.Index
                ? choice.ToCell(index, value)
                : throw new EffectChoiceException(
                    $"{Printable.Cut(column, 80)} cannot have a fixed value, since the curve is over its values",
                    "give values of other columns");
            choice._given.Add(index);
        }

        if (options.By is string by)
        {
            choice.SetGroups(Find(model, by));
        }

        return choice;
    }

    /// <summary>A row as a model takes it, with the values that are given and typical ones of the others.</summary>
    /// <param name="group">The position of a group.</param>
    public double[] RowOf(int group)
    {
        double[] row = [.. _row];
        if (By >= 0)
        {
            row[By] = Groups[group].Value;
        }

        return row;
    }

    /// <summary>The values of all columns that are not a row's own in an average.</summary>
    /// <param name="group">The position of a group.</param>
    /// <param name="value">The value of the feature that changes; NaN for a missing cell.</param>
    public Dictionary<string, object?> SettingOf(int group, double value)
    {
        double[] row = RowOf(group);
        row[Index] = value;
        return _given.Append(Index).Concat(By >= 0 ? [By] : []).ToDictionary(
            index => Model.Features[index].Name,
            index => double.IsNaN(row[index]) ? null
                : Model.Features[index] is CategoricalFeature levels ? levels.Levels[(int)row[index]]
                : (object?)row[index]);
    }

    /// <summary>A value as text: a level, or a number with a few digits.</summary>
    /// <param name="feature">The position of its feature.</param>
    /// <param name="value">A number, or the position of a level; NaN for a missing cell.</param>
    /// <param name="digits">The number of significant digits.</param>
    public string Text(int feature, double value, int digits) => double.IsNaN(value) ? "missing"
        : Model.Features[feature] is CategoricalFeature levels ? levels.Levels[(int)value]
        : NumberFormat.Significant(value, digits);

    /// <summary>Whether all functions that the model applies to the feature have a value for a number.</summary>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="value">The number.</param>
    public bool IsDefined(int feature, double value)
    {
        double[] row = [.. _row];
        row[feature] = value;
        return !Model.Score(row).Flags.Any(flag => flag.Feature == feature && flag.Kind == RowFlagKind.Imputed);
    }

    private static int Find(LogisticModel model, string name)
    {
        string[] names = [.. model.Features.Select(feature => feature.Name)];
        int index = Array.IndexOf(names, name);
        if (index >= 0)
        {
            return model.Features[index] is VectorFeature or TextFeature
                ? throw new LogRegException(
                    $"the feature '{name}' is a {(model.Features[index] is TextFeature ? "text" : "vector")}, whose effect is not a curve",
                    "draw another feature; the coefficients say what its numbers do")
                : index;
        }

        IReadOnlyList<string> nearest = NearestNames.Find(name, names, most: 1);
        string more = names.Length > MostNames ? $" and {NumberFormat.Count(names.Length - MostNames)} more" : "";
        throw new EffectChoiceException(
            $"the model has no feature '{name}'",
            $"{(nearest.Count > 0 ? $"did you mean '{nearest[0]}'? " : "")}the features are "
                + $"{string.Join(", ", names.Take(MostNames))}{more}");
    }

    // A value that was given, as it was given unless it has many digits.
    private string TextOf(int feature, double value) => double.IsNaN(value) || Model.Features[feature] is CategoricalFeature
        ? Text(feature, value, digits: 0)
        : NumberFormat.Brief(value);

    private double ToCell(int index, object? value)
    {
        if (Model.Features[index] is CategoricalFeature levels)
        {
            return LevelOf(levels, value);
        }

        string name = Model.Features[index].Name;
        double number = value switch
        {
            null => double.NaN,
            bool truth => truth ? 1 : 0,
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
            string => double.PositiveInfinity,
            IConvertible other => other.ToDouble(CultureInfo.InvariantCulture),
            _ => double.PositiveInfinity,
        };
        if (double.IsInfinity(number))
        {
            throw new EffectChoiceException(
                $"the column {Printable.Cut(name, 80)} is numeric, but its value '{Written(value)}' is not a number",
                $"write {name}=NUMBER");
        }

        return double.IsNaN(number) || IsDefined(index, number)
            ? number
            : throw new EffectChoiceException(
                $"a function of the model has no value for {Printable.Cut(name, 80)} = {Written(value)}", RangeHint(index));
    }

    private string? RangeHint(int index) => Model.Features[index] is NumericFeature { Minimum: double from, Maximum: double to }
        ? $"the training rows go from {NumberFormat.Brief(from)} to {NumberFormat.Brief(to)}"
        : null;

    private static double LevelOf(CategoricalFeature feature, object? value)
    {
        string text = value is null ? Feature.MissingLevel : Written(value);
        string[] levels = [.. feature.Levels];
        int index = Array.IndexOf(levels, text);
        index = index >= 0 ? index : Array.FindIndex(levels, level => level.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            index = Array.FindIndex(
                levels, level => double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out double own) && own == number);
        }

        if (index >= 0)
        {
            return index;
        }

        IReadOnlyList<string> nearest = NearestNames.Find(text, levels, most: 1);
        string more = levels.Length > MostNames ? $" and {NumberFormat.Count(levels.Length - MostNames)} more" : "";
        throw new EffectChoiceException(
            $"{Printable.Cut(feature.Name, 80)} has no level '{text}'",
            $"{(nearest.Count > 0 ? $"did you mean '{nearest[0]}'? " : "")}the levels are "
                + $"{string.Join(", ", levels.Take(MostNames))}{more}");
    }

    private static string Written(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private void SetGroups(int by)
    {
        string name = Model.Features[by].Name;
        if (by == Index || _given.Contains(by))
        {
            throw new EffectChoiceException(
                $"curves cannot differ by {Printable.Cut(name, 80)}, "
                    + (by == Index ? "since they are over its values" : "which has a fixed value"),
                "choose another column");
        }

        By = by;
        if (Model.Features[by] is CategoricalFeature levels)
        {
            int[] shown = EffectLevels.MostFrequent(levels, MostGroups);
            LevelsOfBy = shown.Length < levels.Levels.Count ? levels.Levels.Count : 0;
            Groups = [.. shown.Select(level => new EffectGroup($"{name} = {levels.Levels[level]}", level))];
            return;
        }

        Groups = [.. Spread((NumericFeature)Model.Features[by]).DistinctBy(pair => pair.Value).Select(
            pair => new EffectGroup($"{name} = {NumberFormat.Brief(pair.Value)}{pair.Kind}", pair.Value))];
    }

    // Few numbers that stand for all.
    private static (double Value, string Kind)[] Spread(NumericFeature feature)
    {
        double from = feature.Minimum ?? double.NegativeInfinity;
        double to = feature.Maximum ?? double.PositiveInfinity;

        // A variable with two values has no larger variance than this, and no other one reaches it.
        double largest = (feature.Mean - from) * (to - feature.Mean);
        double variance = feature.StandardDeviation * feature.StandardDeviation;
        if (double.IsFinite(largest) && Math.Abs(largest - variance) <= 1e-9 * largest)
        {
            return [(from, ""), (to, "")];
        }

        if (feature.Quantiles is { } quantiles && quantiles[5] < quantiles[15])
        {
            return [(quantiles[5], " (25%)"), (quantiles[10], " (median)"), (quantiles[15], " (75%)")];
        }

        double deviation = feature.StandardDeviation;
        return
        [
            (Math.Max(from, feature.Mean - deviation), " (mean − SD)"), (feature.Mean, " (mean)"),
            (Math.Min(to, feature.Mean + deviation), " (mean + SD)"),
        ];
    }
}

/// <summary>A value of the feature by which curves differ.</summary>
/// <param name="Name">The feature and the value, as the legend has them; empty if curves do not differ.</param>
/// <param name="Value">A number, or the position of a level.</param>
internal sealed record EffectGroup(string Name, double Value);
