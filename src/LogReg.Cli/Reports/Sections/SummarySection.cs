using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Evaluation;

namespace LogReg.Cli.Reports.Sections;

/// <summary>What a report says first, in plain words.</summary>
internal static class SummarySection
{
    public static ReportSection Of(ReportInput input)
    {
        var blocks = new List<ReportBlock> { new TextBlock(Purpose(input)), new TextBlock(Quality(input)), Tiles(input) };
        IReadOnlyList<(string Lead, string Text)> effects = EffectText.Strongest(input.Model);
        if (effects.Count > 0)
        {
            blocks.Add(new HeadingBlock("What moves the prediction most"));
            blocks.Add(new ListBlock(effects));
        }

        blocks.Add(new HeadingBlock("What to watch out for"));
        IReadOnlyList<string> warnings = ReportWarnings.Of(input);
        blocks.Add(warnings.Count > 0 ? new WarningsBlock(warnings) : new TextBlock("Nothing: neither training nor these rows gave cause for a warning."));
        return new ReportSection("summary", "Summary", blocks);
    }

    private static string Purpose(ReportInput input)
    {
        TargetDescription target = input.Model.Target;
        ClassificationMetrics metrics = input.Evaluation.Metrics;
        string what = target.IsBinary
            ? $"The model predicts the probability that {target.Name} is {target.Positive} rather than {target.Negative}"
            : $"The model predicts which of {NumberFormat.Count(target.Classes.Count)} classes {target.Name} is";
        string compared = $"{NumberFormat.Count(metrics.Rows, "row")} of {input.Outcome.Data}";
        string share = metrics.Binary is BinaryMetrics binary ? $", of which {NumberFormat.Percent(binary.PositiveShare)} are {target.Positive}" : "";
        return $"{what}, from {FeatureText(input.Model)}. It was trained on {NumberFormat.Count(input.Model.Training.Rows, "row")}, and is compared here with {compared}{share}. {Acquaintance(input)}";
    }

    private static string FeatureText(LogisticModel model)
    {
        const int MostNames = 6;
        int count = model.Features.Count;
        return count switch
        {
            0 => "nothing but its intercept",
            <= MostNames => string.Join(", ", model.Features.Select(feature => feature.Name)),
            _ => $"{NumberFormat.Count(count)} features, among them {string.Join(", ", model.Features.Take(MostNames - 2).Select(feature => feature.Name))}",
        };
    }

    // As many rows of the same loss to the last digits are no others.
    private static string Acquaintance(ReportInput input)
    {
        const double Rounding = 1e-9;
        double loss = input.Evaluation.Metrics.LogLoss;
        TrainingSummary training = input.Model.Training;
        bool areKnown = input.Evaluation.UnseenCells.Count == 0 && training.Rows == input.Evaluation.Metrics.Rows && Math.Abs(loss - training.Loss) <= Rounding * Math.Max(1, loss);
        return areKnown && !input.IsTakenFromPath
            ? "These are the rows that it was trained on: new ones it will predict a little worse."
            : "If these are rows that it was trained on, new ones it will predict a little worse.";
    }

    private static string Quality(ReportInput input)
    {
        ClassificationMetrics metrics = input.Evaluation.Metrics;
        TargetDescription target = input.Model.Target;
        int commonest = Enumerable.Range(0, metrics.ConfusionMatrix.Classes.Count).MaxBy(metrics.ConfusionMatrix.ActualTotal);
        string verdict = metrics.Accuracy > metrics.NullAccuracy ? "" : ", which is no worse";
        string accuracy = $"It is right on {NumberFormat.Percent(metrics.Accuracy)} of the rows; always saying {metrics.ConfusionMatrix.Classes[commonest]} would be right on {NumberFormat.Percent(metrics.NullAccuracy)}{verdict}.";
        string ranking = double.IsNaN(metrics.RocAuc) ? ""
            : target.IsBinary
                ? $" Of two rows, one {target.Positive} and one {target.Negative}, it gives the former the higher probability in {NumberFormat.Percent(metrics.RocAuc)} of cases (ROC AUC); chance does so in half of them."
                : $" Of two rows, one of a class and one of another, it gives the former the higher probability of that class in {NumberFormat.Percent(metrics.RocAuc)} of cases (ROC AUC, mean of the classes); chance does so in half of them.";
        double explained = 1 - (metrics.LogLoss / metrics.NullLogLoss);
        string loss = !double.IsFinite(explained) ? "."
            : explained > 0 ? $": the model takes away {NumberFormat.Percent(explained)} of the uncertainty."
            : ": on these rows the model does worse than that.";
        return $"{accuracy}{ranking} Its log loss is {NumberFormat.Significant(metrics.LogLoss, 4)}, that of the classes' shares alone {NumberFormat.Significant(metrics.NullLogLoss, 4)}{loss}";
    }

    private static TilesBlock Tiles(ReportInput input)
    {
        ClassificationMetrics metrics = input.Evaluation.Metrics;
        string classes = input.Model.Target.IsBinary
            ? $"{NumberFormat.Percent(metrics.Binary!.PositiveShare)} {input.Model.Target.Positive}"
            : $"{NumberFormat.Count(input.Model.Target.Classes.Count)} classes";
        return new TilesBlock(
        [
            ("Rows", NumberFormat.Count(metrics.Rows), classes),
            ("Accuracy", NumberFormat.Percent(metrics.Accuracy), $"always the commonest class: {NumberFormat.Percent(metrics.NullAccuracy)}"),
            ("ROC AUC", NumberFormat.Significant(metrics.RocAuc, 4), "chance: 0.5"),
            ("Log loss", NumberFormat.Significant(metrics.LogLoss, 4), $"shares alone: {NumberFormat.Significant(metrics.NullLogLoss, 4)}"),
        ]);
    }
}
