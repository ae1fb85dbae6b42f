using System.Text.Json;
using System.Text.Json.Serialization;
using LogReg.Evaluation;

namespace LogReg.Cli.Output;

/// <summary>A line of the file of <c>logreg train --record</c>: one training.</summary>
internal sealed record RunDocument
{
    public string? Time { get; init; }

    public string? Version { get; init; }

    public string? Data { get; init; }

    public string? DataHash { get; init; }

    public long? RowsRead { get; init; }

    public string? TargetColumn { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public int? Seed { get; init; }

    public string? ModelFile { get; init; }

    public bool? Converged { get; init; }

    /// <summary>The measures by the rows that they are of: <c>training</c>, <c>test</c>, <c>validation</c>.</summary>
    public Dictionary<string, RunMeasures>? Measures { get; init; }

    public IReadOnlyList<string>? WarningTexts { get; init; }

    /// <summary>From a training to its line.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="output">The model file.</param>
    /// <param name="time">When it was written.</param>
    public static RunDocument Of(LogisticFit fit, string output, DateTimeOffset time) => new()
    {
        Time = JsonProvenance.Time(time),
        Version = fit.Model.Provenance?.Version,
        Data = fit.Model.Provenance?.Data,
        DataHash = fit.Model.Provenance?.DataHash,
        RowsRead = fit.Data.RowsRead,
        TargetColumn = fit.Model.Target.Name,
        Options = fit.Model.Provenance?.Options,
        Seed = fit.Model.Provenance?.Seed,
        ModelFile = output,
        Converged = fit.Converged,
        Measures = new(
            new (string Name, ClassificationMetrics? Metrics)[]
            {
                (RunMeasures.OfTraining, fit.Training),
                (RunMeasures.OfTest, fit.Test),
                (RunMeasures.OfValidation, fit.CrossValidation?.OutOfSample),
            }.Where(pair => pair.Metrics is not null).Select(
                pair => new KeyValuePair<string, RunMeasures>(pair.Name, RunMeasures.Of(pair.Metrics!)))),
        WarningTexts = [.. fit.Warnings.Select(warning => warning.Message)],
    };
}

/// <summary>The measures of one training on some rows; absent where they are not defined.</summary>
internal sealed record RunMeasures
{
    public const string OfTraining = "training";
    public const string OfTest = "test";
    public const string OfValidation = "validation";

    public double? MeanLogLoss { get; init; }

    public double? AreaUnderRoc { get; init; }

    public double? BrierScore { get; init; }

    public double? CalibrationSlope { get; init; }

    public static RunMeasures Of(ClassificationMetrics metrics) => new()
    {
        MeanLogLoss = Finite(metrics.LogLoss),
        AreaUnderRoc = Finite(metrics.RocAuc),
        BrierScore = Finite(metrics.Binary?.BrierScore ?? metrics.Multiclass!.BrierScore),
        CalibrationSlope = metrics.Binary?.Calibration is CalibrationSummary calibration ? Finite(calibration.Slope) : null,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>The report of <c>logreg runs --json</c>.</summary>
internal sealed record RunsDocument(string File, IReadOnlyList<RunDocument> Runs, IReadOnlyList<long> DamagedLines);

/// <summary>The generated reader and writer of lines: no reflection, so that native AOT works.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunsDocument))]
internal sealed partial class RunJsonContext : JsonSerializerContext;

/// <summary>The lines of a file of trainings, and reports of them, with names in any script.</summary>
internal static class RunJson
{
    /// <summary>One line.</summary>
    public static RunJsonContext Line { get; } = Create(isIndented: false);

    /// <summary>A report for a person or a program.</summary>
    public static RunJsonContext Report { get; } = Create(isIndented: true);

    private static RunJsonContext Create(bool isIndented) => new(new JsonSerializerOptions(RunJsonContext.Default.Options)
    {
        WriteIndented = isIndented,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
