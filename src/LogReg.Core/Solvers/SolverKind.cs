namespace LogReg.Solvers;

/// <summary>The algorithm that minimises the objective. All reach the same optimum; they differ in time.</summary>
public enum SolverKind
{
    /// <summary>Newton where forming and factorising Hessians costs less than products with them, else Newton by conjugate gradients.</summary>
    Auto,

    /// <summary>Newton's method (iteratively reweighted least squares): few iterations, each with a p × p system.</summary>
    Newton,

    /// <summary>Limited-memory BFGS: needs gradients only.</summary>
    Lbfgs,

    /// <summary>Gradient descent with Nesterov's momentum, or plain with a fixed learning rate: the textbook's method.</summary>
    GradientDescent,

    /// <summary>Proximal Newton steps by coordinate descent: for penalties with corners and for bounds (Friedman, Hastie &amp; Tibshirani 2010).</summary>
    CoordinateDescent,

    /// <summary>Averaged stochastic gradient descent over small batches of rows: for data that are read as a stream.</summary>
    StochasticGradient,

    /// <summary>Newton's method with conjugate gradients in a trust region, for many coefficients; where standard errors follow, it ends with an exact Newton step, whose Hessian serves them.</summary>
    NewtonConjugateGradient,
}
