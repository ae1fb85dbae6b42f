namespace LogReg.Charts;

/// <summary>What the curves of an effect are of: which values the other features have.</summary>
public sealed record EffectPlotOptions
{
    /// <summary>The feature by which curves differ: one for each of its levels (of many, the most frequent ones), or for its quartiles if
    /// it is numeric (the mean and one standard deviation on either side of it, where the model does not know the quartiles).
    /// <see langword="null"/> for one curve.</summary>
    public string? By { get; init; }

    /// <summary>Values of other features by their names, as for
    /// <see cref="LogisticModel.PredictProbability(IReadOnlyDictionary{string, object?})"/>. Features without a value are at their median
    /// (at their mean, where the model does not know the median) or most frequent level, or, in an average, as they are in each
    /// row.</summary>
    public IReadOnlyDictionary<string, object?> At { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether the curve is the average over rows of data of the predicted probability with the feature set to each value, instead
    /// of the probability of a typical row.</summary>
    public bool AveragesRows { get; init; }
}
