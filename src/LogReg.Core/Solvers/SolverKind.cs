namespace LogReg.Solvers;

/// <summary>The algorithm that minimises the objective. All reach the same optimum; they differ in time.</summary>
public enum SolverKind
{
    /// <summary>Newton where the Hessian is small enough to be formed and factorised, else L-BFGS.</summary>
    Auto,

    /// <summary>Newton's method (iteratively reweighted least squares): few iterations, each with a p × p system.</summary>
    Newton,

    /// <summary>Limited-memory BFGS: needs gradients only.</summary>
    Lbfgs,

    /// <summary>Gradient descent with Nesterov's momentum, or plain with a fixed learning rate: the textbook's method.</summary>
    GradientDescent,
}
