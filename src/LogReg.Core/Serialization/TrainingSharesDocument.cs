using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>The member <c>trainingShares</c> of a model file.</summary>
internal sealed record TrainingSharesDocument
{
    public long? SampledRows { get; init; }

    public double? AreaUnderRoc { get; init; }

    public BinsDocument? Score { get; init; }

    public IReadOnlyList<ClassBinsDocument?>? ClassScores { get; init; }

    public IReadOnlyList<BinsDocument?>? Cells { get; init; }
}

/// <summary>How many sampled rows have a number in each interval, or each level.</summary>
internal sealed record BinsDocument
{
    public string? OfFeature { get; init; }

    [JsonConverter(typeof(NumberLineConverter))]
    public double[]? Limits { get; init; }

    [JsonConverter(typeof(NumberLineConverter))]
    public double[]? Counts { get; init; }

    public long? MissingCount { get; init; }
}

/// <summary>The score of one of three or more classes.</summary>
internal sealed record ClassBinsDocument
{
    public string? OfClass { get; init; }

    public double? AreaUnderRoc { get; init; }

    public BinsDocument? Score { get; init; }
}
