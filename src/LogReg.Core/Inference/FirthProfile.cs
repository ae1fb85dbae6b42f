using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// The profile of Firth's penalised likelihood along c·β, each value of it the best of many constrained fits: going on from its neighbours
/// and from all maxima, and where it decides, from the terms of the likelihood (<see cref="FirthMaxima.On"/>), too. The likelihood falls
/// without bound in every direction, so that both bounds exist.
/// </summary>
internal sealed class FirthProfile
{
    private const int MostSteps = 200;
    private const int MostRounds = 40;
    private const int MostRootSteps = 100;

    // The error of a bound as a share of its distance from the estimate, and of its level.
    private const double BoundTolerance = 1e-13;
    private const double LevelTolerance = 1e-8;

    // Beyond a bound the profile may rise again: it is looked at so many times its distance from the estimate farther out.
    private static readonly double[] Probes = [0.15, 0.5, 1.5, 5, 20];

    private const int GapPlaces = 16;
    private const int GoldenSteps = 10;
    private const int MostMaxima = 12;

    private readonly FirthMaxima _maxima;
    private readonly double[] _functional;
    private readonly double _square;
    private readonly FirthPlane _plane;
    private readonly SortedList<double, FirthPoint> _trail = [];
    private readonly HashSet<double> _settled = [];

    /// <param name="maxima">The likelihood and its maxima, at least one.</param>
    /// <param name="functional">c, not 0.</param>
    public FirthProfile(FirthMaxima maxima, double[] functional)
    {
        _maxima = maxima;
        _functional = functional;
        _square = DenseKernels.Dot(functional, functional);
        _plane = FirthPlane.Across(maxima.Surface, functional);
    }

    /// <summary>How far twice the penalised log-likelihood falls from its maximum to the best with c·β at a value; NaN where that was not
    /// found.</summary>
    /// <param name="value">The value.</param>
    public double FallAt(double value) => FitAt(value, thorough: true) is FirthPoint point ? 2 * (_maxima.Best - point.Value) : double.NaN;

    /// <summary>All values at which <see cref="FallAt"/> is no more than a quantile, from the lowest to the highest.</summary>
    /// <param name="quantile">The quantile.</param>
    /// <returns>The bounds, NaN where one was not found, and whether there are values between them at which the fall is more.</returns>
    public ConfidenceInterval Find(double quantile)
    {
        var interval = new ConfidenceInterval(FindBound(-1, quantile), FindBound(1, quantile));
        return interval with { HasGap = HasGap(quantile) };
    }

    private double FindBound(int side, double quantile)
    {
        FirthPoint best = _maxima.Points[0];
        double center = ValueOf(best);
        double first = FirstStep(best, quantile);
        double inside = Innermost(side, quantile);
        double step = first;
        for (int round = 0; round < MostRounds; round++)
        {
            double outside = GoOutside(side, quantile, ref inside, step);
            if (double.IsNaN(outside))
            {
                return double.NaN;
            }

            // Where going on from neighbours loses a branch, the search is done again with a thorough look at each value.
            double bound = Root(inside, outside, quantile, thorough: false);
            bound = IsAtLevel(bound, quantile) ? bound : Root(inside, outside, quantile, thorough: true);

            // Another branch may reach farther, at the bound or beyond.
            double width = Math.Max(Math.Abs(bound - center), first);
            double farther = FarthestInside(side, bound, width, quantile);
            if (double.IsNaN(farther))
            {
                return IsAtLevel(bound, quantile) ? bound : double.NaN;
            }

            inside = farther;
            step = Math.Max(Math.Abs(bound - inside), first) / 2;
        }

        return double.NaN;
    }

    // Of the maxima that lie above the level, and all that was met, the farthest.
    private double Innermost(int side, double quantile)
    {
        double farthest = ValueOf(_maxima.Points[0]);
        foreach (double value in _maxima.Points.Where(point => IsInside(point, quantile)).Select(ValueOf)
            .Concat(_trail.Where(pair => IsInside(pair.Value, quantile)).Select(pair => pair.Key)))
        {
            farthest = side * value > side * farthest ? value : farthest;
        }

        return farthest;
    }

    private double GoOutside(int side, double quantile, ref double inside, double step)
    {
        for (int count = 0; count < MostSteps && double.IsFinite(step); count++, step *= 1.7)
        {
            double value = inside + (side * step);
            if (!(FitAt(value, thorough: false) is FirthPoint point && IsInside(point, quantile))
                && !(FitAt(value, thorough: true) is FirthPoint settled && IsInside(settled, quantile)))
            {
                return _trail.ContainsKey(value) ? value : double.NaN;
            }

            inside = value;
        }

        return double.NaN;
    }

    // Newton's method on the signed root of the fall, which is nearly linear, within a bracket.
    private double Root(double inside, double outside, double quantile, bool thorough)
    {
        double value = (inside + outside) / 2;
        for (int count = 0; count < MostRootSteps; count++)
        {
            if (FitAt(value, thorough) is not FirthPoint point)
            {
                return double.NaN;
            }

            (inside, outside) = IsInside(point, quantile) ? (value, outside) : (inside, value);
            double root = Math.Sqrt(Math.Max(0, 2 * (_maxima.Best - point.Value)));
            double slope = DenseKernels.Dot(point.Gradient, _functional) / _square;
            double next = value + ((root - Math.Sqrt(quantile)) * root / slope);
            double tolerance = BoundTolerance * Math.Max(Math.Abs(value), Math.Abs(value - ValueOf(_maxima.Points[0])));
            if (Math.Abs(outside - inside) <= tolerance || (Math.Abs(next - value) <= tolerance && double.IsFinite(next)))
            {
                return value;
            }

            value = (next - inside) * (next - outside) < 0 ? next : (inside + outside) / 2;
        }

        return value;
    }

    // NaN where neither the bound nor what lies beyond has a point above the level.
    private double FarthestInside(int side, double bound, double width, double quantile)
    {
        foreach (double probe in Probes.Reverse())
        {
            double value = bound + (side * probe * width);
            if (FitAt(value, thorough: true) is FirthPoint beyond && IsInside(beyond, quantile))
            {
                _maxima.Add(beyond.Parameters);
                return value;
            }
        }

        if (FitAt(bound, thorough: true) is FirthPoint point && Fall(point) < quantile - LevelTolerance)
        {
            _maxima.Add(point.Parameters);
            return bound;
        }

        return double.NaN;
    }

    private bool IsAtLevel(double bound, double quantile) =>
        !double.IsNaN(bound) && FitAt(bound, thorough: true) is FirthPoint point
            && Math.Abs(Fall(point) - quantile) <= LevelTolerance * Math.Max(1, Math.Abs(_maxima.Best));

    // Only where several maxima lie above the level can the profile sink below it between them.
    private bool HasGap(double quantile)
    {
        double[] values = [.. _maxima.Points.Where(point => IsInside(point, quantile)).Select(ValueOf).Order()];
        for (int index = 1; index < values.Length; index++)
        {
            if (FallsBelow(values[index - 1], values[index], quantile))
            {
                return true;
            }
        }

        return false;
    }

    // A thorough look at a grid, then around its lowest place by golden section.
    private bool FallsBelow(double lower, double upper, double quantile)
    {
        double width = (upper - lower) / GapPlaces;
        if (!(width > 0))
        {
            return false;
        }

        double lowest = lower + width;
        for (int place = 1; place < GapPlaces; place++)
        {
            double value = lower + (place * width);
            double fall = FallOf(value);
            if (fall > quantile + LevelTolerance)
            {
                return true;
            }

            lowest = fall > FallOf(lowest) ? value : lowest;
        }

        double share = (Math.Sqrt(5) - 1) / 2;
        (lower, upper) = (lowest - width, lowest + width);
        for (int count = 0; count < GoldenSteps; count++)
        {
            double left = upper - (share * (upper - lower));
            double right = lower + (share * (upper - lower));
            (lower, upper) = FallOf(left) > FallOf(right) ? (lower, right) : (left, upper);
        }

        return FallOf((lower + upper) / 2) > quantile + LevelTolerance;
    }

    private double FallOf(double value) => FitAt(value, thorough: true) is FirthPoint point ? Fall(point) : double.NegativeInfinity;

    private FirthPoint? FitAt(double value, bool thorough)
    {
        bool isKnown = _trail.TryGetValue(value, out FirthPoint? known);
        if (isKnown && (!thorough || _settled.Contains(value)))
        {
            return known;
        }

        _plane.MoveTo(value);
        FirthPoint? found = _maxima.On(_plane, Starts(value, thorough), thorough);
        if (found is null || (isKnown && known!.Value >= found.Value))
        {
            found = known;
        }

        if (found is null)
        {
            return null;
        }

        _trail[value] = found;
        if (thorough)
        {
            _settled.Add(value);
        }

        if (found.Value > _maxima.Best)
        {
            _maxima.Add(found.Parameters);
        }

        return found;
    }

    private IEnumerable<double[]> Starts(double value, bool thorough)
    {
        FirthPoint[] near =
        [
            .. Nearest(_trail.Where(pair => pair.Key <= value).TakeLast(1)),
            .. Nearest(_trail.Where(pair => pair.Key > value).Take(1)),
        ];
        IEnumerable<FirthPoint> maxima = thorough || near.Length == 0 ? _maxima.Points.Take(MostMaxima) : [];
        return
        [
            .. near.Select(point => Along(point, value)),
            .. maxima.SelectMany(point => new[] { point.Parameters, Along(point, value) }),
        ];

        static IEnumerable<FirthPoint> Nearest(IEnumerable<KeyValuePair<double, FirthPoint>> pairs) => pairs.Select(pair => pair.Value);
    }

    // Where the parabola over a point has its maximum with c·β at a value.
    private double[] Along(FirthPoint point, double value)
    {
        double[] moved = [.. point.Parameters];
        if (FirthAscent.IsDefinite(point.Curvature, moved.Length) is CholeskyFactorization factorization)
        {
            double[] sensitivity = new double[moved.Length];
            factorization.Solve(_functional, sensitivity);
            DenseKernels.AddScaled(sensitivity, (value - ValueOf(point)) / DenseKernels.Dot(sensitivity, _functional), moved);
        }

        return moved;
    }

    private double FirstStep(FirthPoint point, double quantile)
    {
        double[] sensitivity = new double[point.Parameters.Length];
        FirthAscent.IsDefinite(point.Curvature, sensitivity.Length)!.Solve(_functional, sensitivity);
        return Math.Sqrt(quantile * DenseKernels.Dot(sensitivity, _functional));
    }

    private double Fall(FirthPoint point) => 2 * (_maxima.Best - point.Value);

    private bool IsInside(FirthPoint point, double quantile) => Fall(point) <= quantile;

    private double ValueOf(FirthPoint point) => DenseKernels.Dot(_functional, point.Parameters);
}
