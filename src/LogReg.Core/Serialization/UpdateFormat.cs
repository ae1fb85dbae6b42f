namespace LogReg.Serialization;

/// <summary>Between what updates did to a model and the members <c>updates</c> and <c>calibrationSteps</c> of its file.</summary>
internal static class UpdateFormat
{
    // Each update is made by hand; steps are at most as many as rows of an update.
    private const int MostUpdates = 10_000;

    /// <summary>From updates to the members of the file.</summary>
    public static IReadOnlyList<UpdateSummaryDocument>? ToDocuments(IReadOnlyList<UpdateSummary> updates) => updates.Count == 0
        ? null
        : [.. updates.Select(update => new UpdateSummaryDocument
        {
            UpdateMethod = update.Method,
            KnownRows = update.Rows,
            Observed = update.Events,
            LogLoss = update.LogLoss,
            Accuracy = update.Accuracy,
            EarlierTrainingRows = update.EarlierTrainingRows,
            InterceptAdded = update.Intercept,
            SlopeFactor = update.Slope,
            Warnings = update.Warnings.Count == 0 ? null : update.Warnings,
            Provenance = ProvenanceFormat.ToDocument(update.Provenance),
        })];

    /// <summary>From the members of the file, absent in older files, to updates.</summary>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static IReadOnlyList<UpdateSummary> ToUpdates(IReadOnlyList<UpdateSummaryDocument?>? documents) =>
        documents is { Count: > MostUpdates }
            ? throw new ModelFormatException($"it has more than {MostUpdates:N0} updates")
            : [.. (documents ?? []).Select(document => ToUpdate(document ?? throw ModelReader.Absent("updates")))];

    /// <summary>From a step function to the member of the file.</summary>
    public static CalibrationStepsDocument? ToDocument(CalibrationSteps? steps) => steps is null
        ? null
        : new CalibrationStepsDocument { Limits = [.. steps.Limits], StepProbabilities = [.. steps.Probabilities] };

    /// <summary>From the member of the file to a step function.</summary>
    /// <param name="document">The member; <see langword="null"/> without a step function.</param>
    /// <param name="model">The model without it.</param>
    /// <exception cref="ModelFormatException">The step function is none, or does not belong to such a model.</exception>
    public static CalibrationSteps? ToSteps(CalibrationStepsDocument? document, ModelContent model)
    {
        if (document is null)
        {
            return null;
        }

        if (!model.Target.IsBinary || model.Inference is not null || model.Path is not null)
        {
            throw new ModelFormatException(
                "its member 'calibrationSteps' goes with two classes only, and with neither 'inference' nor 'path'");
        }

        try
        {
            return new CalibrationSteps(
                document.Limits ?? throw ModelReader.Absent("calibrationSteps.limits"),
                document.StepProbabilities ?? throw ModelReader.Absent("calibrationSteps.stepProbabilities"));
        }
        catch (ArgumentException)
        {
            throw new ModelFormatException(
                "its member 'calibrationSteps' must have finite rising limits, and one probability more, rising between 0 and 1");
        }
    }

    private static UpdateSummary ToUpdate(UpdateSummaryDocument document) => new()
    {
        Method = document.UpdateMethod ?? throw ModelReader.Absent("updates.updateMethod"),
        Rows = Count(document.KnownRows, "updates.knownRows"),
        Events = Count(document.Observed, "updates.observed"),
        LogLoss = ModelReader.Finite(document.LogLoss, "updates.logLoss"),
        Accuracy = ModelReader.Share(document.Accuracy, "updates.accuracy"),
        EarlierTrainingRows = Count(document.EarlierTrainingRows, "updates.earlierTrainingRows"),
        Intercept = document.InterceptAdded is null ? null : ModelReader.Finite(document.InterceptAdded, "updates.interceptAdded"),
        Slope = document.SlopeFactor is null ? null : ModelReader.Finite(document.SlopeFactor, "updates.slopeFactor"),
        Warnings = document.Warnings is null
            ? []
            : [.. document.Warnings.Select(text => text ?? throw ModelReader.Absent("updates.warnings"))],
        Provenance = ProvenanceFormat.ToProvenance(document.Provenance),
    };

    private static long Count(long? value, string member) => value is null or >= 0
        ? value ?? throw ModelReader.Absent(member)
        : throw new ModelFormatException($"its member '{member}' is negative");
}
