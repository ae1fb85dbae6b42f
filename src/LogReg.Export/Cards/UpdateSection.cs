using System.Globalization;
using LogReg.Updating;

namespace LogReg.Export.Cards;

/// <summary>What updates to newer rows did to a model.</summary>
/// <param name="model">The model.</param>
internal sealed class UpdateSection(LogisticModel model)
{
    /// <summary>Whether an update estimated all coefficients anew.</summary>
    /// <param name="update">The update.</param>
    public static bool IsRefit(UpdateSummary update) => update.Method == EnumName.Of(UpdateMethod.Refit);

    /// <summary>Where rows came from, by whom and when they were used, as the end of a sentence.</summary>
    /// <param name="provenance">What is known.</param>
    public static string Origin(ModelProvenance? provenance) => provenance is null ? ""
        : $"{(provenance.Data is string data ? $" of {MarkdownText.Name(data)}" : "")} by {MarkdownText.Plain(provenance.Program)} "
            + MarkdownText.Plain(provenance.Version)
            + (provenance.Date is DateTimeOffset date
                ? $" on {date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "")
            + (provenance.DataHash is string hash ? $" ({MarkdownText.Name(hash)})" : "");

    /// <summary>Writes the section; nothing of a model that was not updated.</summary>
    public IEnumerable<string> Lines()
    {
        if (model.Updates.Count == 0)
        {
            yield break;
        }

        yield return "## Updates";
        yield return "";
        foreach (UpdateSummary update in model.Updates)
        {
            yield return $"- {What(update)} to {MarkdownText.Count(update.Rows, "row")}{Origin(update.Provenance)}, "
                + $"{update.Events.ToString("N0", CultureInfo.InvariantCulture)} of them {MarkdownText.Name(model.Target.Positive!)}: "
                + Change(update);
        }

        yield return "";
        if (model.Updates.Any(IsRefit))
        {
            yield return "The table of columns above, and what takes the place of missing cells, refer to the original training rows.";
            yield return "";
        }
    }

    private static string What(UpdateSummary update) => !EnumName.TryParse(update.Method, out UpdateMethod method)
        ? MarkdownText.Plain(update.Method)
        : method switch
        {
            UpdateMethod.Intercept => "Recalibration in the large",
            UpdateMethod.Slope => "Logistic recalibration",
            UpdateMethod.Isotonic => "Isotonic calibration",
            _ => "Refit",
        };

    private static string Change(UpdateSummary update) => update switch
    {
        { Intercept: double added, Slope: 1.0 } => $"{MarkdownText.Number(added)} was added to the log-odds.",
        { Intercept: double added, Slope: double factor } =>
            $"the log-odds were multiplied by {MarkdownText.Number(factor)}, and {MarkdownText.Number(added)} was added.",
        _ when IsRefit(update) => "all coefficients were estimated anew, by maximum likelihood; those before were estimated from "
            + $"{MarkdownText.Count(update.EarlierTrainingRows, "row")}.",
        _ => "a step function was added after the equation; the coefficients did not change.",
    };
}
