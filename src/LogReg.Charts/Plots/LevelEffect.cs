using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>The effect of a categorical feature: a bar for each level, or points where groups are compared.</summary>
internal static class LevelEffect
{
    private const int HeightOfFrame = 190;
    private const int HeightOfFurther = 90;
    private const int HeightOfLevel = 32;
    private const int HeightOfCurve = 12;
    private const int MostLevels = 40;

    /// <summary>The positions of the levels that are drawn.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="feature">The feature.</param>
    /// <exception cref="LogRegException">The log-odds leave the range of a double.</exception>
    public static double[] ValuesOf(EffectChoice choice, CategoricalFeature feature)
    {
        for (int group = 0; group < choice.Groups.Count; group++)
        {
            new TypicalRow(choice, group).RequireFinite(
                [.. Enumerable.Range(0, feature.Levels.Count).Select(level => (double)level)]);
        }

        return Array.ConvertAll(EffectLevels.MostFrequent(feature, MostLevels), level => (double)level);
    }

    /// <summary>The figure, without its titles.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="values">The positions of the levels that are drawn.</param>
    /// <param name="answers">The probabilities.</param>
    public static Figure Draw(EffectChoice choice, CategoricalFeature feature, double[] values, EffectAnswers answers)
    {
        int[] levels = Array.ConvertAll(values, value => (int)value);
        bool isCut = levels.Length < feature.Levels.Count;
        IReadOnlyList<IReadOnlyList<EffectCurve>> charts = EffectCurve.Of(choice);
        IEnumerable<string> texts = charts.SelectMany(curves => curves).SelectMany(curve => Tooltips(feature, levels, answers, curve));
        string cut = isCut ? $"; the {MostLevels} most frequent of {feature.Levels.Count} levels" : "";
        int heightOfRows = levels.Length * (HeightOfLevel + ((charts[0].Count - 1) * HeightOfCurve));
        string name = isCut ? $"{feature.Name}, the {MostLevels} most frequent levels" : feature.Name;
        return new Figure
        {
            Description = $"{string.Join("; ", texts)}{cut}.",
            Width = EffectPlot.Width,
            Height = HeightOfFrame + (charts.Count * heightOfRows) + ((charts.Count - 1) * HeightOfFurther),
            Charts =
            [
                .. charts.Select((curves, place) => new Chart
                {
                    X = Axis.OfShare(answers.Rows > 0 ? "average probability" : "probability") with { Minimum = 0 },
                    Y = new Axis
                    {
                        Label = charts.Count > 1 ? $"{name}, {choice.Groups[place].Name}" : name,
                        Categories = [.. levels.Select(level => feature.Levels[level])],
                    },
                    Series =
                    [
                        .. curves.SelectMany((curve, index) => choice.Model.Target.IsBinary && curves.Count > 1
                            ? Points(feature, levels, answers, curve, ShiftOf(index, curves.Count))
                            : Bars(choice, feature, levels, answers, curve, ShiftOf(index, curves.Count), curves.Count)),
                    ],
                    Legend = place == 0 ? LegendPlace.Above : LegendPlace.None,
                }),
            ],
        };
    }

    // Where a curve is within the row of a level, relative to the distance between two rows.
    private static double ShiftOf(int index, int count) => (index - ((count - 1) / 2.0)) * 0.72 / count;

    private static IEnumerable<Series> Points(
        CategoricalFeature feature, int[] levels, EffectAnswers answers, EffectCurve curve, double shift)
    {
        string[] tooltips = Tooltips(feature, levels, answers, curve);
        yield return new PointSeries([.. levels.Select((level, place) => Point(answers.At(level, curve), place + shift, tooltips[place]))])
        {
            Name = curve.Name,
            Ink = curve.Ink,
        };
    }

    private static DataPoint Point(EffectAnswer answer, double place, string tooltip) =>
        new(answer.Probability, place, tooltip) { XInterval = (answer.Lower, answer.Upper) };

    // The bars of a class, with its intervals.
    private static IEnumerable<Series> Bars(
        EffectChoice choice, CategoricalFeature feature, int[] levels, EffectAnswers answers, EffectCurve curve, double shift, int count)
    {
        EffectAnswer[] own = [.. levels.Select(level => answers.At(level, curve))];
        string[] tooltips = Tooltips(feature, levels, answers, curve);
        yield return new HorizontalBarSeries(
            [.. levels.Select((_, place) => place + shift)], [.. own.Select(answer => answer.Probability)], tooltips)
        {
            Name = curve.Name,
            Ink = curve.Ink,
            Thickness = 0.72 / count * 0.9,

            // An interval is to be seen on its bar.
            Opacity = answers.HasIntervals ? 0.55 : 1,
        };
        if (answers.HasIntervals)
        {
            yield return new PointSeries([.. own.Select((answer, place) => Point(answer, place, tooltips[place]))])
            {
                Name = $"{NumberFormat.Setting(choice.Model.Inference!.Confidence * 100)}% interval",
                Ink = Inks.Text,
                Radius = 3.5,
            };
        }
    }

    private static string[] Tooltips(CategoricalFeature feature, int[] levels, EffectAnswers answers, EffectCurve curve) =>
        [.. levels.Select(level => Tooltip(feature, level, curve.Suffix, answers.At(level, curve)))];

    private static string Tooltip(CategoricalFeature feature, int level, string suffix, EffectAnswer answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{feature.Levels[level]}{suffix}: {answer}{(feature.Shares is { } shares ? $", {shares[level]:0.0%} of the training rows" : "")}");
}
