namespace LogReg.Charts.Text;

/// <summary>Describes class weights, a declared proportion of positives, and the correction of the intercept.</summary>
internal static class ClassBalanceText
{
    /// <summary>The fields; none where all rows counted alike.</summary>
    public static IEnumerable<ReportField> Fields(LogisticModel model)
    {
        TrainingSummary training = model.Training;
        if (training.ClassWeights.Count > 0)
        {
            string weights = List(training.ClassWeights, weight => NumberFormat.Significant(weight, 6));
            string meaning = training.InterceptCorrections.Count == 0
                ? "; probabilities refer to the weighted classes, not to the rows"
                : "";
            yield return new ReportField("By class", $"weights {weights} in the fit{meaning}");
        }

        if (training.Prior is double prior)
        {
            yield return new ReportField(
                "Prior",
                $"{NumberFormat.Exact(prior)} of {model.Target.Positive}: quality is measured on rows reweighted to this proportion");
        }

        if (training.InterceptCorrections.Count > 0)
        {
            string what = model.Target.IsBinary
                ? NumberFormat.Significant(training.InterceptCorrections.Values.First(), 6)
                : List(training.InterceptCorrections, shift => NumberFormat.Significant(shift, 6));
            yield return new ReportField(
                "Intercept",
                $"corrected by {what}, so that probabilities refer to "
                    + $"{(training.Prior is null ? "the rows as they are" : "this proportion")}");
        }
    }

    private static string List(IReadOnlyDictionary<string, double> values, Func<double, string> format) =>
        string.Join(", ", values.Select(pair => $"{pair.Key} {format(pair.Value)}"));
}
