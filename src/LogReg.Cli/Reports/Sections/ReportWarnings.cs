using LogReg.Cli.Output;

namespace LogReg.Cli.Reports.Sections;

/// <summary>What a reader should know before trusting a model or its numbers on some rows.</summary>
internal static class ReportWarnings
{
    public static IReadOnlyList<string> Of(ReportInput input)
    {
        ModelEvaluation evaluation = input.Evaluation;
        var warnings = new List<string>();
        bool isDoubted = ModelDoubts.Of(input).Count > 0;
        warnings.AddRange(input.Model.Training.Warnings.Where(warning => !isDoubted || !ModelDoubts.IsSaidHere(warning)).Select(Sentence));
        warnings.AddRange(EvaluationReport.PriorText(input.Model, evaluation.Metrics).Select(Sentence));
        if (evaluation.RowsWithoutKnownClass > 0)
        {
            warnings.Add($"{NumberFormat.Count(evaluation.RowsWithoutKnownClass, "row")} of {NumberFormat.Count(evaluation.RowsRead)} left out: no class that the model knows.");
        }

        if (input.DroppedRows > 0)
        {
            warnings.Add($"{NumberFormat.Count(input.DroppedRows, "row")} of {NumberFormat.Count(evaluation.RowsRead)} with a missing cell took no part in training, and {(input.DroppedRows == 1 ? "is" : "are")} in no number or picture of this page.");
        }

        if (MissingText.Note(input.Model) is string note)
        {
            warnings.Add(note);
        }

        warnings.AddRange(evaluation.Warnings.Select(warning => Sentence(warning.Message)));
        if (evaluation.UnseenCells.Count > 0)
        {
            warnings.Add($"Levels that training never saw: {NumberFormat.Count(evaluation.UnseenCells.Values.Sum(), "cell")} of {input.DataName}, in {NameText.Of([.. evaluation.UnseenCells.Keys])}. They add nothing to the log-odds.");
        }

        string[] ofOneClass = [.. input.Groups.Where(group => double.IsNaN(group.Metrics.RocAuc)).Select(group => group.CountText(input.DataName))];
        if (ofOneClass.Length > 0)
        {
            warnings.Add($"The {string.Join(" and the ", ofOneClass)} all have the same class: they cannot show how well the model ranks rows.");
        }

        if (evaluation.Metrics.LogLoss > evaluation.Metrics.NullLogLoss)
        {
            warnings.Add($"On the {input.RowsText}, log loss is above that of the baseline: an intercept alone predicts them better.");
        }

        return warnings;
    }

    private static string Sentence(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text.EndsWith('.') ? "" : ".")}";
}
