using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// Likelihood-ratio tests of a model against the one without some of its parameters: of a feature as a whole. Of a penalised objective, as
/// Firth's, the penalised likelihoods are compared, both with the penalty of all parameters (Heinze &amp; Schemper, A solution to the
/// problem of separation in logistic regression, 2002).
/// </summary>
internal static class DropTests
{
    /// <summary>A test for each of several groups of parameters; see <see cref="Test"/>. The smaller models start where a quadratic model
    /// of the full objective, made once, has its minimum without the group.</summary>
    /// <param name="full">The objective with all parameters.</param>
    /// <param name="scale">Σw: the objective's values times this are negative log-likelihoods.</param>
    /// <param name="optimum">The larger model's fit.</param>
    /// <param name="groups">For each test the positions of the parameters to hold at 0.</param>
    /// <param name="solver">What fits the smaller models.</param>
    /// <param name="options">When it stops.</param>
    /// <param name="tested">Called after each test, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The tests, in the order of the groups.</returns>
    /// <exception cref="ArgumentException">A position is out of range.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static IReadOnlyList<ChiSquaredTest> TestAll(
        IObjective full,
        double scale,
        SolverResult optimum,
        IReadOnlyList<IReadOnlyList<int>> groups,
        ISolver solver,
        SolverOptions options,
        Action? tested,
        CancellationToken cancellationToken)
    {
        int length = full.ParameterCount;
        double[] hessian = new double[checked(length * length)];
        full.Evaluate(optimum.Parameters, new double[length], hessian, cancellationToken);
        var factorization = new CholeskyFactorization(hessian, length, NewtonSolver.PivotTolerance);
        double[] gram = Gram(full, cancellationToken);
        return [.. groups.Select(group =>
        {
            RequireInRange(full, group);
            ChiSquaredTest test =
                TestFrom(
                    full,
                    scale,
                    optimum,
                    gram,
                    WithoutGroup(optimum.Parameters, factorization, group),
                    group,
                    solver,
                    options,
                    cancellationToken);
            tested?.Invoke();
            return test;
        })];
    }

    /// <summary>Fits the smaller model, from where the larger one ended, and compares.</summary>
    /// <param name="full">The objective with all parameters.</param>
    /// <param name="scale">Σw: the objective's values times this are negative log-likelihoods.</param>
    /// <param name="optimum">The larger model's fit.</param>
    /// <param name="dropped">The positions of the parameters to hold at 0.</param>
    /// <param name="solver">What fits the smaller model.</param>
    /// <param name="options">When it stops.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The test, with the difference of the models' ranks as degrees of freedom; statistic and p-value are NaN where one of the
    /// fits did not converge.</returns>
    /// <exception cref="ArgumentException">A position is out of range.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static ChiSquaredTest Test(
        IObjective full,
        double scale,
        SolverResult optimum,
        IReadOnlyList<int> dropped,
        ISolver solver,
        SolverOptions options,
        CancellationToken cancellationToken)
    {
        RequireInRange(full, dropped);
        return TestFrom(
            full, scale, optimum, Gram(full, cancellationToken), optimum.Parameters, dropped, solver, options, cancellationToken);
    }

    private static ChiSquaredTest TestFrom(
        IObjective full,
        double scale,
        SolverResult optimum,
        double[] gram,
        double[] nearby,
        IReadOnlyList<int> dropped,
        ISolver solver,
        SolverOptions options,
        CancellationToken cancellationToken)
    {
        int[] kept = [.. Enumerable.Range(0, full.ParameterCount).Except(dropped)];
        int degreesOfFreedom = Rank(gram, [.. Enumerable.Range(0, full.ParameterCount)]) - Rank(gram, kept);
        if (kept.Length == 0)
        {
            double[] zero = new double[full.ParameterCount];
            double value = full.Evaluate(zero, new double[zero.Length], [], cancellationToken).Value;
            return ChiSquared.Test(HasConverged(optimum) ? 2 * scale * (value - optimum.Evaluation.Value) : double.NaN, degreesOfFreedom);
        }

        var restricted = ObjectiveFactory.Restricted(full, kept);
        double[] start = [.. kept.Select(parameter => nearby[parameter])];
        SolverResult smaller = solver.Minimize(restricted, start, options, null, cancellationToken);
        if (!HasConverged(smaller))
        {
            // Where the full fit has run away, as under separation, its neighbourhood is no place to start from.
            smaller = solver.Minimize(restricted, new double[kept.Length], options, null, cancellationToken);
        }

        double rise = HasConverged(optimum) && HasConverged(smaller) ? smaller.Evaluation.Value - optimum.Evaluation.Value : double.NaN;
        return ChiSquared.Test(2 * scale * rise, degreesOfFreedom);
    }

    // The information at β = 0, where no row is all but certain: at the optimum of separated rows it is singular though the columns are
    // independent.
    private static double[] Gram(IObjective objective, CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        double[] gram = new double[checked(length * length)];
        objective.Evaluate(new double[length], new double[length], gram, cancellationToken);
        return gram;
    }

    // Dropping columns can make others estimable that were aliased: each model is asked for itself.
    private static int Rank(double[] gram, int[] kept)
    {
        int stride = (int)Math.Sqrt(gram.Length);
        double[] own = new double[kept.Length * kept.Length];
        for (int row = 0; row < kept.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                own[(row * kept.Length) + column] = gram[(kept[row] * stride) + kept[column]];
            }
        }

        return kept.Length - new CholeskyFactorization(own, kept.Length, NewtonSolver.PivotTolerance).DependentColumns.Count;
    }

    // β − H⁻¹C(CᵀH⁻¹C)⁻¹Cᵀβ with C the unit vectors of the group: the model's minimum where the group is 0.
    private static double[] WithoutGroup(double[] parameters, CholeskyFactorization factorization, IReadOnlyList<int> group)
    {
        double[][] sensitivities = [.. group.Select(parameter =>
        {
            double[] sensitivity = new double[parameters.Length];
            sensitivity[parameter] = 1;
            factorization.Solve(sensitivity, sensitivity);
            return sensitivity;
        })];
        double[] covariance = new double[group.Count * group.Count];
        for (int row = 0; row < group.Count; row++)
        {
            for (int column = 0; column < group.Count; column++)
            {
                covariance[(row * group.Count) + column] = sensitivities[column][group[row]];
            }
        }

        double[] factors = [.. group.Select(parameter => parameters[parameter])];
        new CholeskyFactorization(covariance, group.Count, NewtonSolver.PivotTolerance).Solve(factors, factors);
        double[] moved = [.. parameters];
        for (int member = 0; member < group.Count; member++)
        {
            DenseKernels.AddScaled(sensitivities[member], -factors[member], moved);
        }

        return moved;
    }

    private static void RequireInRange(IObjective full, IReadOnlyList<int> dropped)
    {
        if (dropped.Any(parameter => parameter < 0 || parameter >= full.ParameterCount))
        {
            throw new ArgumentException($"The parameters to drop must be from 0 to {full.ParameterCount - 1}.", nameof(dropped));
        }
    }

    private static bool HasConverged(SolverResult result) =>
        result.Termination is TerminationReason.Gradient or TerminationReason.Precision;
}
