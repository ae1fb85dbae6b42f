using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The capabilities that a fit needs of the passes over its rows, and what needs each.</summary>
internal sealed class RequiredCapabilities
{
    private readonly List<Requirement> _requirements = [];

    private RequiredCapabilities()
    {
    }

    /// <summary>The requirements of a plan: of the solver, of inference and of Firth's method, known before any row is read.</summary>
    /// <param name="plan">The plan of the fit.</param>
    public static RequiredCapabilities Of(FitPlan plan)
    {
        var required = new RequiredCapabilities();
        if (plan.Firth)
        {
            required.Add(
                "Firth's method",
                PassCapabilities.Leverages,
                $"use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}, which keeps coefficients finite, too");
        }

        required.AddSolver(plan);
        if (plan.ChoosesLambda)
        {
            // The fit of all rows, once λ is chosen, may have a solver other than that of the folds.
            required.AddSolver(plan.WithLambda(plan.Lambda));
        }

        bool infers = !plan.SkipInference && !plan.IsBiased && plan.EarlyStopping is null && !plan.StochasticGradient.Stream;
        if (infers)
        {
            required.Add("inference", PassCapabilities.Hessian, $"use {Option.SkipInference.On}");
            if (plan.StandardErrors != StandardErrorKind.Model)
            {
                required.Add("a robust covariance matrix", PassCapabilities.Scores, $"leave {Option.StandardErrors} out");
            }
        }

        return required;
    }

    /// <summary>The requirement of a fit whose digits are lost in rounding, which only its solution shows.</summary>
    public static RequiredCapabilities OfExtendedPrecision()
    {
        var required = new RequiredCapabilities();
        OptionReference ridge = Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001));
        required.Add(
            "a fit of nearly dependent columns",
            PassCapabilities.ExtendedPrecision,
            $"leave one of the columns out, or use {ridge} or {Option.SkipInference.On}");
        return required;
    }

    /// <summary>Makes sure that the passes can do what is required.</summary>
    /// <param name="objectives">The factory of the objectives.</param>
    /// <exception cref="LogRegException">They cannot.</exception>
    public void Require(ObjectiveFactory objectives)
    {
        foreach (Requirement requirement in _requirements)
        {
            PassCapabilities missing = requirement.Capabilities & ~objectives.Capabilities;
            if (missing != PassCapabilities.None)
            {
                string names = string.Join(
                    " and ",
                    Enum.GetValues<PassCapabilities>()
                        .Where(one => one is not (PassCapabilities.None or PassCapabilities.All) && missing.HasFlag(one))
                        .Select(NameOf));
                throw new LogRegException($"{objectives.Name} does not offer {names}, which {requirement.Asker} needs", requirement.Hint);
            }
        }
    }

    private void AddSolver(FitPlan plan)
    {
        SolverKind solver = plan.UsesCoordinateDescent ? SolverKind.CoordinateDescent : plan.Solver;
        OptionText hint = plan.NeedsCoordinateDescent
            ? OptionText.Of($"use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))} without bounds, for other solvers")
            : OptionText.Of($"leave {Option.Solver} out, or use {Option.Solver.Is(SolverKind.Lbfgs)}");
        Add($"the solver {EnumName.Of(solver)}", NeedsOf(solver), hint);
    }

    private void Add(string asker, PassCapabilities capabilities, OptionText hint) =>
        _requirements.Add(new Requirement(asker, capabilities, hint));

    // Where the choice is free, it falls on a solver that needs no more than is offered.
    private static PassCapabilities NeedsOf(SolverKind solver) => solver switch
    {
        SolverKind.Auto or SolverKind.Lbfgs or SolverKind.GradientDescent => PassCapabilities.None,
        SolverKind.Newton => PassCapabilities.Hessian,
        SolverKind.NewtonConjugateGradient => PassCapabilities.HessianProducts,
        SolverKind.CoordinateDescent => PassCapabilities.WorkingSets,
        SolverKind.StochasticGradient => PassCapabilities.RowBatches | PassCapabilities.Hessian,
        _ => throw new ArgumentOutOfRangeException(nameof(solver), solver, "Not a solver."),
    };

    private static string NameOf(PassCapabilities capability) => capability switch
    {
        PassCapabilities.Hessian => "the Hessian",
        PassCapabilities.HessianProducts => "products with the Hessian",
        PassCapabilities.RowBatches => "batches of rows in random order",
        PassCapabilities.WorkingSets => "working sets of columns",
        PassCapabilities.Leverages => "leverages",
        PassCapabilities.ExtendedPrecision => "extended precision",
        PassCapabilities.SeparationSearch => "the search for separation",
        PassCapabilities.Scores => "scores of rows",
        _ => throw new ArgumentOutOfRangeException(nameof(capability), capability, "Not a single capability."),
    };

    /// <summary>What one part of a fit needs.</summary>
    private sealed record Requirement(string Asker, PassCapabilities Capabilities, OptionText Hint);
}
