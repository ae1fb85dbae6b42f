namespace LogReg.Terms;

/// <summary>A column of numbers.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Statistics">Its moments.</param>
internal sealed record NumericSummary(string Name, ColumnStatistics Statistics) : ColumnSummary(Name)
{
    // Below this standard deviation the squares underflow, and coefficients on the original scale could overflow.
    private const double SmallestDeviation = 1e-153;

    private const double LargestExactInteger = 1L << 53;

    /// <inheritdoc/>
    public override FeatureCandidate Describe(long rowCount, FeatureOptions options)
    {
        bool isEmpty = double.IsNaN(Statistics.Mean);
        double mean = isEmpty ? 0 : Statistics.Mean;
        var feature = new NumericFeature(Name, mean, mean, Statistics.StandardDeviation)
        {
            Minimum = isEmpty ? null : Statistics.Minimum,
            Maximum = isEmpty ? null : Statistics.Maximum,
            MissingShare = options.IndicatesMissing && Statistics.MissingShare is > 0 and < 1 ? Statistics.MissingShare : null,
            Notation = options.Notations.GetValueOrDefault(Name),
        };
        LeftOutColumn? leftOut = !Statistics.IsConstant || options.ForcedColumns.Contains(Name)
            ? null
            : new LeftOutColumn(
                Name,
                isEmpty ? LeftOutReason.Empty : IsRounded(options) ? LeftOutReason.Rounded : LeftOutReason.Constant,
                isEmpty ? 0 : 1);
        string? outOfRange = Statistics.IsConstant ? null
            : !double.IsFinite(mean) || !double.IsFinite(Statistics.StandardDeviation) ? "too large"
            : Statistics.StandardDeviation < SmallestDeviation ? "too close together"
            : null;
        return new FeatureCandidate(feature, leftOut, Statistics.MissingCount) { OutOfRange = outOfRange };
    }

    // Only the values of the training rows may be called rounded.
    private bool IsRounded(FeatureOptions options) =>
        options.RoundedColumns.Contains(Name) && Math.Abs(Statistics.Minimum) >= LargestExactInteger;
}
