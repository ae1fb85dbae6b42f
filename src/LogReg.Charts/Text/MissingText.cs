using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>How missing cells were handled, in words.</summary>
internal static class MissingText
{
    private const int MostNames = 8;

    /// <summary>What was done and why, in one line.</summary>
    /// <param name="missing">What was done.</param>
    /// <param name="spelling">How options are spelled.</param>
    /// <param name="isUpdated">Whether the model was updated since, and has lost the standard errors that were a reason.</param>
    public static string Summary(MissingSummary missing, OptionSpelling spelling, bool isUpdated = false)
    {
        string rows = missing.IncompleteRows is long incomplete
            ? $"in {NumberFormat.Count(incomplete)} of {NumberFormat.Count(missing.Rows, "row")}, "
            : "";
        string treatment = missing.Handling switch
        {
            MissingHandling.Drop => "which were left out",
            MissingHandling.Indicator => "imputed, with a coefficient for missing cells",
            _ => "imputed",
        };
        return $"{rows}{treatment}{(isUpdated ? WhyThen(missing) : Why(missing)).Spell(spelling)}";
    }

    /// <summary>What to know of a table's standard errors; <see langword="null"/> where there is nothing to say.</summary>
    public static string? Note(LogisticModel model) =>
        model is { Inference.Separation.Kind: not SeparationKind.Complete, Training.Missing: { ImputedCells: > 0 } missing }
            ? $"Standard errors, p-values and intervals treat {NumberFormat.Count(missing.ImputedCells, "imputed cell")} as observed: "
                + $"they do not account for the imputation."
            : null;

    /// <summary>The summary, and each column.</summary>
    public static IEnumerable<string> Lines(LogisticFit fit, OptionSpelling spelling)
    {
        if (fit.Data.Missing is not MissingSummary missing)
        {
            yield break;
        }

        yield return Summary(missing, spelling);
        string[] lines = missing.Handling == MissingHandling.Drop
            ? [
                .. fit.Data.CellsOfDroppedRows.Select(
                    cells => $"{cells.Key}: {NumberFormat.Count(cells.Value, "cell")} ({Percent(cells.Value, missing.Rows)})"),
            ]
            : [
                .. fit.Model.Features.Where(feature => fit.Data.MissingCells.ContainsKey(feature.Name)).Select(
                    feature => Line(feature, fit.Data.MissingCells[feature.Name], fit.Data.TrainingRows)),
            ];
        foreach (string line in lines.Take(MostNames))
        {
            yield return line;
        }

        if (lines.Length > MostNames)
        {
            yield return $"… and {NumberFormat.Count(lines.Length - MostNames, "more column")}";
        }
    }

    private static string Line(Feature feature, long cells, long rows)
    {
        string treatment = feature is NumericFeature numeric
            ? $"replaced by the mean, "
                + $"{NumberFormat.OfCell(numeric, numeric.ImputeWith, 6)}{(numeric.HasIndicator ? $", plus {numeric.IndicatorName}" : "")}"
            : $"taken as a level of its own, {Feature.MissingLevel}";
        return $"{feature.Name}: {NumberFormat.Count(cells, "cell")} ({Percent(cells, rows)}), {treatment}";
    }

    private static OptionText Why(MissingSummary missing) => missing.Reason switch
    {
        MissingReason.StandardErrors =>
            OptionText.Of($": standard errors rest on observed cells only ({Remedies.Imputation} keeps the rows)"),
        MissingReason.NoStandardErrors => ": no standard errors are computed",
        MissingReason.TooFewRows => ": fewer than half of the observations are complete",
        MissingReason.TooManyCoefficients => ": the complete observations are no more than the coefficients",
        MissingReason.ClassLost => $": no complete row has the class {missing.Lost}",
        MissingReason.FeatureLost => $": {missing.Lost} is constant in the complete rows",
        MissingReason.ReferenceLost => $": no complete row has the reference level {missing.Lost}",
        MissingReason.Formula => ": missing(…) in the formula keeps the rows",
        _ => ", as requested",
    };

    private static OptionText WhyThen(MissingSummary missing) => missing.Reason switch
    {
        MissingReason.StandardErrors => ", so that standard errors, which the original had, rested on observed cells only",
        MissingReason.NoStandardErrors => ": no standard errors were computed",
        _ => Why(missing),
    };

    private static string Percent(long cells, long rows) => NumberFormat.Percent((double)cells / rows);
}
