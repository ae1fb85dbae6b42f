using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// Whether the maximum-likelihood estimate of an unpenalised fit exists: it does unless a direction γ has Zγ ≥ 0 for all rows of
/// <see cref="SeparationRows"/>, of two classes (2y_i − 1)·x_iγ ≥ 0, and &gt; 0 for some (Albert &amp; Anderson, On the existence of
/// maximum likelihood estimates in logistic regression models, 1984).
/// </summary>
internal static class SeparationAnalysis
{
    // Below 1 the proof holds; the distance is for rounding.
    private const double ProvingStep = 0.5;

    /// <summary>Whether a fit proves that the estimate exists, in one pass over the data.</summary>
    /// <remarks>
    /// Let q_i be the probability of the class that row i does not have, at any β, and d the full Newton step there, which solves (Σ
    /// w_i·q_i(1 − q_i)·z_i·z_iᵀ)·d = Σ w_i·q_i·z_i with z_i = (2y_i − 1)·x_i. Then λ_i = w_i·q_i·(1 − (1 − q_i)·z_i·d) has Σ λ_i·z_i = 0,
    /// and where z_i·d &lt; 1 for all rows, all λ_i are positive. A separating γ would have 0 = Σ λ_i·z_i·γ &gt; 0: there is none
    /// (Stiemke's theorem of the alternative). Near a maximum d vanishes; along a separating direction each step adds about 1 to z_i·γ for
    /// ever. Of several classes z_ik is the row's comparison with class k and q_ik its probability; the information of a row is the
    /// covariance of the z_ik under q_i (z = 0 for its own class), so that λ_ik = w_i·q_ik·(1 − z_ik·d + Σ_l q_il·z_il·d) does the same.
    /// </remarks>
    /// <param name="data">Two classes or more.</param>
    /// <param name="fit">Where a solver of the unpenalised objective ended; without a Newton step it proves nothing.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static bool ProvesExistence(ClassificationData data, SolverResult fit, int threads, CancellationToken cancellationToken) =>
        fit.NewtonStep is not null && ProvesExistence(new SeparationRows(data, threads, cancellationToken), fit);

    /// <summary>The verdict, and what is left of the estimates.</summary>
    /// <param name="data">Two classes or more.</param>
    /// <param name="fit">Where a solver of the unpenalised objective ended, converged or not.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static SeparationResult Analyze(ClassificationData data, SolverResult fit, int threads, CancellationToken cancellationToken) =>
        ProvesExistence(data, fit, threads, cancellationToken)
            ? SeparationSearch.NothingSeparated(data, fit, SeparationKind.None)
            : new SeparationSearch(data, fit, threads, cancellationToken).Run();

    /// <summary>Whether a fit to some rows proves that the estimate from them exists, as far as their columns are independent.</summary>
    /// <param name="rows">The rows of positive weight of the fit.</param>
    /// <param name="fit">The fit.</param>
    public static bool ProvesExistence(SeparationRows rows, SolverResult fit)
    {
        if (fit.NewtonStep is null || !rows.AreGainsBelow(fit.NewtonStep, ProvingStep))
        {
            return false;
        }

        // The step solves for all columns only if those that the solver held are dependent on these rows, not merely flat where it stopped.
        return fit.DependentParameters.Count == 0
            || fit.DependentParameters.All(
                new CholeskyFactorization(
                    rows.Gram(), rows.ParameterCount, NewtonSolver.PivotTolerance).DependentColumns.ToHashSet().Contains);
    }
}
