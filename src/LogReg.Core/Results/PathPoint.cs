using LogReg.Solvers;

namespace LogReg;

/// <summary>The fit at one λ of a regularisation path.</summary>
/// <param name="Lambda">λ.</param>
/// <param name="NonZeroCount">The number of nonzero coefficients, without intercepts; with three or more classes, of coefficients that are
/// nonzero in at least one equation.</param>
/// <param name="DevianceExplained">The proportion of deviance explained on the training rows, 1 − deviance/null deviance, 0 to 1.</param>
/// <param name="Loss">The (weighted) mean log loss of the training rows, without the penalty.</param>
/// <param name="OptimalityResidual">The largest violation of the Karush–Kuhn–Tucker conditions, on the scale of the gradient.</param>
/// <param name="Iterations">The number of proximal Newton steps from the previous λ.</param>
/// <param name="Termination">Why the solver stopped.</param>
public sealed record PathPoint(
    double Lambda,
    int NonZeroCount,
    double DevianceExplained,
    double Loss,
    double OptimalityResidual,
    int Iterations,
    TerminationReason Termination);
