using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>Doubts about a model, or about its metrics on some rows.</summary>
internal static class ReportWarnings
{
    public static IReadOnlyList<string> Of(ReportInput input)
    {
        ModelEvaluation evaluation = input.Evaluation;
        var warnings = new List<string>();
        bool isDoubted = ModelDoubts.Of(input).Count > 0;
        warnings.AddRange(input.Model.Training.Warnings.Where(warning => !isDoubted || !ModelDoubts.IsSaidHere(warning)).Select(
            warning => Sentence(UpdateText.BeforeWarning(input.Model) + warning)));
        warnings.AddRange(EvaluationText.PriorText(input.Model, evaluation.Metrics).Select(Sentence));
        if (evaluation.RowsWithoutKnownClass > 0)
        {
            warnings.Add(
                $"{NumberFormat.Count(evaluation.RowsWithoutKnownClass, "row")} of {NumberFormat.Count(evaluation.RowsRead)} left out: "
                    + $"no class that the model knows.");
        }

        if (input.DroppedRows > 0)
        {
            warnings.Add(
                $"{NumberFormat.Count(input.DroppedRows, "row")} of {NumberFormat.Count(evaluation.RowsRead)} with a missing cell took "
                    + $"no part in training, and {(input.DroppedRows == 1 ? "is" : "are")} in no number or picture of this page.");
        }

        // The warning of training says the same at greater length.
        bool isSaid = input.Model.Training.Warnings.Any(warning => warning.Contains("imputation", StringComparison.Ordinal));
        if (!isSaid && MissingText.Note(input.Model) is string note)
        {
            warnings.Add(note);
        }

        warnings.AddRange(evaluation.Warnings.Select(warning => Sentence(warning.Message)));
        if (evaluation.UnseenCells.Count > 0)
        {
            warnings.Add(
                $"Levels that training never saw: {NumberFormat.Count(evaluation.UnseenCells.Values.Sum(), "cell")} of "
                    + $"{input.DataName}, in {NameText.Of([.. evaluation.UnseenCells.Keys])}. They add nothing to the log-odds.");
        }

        string[] ofOneClass =
        [
            .. input.Groups.Where(group => double.IsNaN(group.Metrics.RocAuc)).Select(group => group.CountText(input.DataName)),
        ];
        if (ofOneClass.Length > 0)
        {
            warnings.Add(
                $"The {string.Join(" and the ", ofOneClass)} all have the same class: they cannot show how well the model ranks rows.");
        }

        if (evaluation.Metrics.LogLoss > evaluation.Metrics.NullLogLoss && !QualityClaims.HasOneClass(evaluation.Metrics))
        {
            warnings.Add(
                $"On the {input.RowsText}, log loss is above that of the baseline: {QualityClaims.Baseline(input.Model)}, fitted to "
                    + $"these rows, predicts them better.");
        }

        warnings.AddRange(OfClosing(input));
        return warnings;
    }

    // What the closing sentences of training say.
    private static IEnumerable<string> OfClosing(ReportInput input)
    {
        JudgedRows first = input.Groups[0];
        if (first.Origin == RowOrigin.Training && input is { IsTakenFromPath: false, Model.Validation: CrossValidation validation }
            && !QualityClaims.HasOneClass(first.Metrics)
            && validation.Selected.LogLoss.Mean >= first.Metrics.NullLogLoss)
        {
            yield return "Do not rely on its probabilities: in cross-validation their log loss is no lower than that of the baseline.";
        }

        if (first.Origin != RowOrigin.Training && QualityClaims.Slope(first.Metrics, $"the {input.RowsText}") is string slope)
        {
            yield return $"Watch the probabilities: {slope}.";
        }

        if (input.Groups.FirstOrDefault(group => group.Origin == RowOrigin.Training) is JudgedRows training && !input.IsTakenFromPath)
        {
            long[] counts = new long[input.Model.Target.Classes.Count];
            foreach (int code in training.Rows.ActualClasses)
            {
                counts[code]++;
            }

            if (QualityClaims.FewEventsPerVariable(input.Model, counts) is string few)
            {
                yield return $"Watch the sample size: {few}.";
            }
        }
    }

    private static string Sentence(string text) =>
        text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text.EndsWith('.') ? "" : ".")}";
}
