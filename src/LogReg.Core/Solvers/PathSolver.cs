using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>Solutions along a falling sequence of λ, each from the one before.</summary>
internal sealed class PathSolver
{
    private readonly ClassificationData _data;
    private readonly CompositePenalty _penalty;
    private readonly SolverOptions _options;
    private readonly int _threads;

    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty without λ.</param>
    /// <param name="options">When each solution is good enough.</param>
    /// <param name="threads">How many threads may work, at least 1; the result does not depend on it.</param>
    public PathSolver(ClassificationData data, CompositePenalty penalty, SolverOptions options, int threads)
    {
        _data = data;
        _penalty = penalty;
        _options = options;
        _threads = threads;
    }

    /// <summary>The smallest λ at which every penalised parameter is 0; 0 if none is penalised.</summary>
    public double LargestLambda(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Solves for each λ.</summary>
    /// <param name="lambdas">λ, falling.</param>
    /// <param name="stopsEarly">Whether to end where a smaller λ would change next to nothing.</param>
    /// <param name="progress">Told of each solution, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public IReadOnlyList<PathStep> Solve(IReadOnlyList<double> lambdas, bool stopsEarly, IProgress<PathStep>? progress, CancellationToken cancellationToken)
    {
        var steps = new List<PathStep>();
        foreach (double lambda in lambdas)
        {
            var penalty = new Penalty(lambda, _penalty.Factors);
            IObjective objective = _data.ClassCount == 2 ? new LogisticObjective(_data, penalty, _threads) : new SoftmaxObjective(_data, penalty, _threads);
            var step = PathStep.Of(lambda, new NewtonSolver().Minimize(objective, new double[objective.ParameterCount], _options, null, cancellationToken));
            steps.Add(step);
            progress?.Report(step);
            if (stopsEarly && step.Result.Evaluation.Loss == 0)
            {
                break;
            }
        }

        return steps;
    }
}
