using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// The profile of a convex objective by a fit on the plane c·β = v at each value: slower than the searches of
/// <see cref="ProfileBoundSearch"/>, which step by a quadratic model, and right where that is none, as among rows that are all but certain,
/// or has no digits, as among nearly dependent columns, of which one is held here.
/// </summary>
internal sealed class ProfileFits
{
    // How near the fall at a bound has to be to the quantile, as a share of it.
    private const double FallTolerance = 1e-7;
    private const double BoundTolerance = 1e-11;
    private const double Stretch = 8;
    private const int MostStretches = 24;
    private const int MostShortenings = 12;
    private const int MostSteps = 100;
    private const int MostIterations = 200;

    private readonly IObjective _objective;
    private readonly double _scale;
    private readonly double[] _optimum;
    private readonly double _best;
    private readonly double[] _functional;
    private readonly double _quantile;
    private readonly double[] _sensitivity;
    private readonly double _variance;
    private readonly bool _needsDigits;
    private double[] _nearby;

    /// <param name="objective">f, convex, of at least two parameters.</param>
    /// <param name="scale">Σw.</param>
    /// <param name="optimum">Where f is least.</param>
    /// <param name="best">f there.</param>
    /// <param name="functional">c.</param>
    /// <param name="sensitivity">H⁻¹c, as well as it is known: the way on which the other parameters follow c·β.</param>
    /// <param name="quantile">The drop in twice the log-likelihood at the bounds.</param>
    /// <param name="needsDigits">Whether columns are nearly dependent, so that only fits without the one or the other of them have their
    /// digits.</param>
    public ProfileFits(
        IObjective objective,
        double scale,
        double[] optimum,
        double best,
        double[] functional,
        double[] sensitivity,
        double quantile,
        bool needsDigits)
    {
        _objective = objective;
        _scale = scale;
        _optimum = optimum;
        _best = best;
        _functional = functional;
        _quantile = quantile;
        _nearby = optimum;
        _sensitivity = sensitivity;
        _needsDigits = needsDigits;
        _variance = DenseKernels.Dot(functional, sensitivity);
    }

    /// <summary>Whether the likelihood falls by the quantile at a bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public bool IsBound(double bound, CancellationToken cancellationToken) => IsAtLevel(FallAt(bound, cancellationToken));

    /// <summary>Finds a bound.</summary>
    /// <param name="side">−1 for the lower bound, 1 for the upper one.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The bound, ±∞ where the likelihood does not fall far enough however far it is followed, NaN where a fit failed.</returns>
    public double Find(int side, CancellationToken cancellationToken)
    {
        // Where the information is small beside a unit of log-odds, the quadratic model would have the bound far beyond where it is.
        double fastest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_sensitivity)) / _variance;
        double distance = Math.Min(Math.Sqrt(_quantile * _variance / _scale), 1 / fastest);
        double center = DenseKernels.Dot(_functional, _optimum);
        _nearby = _optimum;
        double inside = 0;
        double insideFall = 0;
        double outside = distance;
        double outsideFall = FallAt(center + (side * outside), cancellationToken);
        for (int stretch = 0; outsideFall < _quantile; stretch++)
        {
            if (stretch == MostStretches)
            {
                return side * double.PositiveInfinity;
            }

            (inside, insideFall) = (outside, outsideFall);
            outside *= Stretch;
            outsideFall = FallAt(center + (side * outside), cancellationToken);

            // A fit that is not found far out may be found on the way.
            for (int shortening = 0; double.IsNaN(outsideFall) && shortening < MostShortenings; shortening++)
            {
                outside = (inside + outside) / 2;
                outsideFall = FallAt(center + (side * outside), cancellationToken);
            }
        }

        // The root of the fall is nearly linear: secants between both ends, and halves where one end stays.
        for (int step = 0; step < MostSteps && !double.IsNaN(outsideFall); step++)
        {
            double target = Math.Sqrt(_quantile);
            double share = (target - Math.Sqrt(Math.Max(0, insideFall))) / (Math.Sqrt(outsideFall) - Math.Sqrt(Math.Max(0, insideFall)));
            double next = inside + ((step % 3 == 2 ? 0.5 : share) * (outside - inside));
            double fall = FallAt(center + (side * next), cancellationToken);
            if (double.IsNaN(fall))
            {
                return double.NaN;
            }

            if (Math.Abs(fall - _quantile) <= BoundTolerance * _quantile || outside - inside <= BoundTolerance * outside)
            {
                return IsAtLevel(fall) ? center + (side * next) : double.NaN;
            }

            (inside, insideFall, outside, outsideFall) = fall < _quantile
                ? (next, fall, outside, outsideFall)
                : (inside, insideFall, next, fall);
        }

        return double.NaN;
    }

    // Sums of many terms are not known to better than their last digits.
    private bool IsAtLevel(double fall) =>
        Math.Abs(fall - _quantile) <= Math.Max(FallTolerance * _quantile, 1e-14 * _scale * Math.Abs(_best));

    private double[] Moved(double[] parameters, double value)
    {
        double[] moved = [.. parameters];
        DenseKernels.AddScaled(_sensitivity, (value - DenseKernels.Dot(_functional, parameters)) / _variance, moved);
        return moved;
    }

    private double FallAt(double value, CancellationToken cancellationToken)
    {
        ConstrainedObjective constrained = ObjectiveFactory.Constrained(_objective, _functional, value);
        var options = new SolverOptions(MostIterations, 1e-10) { WeightSum = _scale };
        foreach (double[] start in new[] { Moved(_nearby, value), Moved(_optimum, value), _nearby })
        {
            SolverResult fit =
                new FallbackSolver(new NewtonSolver()).Minimize(constrained, constrained.FreeOf(start), options, null, cancellationToken);
            bool hasDigits = !_needsDigits
                || (fit.DependentParameters.Count == 0 && fit.SmallestPivotShare >= ExtendedNewton.SafePivotShare);
            if (hasDigits && (fit.Termination is TerminationReason.Gradient or TerminationReason.Precision))
            {
                _nearby = constrained.WholeOf(fit.Parameters);
                return 2 * _scale * (fit.Evaluation.Value - _best);
            }
        }

        return double.NaN;
    }
}
