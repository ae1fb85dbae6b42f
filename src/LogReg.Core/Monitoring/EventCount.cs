using LogReg.Numerics;

namespace LogReg.Monitoring;

/// <summary>
/// The number of positive rows beside the expected one. Under log-odds η + a, it is distributed as <see cref="PoissonBinomial"/>: the
/// interval of a has the shifts that neither tail rejects at 2.5%, and that of O:E the ratios which these shifts expect, so that both are
/// known where all rows have one class, too. For rows of one probability this is the interval of C. J. Clopper and E. S. Pearson (1934).
/// </summary>
internal sealed class EventCount
{
    private const double TailShare = 0.025;
    private const long MostStepsOfTest = 100_000_000;
    private const long MostStepsOfInterval = 5_000_000;
    private const int MostIterations = 200;
    private const double Tolerance = 1e-12;

    private readonly PoissonBinomial _distribution;
    private readonly double _observed;
    private readonly double _expected;

    /// <param name="scores">The log-odds of the rows.</param>
    /// <param name="weights">Their weights; empty if every row has weight 1.</param>
    /// <param name="observed">The number of positive rows, or the sum of their weights.</param>
    /// <param name="total">The number of rows, or the sum of their weights.</param>
    public EventCount(ReadOnlyMemory<double> scores, ReadOnlyMemory<double> weights, double observed, double total)
    {
        _distribution = new PoissonBinomial(scores, weights);
        _observed = observed;
        _expected = _distribution.Mean(0);
        (double lower, double upper) = _distribution.Tails(observed, 0, MostStepsOfTest);
        PValue = Math.Min(1, 2 * Math.Min(lower, upper));
        LowerShift = observed <= 0 ? double.NegativeInfinity : Shift(isUpper: false);
        UpperShift = observed >= total ? double.PositiveInfinity : Shift(isUpper: true);
        Ratio = new IntervalEstimate(
            observed / _expected,
            observed <= 0 ? 0 : _distribution.Mean(LowerShift) / _expected,
            observed >= total ? total / _expected : _distribution.Mean(UpperShift) / _expected);
    }

    /// <summary>Twice the smaller tail beyond the observed number under the model.</summary>
    public double PValue { get; }

    /// <summary>The lower bound of the shift of the log-odds; −∞ without a positive row.</summary>
    public double LowerShift { get; }

    /// <summary>The upper bound of the shift of the log-odds; ∞ without a negative row.</summary>
    public double UpperShift { get; }

    /// <summary>Observed by expected.</summary>
    public IntervalEstimate Ratio { get; }

    // The logarithm of a tail is nearly linear in the shift: regula falsi, with the older end halved (Illinois).
    private double Shift(bool isUpper)
    {
        double Excess(double shift)
        {
            (double lower, double upper) = _distribution.Tails(_observed, shift, MostStepsOfInterval);
            double tail = Math.Max(isUpper ? lower : upper, double.Epsilon);
            return (isUpper ? 1 : -1) * ElementaryFunctions.Log(tail / TailShare);
        }

        (double low, double high) = Bracket(Excess);
        double atLow = Excess(low);
        double atHigh = Excess(high);
        for (int iteration = 0; iteration < MostIterations && high - low > Tolerance * (1 + Math.Abs(low)); iteration++)
        {
            double middle = low + ((high - low) * atLow / (atLow - atHigh));
            middle = middle > low && middle < high && iteration < MostIterations / 4 ? middle : low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            double excess = Excess(middle);
            if (Math.Abs(excess) <= Tolerance)
            {
                return middle;
            }

            if (excess > 0)
            {
                (low, atLow, atHigh) = (middle, excess, atHigh / 2);
            }
            else
            {
                (high, atHigh, atLow) = (middle, excess, atLow / 2);
            }
        }

        return low + ((high - low) / 2);
    }

    // The excess falls with the shift.
    private static (double Low, double High) Bracket(Func<double, double> excess)
    {
        double reach = 0.25;
        bool isAbove = excess(0) > 0;
        double near = 0;
        while (reach < 4096)
        {
            double far = isAbove ? reach : -reach;
            if (excess(far) > 0 != isAbove)
            {
                return isAbove ? (near, far) : (far, near);
            }

            near = far;
            reach *= 2;
        }

        return isAbove ? (near, reach) : (-reach, near);
    }
}
