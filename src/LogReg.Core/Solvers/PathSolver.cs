using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Solutions along a falling sequence of λ, each from the one before. A column is at work if it is not 0, or if the strong rule says that
/// it may not stay 0 (Tibshirani, Bien et al., Strong rules for discarding predictors in lasso-type problems, 2012); every other column is
/// checked before a solution counts.
/// </summary>
internal sealed class PathSolver
{
    /// <summary>Without an L1 norm no λ makes parameters 0: a smaller α counts as this much where the largest λ is sought.</summary>
    public const double SmallestAlpha = 0.001;

    // As glmnet: where the deviance hardly changes any more, or is all but explained, smaller λ tell nothing new.
    private const int FewestSteps = 5;
    private const double SmallestGain = 1e-5;
    private const double AllExplained = 0.999;

    // Columns that have fallen out of use stay until they are that much of the set.
    private const int UselessShare = 2;

    private readonly CompositePenalty _penalty;
    private readonly SolverOptions _options;
    private readonly WorkingSet _set;
    private readonly ColumnScreen _screen;
    private readonly int _length;

    // The solution so far, the equations one after the other, all columns.
    private double[] _parameters;

    // The fit of the unpenalised columns alone.
    private SolverResult? _free;

    // w(μ − y) there, an array an equation, and where they were taken.
    private IReadOnlyList<double[]> _residuals = [];
    private EvaluatedPoint? _residualPoint;

    // Where a state that was kept goes on, until it has gone on.
    private PathPosition? _position;

    /// <param name="set">The loss as a function of some of its columns.</param>
    /// <param name="penalty">The penalty without λ.</param>
    /// <param name="options">When each solution is good enough.</param>
    public PathSolver(WorkingSet set, CompositePenalty penalty, SolverOptions options)
    {
        _penalty = penalty;
        _options = options;
        _set = set;
        _length = set.Rows.Design.ParameterCount;
        _screen = new ColumnScreen(_set, penalty);
        _parameters = new double[_set.EquationCount * _length];
        if (options.Checkpoint is not null)
        {
            set.RememberModel();
        }
    }

    /// <summary>Starts from given parameters instead of from 0.</summary>
    /// <param name="parameters">The equations one after the other; what a bound forbids is set to 0.</param>
    public void StartFrom(ReadOnlySpan<double> parameters)
    {
        _parameters = parameters.ToArray();
        for (int place = 0; place < _parameters.Length; place++)
        {
            _parameters[place] = _penalty.IsNonnegative[place % _length] ? Math.Max(0, _parameters[place]) : _parameters[place];
        }
    }

    /// <summary>The smallest λ at which every penalised parameter is 0; 0 if none is penalised. An α below 0.001 counts as 0.001.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public double LargestLambda(CancellationToken cancellationToken)
    {
        CompositePenalty counted = _penalty with { Alpha = Math.Max(SmallestAlpha, _penalty.Alpha) };
        SolverResult free = FitFree(cancellationToken);
        double[] gradient = _set.GradientOf(_set.Rows.Design, _set.ResidualsAt(free.Parameters), cancellationToken);
        return new ColumnScreen(_set, counted).LargestLambda(gradient);
    }

    private SolverResult FitFree(CancellationToken cancellationToken)
    {
        int[] free = [.. Enumerable.Range(0, _length).Where(column => _penalty.Factors[column] == 0)];
        _set.Choose(free, cancellationToken);
        var penalty = new WorkingPenalty(_penalty, 0, free, _set.EquationCount);
        _free =
            new ProximalNewton(_set, _options, null, cancellationToken).Minimize(
                penalty, new double[_set.ParameterCount], _options.Tolerance);
        return _free;
    }

    // Unpenalised columns that separate the classes leave the objective without a minimum at any λ.
    private bool IsWithoutMinimum(CancellationToken cancellationToken) =>
        _penalty.Factors.Count(factor => factor == 0) > 1
            && (_free ?? FitFree(cancellationToken)).Termination == TerminationReason.Separation;

    /// <summary>Solves for each λ.</summary>
    /// <param name="lambdas">λ, falling.</param>
    /// <param name="stopsEarly">Whether to end where a smaller λ would change next to nothing.</param>
    /// <param name="progress">Receives progress after each solution; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IReadOnlyList<PathStep> Solve(
        IReadOnlyList<double> lambdas, bool stopsEarly, IProgress<PathStep>? progress, CancellationToken cancellationToken)
    {
        var steps = new List<PathStep>(Resume(cancellationToken)?.Steps ?? []);
        foreach (PathStep step in steps)
        {
            progress?.Report(step);
        }

        while (steps.Count < lambdas.Count && !(stopsEarly && TellsNothingNew(steps)))
        {
            double lambda = lambdas[steps.Count];
            double previous = steps.Count == 0 ? double.PositiveInfinity : steps[^1].Lambda;
            if (_set.RenewsCheaply && steps.Count > 1 && _position is null)
            {
                Extrapolate(steps[^2], steps[^1], lambda);
            }

            SolverResult result = SolveAt(
                lambda, previous, _options.Tolerance, null, cancellationToken, position => Keep(steps, previous, 0, position));
            steps.Add(PathStep.Of(lambda, result));
            progress?.Report(steps[^1]);
            Keep(steps, lambda, 0, null);
        }

        return steps;
    }

    private static bool TellsNothingNew(List<PathStep> steps)
    {
        if (steps.Count < FewestSteps)
        {
            return false;
        }

        double nullLoss = steps[0].Result.Evaluation.Loss;
        double loss = steps[^1].Result.Evaluation.Loss;
        double explained = 1 - (loss / nullLoss);
        double gain = (steps[^2].Result.Evaluation.Loss - loss) / nullLoss;
        return explained > AllExplained || gain < SmallestGain * explained;
    }

    /// <summary>Keeps the state, if the options have a checkpoint.</summary>
    /// <param name="steps">The solutions so far.</param>
    /// <param name="previous">The λ of the solution so far; ∞ where there is none.</param>
    /// <param name="earlierIterations">The iterations at earlier λ that no solution counts.</param>
    /// <param name="position">Where the solver is on the way to the next λ; <see langword="null"/> if it has not set out.</param>
    public void Keep(IReadOnlyList<PathStep> steps, double previous, int earlierIterations, PathPosition? position)
    {
        if (_options.Checkpoint is not ISolverCheckpoint checkpoint)
        {
            return;
        }

        var state = new PathState
        {
            Steps = steps,
            Previous = previous,
            EarlierIterations = earlierIterations,
            Parameters = [.. _parameters],
            Residuals = _residualPoint,
            ScreenGradient = _screen.Gradient,
            ScreenPoint = _screen.Point,
            Set = _set.State,
            Position = position,
        };
        checkpoint.Keep([], state.ToVectors(), []);
    }

    /// <summary>Goes on from the state in the checkpoint of the options, if there is one.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The state; <see langword="null"/> to begin at the start.</returns>
    public PathState? Resume(CancellationToken cancellationToken)
    {
        if (_options.Checkpoint?.Resume() is not SolverState saved)
        {
            return null;
        }

        // It comes before all else, since it changes the working set.
        IsWithoutMinimum(cancellationToken);
        var state = PathState.Of(saved.Vectors);
        if (state.ScreenPoint is not null)
        {
            _screen.Restore(state.ScreenGradient, state.ScreenPoint, cancellationToken);
        }

        _set.Restore(state.Set, cancellationToken);
        state.Parameters.CopyTo(_parameters, 0);
        _position = state.Position;
        _residualPoint = state.Residuals;

        // On the way to a λ the next ones are taken before they are asked for.
        _residuals = state.Position is null && state.Residuals is not null ? _set.ResidualsAt(state.Residuals.Parameters) : [];
        return state;
    }

    // Between two values of λ the solution is nearly a straight line, which goes on until a parameter is 0. Where the curvature at a point
    // costs no more than a pass, starting there saves most of the way.
    private void Extrapolate(PathStep earlier, PathStep last, double lambda)
    {
        double share = (last.Lambda - lambda) / (earlier.Lambda - last.Lambda);
        double[] before = earlier.ToArray();
        for (int place = 0; place < _parameters.Length; place++)
        {
            double value = _parameters[place];
            double next = value + (share * (value - before[place]));
            _parameters[place] = value * next > 0 ? next : 0;
        }
    }

    /// <summary>Solves for one λ.</summary>
    /// <param name="lambda">λ.</param>
    /// <param name="previous">The λ of the solution so far; ∞ where there is none.</param>
    /// <param name="tolerance">The largest residual of the conditions of an optimum.</param>
    /// <param name="progress">Receives progress after each step; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="keep">Receives the position after each step; <see langword="null"/> if nothing is to be kept.</param>
    public SolverResult SolveAt(
        double lambda,
        double previous,
        double tolerance,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken,
        Action<PathPosition>? keep = null)
    {
        if (IsWithoutMinimum(cancellationToken))
        {
            _set.Choose([.. Enumerable.Range(0, _length).Where(column => _penalty.Factors[column] == 0)], cancellationToken);
            Scatter(_free!.Parameters);
            return _free with { Parameters = [.. _parameters] };
        }

        if (_position is null)
        {
            ChooseColumns(lambda, previous, cancellationToken);
        }

        int iterations = _position?.Iterations ?? 0;
        var history = new List<IterationProgress>(_position?.History ?? []);
        ProximalState? saved = _position?.Inner;
        _position = null;
        while (true)
        {
            var penalty = new WorkingPenalty(_penalty, lambda, _set.Columns, _set.EquationCount);
            int before = iterations;
            SolverResult result =
                new ProximalNewton(
                    _set, _options with { MaxIterations = Math.Max(1, _options.MaxIterations - iterations) }, progress, cancellationToken)
                {
                    Keep = keep is null || _options.Checkpoint is null
                        ? null
                        : state => keep(new PathPosition(before, [.. history], state)),
                }
                .Minimize(penalty, Gather(), tolerance, saved);
            saved = null;
            Scatter(result.Parameters);
            iterations += result.Iterations;
            history.AddRange(
                history.Count == 0
                    ? result.History
                    : result.History.Skip(1).Select(entry => entry with { Iteration = entry.Iteration + iterations - result.Iterations }));
            _residuals = _set.ResidualsAt(result.Parameters);
            _residualPoint = _set.OriginAt(result.Parameters);
            IReadOnlyList<int> violations = _screen.FindViolations(lambda, tolerance, _residuals, _residualPoint, cancellationToken);
            bool isDone = violations.Count == 0
                || result.Termination is TerminationReason.MaximumIterations or TerminationReason.Divergence
                    or TerminationReason.Separation;
            if (isDone)
            {
                CentreFreeParameters();
                return result with { Parameters = [.. _parameters], Iterations = iterations, History = history };
            }

            _set.Choose([.. _set.Columns, .. violations], cancellationToken);
        }
    }

    private void ChooseColumns(double lambda, double previous, CancellationToken cancellationToken)
    {
        bool[] isNeeded = _screen.MayDiffer(lambda, previous, _residuals, _residualPoint, cancellationToken);
        for (int place = 0; place < _parameters.Length; place++)
        {
            isNeeded[place % _length] |= _parameters[place] != 0;
        }

        foreach (int[] group in _penalty.Groups)
        {
            bool isWanted = Array.Exists(group, column => isNeeded[column]);
            foreach (int column in group)
            {
                isNeeded[column] |= isWanted;
            }
        }

        int needed = isNeeded.Count(wanted => wanted);
        bool keeps = _set.Columns.Count > 0 && _set.Columns.Count <= UselessShare * (needed + 10);
        HashSet<int> present = keeps ? [.. _set.Columns] : [];
        int[] columns =
        [
            .. keeps ? _set.Columns : [],
            .. Enumerable.Range(0, _length).Where(column => isNeeded[column] && !present.Contains(column)),
        ];
        if (columns.Length != _set.Columns.Count || !keeps)
        {
            _set.Choose(columns, cancellationToken);
        }
    }

    private double[] Gather()
    {
        double[] own = new double[_set.ParameterCount];
        for (int place = 0; place < own.Length; place++)
        {
            own[place] = _parameters[(place / _set.Columns.Count * _length) + _set.Columns[place % _set.Columns.Count]];
        }

        return own;
    }

    private void Scatter(double[] own)
    {
        for (int place = 0; place < own.Length; place++)
        {
            _parameters[(place / _set.Columns.Count * _length) + _set.Columns[place % _set.Columns.Count]] = own[place];
        }
    }

    // With an equation for every class, what is not penalised may be shifted in all equations alike without a change of any probability:
    // the shift is taken so that they add up to 0.
    private void CentreFreeParameters()
    {
        if (_set.EquationCount < _set.Rows.ClassCount)
        {
            return;
        }

        for (int column = 0; column < _length; column++)
        {
            if (_penalty.Factors[column] == 0 && !_penalty.IsNonnegative[column])
            {
                double mean = 0;
                for (int equation = 0; equation < _set.EquationCount; equation++)
                {
                    mean += _parameters[(equation * _length) + column] / _set.EquationCount;
                }

                for (int equation = 0; equation < _set.EquationCount; equation++)
                {
                    _parameters[(equation * _length) + column] -= mean;
                }
            }
        }
    }
}
