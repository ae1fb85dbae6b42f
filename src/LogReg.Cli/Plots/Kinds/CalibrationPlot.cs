using System.CommandLine;
using System.Globalization;
using LogReg.Cli.Output;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>Observed shares over predicted probabilities, with intervals, above the histogram of the probabilities.</summary>
internal sealed class CalibrationPlot : PlotKind
{
    private const int Width = 720;
    private const int Height = 820;
    private const int Groups = 10;
    private const int Bins = 20;

    // The normal distribution's 97.5% point, for intervals of 95%.
    private const double Quantile = 1.959963984540054;

    public override string Name => "calibration";

    public override string Summary => "observed shares over predicted probabilities, with their histogram";

    public override bool NeedsModel => true;

    public override bool NeedsData => true;

    public override IReadOnlyList<Option> OptionsOf(PlotOptions options) => [options.Lambda];

    public override Figure Draw(PlotRequest request)
    {
        ScoredRows rows = request.Score();
        LogisticModel model = request.Model;
        var curves = new List<Series> { ReferenceLine.Diagonal with { Name = "perfect" } };
        for (int curve = 0; curve < rows.Classes.Count; curve++)
        {
            DataPoint[] points = [.. Deciles(rows.Probabilities(curve), rows.IsOf(curve))];
            Ink ink = Inks.Series[curve % Inks.Series.Count];
            curves.Add(new LineSeries([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]) { Ink = ink, Width = 1.25 });
            curves.Add(new PointSeries(points) { Ink = ink, Name = model.Target.IsBinary ? "tenths of the rows, with 95% intervals" : rows.Classes[curve] });
        }

        return new Figure
        {
            Name = "calibration",
            Title = model.Target.IsBinary ? $"Calibration of {model.Target.Name} = {model.Target.Positive}" : $"Calibration of {model.Target.Name}, class by class",
            Subtitle = $"{NumberFormat.Count(rows.Count, "row")} of {Path.GetFileName(request.DataPath)}",
            Description = "The share of rows that are of the class over the probability predicted for them, by tenths of the rows, with Wilson's 95% intervals. "
                + "Points on the diagonal are what was predicted. Below, how many rows have which probability.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart { X = Axis.OfShare("") with { HasLabels = false }, Y = Axis.OfShare("observed share"), Series = curves, Legend = LegendPlace.Above, Share = 3 },
                Histogram(rows, model),
            ],
        };
    }

    /// <summary>The rows in tenths by probability: the mean probability and the observed share of each, with Wilson's interval (1927).</summary>
    public static IEnumerable<DataPoint> Deciles(double[] probabilities, bool[] isPositive)
    {
        double[] keys = [.. probabilities];
        bool[] labels = [.. isPositive];
        Array.Sort(keys, labels);
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

            int count = end - start;
            int positives = labels.AsSpan(start, count).Count(true);
            double mean = keys.AsSpan(start, count).ToArray().Average();
            double share = positives / (double)count;
            double square = Quantile * Quantile;
            double center = (share + (square / (2 * count))) / (1 + (square / count));
            double half = Quantile / (1 + (square / count)) * Math.Sqrt((share * (1 - share) / count) + (square / (4.0 * count * count)));
            string tooltip = string.Create(CultureInfo.InvariantCulture, $"{count} rows: predicted {mean:P1}, observed {share:P1} ({center - half:P1} to {center + half:P1})");
            yield return new DataPoint(mean, share, tooltip) { YInterval = (Math.Max(0, center - half), Math.Min(1, center + half)) };
            start = end;
        }
    }

    private static Chart Histogram(ScoredRows rows, LogisticModel model)
    {
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(edge => edge / (double)Bins)];
        var series = new List<Series>();
        bool[] isPositive = rows.IsOf(0);
        double[] probabilities = rows.Probabilities(0);
        double[] bases = new double[Bins];

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
                return (name, (Func<int, double>)(row => ofClass[row]), (Func<int, bool>)(row => isOfClass[row]), Inks.Series[curve % Inks.Series.Count]);
            })];
        // The chart above names several classes already.
        foreach ((string name, Func<int, double> probability, Func<int, bool> isCounted, Ink ink) in parts)
        {
            double[] heights = new double[Bins];
            for (int row = 0; row < rows.Count; row++)
            {
                if (isCounted(row))
                {
                    heights[Math.Min(Bins - 1, (int)(probability(row) * Bins))]++;
                }
            }

            series.Add(new BarSeries(edges, heights)
            {
                Name = model.Target.IsBinary ? name : "",
                Ink = ink,
                Bases = [.. bases],
                Tooltips = [.. heights.Select((height, bin) => string.Create(CultureInfo.InvariantCulture, $"{name}, {edges[bin]:P0} to {edges[bin + 1]:P0}: {NumberFormat.Count((long)height, "row")}"))],
            });
            bases = [.. bases.Zip(heights, (low, height) => low + height)];
        }

        return new Chart
        {
            X = Axis.OfShare(model.Target.IsBinary ? "predicted probability" : "predicted probability of the row's own class"),
            Y = new Axis { Label = "rows", Minimum = 0 },
            Series = series,
            Legend = LegendPlace.Above,
        };
    }
}
