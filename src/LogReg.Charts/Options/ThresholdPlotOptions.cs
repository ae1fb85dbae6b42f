namespace LogReg.Charts;

/// <summary>The costs of errors in a figure of thresholds.</summary>
public sealed record ThresholdPlotOptions
{
    /// <summary>The cost of a negative row that is predicted positive, finite and above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of this range.</exception>
    public double FalsePositiveCost { get; init => field = Valid(value, nameof(FalsePositiveCost)); } = 1;

    /// <summary>The cost of a positive row that is predicted negative, finite and above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of this range.</exception>
    public double FalseNegativeCost { get; init => field = Valid(value, nameof(FalseNegativeCost)); } = 1;

    private static double Valid(double cost, string name) =>
        double.IsFinite(cost) && cost > 0 ? cost : throw new ArgumentOutOfRangeException(name, cost, $"{name} must be finite and above 0.");
}
