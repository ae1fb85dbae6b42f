namespace LogReg.Monitoring;

/// <summary>The share of some rows of a batch with its 95% interval (E. B. Wilson, 1927).</summary>
/// <param name="Count">The number of these rows.</param>
/// <param name="Rows">The number of all rows.</param>
/// <param name="Lower">The lower bound, 0 to 1; NaN without rows.</param>
/// <param name="Upper">The upper bound, 0 to 1; NaN without rows.</param>
public sealed record ShareEstimate(long Count, long Rows, double Lower, double Upper)
{
    private const double Quantile = 1.959963984540054;

    /// <summary>The share; NaN without rows.</summary>
    public double Share => (double)Count / Rows;

    /// <summary>Estimates a share.</summary>
    /// <param name="count">The number of the rows, 0 or more.</param>
    /// <param name="rows">The number of all rows, no less.</param>
    public static ShareEstimate Of(long count, long rows)
    {
        double share = (double)count / rows;
        double square = Quantile * Quantile / rows;
        double centre = (share + (square / 2)) / (1 + square);
        double margin = Quantile / (1 + square) * Math.Sqrt((share * (1 - share) / rows) + (square / (4 * rows)));
        return new ShareEstimate(count, rows, count == 0 ? 0 : centre - margin, count == rows && rows > 0 ? 1 : centre + margin);
    }
}
