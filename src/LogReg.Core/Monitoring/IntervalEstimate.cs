namespace LogReg.Monitoring;

/// <summary>An estimate with its 95% interval; NaN where it is not defined.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
public sealed record IntervalEstimate(double Estimate, double Lower, double Upper)
{
    /// <summary>Whether the interval is known and does not contain a number.</summary>
    /// <param name="number">The number.</param>
    public bool Excludes(double number) => Lower > number || Upper < number;
}
