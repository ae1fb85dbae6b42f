using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>The report of <c>logreg train --json</c>.</summary>
internal sealed record TrainDocument
{
    public required string Model { get; init; }

    public required string Data { get; init; }

    public required TargetDocument Target { get; init; }

    public required string TargetChoice { get; init; }

    public required IReadOnlyDictionary<string, long> ClassCounts { get; init; }

    public required RowsDocument Rows { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Offset { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Formula { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required MissingDocument? Missing { get; init; }

    public required IReadOnlyList<LeftOutDocument> LeftOut { get; init; }

    public required ObjectiveDocument Objective { get; init; }

    public required SolverDocument Solver { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required StartDocument? Start { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, double>? ClassWeights { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? Prior { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, double>? InterceptCorrection { get; init; }

    public required double? LogLikelihood { get; init; }

    public required double? NullLogLikelihood { get; init; }

    public required MetricsDocument Training { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required MetricsDocument? Test { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required JsonValidation? Validation { get; init; }

    public required IReadOnlyList<ImportanceDocument> Importance { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<CoefficientDocument>> Coefficients { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, IReadOnlyList<EffectDocument>>? Effects { get; init; }

    public required JsonInference? Inference { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? InferenceNote { get; init; }

    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    public required IReadOnlyList<WarningDocument> Warnings { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required JsonProvenance? Provenance { get; init; }
}

/// <summary>The report of <c>logreg evaluate --json</c>.</summary>
internal sealed record EvaluationDocument(
    string Model,
    string Data,
    TargetDocument Target,
    EvaluatedRowsDocument Rows,
    IReadOnlyDictionary<string, long> MissingCells,
    IReadOnlyDictionary<string, long> UnseenCells,
    MetricsDocument Metrics);

/// <summary>The report of <c>logreg inspect --json</c>.</summary>
internal sealed record InspectDocument
{
    public required string Model { get; init; }

    public required TargetDocument Target { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? Threshold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Offset { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Formula { get; init; }

    public required IReadOnlyList<FeatureDocument> Features { get; init; }

    public required IReadOnlyList<ImportanceDocument> Importance { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<CoefficientDocument>> Coefficients { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, IReadOnlyList<EffectDocument>>? Effects { get; init; }

    public required JsonInference? Inference { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required JsonValidation? Validation { get; init; }

    public required TrainingDocument Training { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required JsonProvenance? Provenance { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<JsonUpdate>? Updates { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required CalibrationStepsDocument? CalibrationSteps { get; init; }
}

/// <summary>How good a model is on some rows; of several classes the means over the classes.</summary>
internal sealed record MetricsDocument
{
    public required long Rows { get; init; }

    public required double WeightSum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? Threshold { get; init; }

    public required double? LogLoss { get; init; }

    public required double? NullLogLoss { get; init; }

    public required double? Accuracy { get; init; }

    public required double? NullAccuracy { get; init; }

    public required double? BrierScore { get; init; }

    public required double? RocAuc { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? NullRocAuc { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? AveragePrecision { get; init; }

    public required double? Precision { get; init; }

    public required double? Recall { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? Specificity { get; init; }

    public required double? F1 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? MeanProbability { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required CalibrationDocument? Calibration { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<ClassDocument>? PerClass { get; init; }

    public required MatrixDocument ConfusionMatrix { get; init; }
}

internal sealed record TargetDocument(
    string Name, IReadOnlyList<string> Classes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Positive,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Base);

internal sealed record RowsDocument(long Read, long Training, long Test, long WithoutTarget, long WithMissingCells, long OfWeightZero)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Watched { get; init; }
}

internal sealed record EvaluatedRowsDocument(
    long Read,
    long WithoutKnownClass,
    long OfWeightZero,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, long>? UnknownClasses);

internal sealed record LeftOutDocument(string Name, string Reason, int DistinctValues);

internal sealed record ObjectiveDocument(string Description, double? Value, double Lambda);

internal sealed record SolverDocument(string Name, int Iterations, bool Converged, string Termination, double? GradientNorm);

internal sealed record WarningDocument(string Kind, string Message, string Hint);

internal sealed record CoefficientDocument(
    string Name,
    double Coefficient,
    double? OddsRatio,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PerStandardDeviation)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EstimateDocument? Inference { get; init; }
}

/// <summary>The uncertainty of a coefficient; the interval is on the scale of the coefficient.</summary>
internal sealed record EstimateDocument(double? StandardError, double? Z, double? P, double? Lower, double? Upper)
{
    /// <summary>The note on the interval: <c>lowerNotFound</c>, <c>upperNotFound</c> (a bound that is null without it is infinite, or there
    /// is no interval), <c>hasGap</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? IntervalNotes { get; init; }
}

/// <summary>How the log-odds change when a column goes from one value to another, through all terms that read it; null where there is no
/// estimate.</summary>
internal sealed record EffectDocument(string Column, CellDocument From, CellDocument To, double? LogOddsRatio, double? OddsRatio)
{
    /// <summary>The value of a column that it is multiplied with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CellDocument? At { get; init; }

    /// <summary>The values of further columns that it is multiplied with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CellDocument>? Held { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EstimateDocument? Inference { get; init; }

    /// <summary>Why there is no estimate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoEstimate { get; init; }
}

/// <summary>A value of a column: a number or a level.</summary>
internal sealed record CellDocument(
    string Column,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level);

/// <summary>How much a feature moves the log-odds of the training rows, the most important one first; the standard deviation is null where
/// it is infinite or not known.</summary>
internal sealed record ImportanceDocument(string Feature, double? StandardDeviation)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unbounded { get; init; }
}

/// <summary>The calibration of the probabilities; a slope that is not finite is null.</summary>
internal sealed record CalibrationDocument(double? Intercept, double? Slope, double? MeanAbsoluteError)
{
    /// <summary>The 95% Wald interval of the slope.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? SlopeInterval { get; init; }
}

internal sealed record ClassDocument(string Class, double Support, double? Precision, double? Recall, double? F1, double? RocAuc);

/// <summary>A row an actual class, a column a predicted one.</summary>
internal sealed record MatrixDocument(IReadOnlyList<string> Classes, IReadOnlyList<double[]> Weights);

internal sealed record FeatureDocument(
    string Name,
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ImputeWith,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Mean,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? StandardDeviation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Levels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reference)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MissingShare { get; init; }
}

internal sealed record TrainingDocument(
    long Rows,
    string Solver,
    int Iterations,
    bool Converged,
    string Termination,
    string Penalty,
    double Lambda,
    double? Loss,
    double? Accuracy,
    IReadOnlyList<string> Warnings)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MissingDocument? Missing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? ClassWeights { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Prior { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? InterceptCorrection { get; init; }
}

/// <summary>How missing cells were handled, and why.</summary>
internal sealed record MissingDocument(
    string Handling,
    string Reason,
    long Rows,
    long? IncompleteRows,
    long ImputedCells,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lost);

/// <summary>The starting point of a fit.</summary>
internal sealed record StartDocument(string Model, int Matched, int Coefficients);
