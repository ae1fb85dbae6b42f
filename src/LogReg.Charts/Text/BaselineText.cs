namespace LogReg.Charts.Text;

/// <summary>A log loss in words, compared with that of the baseline: the intercept (and the offset) alone.</summary>
internal static class BaselineText
{
    // A smaller difference would be printed as 0.0%.
    private const double SmallestShown = 5e-4;

    /// <summary>The difference as a share of the baseline; <see langword="null"/> if it is not finite.</summary>
    /// <param name="loss">The log loss.</param>
    /// <param name="baseline">That of the baseline.</param>
    public static string? Compare(double loss, double baseline)
    {
        double change = 1 - (loss / baseline);
        return !double.IsFinite(change) ? null
            : Math.Abs(change) < SmallestShown ? "the same as the baseline"
            : $"{NumberFormat.OneDecimalPercent(Math.Abs(change))} {(change > 0 ? "below" : "above")} the baseline";
    }
}
