namespace LogReg.Terms;

/// <summary>Statistics of a candidate column over the training rows, from which a feature is made.</summary>
/// <param name="Name">The column's name.</param>
internal abstract record ColumnSummary(string Name)
{
    /// <summary>Describes the feature.</summary>
    /// <param name="rowCount">The number of training rows.</param>
    /// <param name="options">How columns become features.</param>
    public abstract FeatureCandidate Describe(long rowCount, FeatureOptions options);
}

/// <summary>A feature, unless something speaks against it.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="LeftOut">Why the column is of no use; <see langword="null"/> if it is.</param>
/// <param name="MissingCount">The number of missing cells.</param>
internal sealed record FeatureCandidate(Feature Feature, LeftOutColumn? LeftOut, long MissingCount)
{
    /// <summary>Why the column cannot be standardised; <see langword="null"/> if it can.</summary>
    public string? OutOfRange { get; init; }
}
