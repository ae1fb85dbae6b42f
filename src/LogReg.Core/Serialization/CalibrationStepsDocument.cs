using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>The member <c>calibrationSteps</c> of a model file.</summary>
internal sealed record CalibrationStepsDocument
{
    [JsonConverter(typeof(NumberLineConverter))]
    public double[]? Limits { get; init; }

    [JsonConverter(typeof(NumberLineConverter))]
    public double[]? StepProbabilities { get; init; }
}
