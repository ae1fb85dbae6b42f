namespace LogReg.Server.Documents;

/// <summary>What a column does to the prediction of a row.</summary>
internal sealed record EffectDocument
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The column that changes.</summary>
    public required string Column { get; init; }

    /// <summary>The predictions, by ascending value or in the order of the levels.</summary>
    public required IReadOnlyList<EffectPointDocument> Points { get; init; }
}

/// <summary>The prediction with a value of the column.</summary>
internal sealed record EffectPointDocument
{
    /// <summary>The value of a number; absent for levels.</summary>
    public double? Number { get; init; }

    /// <summary>The level; absent for numbers.</summary>
    public string? Level { get; init; }

    /// <summary>The probability of each class.</summary>
    public required IReadOnlyDictionary<string, double> Probabilities { get; init; }

    /// <summary>The confidence interval of the probability of the positive class; absent if the model has none.</summary>
    public IntervalDocument? Interval { get; init; }
}

/// <summary>A request for the effect of a column.</summary>
internal sealed record EffectRequestDocument
{
    /// <summary>The row.</summary>
    public required IReadOnlyDictionary<string, object> Row { get; init; }

    /// <summary>The column that changes.</summary>
    public required string Column { get; init; }
}
