namespace LogReg.Numerics;

/// <summary>Finds where a rising function of one number is 0, as the gradient of a convex loss by its intercept is.</summary>
internal static class InterceptSearch
{
    private const int MostIterations = 200;

    // The intercept's last digits change no digit of a loss that is flat there.
    private const double LastStep = 1e-15;

    /// <summary>Searches from 0: steps that double find an interval in which the gradient changes its sign, and Newton's steps that leave
    /// it are replaced by halving it.</summary>
    /// <param name="derivatives">From an intercept to the gradient and its slope.</param>
    public static double Find(Func<double, (double Gradient, double Curvature)> derivatives)
    {
        double intercept = 0;
        double lower = double.NegativeInfinity;
        double upper = double.PositiveInfinity;
        double reach = 1;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            (double gradient, double curvature) = derivatives(intercept);
            (lower, upper) = gradient > 0 ? (lower, intercept) : (intercept, upper);
            double next = intercept - (gradient / curvature);
            if (!(next > lower && next < upper && Math.Abs(next - intercept) <= reach))
            {
                next = double.IsInfinity(lower) ? upper - reach : double.IsInfinity(upper) ? lower + reach : lower + ((upper - lower) / 2);
                reach *= 2;
            }

            if (gradient == 0 || Math.Abs(next - intercept) <= LastStep * (1 + Math.Abs(intercept)))
            {
                break;
            }

            intercept = next;
        }

        return intercept;
    }
}
