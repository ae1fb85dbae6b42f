using System.Text.Json.Serialization;

namespace LogReg.Solvers;

/// <summary>The algorithm that minimises the objective. All reach the same optimum; they differ in time.</summary>
public enum SolverKind
{
    /// <summary>Newton's method if forming and factorising Hessians is cheaper than products with them, otherwise Newton's method with
    /// conjugate gradients.</summary>
    Auto,

    /// <summary>Newton's method (iteratively reweighted least squares): few iterations, each with a p × p system.</summary>
    Newton,

    /// <summary>Limited-memory BFGS, which needs only gradients.</summary>
    Lbfgs,

    /// <summary>Gradient descent with Nesterov's momentum, or plain gradient descent with a fixed learning rate.</summary>
    [JsonStringEnumMemberName("gd")]
    GradientDescent,

    /// <summary>Proximal Newton steps by coordinate descent, for the lasso, the elastic net and bounds (Friedman, Hastie &amp; Tibshirani
    /// 2010).</summary>
    [JsonStringEnumMemberName("cd")]
    CoordinateDescent,

    /// <summary>Averaged stochastic gradient descent over small batches of rows, for very many rows or a stream.</summary>
    [JsonStringEnumMemberName("sgd")]
    StochasticGradient,

    /// <summary>Newton's method with conjugate gradients in a trust region, for many coefficients; if standard errors are computed, it ends
    /// with an exact Newton step, whose Hessian they use.</summary>
    [JsonStringEnumMemberName("newton-cg")]
    NewtonConjugateGradient,
}
