using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>What a fit asks of the passes over its rows, and who asks for it.</summary>
internal sealed class RequiredCapabilities
{
    private readonly List<Requirement> _requirements = [];

    private RequiredCapabilities()
    {
    }

    /// <summary>The requirements of a solver and of what follows it.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="solver">The solver.</param>
    public static RequiredCapabilities Of(FitPlan plan, ISolver solver)
    {
        var required = new RequiredCapabilities();
        if (plan.Firth)
        {
            required.Add("Firth's method", PassCapabilities.Leverages, "use a ridge penalty, which keeps coefficients finite, too");
        }

        required.Add(
            $"the solver {solver.Kind.ToName()}",
            solver.Needs,
            solver.Kind == SolverKind.CoordinateDescent ? "use a ridge penalty with newton, newton-cg, lbfgs or gd" : "use newton, newton-cg, lbfgs or gd");
        if (plan is { SkipInference: false, IsBiased: false })
        {
            required.Add("inference", PassCapabilities.SeparationSearch | PassCapabilities.ExtendedPrecision, "skip inference");
            if (plan.StandardErrors != StandardErrorKind.Model)
            {
                required.Add("robust standard errors", PassCapabilities.Scores, "use model-based standard errors");
            }
        }

        return required;
    }

    /// <summary>The requirement of a fit whose digits are lost in rounding, which only its solution shows.</summary>
    public static RequiredCapabilities OfExtendedPrecision()
    {
        var required = new RequiredCapabilities();
        required.Add("a fit of nearly dependent columns", PassCapabilities.ExtendedPrecision, "leave one of the columns out, or use a ridge penalty");
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

    private void Add(string asker, PassCapabilities capabilities, string hint) =>
        _requirements.Add(new Requirement(asker, capabilities, hint));

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
    private sealed record Requirement(string Asker, PassCapabilities Capabilities, string Hint);
}
