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
                Histogram(rows),
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

    private static Chart Histogram(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        double[] weights = rows.Weights;
        var series = new List<Series>();
        double[] bases = new double[Bins];
        foreach (BarPart part in Parts(rows))
        {
            double[] heights = Heights(part, weights);

            // The chart above names several classes already.
            series.Add(Bars(part, heights, bases, weights.Length > 0) with { Name = model.Target.IsBinary ? part.Name : "" });
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

    // The rows of each class; of several classes, the probability that counts is that of the row's own class.
    private static IEnumerable<BarPart> Parts(ScoredRows rows)
    {
        TargetDescription target = rows.Model.Target;
        if (!target.IsBinary)
        {
            return rows.Classes.Select(
                (name, curve) => new BarPart(name, rows.Probabilities(curve), rows.IsOf(curve), Inks.Series[curve % Inks.Series.Count]));
        }

        double[] probabilities = rows.Probabilities(0);
        bool[] isPositive = rows.IsOf(0);
        return
        [
            new BarPart(target.Positive!, probabilities, isPositive, Inks.Series[0]),
            new BarPart(target.Negative!, probabilities, [.. isPositive.Select(isIt => !isIt)], Inks.Series[5]),
        ];
    }

    private static double[] Heights(BarPart part, double[] weights)
    {
        double[] heights = new double[Bins];
        for (int row = 0; row < part.Probabilities.Length; row++)
        {
            if (part.IsCounted[row])
            {
                heights[Math.Min(Bins - 1, (int)(part.Probabilities[row] * Bins))] += weights.Length == 0 ? 1 : weights[row];
            }
        }

        return heights;
    }

    private static BarSeries Bars(BarPart part, double[] heights, double[] bases, bool isWeighted)
    {
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(edge => edge / (double)Bins)];
        return new BarSeries(edges, heights)
        {
            Ink = part.Ink,
            Bases = [.. bases],
            Tooltips = [.. heights.Select((height, bin) => Tooltip(part.Name, edges[bin], edges[bin + 1], height, isWeighted))],
        };
    }

    private static string Tooltip(string name, double from, double to, double height, bool isWeighted)
    {
        string unit = isWeighted ? "of weight" : height == 1 ? "row" : "rows";
        return string.Create(CultureInfo.InvariantCulture, $"{name}, {from:P0} to {to:P0}: {NumberFormat.Weight(height)} {unit}");
    }

    /// <param name="Name">The name of the class.</param>
    /// <param name="Probabilities">A probability for each row.</param>
    /// <param name="IsCounted">Whether each row is of the class.</param>
    /// <param name="Ink">The colour of the bars.</param>
    private sealed record BarPart(string Name, double[] Probabilities, bool[] IsCounted, Ink Ink);
}
