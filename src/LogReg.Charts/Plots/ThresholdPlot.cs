using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Plots;

/// <summary>Precision, recall, F1 and the cost of errors over the probability from which on rows are called positive.</summary>
internal static class ThresholdPlot
{
    private const int Width = 800;
    private const int Height = 760;

    /// <summary>The figure of scored rows.</summary>
    /// <exception cref="LogRegException">The model has more than two classes, or all rows are of one class.</exception>
    public static Figure Draw(ScoredRows rows, ThresholdPlotOptions costs)
    {
        LogisticModel model = rows.Model;
        RequireTwoClasses(model);
        RankedRows ranked = rows.Ranked(0);
        RowsOfOneClass.ThrowIf(ranked.Positives == 0 || ranked.Negatives == 0, rows, "a threshold");
        DataPoint best = LargestF1(rows, ranked);
        DataPoint cheapest = LowestCost(rows, ranked, costs);
        return new Figure
        {
            Name = "threshold",
            Title = $"Thresholds for {model.Target.Name} = {model.Target.Positive}",
            Subtitle = rows.Describe(),
            Description =
                $"Precision, recall and F1 against the threshold; below, the {CostText(costs)}. {Capital(best.Tooltip)}; "
                    + $"{cheapest.Tooltip}; {AtThreshold(model, ranked)}.",
            Width = Width,
            Height = Height,
            Charts = [Metrics(model, ranked.Outline, best), Costs(model, ranked.Outline, costs, cheapest)],
        };
    }

    private static Chart Metrics(LogisticModel model, RankedRows outline, DataPoint best) => new()
    {
        X = Axis.OfShare("") with { HasLabels = false },
        Y = Axis.OfShare("proportion"),
        Series =
        [
            ReferenceLine.Vertical(model.Threshold) with
            {
                Name = $"the model's threshold, {NumberFormat.Threshold(model.Threshold)}",
                Ink = Inks.Text,
            },
            Stairs(outline, step => step < 0 ? double.NaN : outline.Precision(step)) with { Name = "precision", Ink = Inks.Series[0] },
            Stairs(outline, step => step < 0 ? 0 : outline.Recall(step)) with
            {
                Name = "recall",
                Ink = Inks.Series[1],
                Dash = Dash.Dashed,
            },
            Stairs(outline, step => F1(outline, step)) with { Name = "F1", Ink = Inks.Series[2], Width = 2.75 },
            new PointSeries([best]) { Name = best.Tooltip, Ink = Inks.Series[2], Radius = 6 },
        ],
        Legend = LegendPlace.Above,
        Share = 1.7,
    };

    private static Chart Costs(LogisticModel model, RankedRows outline, ThresholdPlotOptions costs, DataPoint cheapest) => new()
    {
        X = Axis.OfShare("threshold"),
        Y = new Axis
        {
            Label = IsErrorRate(costs) ? "error rate" : "cost per row",
            Minimum = 0,
            Format = IsErrorRate(costs) ? share => share.ToString("0.##%", CultureInfo.InvariantCulture) : null,
        },
        Series =
        [
            ReferenceLine.Vertical(model.Threshold) with { Ink = Inks.Text },
            Stairs(outline, step => Cost(outline, step, costs)) with { Name = CostText(costs), Ink = Inks.Series[3] },
            new PointSeries([cheapest]) { Name = cheapest.Tooltip, Ink = Inks.Series[3], Radius = 6 },
        ],
        Legend = LegendPlace.Above,
    };

    private static DataPoint LargestF1(ScoredRows rows, RankedRows ranked)
    {
        double threshold = ThresholdChooser.Choose(ThresholdRule.F1, rows.Scores(0), rows.IsOf(0), rows.Weights);
        double largest = F1(ranked, ranked.LastAtLeast(threshold));
        return new DataPoint(
            threshold, largest, $"largest F1, {NumberFormat.Fixed(largest, 3)} at {NumberFormat.Fixed(threshold, 3)}");
    }

    private static DataPoint LowestCost(ScoredRows rows, RankedRows ranked, ThresholdPlotOptions costs)
    {
        var rule = ThresholdRule.Cost(costs.FalsePositiveCost, costs.FalseNegativeCost);
        double threshold = ThresholdChooser.Choose(rule, rows.Scores(0), rows.IsOf(0), rows.Weights);
        double lowest = Cost(ranked, ranked.LastAtLeast(threshold), costs);
        string text = IsErrorRate(costs)
            ? $"lowest, {NumberFormat.Percent(lowest)}"
            : $"cheapest, {NumberFormat.Significant(lowest, 3)}";
        return new DataPoint(threshold, lowest, $"{text} at {NumberFormat.Fixed(threshold, 3)}");
    }

    // The cost per row if the rows up to a step are called positive; −1 for none.
    private static double Cost(RankedRows ranked, int step, ThresholdPlotOptions costs)
    {
        double falsePositives = step < 0 ? 0 : ranked.FalsePositives[step];
        double falseNegatives = ranked.Positives - (step < 0 ? 0 : ranked.TruePositives[step]);
        return ((costs.FalsePositiveCost * falsePositives) + (costs.FalseNegativeCost * falseNegatives)) / ranked.Total;
    }

    private static bool IsErrorRate(ThresholdPlotOptions costs) => costs is { FalsePositiveCost: 1, FalseNegativeCost: 1 };

    private static string CostText(ThresholdPlotOptions costs) => IsErrorRate(costs)
        ? "error rate"
        : $"cost per row: {NumberFormat.Setting(costs.FalsePositiveCost)} per false positive, "
            + $"{NumberFormat.Setting(costs.FalseNegativeCost)} per false negative";

    /// <summary>A metric as a step function of the threshold: a value holds from just above the next lower probability up to and including
    /// a probability.</summary>
    /// <param name="ranked">The rows.</param>
    /// <param name="value">What is drawn where the rows up to a step are called positive; −1 for none.</param>
    public static LineSeries Stairs(RankedRows ranked, Func<int, double> value)
    {
        List<double> thresholds = [0];
        List<double> values = [value(ranked.Probabilities.Count - 1)];
        for (int step = ranked.Probabilities.Count - 1; step >= 0; step--)
        {
            thresholds.AddRange([ranked.Probabilities[step], ranked.Probabilities[step]]);
            values.AddRange([value(step), value(step - 1)]);
        }

        thresholds.Add(1);
        values.Add(value(-1));
        return new LineSeries(thresholds, values) { Width = 2 };
    }

    private static double F1(RankedRows ranked, int step) => step < 0 ? 0 : ranked.F1(step);

    /// <summary>Makes sure that a model has a threshold.</summary>
    /// <exception cref="LogRegException">It has more than two classes.</exception>
    public static void RequireTwoClasses(LogisticModel model)
    {
        if (!model.Target.IsBinary)
        {
            throw new LogRegException(
                $"a threshold needs a model of two classes, but this one has {model.Target.Classes.Count}",
                $"for several classes the most probable one is predicted: draw {ChartOperations.PlotConfusion}, or "
                    + $"{ChartOperations.PlotPrecisionRecall} for each class against the others");
        }
    }

    private static string AtThreshold(LogisticModel model, RankedRows ranked)
    {
        int step = ranked.LastAtLeast(model.Threshold);
        return step < 0
            ? "at the model's threshold no row is predicted positive"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"at the model's threshold, {NumberFormat.Threshold(model.Threshold)}, precision {ranked.Precision(step):F3} and recall "
                    + $"{ranked.Recall(step):F3}");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
