using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>A binary model's performance at other thresholds.</summary>
internal static class ThresholdSection
{
    private const int Steps = 20;

    public static ReportSection Of(ReportInput input)
    {
        LogisticModel model = input.Model;
        if (!model.Target.IsBinary)
        {
            return new ReportSection("thresholds", "Thresholds", []);
        }

        double[] thresholds =
        [
            .. Enumerable.Range(1, Steps - 1).Select(step => step / (double)Steps).Append(model.Threshold).Distinct().Order(),
        ];
        (double[] found, double[] mistaken) = Counts(input.Rows, thresholds);
        ReportTable table = Table(model, thresholds, found, mistaken);
        string text =
            $"A row is predicted {model.Target.Positive} if its probability is at or above the threshold. A lower threshold raises "
                + $"recall (sensitivity) and lowers specificity; which one is best depends on the cost of each kind of error. The model "
                + $"uses {NumberFormat.Threshold(model.Threshold)}.";
        var performance = new TableBlock($"Performance at other thresholds: {input.RowsText}", table)
        {
            MarkedRow = Label(model, model.Threshold),
        };
        ReportBlock[] picture = ReportFigures.Of(input, "threshold") is { Count: > 0 } figures ? [new FiguresBlock(figures)] : [];
        return new ReportSection("thresholds", "Thresholds", [new TextBlock(text), new BesideBlock([performance], picture)]);
    }

    // The weights of positive and of negative rows by how many of the thresholds they reach.
    private static (double[] Found, double[] Mistaken) Counts(ScoredRows rows, double[] thresholds)
    {
        double[] found = new double[thresholds.Length + 1];
        double[] mistaken = new double[thresholds.Length + 1];
        double[] probabilities = rows.Probabilities(0);
        bool[] isPositive = rows.IsOf(0);
        double[] weights = rows.Weights;
        for (int row = 0; row < probabilities.Length; row++)
        {
            int place = Array.BinarySearch(thresholds, probabilities[row]);
            (isPositive[row] ? found : mistaken)[place < 0 ? ~place : place + 1] += weights.Length == 0 ? 1 : weights[row];
        }

        return (found, mistaken);
    }

    private static ReportTable Table(LogisticModel model, double[] thresholds, double[] found, double[] mistaken)
    {
        double positives = found.Sum();
        double negatives = mistaken.Sum();
        var table = new ReportTable(
            "threshold",
            $"predicted {model.Target.Positive}",
            "precision (PPV)",
            "recall (sensitivity)",
            "specificity",
            "NPV",
            "F1",
            "accuracy");
        for (int index = 0; index < thresholds.Length; index++)
        {
            double truePositives = found.AsSpan(index + 1).ToArray().Sum();
            double falsePositives = mistaken.AsSpan(index + 1).ToArray().Sum();
            double trueNegatives = negatives - falsePositives;
            table.Add(
                Label(model, thresholds[index]),
                NumberFormat.Percent((truePositives + falsePositives) / (positives + negatives)),
                NumberFormat.Percent(truePositives / (truePositives + falsePositives)),
                NumberFormat.Percent(truePositives / positives),
                NumberFormat.Percent(trueNegatives / negatives),
                NumberFormat.Percent(trueNegatives / (trueNegatives + positives - truePositives)),
                NumberFormat.Percent(2 * truePositives / (truePositives + falsePositives + positives)),
                NumberFormat.Percent((truePositives + trueNegatives) / (positives + negatives)));
        }

        return table;
    }

    private static string Label(LogisticModel model, double threshold) =>
        NumberFormat.Threshold(threshold) + (threshold == model.Threshold ? " (the model's)" : "");
}
