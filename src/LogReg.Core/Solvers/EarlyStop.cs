using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>Watches the loss on rows that take no part in a fit, and keeps the point where it was lowest (Prechelt, Early stopping — but
/// when?, 1998).</summary>
internal sealed class EarlyStop
{
    // So many iterations without a lower loss are no accident.
    private const int Patience = 10;

    private readonly IObjective _watched;
    private readonly double[] _best;
    private readonly double[] _gradient;

    /// <param name="watched">The objective on the rows that are watched.</param>
    /// <param name="parameterCount">p.</param>
    public EarlyStop(IObjective watched, int parameterCount)
    {
        _watched = watched;
        _best = new double[parameterCount];
        _gradient = new double[parameterCount];
    }

    /// <summary>The point of the lowest loss.</summary>
    public ReadOnlySpan<double> Best => _best;

    /// <summary>The loss there; ∞ before the first point.</summary>
    public double LowestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>How many points have come after it.</summary>
    public int IterationsSince { get; private set; }

    /// <summary>Whether the last point puts every watched row on its own class's side.</summary>
    public bool Separates { get; private set; }

    /// <summary>Goes on from what another one has seen.</summary>
    /// <param name="best">The point of the lowest loss.</param>
    /// <param name="lowestLoss">The loss there.</param>
    /// <param name="iterationsSince">How many points have come after it.</param>
    public void Restore(ReadOnlySpan<double> best, double lowestLoss, int iterationsSince)
    {
        best.CopyTo(_best);
        LowestLoss = lowestLoss;
        IterationsSince = iterationsSince;
    }

    /// <summary>Looks at the next point.</summary>
    /// <param name="parameters">The point, p values.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Whether the loss has not fallen for ten points.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public bool HasPassed(double[] parameters, CancellationToken cancellationToken)
    {
        ObjectiveEvaluation evaluation = _watched.Evaluate(parameters, _gradient, [], cancellationToken);
        Separates = evaluation.Separates;
        if (evaluation.Loss < LowestLoss)
        {
            LowestLoss = evaluation.Loss;
            parameters.CopyTo(_best, 0);
            IterationsSince = 0;
            return false;
        }

        return ++IterationsSince >= Patience;
    }
}
