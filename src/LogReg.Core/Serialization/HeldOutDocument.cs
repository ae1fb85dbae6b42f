namespace LogReg.Serialization;

/// <summary>The member <c>heldOut</c> of a model file: how the model predicts rows that it was not fitted to.</summary>
internal sealed record HeldOutDocument
{
    public bool? OfFolds { get; init; }

    public long? HeldOutRows { get; init; }

    public double? MeanLogLoss { get; init; }

    public double? BrierScore { get; init; }

    public double? CalibrationSlope { get; init; }

    public IReadOnlyList<RankingDocument?>? Rankings { get; init; }
}

/// <summary>How well rows of a class are ranked above the others.</summary>
internal sealed record RankingDocument
{
    public string? OfClass { get; init; }

    public double? AreaUnderRoc { get; init; }

    public long? RowsOfClass { get; init; }
}
