namespace LogReg.Monitoring;

/// <summary>
/// How far the distribution of a score or a feature has moved: the population stability index Σ (b − t)·ln(b/t) over bins, with the shares
/// b of the batch and t of the training rows. Without a shift, it is distributed as (1/n + 1/m)·χ² with B − 1 degrees of freedom for n and
/// m rows and B bins, to first order (B. Yurdakul and J. Naranjo, <i>Statistical properties of the population stability index</i>, Journal
/// of Risk Model Validation 14(4), 2020). If a bin is empty on one side, half a row is added to every bin on both.
/// </summary>
/// <param name="Name">The name of the feature; empty for the score.</param>
/// <param name="Stability">The index, 0 or more; NaN without rows.</param>
/// <param name="DegreesOfFreedom">B − 1.</param>
/// <param name="Scale">1/n + 1/m.</param>
/// <param name="Bins">The bins.</param>
public sealed record ShareDrift(string Name, double Stability, int DegreesOfFreedom, double Scale, IReadOnlyList<ShareBin> Bins)
{
    /// <summary>The mean of the index without a shift: (B − 1)(1/n + 1/m).</summary>
    public double Expected => DegreesOfFreedom * Scale;

    /// <summary>The point that the index exceeds in 5% of batches without a shift.</summary>
    public double Point95 { get; init; }

    /// <summary>The point that the index exceeds in 1% of batches without a shift.</summary>
    public double Point99 { get; init; }

    /// <summary>The point that the index exceeds in 0.1% of batches without a shift.</summary>
    public double Point999 { get; init; }

    /// <summary>The probability of such a shift by chance: the largest p-value of three tests of equal distributions with B − 1 degrees of
    /// freedom, by the index, by Pearson's χ² and by the likelihood ratio. With few rows, each alone is too small: of the index up to
    /// fourfold. NaN without rows or with one bin.</summary>
    public double PValue { get; init; } = double.NaN;
}
