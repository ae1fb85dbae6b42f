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
        var ideals = new List<Series>();
        var curves = new List<Series>();
        var points = new List<Series>();
        var sentences = new List<string>();
        for (int curve = 0; curve < rows.Classes.Count; curve++)
        {
            RankedRows ranked = rows.Ranked(curve);
            if (ranked.Positives == 0 || ranked.Negatives == 0)
            {
                continue;
            }

            Ink ink = Inks.Series[curve % Inks.Series.Count];
            string name = TargetText.OfSeries(rows.Classes, curve, alone: "the model");
            (double[] shares, double[] gains) = Curve(ranked);
            ideals.Add(new LineSeries([0, ranked.PositiveShare, 1], [0, 1, 1])
            {
                Name = ideals.Count > 0 ? ""
                    : model.Target.IsBinary ? "ideal: all positive rows first"
                    : "ideal: all rows of the class first",
                Ink = model.Target.IsBinary ? Inks.Series[2] : ink,
                Dash = Dash.Dotted,
                Width = 1.5,
            });
            (double[] outline, double[] heights) = Curve(ranked.Outline);
            curves.Add(new LineSeries(outline, heights) { Name = name, Ink = ink, Width = 2.25 });
            DataPoint[] marks =
            [
                .. Enumerable.Range(1, Marks - 1).Select(mark => Mark(
                    mark / (double)Marks,
                    shares,
                    gains,
                    TargetText.OfSeries(rows.Classes, curve, alone: "positive rows", prefix: "rows of "))),
            ];
            points.Add(new PointSeries(marks) { Ink = ink, Radius = 4 });
            sentences.Add(marks[1].Tooltip);
        }

        RowsOfOneClass.ThrowIf(curves.Count == 0, rows, "a gain curve");
        return new Figure
        {
            Name = "gain",
            Title = $"Cumulative gain of {TargetText.Of(model.Target, ", class by class")}",
            Subtitle = rows.Describe(),
            Description = $"The proportion of positive rows found among the most probable rows. {string.Join(". ", sentences)}.",
            Width = Width,
            Height = Height,
            Charts =
            [
                new Chart
                {
                    X = Axis.OfShare("proportion of rows, most probable first") with { Format = Percent },
                    Y =
                        Axis.OfShare(
                            model.Target.IsBinary ? "proportion of positive rows found" : "proportion of the class's rows found") with
                            {
                                Format = Percent,
                            },
                    Series = [ReferenceLine.Diagonal with { Name = "random order" }, .. ideals, .. curves, .. points],
                    Legend = LegendPlace.Above,
                    IsSquare = true,
                },
            ],
        };
    }

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
