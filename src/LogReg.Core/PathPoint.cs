using LogReg.Solvers;

namespace LogReg;

/// <summary>The fit at one λ of a regularisation path.</summary>
/// <param name="Lambda">λ.</param>
/// <param name="NonZeroCount">How many coefficients are not 0, intercepts apart; of several classes those that are not 0 in one equation or more.</param>
/// <param name="DevianceExplained">1 − deviance/null deviance of the rows that were fitted, 0 to 1.</param>
/// <param name="Loss">The (weighted) mean log loss of the rows that were fitted, without the penalty.</param>
/// <param name="OptimalityResidual">By how much the conditions of an optimum (Karush, Kuhn, Tucker) are missed at most, on the scale of the gradient.</param>
/// <param name="Iterations">How many proximal Newton steps it took from the λ before.</param>
/// <param name="Termination">Why the solver stopped.</param>
public sealed record PathPoint(
    double Lambda, int NonZeroCount, double DevianceExplained, double Loss, double OptimalityResidual, int Iterations, TerminationReason Termination);
