using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Monitoring;

namespace LogReg.Charts.Plots;

/// <summary>One quantity over the periods of a batch, small enough to stand beside others.</summary>
internal static class PeriodPlot
{
    /// <summary>The largest number of classes that are drawn, the first ones.</summary>
    public const int MostClasses = 5;

    private const int Width = 440;
    private const int Height = 250;
    private const int MostTicks = 5;

    /// <summary>The figures of all quantities that are known, then of the features that have moved most.</summary>
    /// <param name="report">The comparison, with periods.</param>
    /// <param name="mostFeatures">The largest number of features.</param>
    public static IReadOnlyList<Figure> DrawAll(MonitorReport report, int mostFeatures)
    {
        IReadOnlyList<MonitoredPeriod> periods = report.Periods;
        var figures = new List<Figure>
        {
            Draw("rows", "Rows", periods, period => Value(period.Rows)),
        };
        foreach ((int place, MonitoredClass own) in report.Classes.Index().Take(MostClasses))
        {
            figures.AddRange(DrawClass(periods, place, own, report.Classes.Count == 1 ? "" : $" of {own.Name}"));
        }

        foreach ((int place, FeatureDrift feature) in report.Features.Index().Where(pair => pair.Item.Drift is not null)
            .OrderByDescending(pair => pair.Item.Drift!.Stability).Take(mostFeatures))
        {
            figures.Add(Draw(
                "PSI",
                $"PSI of {feature.Name}",
                periods,
                period => Value(period.Features[place].Drift!.Stability),
                period => period.Features[place].Drift!.Point999));
        }

        foreach ((int place, FeatureDrift feature) in report.Features.Index().Where(pair => pair.Item.Missing.Count > 0)
            .OrderByDescending(pair => pair.Item.Missing.Share).Take(mostFeatures / 2))
        {
            figures.Add(Draw(
                "missing",
                $"Missing cells of {feature.Name}",
                periods,
                period => new IntervalEstimate(
                    period.Features[place].Missing.Share, period.Features[place].Missing.Lower, period.Features[place].Missing.Upper),
                reference: feature.TrainingMissingShare));
        }

        return [.. figures.Select((figure, index) => figure with { Name = $"period-{index + 1}" })];
    }

    private static IEnumerable<Figure> DrawClass(IReadOnlyList<MonitoredPeriod> periods, int place, MonitoredClass all, string name)
    {
        if (all.Score is not null)
        {
            yield return Draw(
                "PSI",
                name.Length == 0 ? "PSI of the score" : $"PSI of the score{name}",
                periods,
                period => Value(period.Classes[place].Score!.Stability),
                period => period.Classes[place].Score!.Point999);
        }

        yield return Draw("probability", $"Mean probability{name}", periods, period => Value(period.Classes[place].MeanProbability));
        if (all.Outcomes is null)
        {
            yield break;
        }

        IntervalEstimate? Of(MonitoredPeriod period, Func<OutcomeCheck, IntervalEstimate> value) =>
            period.Classes[place].Outcomes is OutcomeCheck outcomes ? value(outcomes) : null;
        yield return Draw("O:E", $"Observed by expected{name}", periods, period => Of(period, own => own.Ratio), reference: 1);
        yield return Draw("slope", $"Calibration slope{name}", periods, period => Of(period, own => own.Slope), reference: 1);
        yield return Draw("AUC", $"ROC AUC{name}", periods, period => Of(period, own => own.RocAuc), reference: all.Reference.RocAuc);
        yield return Draw("Brier score", $"Brier score{name}", periods, period => Of(period, own => Value(own.BrierScore)));
    }

    private static Figure Draw(
        string label,
        string title,
        IReadOnlyList<MonitoredPeriod> periods,
        Func<MonitoredPeriod, IntervalEstimate?> value,
        Func<MonitoredPeriod, double>? limit = null,
        double reference = double.NaN)
    {
        double[] x = [.. Enumerable.Range(0, periods.Count).Select(place => (double)place)];
        IntervalEstimate?[] values = [.. periods.Select(value)];
        double[] y = Array.ConvertAll(values, one => one is null || !double.IsFinite(one.Estimate) ? double.NaN : one.Estimate);
        var series = new List<Series>();
        if (values.Any(one => one is not null && double.IsFinite(one.Lower) && double.IsFinite(one.Upper)))
        {
            series.Add(new BandSeries(
                x,
                Array.ConvertAll(values, one => one is not null && double.IsFinite(one.Upper) ? one.Lower : double.NaN),
                Array.ConvertAll(values, one => one is not null && double.IsFinite(one.Lower) ? one.Upper : double.NaN))
            {
                Ink = Inks.Series[0],
            });
        }

        if (limit is not null)
        {
            series.Add(new LineSeries(x, [.. periods.Select(limit)]) { Ink = Inks.Series[1], Dash = Dash.Dashed, Width = 1.25 });
        }

        if (double.IsFinite(reference))
        {
            series.Add(ReferenceLine.Horizontal(reference));
        }

        series.Add(new LineSeries(x, y) { Ink = Inks.Series[0] });
        series.Add(new PointSeries([.. periods.Index().Where(pair => double.IsFinite(y[pair.Index])).Select(pair => new DataPoint(
            pair.Index,
            y[pair.Index],
            string.Create(CultureInfo.InvariantCulture, $"{pair.Item.Label}: {y[pair.Index]:G4}")))])
        {
            Ink = Inks.Series[0],
            Radius = 3,
        });
        return new Figure
        {
            Name = "period",
            Title = title,
            Description = $"{title} by period: "
                + string.Join(", ", periods.Index().Select(pair => string.Create(
                    CultureInfo.InvariantCulture, $"{pair.Item.Label} {y[pair.Index]:G4}"))) + ".",
            Charts = [new Chart { X = TimeAxis(periods), Y = new Axis { Label = label }, Series = series }],
            Width = Width,
            Height = Height,
        };
    }

    private static Axis TimeAxis(IReadOnlyList<MonitoredPeriod> periods)
    {
        int step = Math.Max(1, (periods.Count + MostTicks - 1) / MostTicks);
        return new Axis
        {
            Label = "",
            Minimum = -0.3,
            Maximum = periods.Count - 0.7,
            Ticks = [.. Enumerable.Range(0, periods.Count).Where(place => place % step == 0).Select(place => (double)place)],
            Format = place => periods[(int)Math.Clamp(Math.Round(place), 0, periods.Count - 1)].Label,
        };
    }

    private static IntervalEstimate Value(double value) => new(value, double.NaN, double.NaN);
}
