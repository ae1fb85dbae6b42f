namespace LogReg;

/// <summary>How much a feature moves the predictions, all its coefficients together.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="StandardDeviation">
/// The (weighted) standard deviation over the training rows of what the feature adds to the log-odds, ≥ 0. Of several classes the root mean
/// square of that over the log-odds of all pairs of classes. ∞ where the coefficient of a number has no finite estimate, or no two levels
/// have a finite difference; NaN where an older version wrote the model without the shares of the levels. With a formula it is that of all
/// terms that read the feature together, a product divided equally between its features; NaN at another λ of a path, if there are several.
/// </param>
public sealed record FeatureImportance(string Feature, double StandardDeviation)
{
    /// <summary>Whether some coefficients of the feature have no finite estimate. Their levels are not counted in
    /// <see cref="StandardDeviation"/>.</summary>
    public bool IsUnbounded { get; init; }
}
