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
        if (index < 0)
        {
            throw names.Length == 0
                ? new LogRegException("the model has an intercept only, and no feature to draw", "train a model with features")
                : new ArgumentException(
                    $"The model has no feature '{name}'; its features are "
                        + $"{string.Join(", ", names.Take(8))}{(names.Length > 8 ? $" and {NumberFormat.Count(names.Length - 8)} more" : "")}.",
                    nameof(name));
        }

        var row = new TypicalRow(model, index);
        string offset = model.OffsetColumn is string column ? $"; offset {Printable.Cut(column, 40)} at 0" : "";
        string what = row.HasIntervals ? $" with {NumberFormat.Setting(row.Confidence * 100)}% intervals" : "";
        Figure figure = model.Features[index] is CategoricalFeature levels
            ? OfLevels(levels, row)
            : OfNumbers((NumericFeature)model.Features[index], row);
        return figure with
        {
            Title = $"{(row.Classes.Count == 1 ? "Probability" : "Probabilities")} of {TargetText.Of(model.Target)} by {name}",
            Subtitle =
                (row.Others.Length > 0 ? $"Other features at their mean or most frequent level: {row.Others}" : "The only feature") + offset
                    + (model.Target.IsBinary && !row.HasIntervals ? "; the model has no standard errors" : ""),
            Description =
                $"The predicted probability{what} against {name}, the other features at their mean or most frequent level{offset}. "
                    + $"{figure.Description}",
        };
    }

    private static Figure OfNumbers(NumericFeature feature, TypicalRow row)
    {
        row.RequireFinite([feature.Minimum ?? feature.Mean, feature.Maximum ?? feature.Mean]);
        double deviation = feature.StandardDeviation > 0 ? feature.StandardDeviation : 1;
        double from = feature.Minimum ?? (feature.Mean - (Reach * deviation));
        double to = feature.Maximum ?? (feature.Mean + (Reach * deviation));
        (from, to) = to > from ? (from, to) : (from - 1, to + 1);
        double[] values = [.. Enumerable.Range(0, Steps + 1).Select(step => from + ((to - from) * step / Steps))];
        double round = TickFinder.Step(to - from, MostMarks);
        double[] marks =
        [
            .. Enumerable.Range(0, MostMarks + 2).Select(mark => (Math.Ceiling(from / round) + mark) * round).Where(value => value <= to),
        ];
        IReadOnlyList<string> classes = row.Classes;
        var bands = new List<Series>();
        var curves = new List<Series>();
        for (int curve = 0; curve < classes.Count; curve++)
        {
            Ink ink = Inks.Series[curve % Inks.Series.Count];
            TypicalAnswer[] answers = [.. values.Select(value => row.At(value, curve))];
            if (row.HasIntervals)
            {
                bands.Add(new BandSeries(values, [.. answers.Select(answer => answer.Lower)], [.. answers.Select(answer => answer.Upper)])
                {
                    Name = $"{NumberFormat.Setting(row.Confidence * 100)}% interval",
                    Ink = ink,
                });
            }

            curves.Add(
                new LineSeries(values, [.. answers.Select(answer => answer.Probability)])
                {
                    Name = TargetText.OfSeries(classes, curve, alone: "probability"),
                    Ink = ink,
                    Width = 2.5,
                });
            if (feature.HasIndicator)
            {
                double missing = row.At(double.NaN, curve).Probability;
                curves.Add(
                    new LineSeries([from, to], [missing, missing])
                    {
                        Name = TargetText.OfSeries(classes, curve, alone: "if missing", suffix: ", if missing"),
                        Ink = ink,
                        Dash = Dash.Dashed,
                    });
            }

            curves.Add(new PointSeries([.. marks.Select(value => new DataPoint(
                value,
                row.At(value, curve).Probability,
                $"{feature.Name} {NumberFormat.Significant(value, 4)}{TargetText.OfSeries(classes, curve, alone: "", prefix: ", ")}: "
                    + $"{row.At(value, curve)}"))])
            {
                Ink = ink,
                Radius = 3.5,
            });
        }

        return new Figure
        {
            Name = "effect",
            Title = "",
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", classes.Select((name, curve) => $"{name}: from {row.At(from, curve).Probability:0.0%} at {NumberFormat.Brief(from)} to {row.At(to, curve).Probability:0.0%} at {NumberFormat.Brief(to)}"))}."),
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = new Axis { Label = feature.Name, Minimum = from, Maximum = to },
                    Y = Axis.OfShare("probability"),
                    Series = [.. bands, .. curves],
                    Legend = LegendPlace.Above,
                },
            ],
        };
    }

    private static Figure OfLevels(CategoricalFeature feature, TypicalRow row)
    {
        int[] levels = [.. Enumerable.Range(0, feature.Levels.Count)];
        row.RequireFinite([.. levels.Select(level => (double)level)]);
        bool isCut = levels.Length > MostLevels;
        if (isCut)
        {
            levels = [.. levels.OrderByDescending(level => feature.Shares?[level] ?? 0).Take(MostLevels).Order()];
        }

        IReadOnlyList<string> classes = row.Classes;
        var series = new List<Series>();
        double thickness = 0.72 / classes.Count;
        for (int curve = 0; curve < classes.Count; curve++)
        {
            double shift = (curve - ((classes.Count - 1) / 2.0)) * thickness;
            TypicalAnswer[] answers = [.. levels.Select(level => row.At(level, curve))];
            string[] tooltips =
            [
                .. levels.Select(
                    (level, place) =>
                        Tooltip(feature, level, TargetText.OfSeries(classes, curve, alone: "", prefix: ", "), answers[place])),
            ];
            series.Add(
                new HorizontalBarSeries(
                    [.. levels.Select((_, place) => place + shift)], [.. answers.Select(answer => answer.Probability)], tooltips)
                {
                    Name = TargetText.OfSeries(classes, curve, alone: "probability"),
                    Ink = Inks.Series[curve % Inks.Series.Count],
                    Thickness = thickness * 0.9,

                    // An interval is to be seen on its bar.
                    Opacity = row.HasIntervals ? 0.55 : 1,
                });
            if (row.HasIntervals)
            {
                series.Add(
                    new PointSeries(
                        [.. levels.Select(
                            (_, place) =>
                                new DataPoint(answers[place].Probability, place, tooltips[place])
                                {
                                    XInterval = (answers[place].Lower, answers[place].Upper),
                                })])
                    {
                        Name = $"{NumberFormat.Setting(row.Confidence * 100)}% interval",
                        Ink = Inks.Text,
                        Radius = 3.5,
                    });
            }
        }

        return new Figure
        {
            Name = "effect",
            Title = "",
            Description =
                string.Join(
                    "; ",
                    classes.SelectMany(
                        (_, curve) =>
                            levels.Select(
                                level => Tooltip(
                                    feature, level, TargetText.OfSeries(classes, curve, alone: "", prefix: ", "), row.At(level, curve)))))
                                    + (isCut ? $"; the {MostLevels} most frequent of {feature.Levels.Count} levels." : "."),
            Width = Width,
            Height = HeightOfFrame + (levels.Length * (HeightOfLevel + ((classes.Count - 1) * HeightOfClass))),
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("probability") with { Minimum = 0 },
                    Y =
                        new Axis
                        {
                            Label = isCut ? $"{feature.Name}, the {MostLevels} most frequent levels" : feature.Name,
                            Categories = [.. levels.Select(level => feature.Levels[level])],
                        },
                    Series = series,
                    Legend = LegendPlace.Above,
                },
            ],
        };
    }

    private static string Tooltip(CategoricalFeature feature, int level, string className, TypicalAnswer answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{feature.Levels[level]}{className}: "
            + $"{answer}{(feature.Shares is { } shares ? $", {shares[level]:0.0%} of the training rows" : "")}");
}
