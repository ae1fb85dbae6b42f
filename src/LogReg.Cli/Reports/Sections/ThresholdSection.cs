using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;

namespace LogReg.Cli.Reports.Sections;

/// <summary>What a model of two classes does at other thresholds.</summary>
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

        double[] thresholds = [.. Enumerable.Range(1, Steps - 1).Select(step => step / (double)Steps).Append(model.Threshold).Distinct().Order()];
        double[] found = new double[thresholds.Length + 1];
        double[] mistaken = new double[thresholds.Length + 1];
        double[] probabilities = input.Rows.Probabilities(0);
        bool[] isPositive = input.Rows.IsOf(0);
        double[] weights = input.Rows.Weights;
        for (int row = 0; row < probabilities.Length; row++)
        {
            // How many of the thresholds the row reaches.
            int place = Array.BinarySearch(thresholds, probabilities[row]);
            (isPositive[row] ? found : mistaken)[place < 0 ? ~place : place + 1] += weights.Length == 0 ? 1 : weights[row];
        }

        ReportTable table = Table(model, thresholds, found, mistaken);
        string text = $"A row is called {model.Target.Positive} from the threshold on. A lower one finds more of them and mistakes more others; which is best depends on what either error costs. The model's own is {NumberFormat.Threshold(model.Threshold)}.";
        return new ReportSection(
            "thresholds",
            "Thresholds",
            [new TextBlock(text), new TableBlock($"What calling rows {model.Target.Positive} from other thresholds on would do", table) { MarkedRow = Label(model, model.Threshold) }]);
    }

    private static ReportTable Table(LogisticModel model, double[] thresholds, double[] found, double[] mistaken)
    {
        double positives = found.Sum();
        double negatives = mistaken.Sum();
        var table = new ReportTable("threshold", $"called {model.Target.Positive}", "precision", "recall", $"recall of {model.Target.Negative}", "F1", "accuracy");
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
                NumberFormat.Percent(2 * truePositives / (truePositives + falsePositives + positives)),
                NumberFormat.Percent((truePositives + trueNegatives) / (positives + negatives)));
        }

        return table;
    }

    private static string Label(LogisticModel model, double threshold) => NumberFormat.Threshold(threshold) + (threshold == model.Threshold ? " (the model's)" : "");
}
