using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Layout;
using LogReg.Charts.Text;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>The effect of a numeric feature: curves over its training range.</summary>
internal static class NumberEffect
{
    private const int Height = 540;
    private const int HeightOfFurther = 380;
    private const int Steps = 200;

    // An average reads every row for each step.
    private const int StepsOfAverage = 80;
    private const int MostMarks = 8;
    private const double BandOpacity = 0.18;

    // Several bands lie on each other.
    private const double FaintBandOpacity = 0.12;

    // If the model file does not record a feature's range, this many standard deviations on either side of the mean cover most of it.
    private const double Reach = 2.5;

    /// <summary>The values at which the probability is computed; NaN for a missing cell.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="isAveraged">Whether the probability is averaged over rows.</param>
    /// <exception cref="LogRegException">The log-odds leave the range of a double.</exception>
    public static double[] ValuesOf(EffectChoice choice, NumericFeature feature, bool isAveraged)
    {
        for (int group = 0; group < choice.Groups.Count; group++)
        {
            new TypicalRow(choice, group).RequireFinite([feature.Minimum ?? feature.Mean, feature.Maximum ?? feature.Mean]);
        }

        // Where a function has no value, there is no curve.
        (double from, double to) = RangeOf(feature);
        int steps = isAveraged ? StepsOfAverage : Steps;
        IEnumerable<double> grid = Enumerable.Range(0, steps + 1).Select(step => from + ((to - from) * step / steps));


        // On either side of a place where the curve has an angle or jumps.
        IEnumerable<double> places = choice.Model.KnotsOf(feature.Name).Concat(choice.Model.LimitsOf(feature.Name)).SelectMany(
            place => new[] { Math.BitDecrement(place), place }).Where(value => value >= from && value <= to);
        IEnumerable<double> values =
            grid.Concat(RoundValues(feature)).Concat(places).Distinct().Where(value => choice.IsDefined(choice.Index, value));
        return [.. values.Order(), .. feature.HasIndicator ? [double.NaN] : Array.Empty<double>()];
    }

    /// <summary>The figure, without its titles.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="values">The values for which there are answers.</param>
    /// <param name="answers">The probabilities.</param>
    /// <param name="rows">The rows whose values are marked on the axis, or <see langword="null"/>.</param>
    public static Figure Draw(
        EffectChoice choice, NumericFeature feature, double[] values, EffectAnswers answers, EffectData? rows)
    {
        (double from, double to) = RangeOf(feature);
        double[] grid = [.. values.Where(value => !double.IsNaN(value))];
        IReadOnlyList<IReadOnlyList<EffectCurve>> charts = EffectCurve.Of(choice);
        IEnumerable<string> ends = charts.SelectMany(curves => curves).Select(curve => string.Create(
            CultureInfo.InvariantCulture,
            $"{(curve.Suffix.Length > 0 ? curve.Suffix[2..] : curve.Name)}: from {answers.At(grid[0], curve).Probability:0.0%} at "
                + $"{NumberFormat.Brief(grid[0])} to {answers.At(grid[^1], curve).Probability:0.0%} at {NumberFormat.Brief(grid[^1])}"));
        (IReadOnlyList<Series> ticks, string inWords) = EffectTicks.Of(choice.Model, feature, rows, answers.Rows > 0, from, to);
        string kind = answers.Rows > 0 ? "average probability" : "probability";
        return new Figure
        {
            Description = $"{string.Join(", ", ends)}.{inWords}",
            Width = EffectPlot.Width,
            Height = Height + ((charts.Count - 1) * HeightOfFurther),
            Charts =
            [
                .. charts.Select((curves, place) => new Chart
                {
                    X = new Axis { Label = feature.Name, Minimum = from, Maximum = to },
                    Y = Axis.OfShare(charts.Count > 1 ? $"{kind}, {choice.Groups[place].Name}" : kind),
                    Series =
                    [
                        .. answers.HasIntervals ? curves.Select(curve => Band(choice, grid, answers, curve, curves.Count == 1)) : [],
                        .. ticks,
                        .. curves.SelectMany(curve => Curves(choice, feature, grid, answers, curve)),
                    ],
                    Legend = place == 0 ? LegendPlace.Above : LegendPlace.None,
                }),
            ],
        };
    }

    private static BandSeries Band(EffectChoice choice, double[] grid, EffectAnswers answers, EffectCurve curve, bool isNamed) =>
        new(grid, [.. grid.Select(value => answers.At(value, curve).Lower)], [.. grid.Select(value => answers.At(value, curve).Upper)])
        {
            Name = isNamed ? $"{NumberFormat.Setting(choice.Model.Inference!.Confidence * 100)}% interval" : "",
            Ink = curve.Ink,
            Opacity = isNamed ? BandOpacity : FaintBandOpacity,
        };

    // The probability of a class, that of rows whose feature is missing, and points with tooltips at round values.
    private static IEnumerable<Series> Curves(
        EffectChoice choice, NumericFeature feature, double[] grid, EffectAnswers answers, EffectCurve curve)
    {
        yield return new LineSeries(grid, [.. grid.Select(value => answers.At(value, curve).Probability)])
        {
            Name = curve.Name,
            Ink = curve.Ink,
            Width = 2.5,
        };
        if (feature.HasIndicator)
        {
            double missing = answers.At(double.NaN, curve).Probability;
            yield return new LineSeries([grid[0], grid[^1]], [missing, missing])
            {
                Name = choice.Model.Target.IsBinary && choice.By < 0 ? "if missing" : $"{curve.Name}, if missing",
                Ink = curve.Ink,
                Dash = Dash.Dashed,
            };
        }

        yield return new PointSeries([.. RoundValues(feature).Where(grid.Contains).Select(Mark)]) { Ink = curve.Ink, Radius = 3.5 };

        DataPoint Mark(double value)
        {
            EffectAnswer answer = answers.At(value, curve);
            string tooltip = $"{feature.Name} {NumberFormat.Significant(value, 4)}{curve.Suffix}: {answer}";
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
}
