using LogReg.Evaluation;

namespace LogReg;

/// <summary>The performance of a model on given rows.</summary>
public sealed record ModelEvaluation
{
    /// <summary>The metrics on the rows with a known class.</summary>
    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>The number of rows.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of rows left out because their class is missing or not one of the model's classes.</summary>
    public required long RowsWithoutKnownClass { get; init; }

    /// <summary>The number of rows with a known class that were left out because their weight is 0.</summary>
    public long RowsOfWeightZero { get; init; }

    /// <summary>The number of missing cells by feature.</summary>
    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    /// <summary>The number of cells with unseen levels by feature.</summary>
    public required IReadOnlyDictionary<string, long> UnseenCells { get; init; }
}
