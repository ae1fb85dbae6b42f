using System.CommandLine;
using System.Globalization;
using LogReg.Cli.Output;
using LogReg.Evaluation;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>The ROC curve: the share of positive rows found over the share of negative rows mistaken for them.</summary>
internal sealed class RocPlot : PlotKind
{
    private const int Width = 680;
    private const int Height = 700;

    public override string Name => "roc";

    public override string Summary => "true positive rate over false positive rate";

    public override bool NeedsModel => true;

    public override bool NeedsData => true;

    public override IReadOnlyList<Option> OptionsOf(PlotOptions options) => [options.Threshold, options.Lambda];

    public override Figure Draw(PlotRequest request)
    {
        ScoredRows rows = request.Score();
        LogisticModel model = request.Model;
        var series = new List<Series> { ReferenceLine.Diagonal with { Name = "chance" } };
        var points = new List<Series>();
        var areas = new List<string>();
        for (int curve = 0; curve < rows.Classes.Count; curve++)
        {
            bool[] isPositive = rows.IsOf(curve);
            double[] scores = rows.Scores(curve);
            double area = BinaryMetrics.Compute(scores, isPositive).RocAuc;
            if (double.IsNaN(area))
            {
                continue;
            }

            (double[] falseRates, double[] trueRates) = Curve(scores, isPositive);
            string name = model.Target.IsBinary ? "" : $"{rows.Classes[curve]}: ";
            areas.Add($"{name}AUC {NumberFormat.Fixed(area, 4)}");
            series.Add(new LineSeries(falseRates, trueRates) { Name = areas[^1], Width = 2.25, Ink = Inks.Series[curve % Inks.Series.Count] });
            if (model.Target.IsBinary)
            {
                points.Add(AtThreshold(model.Threshold, rows.Probabilities(curve), isPositive));
            }
        }

        if (areas.Count == 0)
        {
            throw new LogRegException($"{request.DataPath}: all rows are of one class, and a ROC curve needs two", "name a file with rows of both classes");
        }

        return new Figure
        {
            Name = "roc",
            Title = model.Target.IsBinary ? $"ROC curve of {model.Target.Name} = {model.Target.Positive}" : $"ROC curves of {model.Target.Name}, each class against the others",
            Subtitle = $"{NumberFormat.Count(rows.Count, "row")} of {Path.GetFileName(request.DataPath)}",
            Description = $"True positive rate over false positive rate as the threshold falls. {string.Join(". ", areas)}; chance is 0.5.",
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
    public static (double[] FalseRates, double[] TrueRates) Curve(double[] scores, bool[] isPositive)
    {
        double[] keys = [.. scores.Select(score => -score)];
        bool[] labels = [.. isPositive];
        Array.Sort(keys, labels);
        double positives = labels.Count(label => label);
        double negatives = labels.Length - positives;
        List<double> falseRates = [0];
        List<double> trueRates = [0];
        double found = 0;
        double mistaken = 0;
        for (int row = 0; row < keys.Length; row++)
        {
            found += labels[row] ? 1 : 0;
            mistaken += labels[row] ? 0 : 1;
            bool isCorner = row == keys.Length - 1 || keys[row + 1] != keys[row];
            if (isCorner)
            {
                falseRates.Add(mistaken / negatives);
                trueRates.Add(found / positives);
            }
        }

        return ([.. falseRates], [.. trueRates]);
    }

    private static PointSeries AtThreshold(double threshold, double[] probabilities, bool[] isPositive)
    {
        double found = 0;
        double mistaken = 0;
        double positives = 0;
        for (int row = 0; row < probabilities.Length; row++)
        {
            bool isPredicted = probabilities[row] >= threshold;
            positives += isPositive[row] ? 1 : 0;
            found += isPredicted && isPositive[row] ? 1 : 0;
            mistaken += isPredicted && !isPositive[row] ? 1 : 0;
        }

        double trueRate = found / positives;
        double falseRate = mistaken / (probabilities.Length - positives);
        string name = $"threshold {NumberFormat.Threshold(threshold)}";
        string tooltip = string.Create(CultureInfo.InvariantCulture, $"{name}: finds {trueRate:P1} of the positive rows, mistakes {falseRate:P1} of the others");
        return new PointSeries([new DataPoint(falseRate, trueRate, tooltip)]) { Name = name, Ink = Inks.Series[1], Radius = 6 };
    }
}
