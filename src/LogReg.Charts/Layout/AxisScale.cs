using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>From an axis's numbers to pixels.</summary>
/// <param name="Minimum">The number at <paramref name="Start"/>.</param>
/// <param name="Maximum">The number at <paramref name="End"/>.</param>
/// <param name="IsLogarithmic">Whether equal factors are equally long.</param>
/// <param name="Start">A pixel.</param>
/// <param name="End">A pixel, possibly before the other.</param>
internal sealed record AxisScale(double Minimum, double Maximum, bool IsLogarithmic, double Start, double End)
{
    /// <summary>The range of an axis: what it says itself, and where it does not, what its series need, rounded up to ticks.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What the series need.</param>
    /// <param name="isVertical">Whether categories run from the top downwards.</param>
    public static (double Minimum, double Maximum) RangeOf(Axis axis, IEnumerable<double> values, bool isVertical)
    {
        const double Margin = 0.6;
        if (axis.Categories is { Count: int count })
        {
            return isVertical ? (count - 1 + Margin, -Margin) : (-Margin, count - 1 + Margin);
        }

        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (value > 0 || !axis.IsLogarithmic))
            {
                least = Math.Min(least, Clamp(value, axis));
                greatest = Math.Max(greatest, Clamp(value, axis));
            }
        }

        if (least > greatest)
        {
            (least, greatest) = axis.IsLogarithmic ? (0.1, 10) : (0, 1);
        }

        (least, greatest) = axis.IsLogarithmic ? Widen(least, greatest) : Round(least, greatest);
        return (Clamp(axis.Minimum ?? least, axis), Clamp(axis.Maximum ?? greatest, axis));
    }

    /// <summary>The pixel of a number; ∞ is beyond the ends, NaN stays NaN.</summary>
    public double Place(double value)
    {
        double share = IsLogarithmic
            ? (Math.Log(value) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum))
            : (value - Minimum) / (Maximum - Minimum);

        // Far outside is outside; farther would leave the range of a drawing's numbers.
        return Start + (Math.Clamp(share, -10, 11) * (End - Start));
    }

    // What is farther away is drawn at the edge: an axis has room to be widened, and a length that is a number.
    private static double Clamp(double value, Axis axis)
    {
        const double Farthest = 1e290;
        return axis.IsLogarithmic ? Math.Clamp(value, 1 / Farthest, Farthest) : Math.Clamp(value, -Farthest, Farthest);
    }

    private static (double Minimum, double Maximum) Widen(double least, double greatest)
    {
        double factor = Math.Max(Math.Pow(greatest / least, 0.05), 1.1);
        return (least / factor, greatest * factor);
    }

    private static (double Minimum, double Maximum) Round(double least, double greatest)
    {
        const int Steps = 5;
        if (greatest - least <= 1e-12 * Math.Max(Math.Abs(least), Math.Abs(greatest)))
        {
            double half = least == 0 ? 1 : Math.Abs(least) / 2;
            (least, greatest) = (least - half, greatest + half);
        }

        double step = TickFinder.Step(greatest - least, Steps) / 2;
        return (Math.Floor(least / step) * step, Math.Ceiling(greatest / step) * step);
    }
}
