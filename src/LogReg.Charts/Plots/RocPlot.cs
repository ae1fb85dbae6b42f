using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Plots;

/// <summary>The ROC curve: the share of positive rows found over the share of negative rows mistaken for them.</summary>
internal static class RocPlot
{
    private const int Width = 680;
    private const int Height = 700;

    /// <summary>The figure of scored rows.</summary>
    /// <exception cref="LogRegException">All rows are of one class.</exception>
    public static Figure Draw(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        var series = new List<Series> { ReferenceLine.Diagonal with { Name = "chance" } };
        var points = new List<Series>();
        var areas = new List<string>();
        double[] measured =
        [
            .. Enumerable.Range(0, rows.Classes.Count).Select(
                curve => BinaryMetrics.Compute(rows.Scores(curve), rows.IsOf(curve), rows.Weights).RocAuc),
        ];
        int[] shown = HardestClasses.Of(measured);
        foreach (int curve in shown)
        {
            double area = measured[curve];
            RankedRows ranked = rows.Ranked(curve);
            (double[] falseRates, double[] trueRates) = Curve(ranked.Outline);
            string name = TargetText.OfSeries(rows.Classes, curve, alone: "", suffix: ": ");
            areas.Add($"{name}AUC {NumberFormat.Fixed(area, 4)}");
            series.Add(
                new LineSeries(falseRates, trueRates)
                {
                    Name = areas[^1],
                    Width = 2.25,
                    Ink = Inks.Series[(areas.Count - 1) % Inks.Series.Count],
                });
            if (model.Target.IsBinary)
            {
                points.Add(AtThreshold(model.Threshold, ranked));
            }
        }

        RowsOfOneClass.ThrowIf(areas.Count == 0, rows, "a ROC curve");
        return new Figure
        {
            Name = "roc",
            Title = model.Target.IsBinary
                ? $"ROC curve of {model.Target.Name} = {model.Target.Positive}"
                : $"ROC curves of {model.Target.Name}, each class against the others",
            Subtitle = rows.Describe() + HardestClasses.Note(shown.Length, rows.Classes.Count),
            Description =
                $"True positive rate against false positive rate as the threshold falls. {string.Join(". ", areas)}; chance is 0.5.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("false positive rate"),
                    Y = Axis.OfShare("true positive rate"),
                    Series = [.. series, .. points],
                    Legend = LegendPlace.LowerRight,
                    IsSquare = true,
                },
            ],
        };
    }

    /// <summary>The curve's corners, from (0, 0) to (1, 1); rows of one score are one step.</summary>
    public static (double[] FalseRates, double[] TrueRates) Curve(RankedRows ranked) => (
        [0, .. ranked.FalsePositives.Select(weight => weight / ranked.Negatives)],
        [0, .. ranked.TruePositives.Select(weight => weight / ranked.Positives)]);

    private static PointSeries AtThreshold(double threshold, RankedRows ranked)
    {
        int step = ranked.LastAtLeast(threshold);
        double trueRate = step < 0 ? 0 : ranked.Recall(step);
        double falseRate = step < 0 ? 0 : ranked.FalsePositives[step] / ranked.Negatives;
        string name = $"threshold {NumberFormat.Threshold(threshold)}";
        string tooltip =
            string.Create(CultureInfo.InvariantCulture, $"{name}: sensitivity {trueRate:P1}, false positive rate {falseRate:P1}");
        return new PointSeries([new DataPoint(falseRate, trueRate, tooltip)]) { Name = name, Ink = Inks.Series[1], Radius = 6 };
    }
}
