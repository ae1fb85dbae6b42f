namespace LogReg.Solvers;

/// <summary>The solution at one λ of a path; only the parameters that are not 0 are kept.</summary>
/// <param name="Lambda">λ.</param>
/// <param name="Result">Where the solver ended, with an empty array of parameters: see <see cref="ToArray"/>.</param>
/// <param name="ParameterCount">How many parameters all equations have.</param>
/// <param name="Places">The positions of the parameters that are not 0, ascending.</param>
/// <param name="Values">Their values.</param>
internal sealed record PathStep(double Lambda, SolverResult Result, int ParameterCount, int[] Places, double[] Values)
{
    private double[][]? _vectors;

    /// <summary>The step as <see cref="StateWriter"/> writes it and <see cref="StateReader"/> reads it: always the same arrays, since a
    /// path that keeps its state keeps all of its steps again and again.</summary>
    public IReadOnlyList<double[]> ToVectors() => _vectors ??=
    [
        [
            Lambda,
            ParameterCount,
            Result.Evaluation.Value,
            Result.Evaluation.Loss,
            Result.Evaluation.SaturatedShare,
            Result.Evaluation.Separates ? 1 : 0,
            Result.GradientNorm,
            Result.Iterations,
            (double)Result.Termination,
        ],
        Array.ConvertAll(Places, place => (double)place),
        Values,
        StateWriter.NumbersOf(Result.History),
    ];

    /// <summary>A step with all that a solver found.</summary>
    public static PathStep Of(double lambda, SolverResult result)
    {
        int[] places = [.. Enumerable.Range(0, result.Parameters.Length).Where(place => result.Parameters[place] != 0)];
        return new PathStep(
            lambda,
            result with { Parameters = [] },
            result.Parameters.Length,
            places,
            [.. places.Select(place => result.Parameters[place])]);
    }

    /// <summary>How many columns have a parameter other than 0 in one equation or more, the intercept's apart.</summary>
    /// <param name="equationLength">The parameters of an equation.</param>
    public int CountNonZero(int equationLength) =>
        Places.Select(place => place % equationLength).Where(column => column > 0).Distinct().Count();

    /// <summary>All parameters, the equations one after the other.</summary>
    public double[] ToArray()
    {
        double[] parameters = new double[ParameterCount];
        for (int index = 0; index < Places.Length; index++)
        {
            parameters[Places[index]] = Values[index];
        }

        return parameters;
    }
}
