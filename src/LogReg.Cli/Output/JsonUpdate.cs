using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>What an update did to a model, for programs.</summary>
internal sealed record JsonUpdate
{
    public required string UpdateMethod { get; init; }

    public required long KnownRows { get; init; }

    public required long Observed { get; init; }

    public required double LogLoss { get; init; }

    public required double Accuracy { get; init; }

    public required long EarlierTrainingRows { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? InterceptAdded { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? SlopeFactor { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required JsonProvenance? Provenance { get; init; }

    /// <summary>The updates of a model; none of one that was not updated.</summary>
    public static IReadOnlyList<JsonUpdate>? Of(LogisticModel model) => model.Updates.Count == 0 ? null : [.. model.Updates.Select(
        update => new JsonUpdate
        {
            UpdateMethod = update.Method,
            KnownRows = update.Rows,
            Observed = update.Events,
            LogLoss = update.LogLoss,
            Accuracy = update.Accuracy,
            EarlierTrainingRows = update.EarlierTrainingRows,
            InterceptAdded = update.Intercept,
            SlopeFactor = update.Slope,
            Warnings = update.Warnings,
            Provenance = JsonProvenance.Of(update.Provenance),
        })];

    /// <summary>The step function of a model.</summary>
    public static CalibrationStepsDocument? Steps(LogisticModel model) =>
        model.CalibrationSteps is not { } steps ? null : new CalibrationStepsDocument(steps.Limits, steps.Probabilities);
}

/// <summary>A step function from log-odds to probabilities, of which there is one more than limits.</summary>
internal sealed record CalibrationStepsDocument(IReadOnlyList<double> Limits, IReadOnlyList<double> StepProbabilities);
