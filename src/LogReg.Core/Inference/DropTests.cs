using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// Likelihood-ratio tests of a model against the one without some of its parameters: of a feature as a whole. Of a penalised objective, as Firth's,
/// the penalised likelihoods are compared, both with the penalty of all parameters (Heinze &amp; Schemper, A solution to the problem of separation in
/// logistic regression, 2002).
/// </summary>
internal static class DropTests
{
    /// <summary>Fits the smaller model, from where the larger one ended, and compares.</summary>
    /// <param name="full">The objective with all parameters.</param>
    /// <param name="scale">Σw: the objective's values times this are negative log-likelihoods.</param>
    /// <param name="optimum">The larger model's fit.</param>
    /// <param name="dropped">The positions of the parameters to hold at 0.</param>
    /// <param name="solver">What fits the smaller model.</param>
    /// <param name="options">When it stops.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The test, with the difference of the models' ranks as degrees of freedom; statistic and p-value are NaN where one of the fits
    /// did not converge.</returns>
    /// <exception cref="ArgumentException">A position is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LikelihoodRatioTest Test(
        IObjective full,
        double scale,
        SolverResult optimum,
        IReadOnlyList<int> dropped,
        ISolver solver,
        SolverOptions options,
        CancellationToken cancellationToken)
    {
        if (dropped.Any(parameter => parameter < 0 || parameter >= full.ParameterCount))
        {
            throw new ArgumentException($"The parameters to drop must be from 0 to {full.ParameterCount - 1}.", nameof(dropped));
        }

        int[] kept = [.. Enumerable.Range(0, full.ParameterCount).Except(dropped)];
        if (kept.Length == 0)
        {
            double[] zero = new double[full.ParameterCount];
            double value = full.Evaluate(zero, new double[zero.Length], [], cancellationToken).Value;
            return Compare(scale, HasConverged(optimum) ? value - optimum.Evaluation.Value : double.NaN, Rank(full, optimum, cancellationToken));
        }

        var restricted = new RestrictedObjective(full, kept);
        double[] start = [.. kept.Select(parameter => optimum.Parameters[parameter])];
        SolverResult smaller = solver.Minimize(restricted, start, options, null, cancellationToken);
        int degreesOfFreedom = Rank(full, optimum, cancellationToken) - Rank(restricted, smaller, cancellationToken);
        double rise = HasConverged(optimum) && HasConverged(smaller) ? smaller.Evaluation.Value - optimum.Evaluation.Value : double.NaN;
        return Compare(scale, rise, degreesOfFreedom);
    }

    private static LikelihoodRatioTest Compare(double scale, double rise, int degreesOfFreedom)
    {
        double statistic = Math.Max(0, 2 * scale * rise);
        return new LikelihoodRatioTest(statistic, degreesOfFreedom, ChiSquared.UpperTail(statistic, degreesOfFreedom));
    }

    // Dropping columns can make others estimable that were aliased: each model is asked for itself.
    private static int Rank(IObjective objective, SolverResult result, CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        if (result.NewtonStep is not null || length == 0)
        {
            return length - result.DependentParameters.Count;
        }

        double[] hessian = new double[checked(length * length)];
        objective.Evaluate(result.Parameters, new double[length], hessian, cancellationToken);
        return length - new CholeskyFactorization(hessian, length, NewtonSolver.PivotTolerance).DependentColumns.Count;
    }

    private static bool HasConverged(SolverResult result) =>
        result.Termination is TerminationReason.Gradient or TerminationReason.Precision;
}
