namespace LogReg.Monitoring;

/// <summary>What has changed in the cells of a feature.</summary>
/// <param name="Name">The name of the feature.</param>
/// <param name="Drift">How far its distribution has moved; <see langword="null"/> of vectors and texts, and if the model file does not
/// say how its cells were distributed in training.</param>
/// <param name="TrainingMissingShare">The share of missing cells in training, 0 to 1; NaN if it is not known.</param>
/// <param name="Missing">The share of missing cells in the batch.</param>
/// <param name="Unseen">The share of levels that training did not see.</param>
/// <param name="OutOfRange">The share of numbers below the smallest or above the largest of training.</param>
public sealed record FeatureDrift(
    string Name, ShareDrift? Drift, double TrainingMissingShare, ShareEstimate Missing, ShareEstimate Unseen, ShareEstimate OutOfRange)
{
    /// <summary>The probability of so many missing cells, or more, by chance: Fisher's exact test of one side against the training
    /// rows; NaN if theirs are not known.</summary>
    public double MissingPValue { get; init; } = double.NaN;

    /// <summary>The same of unseen levels, of which training has none.</summary>
    public double UnseenPValue { get; init; } = double.NaN;

    /// <summary>The same of numbers out of range, of which training has none.</summary>
    public double OutOfRangePValue { get; init; } = double.NaN;
}
