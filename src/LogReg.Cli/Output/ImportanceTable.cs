using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>How much each feature moves the predictions.</summary>
internal static class ImportanceTable
{
    private const int MostRows = 20;
    private const int LongestName = 40;

    /// <summary>The features, the most important one first; of many the first.</summary>
    public static ReportTable Of(LogisticModel model)
    {
        FeatureImportance[] shown = [.. model.Importance.Take(MostRows)];
        var table = new ReportTable(
            "Importance", model.Target.IsBinary ? "std. dev. of the log-odds" : "std. dev. of the log-odds between classes");
        IReadOnlyList<string> values =
            NumberFormat.AlignPoints([.. shown.Select(one => NumberFormat.Significant(one.StandardDeviation, 4))]);
        for (int row = 0; row < shown.Length; row++)
        {
            table.Add(Printable.Cut(shown[row].Feature, LongestName) + (IsPartial(shown[row]) ? " *" : ""), values[row]);
        }

        return table;
    }

    /// <summary>Notes below the table; usually none.</summary>
    public static IEnumerable<string> Notes(LogisticModel model)
    {
        if (model.Importance.Take(MostRows).Any(IsPartial))
        {
            yield return "*: without the levels that have no finite estimate.";
        }

        if (model.Importance.Count > MostRows)
        {
            yield return $"… and {NumberFormat.Count(model.Importance.Count - MostRows, "more feature")}: --json lists them";
        }
    }

    private static bool IsPartial(FeatureImportance importance) => importance.IsUnbounded && double.IsFinite(importance.StandardDeviation);
}
