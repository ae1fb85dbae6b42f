using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// Climbs a penalised likelihood from a point to a maximum: Newton's method with the exact Hessian where that is negative definite, else
/// with the leverages held, whose Hessian always is; no step lowers the value. The last step is taken where rounding hides every gain, so
/// that the digits that are there are reached.
/// </summary>
internal static class FirthAscent
{
    private const int MostSteps = 300;
    private const int MostHalvings = 40;

    // The gain that a step promises, below which the next one is the last.
    private const double LastGain = 1e-18;

    // A gain below this share of the value cannot be seen in it.
    private const double HiddenShare = 1e-13;

    // What is left to gain where rounding ends the climb.
    private const double StalledGain = 1e-9;

    // A step changes log-odds by no more than this, or by half of what they are.
    private const double LongestChange = 5;

    /// <summary>Climbs.</summary>
    /// <param name="surface">The likelihood.</param>
    /// <param name="start">q numbers.</param>
    /// <param name="evaluate">What computes value and derivatives at a point.</param>
    /// <param name="steps">How many steps at most.</param>
    /// <returns>A maximum, or <see langword="null"/> where none was reached.</returns>
    public static FirthPoint? Climb(
        FirthSurface surface, ReadOnlySpan<double> start, Func<FirthPoint, bool> evaluate, int steps = MostSteps)
    {
        var current = new FirthPoint(surface.Dimension);
        start.CopyTo(current.Parameters);
        if (!evaluate(current))
        {
            return null;
        }

        var candidate = new FirthPoint(surface.Dimension);
        for (int count = 0; count < steps && surface.Dimension > 0; count++)
        {
            (double[] direction, bool isExact) = Direction(current, exact: true);
            double gain = DenseKernels.Dot(direction, current.Gradient);
            if (gain <= LastGain)
            {
                return isExact ? LastStep(current, candidate, direction, evaluate) : null;
            }

            if (gain <= HiddenShare * Math.Max(1, Math.Abs(current.Value)))
            {
                FirthPoint last = LastStep(current, candidate, direction, evaluate);
                if (ReferenceEquals(last, current))
                {
                    return isExact ? current : null;
                }

                (current, candidate) = (last, current);
                continue;
            }

            if (!Search(surface, current, candidate, direction, gain, evaluate))
            {
                (direction, _) = Direction(current, exact: false);
                if (!isExact || !Search(surface, current, candidate, direction, DenseKernels.Dot(direction, current.Gradient), evaluate))
                {
                    return isExact && gain <= StalledGain ? current : null;
                }
            }

            (current, candidate) = (candidate, current);
        }

        return surface.Dimension == 0 ? current : null;
    }

    private static bool Search(
        FirthSurface surface, FirthPoint current, FirthPoint candidate, double[] direction, double gain, Func<FirthPoint, bool> evaluate)
    {
        double change = surface.LargestChange(direction);
        double reach = Math.Max(LongestChange, surface.LargestChange(current.Parameters) / 2);
        double step = Math.Min(1, reach / change);
        for (int halving = 0; halving <= MostHalvings; halving++, step /= 2)
        {
            Move(current, step, direction, candidate);
            if (evaluate(candidate) && candidate.Value >= current.Value + (1e-4 * step * gain))
            {
                return true;
            }
        }

        return false;
    }

    // The point after a full step if less is left to gain from there.
    private static FirthPoint LastStep(FirthPoint current, FirthPoint candidate, double[] direction, Func<FirthPoint, bool> evaluate)
    {
        Move(current, 1, direction, candidate);
        if (!evaluate(candidate))
        {
            return current;
        }

        (double[] next, _) = Direction(candidate, exact: true);
        return DenseKernels.Dot(next, candidate.Gradient) < DenseKernels.Dot(direction, current.Gradient) / 2 ? candidate : current;
    }

    private static void Move(FirthPoint from, double step, double[] direction, FirthPoint to)
    {
        from.Parameters.CopyTo(to.Parameters, 0);
        DenseKernels.AddScaled(direction, step, to.Parameters);
    }

    private static (double[] Direction, bool IsExact) Direction(FirthPoint point, bool exact)
    {
        int dimension = point.Parameters.Length;
        double[] direction = new double[dimension];
        if (exact && IsDefinite(point.Curvature, dimension) is CholeskyFactorization own)
        {
            own.Solve(point.Gradient, direction);
            return (direction, true);
        }

        new CholeskyFactorization([.. point.Majorant], dimension, 0).Solve(point.Gradient, direction);
        return (direction, false);
    }

    /// <summary>The factor of a symmetric matrix if it is positive definite beyond rounding.</summary>
    /// <param name="matrix">d·d numbers, the lower triangle.</param>
    /// <param name="dimension">d.</param>
    public static CholeskyFactorization? IsDefinite(double[] matrix, int dimension)
    {
        for (int index = 0; index < dimension; index++)
        {
            if (!(matrix[(index * dimension) + index] > 0))
            {
                return null;
            }
        }

        var factorization = new CholeskyFactorization([.. matrix], dimension, 1e-14);
        return factorization.DependentColumns.Count == 0 ? factorization : null;
    }
}
