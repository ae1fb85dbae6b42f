using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// The search for one bound of a profile-likelihood interval. First, Newton's method for bound and other parameters at once (Venzon &amp;
/// Moolgavkar, A method for computing profile-likelihood-based confidence intervals, 1988), which needs hardly more evaluations than a fit.
/// Where that fails, a safeguarded root search with a constrained fit at each value.
/// </summary>
internal sealed class ProfileBoundSearch
{
    // Standardised parameters move by no more in a step: a quadratic model knows nothing of what lies farther.
    private const double LongestStep = 5;
    private const int MaxLongSteps = 20;
    private const int MaxJointSteps = 60;

    // Farther out than this every row that can be saturated is, and the likelihood falls no more.
    private const double FarthestParameter = 1e4;
    private const int MaxRootSteps = 200;
    private const int MaxFitSteps = 200;
    private const int MaxHalvings = 40;

    // The tolerated error of a bound, as a share of its distance from the estimate.
    private const double BoundTolerance = 1e-10;

    // What may be left to gain of the log-likelihood in the other parameters.
    private const double FitTolerance = 1e-13;

    private readonly double _scale;
    private readonly ProfilePoint _optimum;
    private readonly double[] _functional;
    private readonly double _quantile;
    private readonly double[] _direction;
    private readonly double[] _origin;
    private readonly ProfilePoint _point;

    /// <param name="objective">f.</param>
    /// <param name="scale">Σw.</param>
    /// <param name="optimum">The minimum of f, evaluated.</param>
    /// <param name="functional">c.</param>
    /// <param name="quantile">The drop in twice the log-likelihood at the bounds.</param>
    public ProfileBoundSearch(IObjective objective, double scale, ProfilePoint optimum, double[] functional, double quantile)
    {
        _scale = scale;
        _optimum = optimum;
        _functional = functional;
        _quantile = quantile;
        _direction = new double[functional.Length];
        _origin = new double[functional.Length];
        _point = new ProfilePoint(objective, functional);
        BestValue = optimum.Value;
    }

    /// <summary>The lowest value of f that any search has met.</summary>
    public double BestValue { get; private set; }

    /// <summary>The bound on one side.</summary>
    /// <param name="side">−1 for the lower bound, 1 for the upper one.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The bound, ±∞ where there is none, NaN where it was not found.</returns>
    public double Find(int side, CancellationToken cancellationToken)
    {
        double bound = FindJointly(side, cancellationToken);
        return double.IsNaN(bound) ? FindByRoot(side, cancellationToken) : bound;
    }

    /// <summary>How far twice the log-likelihood falls from its maximum to the best with c·β at a value; NaN where that was not
    /// found.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public double FallAt(double value, CancellationToken cancellationToken)
    {
        _point.CopyFrom(_optimum, cancellationToken);
        return FitAt(value, cancellationToken) ? Fall() : double.NaN;
    }

    // The model's profile is a parabola in c·β over its minimum: go to where it reaches the bound's level.
    private double FindJointly(int side, CancellationToken cancellationToken)
    {
        double level = BestValue + (_quantile / (2 * _scale));
        ProfilePoint point = _optimum;
        int longSteps = 0;
        for (int iteration = 0; iteration < MaxJointSteps && longSteps <= MaxLongSteps && point.Variance > 0; iteration++)
        {
            double room = Math.Max(0, level - point.Value + point.ModelFall);
            double factor = side * Math.Sqrt(2 * room / point.Variance);
            for (int parameter = 0; parameter < _direction.Length; parameter++)
            {
                _direction[parameter] = (factor * point.Sensitivity[parameter]) - point.NewtonStep[parameter];
            }

            double longest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_direction));
            double reach = Reach(point);
            double shrink = longest > reach ? reach / longest : 1;
            longSteps += shrink < 1 ? 1 : 0;
            double move = shrink * DenseKernels.Dot(_functional, _direction);
            double value = point.FunctionalValue + move;
            double length = (factor * DenseKernels.Dot(_functional, _direction)) - DenseKernels.Dot(point.Gradient, _direction);
            double distance = Math.Abs(value - _optimum.FunctionalValue);

            // Rounding of f moves the bound, too.
            double tolerance = Math.Max(BoundTolerance, 1e-15 * _scale * Math.Abs(point.Value) / _quantile) * distance;
            if (shrink == 1 && Math.Abs(move) <= tolerance && _scale * length <= 1e-12)
            {
                return side * (value - _optimum.FunctionalValue) > 0 ? value : double.NaN;
            }

            TensorPrimitives.MultiplyAdd(_direction, shrink, point.Parameters, _point.Parameters);
            if (!_point.Evaluate(cancellationToken))
            {
                return double.NaN;
            }

            point = _point;
            BestValue = Math.Min(BestValue, point.Value);
        }

        return double.NaN;
    }

    // Outwards until the likelihood has fallen far enough, then Newton's method on the signed root of its fall, which is nearly linear.
    private double FindByRoot(int side, CancellationToken cancellationToken)
    {
        double center = _optimum.FunctionalValue;
        double fastest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_optimum.Sensitivity)) / _optimum.Variance;
        double distance = Math.Min(Math.Sqrt(_quantile * _optimum.Variance / _scale), 1 / fastest);
        double inside = 0;
        _point.CopyFrom(_optimum, cancellationToken);
        while (true)
        {
            if (!FitAt(center + (side * distance), cancellationToken))
            {
                return double.NaN;
            }

            if (Fall() >= _quantile)
            {
                break;
            }

            if (FarthestMove() > FarthestParameter)
            {
                return side * double.PositiveInfinity;
            }

            inside = distance;
            distance *= 2;
        }

        double outside = distance;
        for (int iteration = 0; iteration < MaxRootSteps; iteration++)
        {
            double root = Math.Sqrt(Math.Max(0, Fall()));
            double next = distance - ((root - Math.Sqrt(_quantile)) * root / (_scale * side * _point.Slope));
            if (Math.Abs(next - distance) <= BoundTolerance * distance)
            {
                return center + (side * next);
            }

            distance = next > inside && next < outside ? next : (inside + outside) / 2;
            if (outside - inside <= BoundTolerance * outside)
            {
                return center + (side * distance);
            }

            if (!FitAt(center + (side * distance), cancellationToken))
            {
                return double.NaN;
            }

            if (Fall() < _quantile)
            {
                inside = distance;
            }
            else
            {
                outside = distance;
            }
        }

        return double.NaN;
    }

    // Minimises f with c·β held at a value, from the point where it stands.
    private bool FitAt(double value, CancellationToken cancellationToken)
    {
        // Far out the information can vanish: then along the way that leads out of the optimum.
        ProfilePoint guide = _point.Variance > 0 ? _point : _optimum;
        double step = (value - _point.FunctionalValue) / guide.Variance;
        TensorPrimitives.MultiplyAdd(guide.Sensitivity, step, _point.Parameters, _point.Parameters);
        if (!_point.Evaluate(cancellationToken))
        {
            return false;
        }

        for (int iteration = 0; iteration < MaxFitSteps; iteration++)
        {
            BestValue = Math.Min(BestValue, _point.Value);
            if (_point.Decrement <= Math.Max(FitTolerance / _scale, 1e-15 * Math.Abs(_point.Value)))
            {
                return true;
            }

            double decrement = _point.Decrement;
            if (!Descend(cancellationToken))
            {
                // Where rounding lets nothing fall any more, that is the minimum.
                return _scale * decrement <= 1e-8;
            }
        }

        return false;
    }

    private bool Descend(CancellationToken cancellationToken)
    {
        double before = _point.Value;
        double decrement = _point.Decrement;
        _point.Parameters.CopyTo(_origin, 0);
        for (int parameter = 0; parameter < _direction.Length; parameter++)
        {
            _direction[parameter] = (_point.Slope * _point.Sensitivity[parameter]) - _point.NewtonStep[parameter];
        }

        double longest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_direction));
        double step = Math.Min(1, Reach(_point) / longest);
        for (int halving = 0; halving <= MaxHalvings; halving++, step /= 2)
        {
            TensorPrimitives.MultiplyAdd(_direction, step, _origin, _point.Parameters);
            if (_point.Evaluate(cancellationToken) && _point.Value <= before - (1e-4 * step * decrement) + (1e-15 * Math.Abs(before)))
            {
                return true;
            }
        }

        _origin.CopyTo(_point.Parameters, 0);
        _point.Evaluate(cancellationToken);
        return false;
    }

    private static double Reach(ProfilePoint point) =>
        Math.Max(LongestStep, Math.Abs(TensorPrimitives.MaxMagnitude<double>(point.Parameters)) / 2);

    private double Fall() => 2 * _scale * (_point.Value - BestValue);

    private double FarthestMove() =>
        Math.Sqrt(_point.Parameters.Zip(_optimum.Parameters, (here, there) => (here - there) * (here - there)).Max());
}
