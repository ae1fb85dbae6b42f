namespace LogReg.Solvers;

/// <summary>Names of solvers on the command line and in model files.</summary>
public static class SolverKindExtensions
{
    /// <summary>Gets the short name of a solver: <c>auto</c>, <c>newton</c>, <c>lbfgs</c>, <c>gd</c>, <c>cd</c>, <c>sgd</c> or
    /// <c>newton-cg</c>.</summary>
    /// <param name="kind">The solver.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined in the enumeration.</exception>
    public static string ToName(this SolverKind kind) => kind switch
    {
        SolverKind.Auto => "auto",
        SolverKind.Newton => "newton",
        SolverKind.Lbfgs => "lbfgs",
        SolverKind.GradientDescent => "gd",
        SolverKind.CoordinateDescent => "cd",
        SolverKind.StochasticGradient => "sgd",
        SolverKind.NewtonConjugateGradient => "newton-cg",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a solver."),
    };
}
