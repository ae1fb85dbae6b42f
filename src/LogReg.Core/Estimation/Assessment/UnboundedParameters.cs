using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>
/// Finds parameters whose maximum-likelihood estimate is not finite although the solver has stopped. Once the gradient has vanished, a
/// Newton step is normally tiny; along a direction that separates some of the rows, every further step still adds about 1, because
/// gradient and curvature vanish together.
/// </summary>
internal static class UnboundedParameters
{
    // Standardised coefficients are of the size 1; near a true optimum the step is some 1e-6 at most.
    private const double LongStep = 0.01;

    // Forming the Hessian for this check alone must stay cheap beside the fit.
    private const int MaxParameters = 1000;

    /// <summary>The parameters that are still on the move; empty as a rule.</summary>
    /// <param name="objective">The unpenalised objective.</param>
    /// <param name="result">Where a solver ended.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static IReadOnlyList<int> Find(IObjective objective, SolverResult result, CancellationToken cancellationToken)
    {
        if (result.Termination is not (TerminationReason.Gradient or TerminationReason.Precision)
            || objective.ParameterCount > MaxParameters)
        {
            return [];
        }

        double[] step = result.NewtonStep ?? NewtonStep(objective, result.Parameters, cancellationToken);
        return [.. Enumerable.Range(0, step.Length).Where(parameter => Math.Abs(step[parameter]) > LongStep)];
    }

    private static double[] NewtonStep(IObjective objective, double[] parameters, CancellationToken cancellationToken)
    {
        double[] gradient = new double[parameters.Length];
        double[] hessian = new double[parameters.Length * parameters.Length];
        objective.Evaluate(parameters, gradient, hessian, cancellationToken);
        double[] step = new double[parameters.Length];
        new CholeskyFactorization(hessian, parameters.Length, NewtonSolver.PivotTolerance).Solve(gradient, step);
        return step;
    }
}
