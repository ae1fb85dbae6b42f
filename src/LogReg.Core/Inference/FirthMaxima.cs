using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// All maxima of Firth's penalised likelihood that are found from many starts: 0, where the given starts lead, where the maximum moves as
/// the penalty's factor goes from next to nothing (the maximum of the likelihood, or far out along what separates) or from a multiple to 1,
/// the axes out to large values, and the terms of the sum (<see cref="FirthTerms"/>). Under constraints the same.
/// </summary>
internal sealed class FirthMaxima
{
    // Of the terms' maxima on a plane so many are climbed from, the highest first.
    private const int MostClimbs = 8;

    // So many of the terms, the most promising ones, are followed on planes.
    private const int MostPlaneTerms = 40;

    // Two points nearer than this, in standard errors, are one maximum.
    private const double SameDistance = 1e-4;
    private const double NewBest = 1e-9;

    private static readonly double[][] FactorPaths = [[1e-6, 1e-4, 0.01, 0.1, 0.3, 0.6], [30, 10, 4, 2, 1.4]];
    private static readonly double[] AxisPlaces = [-100, -20, -5, -2, 2, 5, 20, 100];

    private readonly List<FirthPoint> _points = [];
    private readonly FirthTerms _terms;
    private readonly double[]?[] _termMaxima;
    private readonly CancellationToken _cancellationToken;

    /// <param name="surface">The likelihood of all parameters.</param>
    /// <param name="starts">Where to start, beside the places of its own.</param>
    /// <param name="mostTerms">How many terms to look at at most.</param>
    /// <param name="random">A number from 0 to one less than what it is given, for a sample of the terms.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public FirthMaxima(
        FirthSurface surface, IEnumerable<double[]> starts, int mostTerms, Func<int, int> random, CancellationToken cancellationToken)
    {
        Surface = surface;
        _cancellationToken = cancellationToken;
        _terms = new FirthTerms(surface, mostTerms, random);
        _termMaxima = _terms.Maxima();
        foreach (double[] start in starts.Append(new double[surface.Dimension]).Concat(PathEnds()).Concat(Axes(mostTerms)).Concat(
            _termMaxima.OfType<double[]>()))
        {
            Add(start);
        }
    }

    /// <summary>The likelihood of all parameters.</summary>
    public FirthSurface Surface { get; }

    /// <summary>The maxima, the highest first; empty where none was found.</summary>
    public IReadOnlyList<FirthPoint> Points => _points;

    /// <summary>The highest value.</summary>
    public double Best => _points.Count == 0 ? double.NaN : _points[0].Value;

    /// <summary>Climbs from a point.</summary>
    /// <param name="start">The point.</param>
    /// <returns>Whether that led to a maximum that is higher than all before.</returns>
    public bool Add(double[] start)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        FirthPoint? found = FirthAscent.Climb(Surface, start, point => Surface.Evaluate(point));
        if (found is null)
        {
            return false;
        }

        bool isBest = _points.Count == 0 || found.Value > Best + (NewBest * Math.Max(1, Math.Abs(Best)));
        if (_points.Any(point => IsSame(point, found)))
        {
            return false;
        }

        _points.Add(found);
        _points.Sort((left, right) => right.Value.CompareTo(left.Value));
        return isBest;
    }

    /// <summary>The highest point of a plane that is found.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="starts">Where to start, each β; they need not be on the plane.</param>
    /// <param name="thorough">Whether the terms are asked, too.</param>
    /// <returns>The point as β, evaluated without constraints; <see langword="null"/> if none was found.</returns>
    public FirthPoint? On(FirthPlane plane, IEnumerable<double[]> starts, bool thorough)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        FirthSurface surface = plane.Surface;
        IEnumerable<double[]> places = starts.Select(plane.Project);
        if (thorough)
        {
            double[]?[] own =
                _terms.Maxima(surface, _termMaxima.Take(MostPlaneTerms).Select(maximum => maximum is null ? null : plane.Project(maximum)));
            places = places.Append(new double[surface.Dimension]).Concat(Highest(surface, own.OfType<double[]>()));
        }

        FirthPoint? best = null;
        foreach (double[] place in places)
        {
            FirthPoint? found = FirthAscent.Climb(surface, place, point => surface.Evaluate(point));
            best = found is not null && (best is null || found.Value > best.Value) ? found : best;
        }

        if (best is null)
        {
            return null;
        }

        var whole = new FirthPoint(Surface.Dimension);
        plane.Expand(best.Parameters).CopyTo(whole.Parameters, 0);
        return Surface.Evaluate(whole) ? whole : null;
    }

    private static IEnumerable<double[]> Highest(FirthSurface surface, IEnumerable<double[]> places)
    {
        var point = new FirthPoint(surface.Dimension);
        return [.. places
            .Select(place =>
            {
                place.CopyTo(point.Parameters, 0);
                return (Place: place, Value: surface.Evaluate(point) ? point.Value : double.NegativeInfinity);
            })
            .Where(one => double.IsFinite(one.Value))
            .DistinctBy(one => Math.Round(one.Value, 6))
            .OrderByDescending(one => one.Value)
            .Take(MostClimbs)
            .Select(one => one.Place)];
    }

    private IEnumerable<double[]> PathEnds()
    {
        foreach (double[] factors in FactorPaths)
        {
            double[] place = new double[Surface.Dimension];
            foreach (double factor in factors)
            {
                place = FirthAscent.Climb(Surface, place, point => Surface.Evaluate(point, factor))?.Parameters ?? place;
            }

            yield return place;
        }
    }

    private IEnumerable<double[]> Axes(int mostTerms)
    {
        if (Surface.Dimension * AxisPlaces.Length > mostTerms)
        {
            yield break;
        }

        for (int parameter = 0; parameter < Surface.Dimension; parameter++)
        {
            foreach (double place in AxisPlaces)
            {
                double[] start = new double[Surface.Dimension];
                start[parameter] = place;
                yield return start;
            }
        }
    }

    private static bool IsSame(FirthPoint left, FirthPoint right) => Distance(left, right.Parameters) <= SameDistance;

    /// <summary>How far a point is from a maximum, in standard errors.</summary>
    /// <param name="maximum">The maximum.</param>
    /// <param name="parameters">The point.</param>
    public static double Distance(FirthPoint maximum, double[] parameters)
    {
        int dimension = parameters.Length;
        double[] step = [.. maximum.Parameters.Zip(parameters, (one, other) => one - other)];
        double square = 0;
        for (int row = 0; row < dimension; row++)
        {
            double product = 0;
            for (int column = 0; column < dimension; column++)
            {
                product += maximum.Curvature[row >= column ? (row * dimension) + column : (column * dimension) + row] * step[column];
            }

            square += step[row] * product;
        }

        return Math.Sqrt(Math.Max(0, square));
    }
}
