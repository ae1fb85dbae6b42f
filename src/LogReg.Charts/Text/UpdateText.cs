using LogReg.Monitoring;
using LogReg.Updating;

namespace LogReg.Charts.Text;

/// <summary>An update in words.</summary>
internal static class UpdateText
{
    /// <summary>What was done.</summary>
    public static string Name(UpdateMethod method) => method switch
    {
        UpdateMethod.None => "no change",
        UpdateMethod.Intercept => "recalibration in the large",
        UpdateMethod.Slope => "logistic recalibration",
        UpdateMethod.Isotonic => "isotonic calibration",
        _ => "refit",
    };

    /// <summary>The updates that a model has been through, as fields.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inFull">Whether hashes have all digits.</param>
    public static IEnumerable<ReportField> Fields(LogisticModel model, bool inFull = false)
    {
        for (int place = 0; place < model.Updates.Count; place++)
        {
            yield return new ReportField(
                model.Updates.Count == 1 ? "Update" : $"Update {NumberFormat.Count(place + 1)}", [.. Lines(model, place, inFull)]);
        }
    }

    /// <summary>What follows what is known of the training, where later updates have changed the predictions since.</summary>
    /// <param name="model">The model.</param>
    public static string AfterTraining(LogisticModel model) =>
        model.Updates.Count > 0 && !IsRefit(model.Updates[^1]) ? ", before later updates" : "";

    /// <summary>What the rows are called that the coefficients were fitted to.</summary>
    /// <param name="model">The model.</param>
    public static string FittedRows(LogisticModel model) => model.Updates.Any(IsRefit) ? "rows of the refit" : "training rows";

    /// <summary>What precedes a warning of the fit in a model that has been recalibrated since, and may have lost what the warning is
    /// about.</summary>
    /// <param name="model">The model.</param>
    public static string BeforeWarning(LogisticModel model) =>
        AfterTraining(model).Length == 0 ? "" : model.Updates.Any(IsRefit) ? "of the refit: " : "of the original training: ";

    /// <summary>What the means and levels of a model refer to, if another fit gave it its coefficients; otherwise
    /// <see langword="null"/>.</summary>
    /// <param name="model">The model.</param>
    public static string? FeatureNote(LogisticModel model) => model.Updates.Any(IsRefit)
        ? "Means, deviations, levels and importance refer to the "
            + $"{NumberFormat.Count(model.Updates[0].EarlierTrainingRows, "row")} of the original training."
        : null;

    private static IEnumerable<string> Lines(LogisticModel model, int place, bool inFull)
    {
        UpdateSummary update = model.Updates[place];
        ModelProvenance? made = update.Provenance;
        string name = EnumName.TryParse(update.Method, out UpdateMethod method) ? Name(method) : update.Method;
        string rows = $"{NumberFormat.Count(update.Rows, "row")}{(made?.Data is string data ? $" of {data}" : "")}, "
            + $"{NumberFormat.Count(update.Events)} {model.Target.Positive}";
        string program = made is null ? ""
            : $"; by {made.Program} {made.Version}{(made.Date is DateTimeOffset date ? $" on {ProvenanceText.Time(date)}" : "")}";
        yield return $"{name} to {rows}{program}";
        yield return update switch
        {
            { Intercept: double added, Slope: 1.0 } => $"{NumberFormat.Significant(added, 4)} added to the log-odds",
            { Intercept: double added, Slope: double factor } =>
                $"log-odds multiplied by {NumberFormat.Significant(factor, 4)}, and {NumberFormat.Significant(added, 4)} added",
            _ when IsRefit(update) => "all coefficients estimated anew; those before were estimated from "
                + NumberFormat.Count(update.EarlierTrainingRows, "row"),
            _ => "a step function was added after the equation; the coefficients did not change",
        };
        yield return $"log loss {NumberFormat.Significant(update.LogLoss, 6)}, accuracy {NumberFormat.Percent(update.Accuracy)} on these "
            + "rows after the update";
        if (made?.DataHash is string hash)
        {
            yield return inFull ? hash : ProvenanceText.Short(hash);
        }
        else if (made?.NoHashReason is string reason)
        {
            yield return $"no hash: {reason}";
        }

        if (made?.Options.Count > 0)
        {
            yield return $"options {string.Join(' ', made.Options)}";
        }

        foreach (string warning in update.Warnings)
        {
            yield return $"warning: {warning}";
        }
    }

    /// <summary>Whether an update estimated all coefficients anew.</summary>
    /// <param name="update">The update.</param>
    public static bool IsRefit(UpdateSummary update) => update.Method == EnumName.Of(UpdateMethod.Refit);

    /// <summary>The step function in a line, or <see langword="null"/>.</summary>
    /// <param name="model">The model.</param>
    public static string? Steps(LogisticModel model) => model.CalibrationSteps is not { } steps ? null
        : $"a function of {NumberFormat.Count(steps.Probabilities.Count, "step")} turns the log-odds of the equation into probabilities "
            + $"from {NumberFormat.Significant(steps.Probabilities[0], 4)} to {NumberFormat.Significant(steps.Probabilities[^1], 4)}";

    /// <summary>The step function, at most some steps.</summary>
    public static ReportTable StepTable(CalibrationSteps steps, int most)
    {
        var table = new ReportTable("log-odds of the equation", "probability");
        for (int step = 0; step < Math.Min(most, steps.Probabilities.Count); step++)
        {
            table.Add(
                step == 0
                    ? steps.Limits.Count == 0 ? "all" : $"below {NumberFormat.Significant(steps.Limits[0], 4)}"
                    : $"from {NumberFormat.Significant(steps.Limits[step - 1], 4)}",
                NumberFormat.Significant(steps.Probabilities[step], 4));
        }

        return table;
    }

    /// <summary>The tests, in their order.</summary>
    public static ReportTable TestTable(ModelUpdate update)
    {
        var table = new ReportTable($"a {Name(update.Tests[0].Of)} against", "χ²", "df", "p", "");
        table.AlignLeft(4);
        foreach (UpdateTest test in update.Tests)
        {
            table.Add(
                test.Against == UpdateMethod.None ? "the original" : Name(test.Against),
                NumberFormat.Fixed(test.Test.Statistic, 3),
                NumberFormat.Count(test.Test.DegreesOfFreedom),
                NumberFormat.PValue(test.Test.PValue),
                test.IsSignificant ? "rejected" : "not rejected");
        }

        return table;
    }

    /// <summary>The measures of the new rows before and after.</summary>
    public static ReportTable MeasureTable(ModelUpdate update)
    {
        var table = new ReportTable("on the new rows", "before", "after");
        (string Label, Func<OutcomeCheck, double> Value)[] measures =
        [
            ("Log loss", check => check.LogLoss),
            ("Brier score", check => check.BrierScore),
            ("ROC AUC", check => check.RocAuc.Estimate),
            ("O:E", check => check.Ratio.Estimate),
            ("Calibration intercept", check => check.Intercept.Estimate),
            ("Calibration slope", check => check.Slope.Estimate),
        ];
        foreach ((string label, Func<OutcomeCheck, double> value) in measures)
        {
            table.Add(label, Number(value(update.Before)), Number(value(update.After)));
        }

        table.Add(
            "Log-likelihood",
            NumberFormat.LogLikelihood(update.LogLikelihoodBefore),
            NumberFormat.LogLikelihood(update.LogLikelihoodAfter));
        return table;
    }

    /// <summary>The coefficients before and after, at most some.</summary>
    public static ReportTable CoefficientTable(ModelUpdate update, int most)
    {
        var table = new ReportTable("coefficient", "before", "after", "change");
        foreach (UpdatedCoefficient coefficient in update.Coefficients.Take(most))
        {
            table.Add(
                coefficient.Name,
                NumberFormat.Significant(coefficient.Before, 4),
                NumberFormat.Significant(coefficient.After, 4),
                coefficient.After == coefficient.Before ? "" : NumberFormat.Significant(coefficient.After - coefficient.Before, 3));
        }

        return table;
    }

    // Rounding leaves nearly nothing of what an update makes 0.
    private static string Number(double value) => NumberFormat.Fixed(Math.Abs(value) < 5e-5 ? 0 : value, 4);
}
