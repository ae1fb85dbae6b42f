using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Plots;

/// <summary>Observed shares over predicted probabilities, with intervals, above the histogram of the probabilities.</summary>
internal static class CalibrationPlot
{
    private const int Width = 720;
    private const int Height = 820;
    private const int Groups = 10;
    private const int Bins = 20;

    // The normal distribution's 97.5% point, for intervals of 95%.
    private const double Quantile = 1.959963984540054;

    /// <summary>The figure of scored rows.</summary>
    public static Figure Draw(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        var curves = new List<Series> { ReferenceLine.Diagonal with { Name = "perfect" } };
        for (int curve = 0; curve < rows.Classes.Count; curve++)
        {
            DataPoint[] points = [.. Deciles(rows.Probabilities(curve), rows.IsOf(curve), rows.Weights)];
            Ink ink = Inks.Series[curve % Inks.Series.Count];
            curves.Add(
                new LineSeries([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]) { Ink = ink, Width = 1.25 });
            curves.Add(
                new PointSeries(points) { Ink = ink, Name = TargetText.OfSeries(rows.Classes, curve, "deciles, with 95% intervals") });
        }

        return new Figure
        {
            Name = "calibration",
            Title = $"Calibration of {TargetText.Of(model.Target, ", class by class")}",
            Subtitle = rows.Describe(),
            Description =
                "Observed proportions against mean predicted probabilities, by deciles of the predicted probability, with Wilson 95% "
                + "intervals. "
                    + "Points on the diagonal are perfectly calibrated. Below, a histogram of the predicted probabilities.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("") with { HasLabels = false },
                    Y = Axis.OfShare("observed proportion"),
                    Series = curves,
                    Legend = LegendPlace.Above,
                    Share = 3,
                },
                Histogram(rows, model),
            ],
        };
    }

    /// <summary>The rows in tenths by probability: the mean probability and the observed share of each, with Wilson's interval
    /// (1927).</summary>
    /// <param name="probabilities">A probability a row.</param>
    /// <param name="isPositive">Whether a row is positive.</param>
    /// <param name="weights">What a row counts, above 0; empty for 1. The interval is for as many rows as weigh equally and are as precise:
    /// (Σw)²/Σw² (Kish 1965).</param>
    public static IEnumerable<DataPoint> Deciles(double[] probabilities, bool[] isPositive, double[] weights)
    {
        double[] keys = [.. probabilities];
        int[] rows = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, rows);
        int start = 0;
        for (int group = 1; group <= Groups; group++)
        {
            // Rows of one probability stay together.
            int end = (int)((long)keys.Length * group / Groups);
            while (end > start && end < keys.Length && keys[end] == keys[end - 1])
            {
                end++;
            }

            if (end <= start)
            {
                continue;
            }

            double total = 0;
            double squares = 0;
            double positives = 0;
            double sum = 0;
            for (int place = start; place < end; place++)
            {
                double weight = weights.Length == 0 ? 1 : weights[rows[place]];
                total += weight;
                squares += weight * weight;
                positives += isPositive[rows[place]] ? weight : 0;
                sum += weight * keys[place];
            }

            yield return Point(end - start, sum / total, positives / total, total * total / squares);
            start = end;
        }
    }

    private static DataPoint Point(int rows, double mean, double share, double count)
    {
        double square = Quantile * Quantile;
        double center = (share + (square / (2 * count))) / (1 + (square / count));
        double half = Quantile / (1 + (square / count)) * Math.Sqrt((share * (1 - share) / count) + (square / (4.0 * count * count)));
        string tooltip =
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows} rows: predicted {mean:P1}, observed {share:P1} ({center - half:P1} to {center + half:P1})");
        return new DataPoint(mean, share, tooltip) { YInterval = (Math.Max(0, center - half), Math.Min(1, center + half)) };
    }

    private static Chart Histogram(ScoredRows rows, LogisticModel model)
    {
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(edge => edge / (double)Bins)];
        var series = new List<Series>();
        bool[] isPositive = rows.IsOf(0);
        double[] probabilities = rows.Probabilities(0);
        double[] bases = new double[Bins];
        double[] weights = rows.Weights;

        // Of several classes the rows' own class is the one whose probabilities are counted.
        (string Name, Func<int, double> Probability, Func<int, bool> IsCounted, Ink Ink)[] parts = model.Target.IsBinary
            ?
            [
                (model.Target.Positive!, row => probabilities[row], row => isPositive[row], Inks.Series[0]),
                (model.Target.Negative!, row => probabilities[row], row => !isPositive[row], Inks.Series[5]),
            ]
            : [.. rows.Classes.Select((name, curve) =>
            {
                bool[] isOfClass = rows.IsOf(curve);
                double[] ofClass = rows.Probabilities(curve);
                return (name, (Func<int, double>)(row => ofClass[row]), (Func<int, bool>)(row => isOfClass[row]),
                    Inks.Series[curve % Inks.Series.Count]);
            })];
        // The chart above names several classes already.
        foreach ((string name, Func<int, double> probability, Func<int, bool> isCounted, Ink ink) in parts)
        {
            double[] heights = new double[Bins];
            for (int row = 0; row < rows.Count; row++)
            {
                if (isCounted(row))
                {
                    heights[Math.Min(Bins - 1, (int)(probability(row) * Bins))] += weights.Length == 0 ? 1 : weights[row];
                }
            }

            series.Add(new BarSeries(edges, heights)
            {
                Name = model.Target.IsBinary ? name : "",
                Ink = ink,
                Bases = [.. bases],
                Tooltips =
                [
                    .. heights.Select(
                        (height, bin) =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{name}, {edges[bin]:P0} to {edges[bin + 1]:P0}: {NumberFormat.Weight(height)} "
                                    + $"{(weights.Length > 0 ? "of weight" : height == 1 ? "row" : "rows")}")),
                ],
            });
            bases = [.. bases.Zip(heights, (low, height) => low + height)];
        }

        return new Chart
        {
            X = Axis.OfShare(model.Target.IsBinary ? "predicted probability" : "predicted probability of the row's own class"),
            Y = new Axis { Label = weights.Length > 0 ? "weight of the rows" : "rows", Minimum = 0 },
            Series = series,
            Legend = LegendPlace.Above,
        };
    }
}
