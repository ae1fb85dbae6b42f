using LogReg.Cli.Output;
using LogReg.Inference;

namespace LogReg.Cli.Reports.Sections;

/// <summary>What a reader should know before trusting a model or its numbers on some rows.</summary>
internal static class ReportWarnings
{
    public static IReadOnlyList<string> Of(ReportInput input)
    {
        ModelEvaluation evaluation = input.Evaluation;
        var warnings = new List<string>();
        if (!input.Model.Training.Converged && !input.IsTakenFromPath)
        {
            warnings.Add($"The training is {InspectReport.Verdict(input.Model.Training)}.");
        }

        warnings.AddRange(input.Model.Training.Warnings.Select(Sentence));
        warnings.AddRange(EvaluationReport.PriorText(input.Model, evaluation.Metrics).Select(Sentence));
        if (evaluation.RowsWithoutKnownClass > 0)
        {
            warnings.Add($"{NumberFormat.Count(evaluation.RowsWithoutKnownClass, "row")} of {NumberFormat.Count(evaluation.RowsRead)} are left out: the model does not know their class.");
        }

        warnings.AddRange(evaluation.Warnings.Select(warning => Sentence(warning.Message)));
        if (evaluation.UnseenCells.Count > 0)
        {
            warnings.Add($"Levels that training never saw: {NumberFormat.Count(evaluation.UnseenCells.Values.Sum(), "cell")}, in {string.Join(", ", evaluation.UnseenCells.Keys.Take(8))}, taken as the reference.");
        }

        if (input.Model.Inference?.HosmerLemeshow is HosmerLemeshowTest { DegreesOfFreedom: > 0, PValue: < 0.05 } calibration)
        {
            warnings.Add($"In training, probabilities did not fit the shares in all ranges (Hosmer–Lemeshow, {NumberFormat.PText(calibration.PValue)}): the calibration curve shows where.");
        }

        if (double.IsNaN(evaluation.Metrics.RocAuc))
        {
            warnings.Add("All rows are of one class: how well the model ranks them cannot be said.");
        }

        return warnings;
    }

    private static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text.EndsWith('.') ? "" : ".")}";
}
