using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Layout;
using LogReg.Charts.Text;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>The probability over one feature, the others at their mean or most frequent level, with its confidence band.</summary>
internal static class EffectPlot
{
    private const int Width = 820;
    private const int Height = 540;
    private const int HeightOfFrame = 190;
    private const int HeightOfLevel = 32;
    private const int HeightOfClass = 12;
    private const int Steps = 200;
    private const int MostMarks = 8;
    private const int MostLevels = 40;
    private const int MostNames = 8;

    // If the model file does not record a feature's range, this many standard deviations on either side of the mean cover most of it.
    private const double Reach = 2.5;

    /// <summary>The figure of a feature.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The feature's name.</param>
    /// <exception cref="ArgumentException">The model has features, but none of this name.</exception>
    /// <exception cref="LogRegException">The model has no feature, or its log-odds leave the range of a double.</exception>
    public static Figure Draw(LogisticModel model, string name)
    {
        string[] names = [.. model.Features.Select(feature => feature.Name)];
        int index = Array.IndexOf(names, name);
        if (names.Length == 0)
        {
            throw new LogRegException("the model has an intercept only, and no feature to draw", "train a model with features");
        }

        if (index < 0)
        {
            string more = names.Length > MostNames ? $" and {NumberFormat.Count(names.Length - MostNames)} more" : "";
            throw new ArgumentException(
                $"The model has no feature '{name}'; its features are {string.Join(", ", names.Take(MostNames))}{more}.", nameof(name));
        }

        var row = new TypicalRow(model, index);
        string offset = model.OffsetColumn is string column ? $"; offset {Printable.Cut(column, 40)} at 0" : "";
        string what = row.HasIntervals ? $" with {NumberFormat.Setting(row.Confidence * 100)}% intervals" : "";
        string others = row.Others.Length > 0
            ? $"Other features at their mean or most frequent level: {row.Others}"
            : "The only feature";
        string without = model.Target.IsBinary && !row.HasIntervals ? "; the model has no standard errors" : "";
        Figure figure = model.Features[index] is CategoricalFeature levels
            ? OfLevels(model, levels, row)
            : OfNumbers(model, (NumericFeature)model.Features[index], row);
        return figure with
        {
            Title = model.Target.IsBinary
                ? $"Probability of {model.Target.Name} = {model.Target.Positive} by {name}"
                : $"Probabilities of {model.Target.Name} by {name}",
            Subtitle = $"{others}{offset}{without}",
            Description =
                $"The predicted probability{what} against {name}, the other features at their mean or most frequent level{offset}. "
                    + $"{figure.Description}",
        };
    }

    private static Figure OfNumbers(LogisticModel model, NumericFeature feature, TypicalRow row)
    {
        row.RequireFinite([feature.Minimum ?? feature.Mean, feature.Maximum ?? feature.Mean]);
        (double from, double to) = RangeOf(feature);
        double[] values = [.. Enumerable.Range(0, Steps + 1).Select(step => from + ((to - from) * step / Steps))];
        TypicalAnswer[][] answers = [.. row.Classes.Select((_, curve) => values.Select(value => row.At(value, curve)).ToArray())];
        IEnumerable<string> ends = row.Classes.Select((name, curve) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: from {row.At(from, curve).Probability:0.0%} at {NumberFormat.Brief(from)} to "
                    + $"{row.At(to, curve).Probability:0.0%} at {NumberFormat.Brief(to)}"));
        return new Figure
        {
            Name = "effect",
            Description = $"{string.Join(", ", ends)}.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = new Axis { Label = feature.Name, Minimum = from, Maximum = to },
                    Y = Axis.OfShare("probability"),
                    Series =
                    [
                        .. row.HasIntervals ? answers.Select((own, curve) => Band(row, values, own, InkOf(curve))) : [],
                        .. answers.SelectMany((own, curve) => Curves(model, feature, row, curve, values, own)),
                    ],
                    Legend = LegendPlace.Above,
                },
            ],
        };
    }

    private static BandSeries Band(TypicalRow row, double[] values, TypicalAnswer[] answers, Ink ink) =>
        new(values, [.. answers.Select(answer => answer.Lower)], [.. answers.Select(answer => answer.Upper)])
        {
            Name = IntervalName(row),
            Ink = ink,
        };

    // The probability of a class, that of rows whose feature is missing, and points with tooltips at round values.
    private static IEnumerable<Series> Curves(
        LogisticModel model, NumericFeature feature, TypicalRow row, int curve, double[] values, TypicalAnswer[] answers)
    {
        Ink ink = InkOf(curve);
        yield return new LineSeries(values, [.. answers.Select(answer => answer.Probability)])
        {
            Name = NameOf(model, row, curve),
            Ink = ink,
            Width = 2.5,
        };
        if (feature.HasIndicator)
        {
            double missing = row.At(double.NaN, curve).Probability;
            yield return new LineSeries([values[0], values[^1]], [missing, missing])
            {
                Name = model.Target.IsBinary ? "if missing" : $"{row.Classes[curve]}, if missing",
                Ink = ink,
                Dash = Dash.Dashed,
            };
        }

        string className = model.Target.IsBinary ? "" : $", {row.Classes[curve]}";
        yield return new PointSeries([.. RoundValues(feature).Select(Mark)]) { Ink = ink, Radius = 3.5 };

        DataPoint Mark(double value)
        {
            TypicalAnswer answer = row.At(value, curve);
            string tooltip = $"{feature.Name} {NumberFormat.Significant(value, 4)}{className}: {answer}";
            return new DataPoint(value, answer.Probability, tooltip);
        }
    }

    private static (double From, double To) RangeOf(NumericFeature feature)
    {
        double deviation = feature.StandardDeviation > 0 ? feature.StandardDeviation : 1;
        double from = feature.Minimum ?? (feature.Mean - (Reach * deviation));
        double to = feature.Maximum ?? (feature.Mean + (Reach * deviation));
        return to > from ? (from, to) : (from - 1, to + 1);
    }

    private static IEnumerable<double> RoundValues(NumericFeature feature)
    {
        (double from, double to) = RangeOf(feature);
        double step = TickFinder.Step(to - from, MostMarks);
        return Enumerable.Range(0, MostMarks + 2).Select(mark => (Math.Ceiling(from / step) + mark) * step).Where(value => value <= to);
    }

    private static Figure OfLevels(LogisticModel model, CategoricalFeature feature, TypicalRow row)
    {
        row.RequireFinite([.. Enumerable.Range(0, feature.Levels.Count).Select(level => (double)level)]);
        int[] levels = LevelsOf(feature);
        bool isCut = levels.Length < feature.Levels.Count;
        IEnumerable<string> texts = row.Classes.SelectMany((_, curve) => Tooltips(model, feature, levels, row, curve));
        string cut = isCut ? $"; the {MostLevels} most frequent of {feature.Levels.Count} levels" : "";
        return new Figure
        {
            Name = "effect",
            Description = $"{string.Join("; ", texts)}{cut}.",
            Width = Width,
            Height = HeightOfFrame + (levels.Length * (HeightOfLevel + ((row.Classes.Count - 1) * HeightOfClass))),
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("probability") with { Minimum = 0 },
                    Y = new Axis
                    {
                        Label = isCut ? $"{feature.Name}, the {MostLevels} most frequent levels" : feature.Name,
                        Categories = [.. levels.Select(level => feature.Levels[level])],
                    },
                    Series = [.. row.Classes.SelectMany((_, curve) => Bars(model, feature, levels, row, curve))],
                    Legend = LegendPlace.Above,
                },
            ],
        };
    }

    // The bars of a class, with its intervals.
    private static IEnumerable<Series> Bars(LogisticModel model, CategoricalFeature feature, int[] levels, TypicalRow row, int curve)
    {
        double thickness = 0.72 / row.Classes.Count;
        double shift = (curve - ((row.Classes.Count - 1) / 2.0)) * thickness;
        TypicalAnswer[] answers = [.. levels.Select(level => row.At(level, curve))];
        string[] tooltips = Tooltips(model, feature, levels, row, curve);
        yield return new HorizontalBarSeries(
            [.. levels.Select((_, place) => place + shift)], [.. answers.Select(answer => answer.Probability)], tooltips)
        {
            Name = NameOf(model, row, curve),
            Ink = InkOf(curve),
            Thickness = thickness * 0.9,

            // An interval is to be seen on its bar.
            Opacity = row.HasIntervals ? 0.55 : 1,
        };
        if (row.HasIntervals)
        {
            IEnumerable<DataPoint> points = answers.Select(
                (answer, place) => new DataPoint(answer.Probability, place, tooltips[place]) { XInterval = (answer.Lower, answer.Upper) });
            yield return new PointSeries([.. points]) { Name = IntervalName(row), Ink = Inks.Text, Radius = 3.5 };
        }
    }

    // In the order of the file; of many levels the most frequent ones.
    private static int[] LevelsOf(CategoricalFeature feature)
    {
        IEnumerable<int> levels = Enumerable.Range(0, feature.Levels.Count);
        return feature.Levels.Count <= MostLevels
            ? [.. levels]
            : [.. levels.OrderByDescending(level => feature.Shares?[level] ?? 0).Take(MostLevels).Order()];
    }

    private static string[] Tooltips(LogisticModel model, CategoricalFeature feature, int[] levels, TypicalRow row, int curve)
    {
        string className = model.Target.IsBinary ? "" : $", {row.Classes[curve]}";
        return [.. levels.Select(level => Tooltip(feature, level, className, row.At(level, curve)))];
    }

    private static string NameOf(LogisticModel model, TypicalRow row, int curve) =>
        model.Target.IsBinary ? "probability" : row.Classes[curve];

    private static string IntervalName(TypicalRow row) => $"{NumberFormat.Setting(row.Confidence * 100)}% interval";

    private static Ink InkOf(int curve) => Inks.Series[curve % Inks.Series.Count];

    private static string Tooltip(CategoricalFeature feature, int level, string className, TypicalAnswer answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{feature.Levels[level]}{className}: "
            + $"{answer}{(feature.Shares is { } shares ? $", {shares[level]:0.0%} of the training rows" : "")}");
}
