using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// A line search for the strong Wolfe conditions: enough decrease, and a slope that has flattened. A step is first lengthened until it
/// brackets a minimum, then the bracket is narrowed by cubic interpolation (Nocedal &amp; Wright 2006, algorithms 3.5, 3.6, equation 3.59).
/// Close to the minimum, where the decrease drowns in the rounding of the values, slopes decide alone, as in the approximate Wolfe
/// conditions of Hager &amp; Zhang (2005, A new conjugate gradient method with guaranteed descent and an efficient line search).
/// </summary>
internal sealed class WolfeLineSearch
{
    private const double Decrease = 1e-4;
    private const double Flatness = 0.9;
    private const int MaxEvaluations = 40;

    private readonly IObjective _objective;
    private Iterate _trial;
    private Iterate _best;

    /// <param name="objective">The function.</param>
    public WolfeLineSearch(IObjective objective)
    {
        _objective = objective;
        _trial = new Iterate(objective.ParameterCount);
        _best = new Iterate(objective.ParameterCount);
    }

    /// <summary>The point of the last search that found one; the caller takes it over and gives another back.</summary>
    public Iterate Accepted => _trial;

    /// <summary>Takes an iterate that the caller needs no more, in place of the accepted one.</summary>
    public void Recycle(Iterate iterate) => _trial = iterate;

    /// <summary>Searches from an iterate along a direction.</summary>
    /// <param name="origin">The start, evaluated.</param>
    /// <param name="direction">Where to go.</param>
    /// <param name="firstStep">The first step to try, positive.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The step that leads to <see cref="Accepted"/>, or <see langword="null"/> where no step lowers the function.</returns>
    public double? Search(Iterate origin, ReadOnlySpan<double> direction, double firstStep, CancellationToken cancellationToken)
    {
        var start = new Probe(0, origin.Evaluation.Value, DenseKernels.Dot(origin.Gradient, direction));
        if (!(start.Slope < 0))
        {
            return null;
        }

        double rounding = StoppingRule.RoundingOf(start.Value);
        Probe low = start;
        Probe? high = null;
        double step = firstStep;
        for (int evaluation = 0; evaluation < MaxEvaluations; evaluation++)
        {
            _trial.EvaluateAt(_objective, origin.Parameters, step, direction, cancellationToken);
            var probe = new Probe(step, _trial.Evaluation.Value, DenseKernels.Dot(_trial.Gradient, direction));
            bool isVisible = -step * start.Slope > 100 * rounding;
            bool decreases = isVisible
                ? probe.Value <= start.Value + (Decrease * step * start.Slope)
                : probe.Slope <= (1 - (2 * Decrease)) * -start.Slope;
            if (decreases && Math.Abs(probe.Slope) <= -Flatness * start.Slope)
            {
                return step;
            }

            if (!decreases || (isVisible && probe.Value > low.Value) || double.IsNaN(probe.Slope))
            {
                high = probe;
            }
            else
            {
                if (probe.Slope * ((high?.Step ?? double.PositiveInfinity) - low.Step) >= 0)
                {
                    high = low;
                }

                low = probe;
                (_trial, _best) = (_best, _trial);
            }

            if (high is null)
            {
                step *= 2.5;
            }
            else if (Math.Abs(high.Value.Step - low.Step) <= 1e-14 * step)
            {
                break;
            }
            else
            {
                step = Interpolate(low, high.Value, isVisible);
            }
        }

        // No step is flat enough, but the best one found lowers the function: progress all the same.
        if (low.Step > 0 && low.Value < start.Value)
        {
            (_trial, _best) = (_best, _trial);
            return low.Step;
        }

        return null;
    }

    private static double Interpolate(Probe low, Probe high, bool isVisible)
    {
        double width = high.Step - low.Step;
        double step = isVisible ? CubicMinimum(low, high, width) : low.Step - (low.Slope * width / (high.Slope - low.Slope));

        // Off the bracket, too close to its ends, or not a number: halve.
        double position = (step - low.Step) / width;
        return position is > 0.05 and < 0.95 ? step : low.Step + (width / 2);
    }

    private static double CubicMinimum(Probe low, Probe high, double width)
    {
        double first = low.Slope + high.Slope - (3 * (low.Value - high.Value) / (low.Step - high.Step));
        double second = Math.CopySign(Math.Sqrt((first * first) - (low.Slope * high.Slope)), width);
        return high.Step - (width * (high.Slope + second - first) / (high.Slope - low.Slope + (2 * second)));
    }

    private readonly record struct Probe(double Step, double Value, double Slope);
}
