using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;

namespace LogReg.Charts.Plots;

/// <summary>The cumulative gain: which share of the positive rows is among the most probable ones.</summary>
internal static class GainPlot
{
    private const int Width = 680;
    private const int Height = 740;
    private const int Marks = 10;

    /// <summary>The figure of scored rows.</summary>
    /// <exception cref="LogRegException">All rows are of one class.</exception>
    public static Figure Draw(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        int[] shown = [.. Enumerable.Range(0, rows.Classes.Count).Where(curve => rows.Ranked(curve) is { Positives: > 0, Negatives: > 0 })];
        RowsOfOneClass.ThrowIf(shown.Length == 0, rows, "a gain curve");
        PointSeries[] points = [.. shown.Select(curve => Points(rows, curve))];
        IEnumerable<string> sentences = points.Select(series => series.Points[1].Tooltip);
        return new Figure
        {
            Name = "gain",
            Title = model.Target.IsBinary
                ? $"Cumulative gain of {model.Target.Name} = {model.Target.Positive}"
                : $"Cumulative gain of {model.Target.Name}, class by class",
            Subtitle = rows.Describe(),
            Description = $"The proportion of positive rows found among the most probable rows. {string.Join(". ", sentences)}.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("proportion of rows, most probable first") with { Format = Percent },
                    Y = Axis.OfShare($"proportion of {(model.Target.IsBinary ? "positive" : "the class's")} rows found") with
                    {
                        Format = Percent,
                    },
                    Series =
                    [
                        ReferenceLine.Diagonal with { Name = "random order" },
                        .. shown.Select(curve => Ideal(rows, curve, isFirst: curve == shown[0])),
                        .. shown.Select(curve => Gains(rows, curve)),
                        .. points,
                    ],
                    Legend = LegendPlace.Above,
                    IsSquare = true,
                },
            ],
        };
    }

    // One name in the legend stands for the lines of all classes.
    private static LineSeries Ideal(ScoredRows rows, int curve, bool isFirst)
    {
        bool isBinary = rows.Model.Target.IsBinary;
        return new LineSeries([0, rows.Ranked(curve).PositiveShare, 1], [0, 1, 1])
        {
            Name = isFirst ? $"ideal: all {(isBinary ? "positive rows" : "rows of the class")} first" : "",
            Ink = isBinary ? Inks.Series[2] : InkOf(curve),
            Dash = Dash.Dotted,
            Width = 1.5,
        };
    }

    private static LineSeries Gains(ScoredRows rows, int curve)
    {
        (double[] shares, double[] gains) = Curve(rows.Ranked(curve).Outline);
        string name = rows.Model.Target.IsBinary ? "the model" : rows.Classes[curve];
        return new LineSeries(shares, gains) { Name = name, Ink = InkOf(curve), Width = 2.25 };
    }

    private static PointSeries Points(ScoredRows rows, int curve)
    {
        (double[] shares, double[] gains) = Curve(rows.Ranked(curve));
        string what = rows.Model.Target.IsBinary ? "positive rows" : $"rows of {rows.Classes[curve]}";
        IEnumerable<int> marks = Enumerable.Range(1, Marks - 1);
        return new PointSeries([.. marks.Select(mark => Mark(mark / (double)Marks, shares, gains, what))])
        {
            Ink = InkOf(curve),
            Radius = 4,
        };
    }

    private static Ink InkOf(int curve) => Inks.Series[curve % Inks.Series.Count];

    /// <summary>The curve's corners, from (0, 0) to (1, 1); rows of one score come in any order, and are a straight line.</summary>
    public static (double[] Shares, double[] Gains) Curve(RankedRows ranked) => (
        [0, .. ranked.TruePositives.Zip(ranked.FalsePositives, (found, mistaken) => (found + mistaken) / ranked.Total)],
        [0, .. ranked.TruePositives.Select(found => found / ranked.Positives)]);

    private static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    private static DataPoint Mark(double share, double[] shares, double[] gains, string rows)
    {
        int next = Array.BinarySearch(shares, share);
        next = next >= 0 ? next : ~next;
        int before = Math.Max(0, next - 1);
        double length = shares[next] - shares[before];
        double gain = length > 0 ? gains[before] + ((share - shares[before]) / length * (gains[next] - gains[before])) : gains[next];
        return new DataPoint(
            share,
            gain,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The first {share:0%} of the rows hold {gain:0.0%} of the {rows}, {NumberFormat.Significant(gain / share, 3)} times "
                    + $"the average"));
    }
}
