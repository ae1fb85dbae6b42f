using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Plots;

/// <summary>The precision-recall curve: which share of the rows called positive is, over the share of positive rows found.</summary>
internal static class PrecisionRecallPlot
{
    private const int Width = 680;
    private const int Height = 740;

    /// <summary>The figure of scored rows.</summary>
    /// <exception cref="LogRegException">All rows are of one class.</exception>
    public static Figure Draw(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        double[] measured = [.. Enumerable.Range(0, rows.Classes.Count).Select(curve => AveragePrecision(rows, curve))];
        int[] shown = HardestClasses.Of(measured);
        RowsOfOneClass.ThrowIf(shown.Length == 0, rows, "a precision-recall curve");
        Series[] curves = [.. shown.Select((curve, place) => Line(rows, curve, measured[curve], InkOf(place)))];
        Series[] baseRates = [.. shown.Select((curve, place) => BaseRate(rows, curve, place))];
        PointSeries? point = model.Target.IsBinary ? AtThreshold(model.Threshold, rows.Ranked(0)) : null;
        IEnumerable<string> names = curves.Concat(baseRates).Select(series => series.Name).Where(name => name.Length > 0);
        return new Figure
        {
            Name = "precision-recall",
            Title = model.Target.IsBinary
                ? $"Precision and recall of {model.Target.Name} = {model.Target.Positive}"
                : $"Precision and recall of {model.Target.Name}, each class against the others",
            Subtitle = rows.Describe() + HardestClasses.Note(shown.Length, rows.Classes.Count),
            Description =
                "Precision (the proportion of rows predicted positive that are) against recall (the proportion of positive rows predicted "
                    + $"positive) as the threshold falls. {(model.Target.IsBinary ? "The curve: " : "")}{string.Join("; ", names)}. "
                    + "Random predictions have the base rate as their precision.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("recall"),
                    Y = Axis.OfShare("precision"),
                    Series = [.. baseRates, .. curves, .. point is null ? Array.Empty<Series>() : [point]],
                    Legend = LegendPlace.Above,
                    IsSquare = true,
                },
            ],
        };
    }

    private static LineSeries Line(ScoredRows rows, int curve, double averagePrecision, Ink ink)
    {
        (double[] recalls, double[] precisions) = Curve(rows.Ranked(curve).Outline);
        string className = rows.Model.Target.IsBinary ? "" : $"{rows.Classes[curve]}: ";
        return new LineSeries(recalls, precisions)
        {
            Name = $"{className}average precision {NumberFormat.Fixed(averagePrecision, 4)}",
            Width = 2.25,
            Ink = ink,
        };
    }

    // One name in the legend stands for the base rates of several classes.
    private static ReferenceLine BaseRate(ScoredRows rows, int curve, int place)
    {
        double share = rows.Ranked(curve).PositiveShare;
        return rows.Model.Target.IsBinary
            ? ReferenceLine.Horizontal(share) with { Name = $"base rate {NumberFormat.Fixed(share, 4)}" }
            : ReferenceLine.Horizontal(share) with
            {
                Name = place == 0 ? "base rates: the classes' proportions" : "",
                Ink = InkOf(place),
            };
    }

    private static Ink InkOf(int place) => Inks.Series[place % Inks.Series.Count];

    private static double AveragePrecision(ScoredRows rows, int curve)
    {
        RankedRows ranked = rows.Ranked(curve);
        return ranked.Positives == 0 || ranked.Negatives == 0
            ? double.NaN
            : BinaryMetrics.Compute(rows.Scores(curve), rows.IsOf(curve), rows.Weights).AveragePrecision;
    }

    /// <summary>The curve as stairs, the area under which is the average precision: each gain in recall comes at the precision after
    /// it.</summary>
    public static (double[] Recalls, double[] Precisions) Curve(RankedRows ranked)
    {
        List<double> recalls = [];
        List<double> precisions = [];
        for (int step = 0; step < ranked.TruePositives.Count; step++)
        {
            double recall = ranked.Recall(step);
            double before = step == 0 ? 0 : ranked.Recall(step - 1);
            bool isSameHeight = step > 0 && ranked.Precision(step) == ranked.Precision(step - 1);
            if (!isSameHeight)
            {
                recalls.Add(before);
                precisions.Add(ranked.Precision(step));
            }

            if (recall > before)
            {
                recalls.Add(recall);
                precisions.Add(ranked.Precision(step));
            }
        }

        return ([.. recalls], [.. precisions]);
    }

    private static PointSeries? AtThreshold(double threshold, RankedRows ranked)
    {
        int step = ranked.LastAtLeast(threshold);
        if (step < 0)
        {
            return null;
        }

        string name = $"threshold {NumberFormat.Threshold(threshold)}";
        string tooltip = string.Create(
            CultureInfo.InvariantCulture, $"{name}: precision {ranked.Precision(step):0.0%}, recall {ranked.Recall(step):0.0%}");
        return new PointSeries([new DataPoint(ranked.Recall(step), ranked.Precision(step), tooltip)])
        {
            Name = name,
            Ink = Inks.Series[1],
            Radius = 6,
        };
    }
}
