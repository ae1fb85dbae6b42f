namespace LogReg.Solvers;

/// <summary>The names of solvers as they stand on a command line and in a model file.</summary>
public static class SolverKindExtensions
{
    /// <summary>The solver's short name: <c>auto</c>, <c>newton</c>, <c>lbfgs</c>, <c>gd</c>, <c>cd</c>, <c>sgd</c> or <c>newton-cg</c>.</summary>
    /// <param name="kind">The solver.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
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
