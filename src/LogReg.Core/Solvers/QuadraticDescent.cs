using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Minimises a quadratic model plus a penalty by coordinate descent: sweeps over all parameters find out which are 0, sweeps over the
/// others do the work (Friedman, Hastie &amp; Tibshirani, Regularization paths for generalized linear models via coordinate descent, 2010).
/// Where sweeps gain little, as between columns that are strongly correlated, one linear system gives the minimum over the parameters that
/// are not 0 exactly, up to the first that would change its sign.
/// </summary>
internal sealed class QuadraticDescent
{
    // Of a step by conjugate gradients, in lengths of the parameters.
    private const double LargestStep = 10;

    private const int MostSweeps = 10_000;
    private const int FewestSweepsBeforeSystem = 10;

    // A factorisation costs as much as this share of |A|²/|W| sweeps over A of W parameters.
    private const double SweepsPerSystem = 0.25;

    // Sweeps find the signs; conjugate gradients then take fewer products than sweeps would be needed.
    private const int SweepsBeforeProducts = 3;
    private const int MostProducts = 300;

    // By how much conjugate gradients shrink the slopes while signs change; when they stay, to this share of the tolerance.
    private const double RoughShare = 0.1;
    private const double ShareOfTolerance = 0.5;
    private const double SmallestShare = 1e-12;

    private readonly IQuadraticModel _model;
    private readonly WorkingPenalty _penalty;
    private readonly double[] _parameters;
    private readonly double[][] _groupCurvatures;

    // Whether the last solution by products ended at a corner of the penalty, or there is none yet.
    private bool _hasSignChanged = true;

    /// <param name="model">The model; its steps are made as parameters move.</param>
    /// <param name="penalty">The penalty.</param>
    /// <param name="parameters">Where to start; out: the minimum.</param>
    public QuadraticDescent(IQuadraticModel model, WorkingPenalty penalty, double[] parameters)
    {
        _model = model;
        _penalty = penalty;
        _parameters = parameters;
        _groupCurvatures = [.. penalty.Groups.Select(DiagonalAbove)];
    }

    /// <summary>Goes on until the conditions of the minimum are missed by no more than a tolerance, on the scale of the gradient.</summary>
    /// <param name="tolerance">The tolerance, above 0.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public void Run(double tolerance, CancellationToken cancellationToken)
    {
        int[] single = [.. Enumerable.Range(0, _parameters.Length).Where(place => !_penalty.IsGrouped(place))];
        int sweeps = 0;
        while (sweeps < MostSweeps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sweeps++;
            if (Math.Max(Sweep(single), SweepGroups(activeOnly: false)) <= tolerance)
            {
                return;
            }

            int[] active = [.. single.Where(place => _parameters[place] != 0 || !_penalty.HasCorner(place))];
            bool canSolve = _model.Matrix is not null && !HasActiveGroup();
            double sweepsBeforeSystem =
                Math.Max(FewestSweepsBeforeSystem, SweepsPerSystem * active.Length * active.Length / _parameters.Length);
            for (int own = 1; sweeps < MostSweeps; own++)
            {
                sweeps++;
                if (Math.Max(Sweep(active), SweepGroups(activeOnly: true)) <= tolerance)
                {
                    break;
                }

                if (_model.HasProducts && own >= SweepsBeforeProducts && !HasActiveGroup())
                {
                    sweeps += SolveByProducts(
                        [.. active.Where(place => _parameters[place] != 0 || !_penalty.HasCorner(place))], tolerance, cancellationToken);
                    break;
                }

                if (canSolve && own >= sweepsBeforeSystem)
                {
                    Solve([.. active.Where(place => _parameters[place] != 0 || !_penalty.HasCorner(place))]);
                    break;
                }
            }
        }
    }

    // As Solve, by conjugate gradients: roughly at first, for as long as parameters change their signs. The number of products.
    private int SolveByProducts(int[] active, double tolerance, CancellationToken cancellationToken)
    {
        if (active.Length == 0)
        {
            return 0;
        }

        IHessianOperator system = new ActiveSystem(_model, _penalty, active);
        double[] slopes = SlopesOf(active, step: null);
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(slopes));
        double share = _hasSignChanged ? RoughShare : Math.Clamp(ShareOfTolerance * tolerance / largest, SmallestShare, RoughShare);
        var gradients = new ConjugateGradient(active.Length) { MostProducts = MostProducts };
        double radius = RadiusOf(active, system.Diagonal(cancellationToken));
        gradients.Solve(system, system.Preconditioner(cancellationToken), slopes, radius, share, cancellationToken);
        double[] step = gradients.Step;
        _hasSignChanged = StopAtCorners(active, step);
        MoveAll(active, step);
        if (_hasSignChanged)
        {
            // Along the step no sign changes, so that its objective is a parabola, which the slopes at both ends determine.
            double start = DenseKernels.Dot(slopes, step);
            double end = DenseKernels.Dot(SlopesOf(active, step), step);
            if (end > 0)
            {
                TensorPrimitives.Multiply(step, (start < 0 ? start / (start - end) : 0) - 1, step);
                MoveAll(active, step);
            }
        }

        return gradients.ProductCount;
    }

    // With more parameters than rows, the system is singular, and a step along what the rows do not determine has no end.
    private double RadiusOf(int[] active, double[] diagonal)
    {
        double square = 0;
        for (int index = 0; index < active.Length; index++)
        {
            double value = _parameters[active[index]];
            square += diagonal[index] * value * value;
        }

        return LargestStep * Math.Sqrt(square);
    }

    // The slopes of model and penalty; a parameter that a step has taken to 0 has the sign that it had.
    private double[] SlopesOf(int[] active, double[]? step)
    {
        double[] slopes = new double[active.Length];
        for (int index = 0; index < slopes.Length; index++)
        {
            int place = active[index];
            double value = _parameters[place];
            int sign = value != 0 || step is null ? Math.Sign(value) : -Math.Sign(step[index]);
            slopes[index] = _model.SlopeOf(place) + (_penalty.SquareOf(place) * value) + (_penalty.AbsoluteOf(place) * sign);
        }

        return slopes;
    }

    private bool StopAtCorners(int[] active, double[] step)
    {
        bool hasStopped = false;
        for (int index = 0; index < step.Length; index++)
        {
            double value = _parameters[active[index]];
            if (_penalty.HasCorner(active[index]) && value * (value + step[index]) < 0)
            {
                step[index] = -value;
                hasStopped = true;
            }
        }

        return hasStopped;
    }

    private void MoveAll(int[] places, double[] step)
    {
        for (int index = 0; index < places.Length; index++)
        {
            if (step[index] != 0)
            {
                double before = _parameters[places[index]];
                _parameters[places[index]] = step[index] == -before ? 0 : before + step[index];
                _model.Move(places[index], step[index]);
            }
        }
    }

    // By how much the condition of a parameter was missed before it moved.
    private double Sweep(int[] places)
    {
        double largest = 0;
        foreach (int place in places)
        {
            double value = _parameters[place];
            double curvature = _model.CurvatureOf(place);
            double change = _penalty.BestValue(place, value, _model.SlopeOf(place), curvature) - value;
            if (change != 0)
            {
                _parameters[place] = value + change;
                _model.Move(place, change);
                largest = Math.Max(largest, Math.Abs(change) * (curvature + _penalty.SquareOf(place)));
            }
        }

        return largest;
    }

    private double SweepGroups(bool activeOnly)
    {
        double largest = 0;
        for (int group = 0; group < _penalty.Groups.Count; group++)
        {
            int[] places = _penalty.Groups[group];
            if (activeOnly && !IsActive(places))
            {
                continue;
            }

            double[] values = [.. places.Select(place => _parameters[place])];
            _penalty.BestValues(group, values, [.. places.Select(_model.SlopeOf)], _groupCurvatures[group]);
            for (int index = 0; index < places.Length; index++)
            {
                double change = values[index] - _parameters[places[index]];
                if (change != 0)
                {
                    _parameters[places[index]] = values[index];
                    _model.Move(places[index], change);
                    largest = Math.Max(largest, Math.Abs(change) * (_groupCurvatures[group][index] + _penalty.SquareOf(places[index])));
                }
            }
        }

        return largest;
    }

    private bool IsActive(int[] places) => Array.Exists(places, place => _parameters[place] != 0);

    private bool HasActiveGroup() => _penalty.Groups.Any(IsActive);

    // The signs of the parameters fix the slopes of their absolute values: what is left is a linear system.
    private void Solve(int[] active)
    {
        double[] matrix = _model.Matrix!;
        int count = active.Length;
        double[] system = new double[count * count];
        double[] step = new double[count];
        for (int row = 0; row < count; row++)
        {
            int place = active[row];
            for (int column = 0; column <= row; column++)
            {
                system[(row * count) + column] = matrix[(place * _parameters.Length) + active[column]];
            }

            system[row * (count + 1)] += _penalty.SquareOf(place);
            double value = _parameters[place];
            step[row] = -(_model.SlopeOf(place) + (_penalty.SquareOf(place) * value) + (_penalty.AbsoluteOf(place) * Math.Sign(value)));
        }

        new CholeskyFactorization(system, count, NewtonSolver.PivotTolerance).Solve(step, step);
        double share = 1;
        int leaving = -1;
        for (int index = 0; index < count; index++)
        {
            double value = _parameters[active[index]];
            if (_penalty.HasCorner(active[index]) && value * (value + (share * step[index])) < 0)
            {
                share = -value / step[index];
                leaving = index;
            }
        }

        for (int index = 0; index < count; index++)
        {
            double change = index == leaving ? -_parameters[active[index]] : share * step[index];
            if (change != 0)
            {
                _parameters[active[index]] = index == leaving ? 0 : _parameters[active[index]] + change;
                _model.Move(active[index], change);
            }
        }
    }

    // A diagonal above a group's block of the matrix: the sums of absolute values along its rows (Gershgorin). The block of one equation's
    // levels is diagonal itself, since no row of the data has two levels.
    private double[] DiagonalAbove(int[] places)
    {
        double[]? matrix = _model.Matrix;
        return
        [
            .. places.Select(place => matrix is null
                ? 2 * _model.CurvatureOf(place)
                : places.Sum(other => Math.Abs(matrix[(place * _parameters.Length) + other]))),
        ];
    }
}
