using LogReg.Checking;
using LogReg.Collectives;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Tests terms that a model could have besides those that it has, each by a fit of its own.</summary>
internal sealed class TermProposer
{
    // Differences of log-likelihoods must be exact.
    private const double Tolerance = 1e-10;

    // Every test is a fit, whose time grows with the square or cube of the number of coefficients.
    private const int MostParameters = 1000;

    private readonly FitPlan _plan;
    private readonly IReadOnlyList<string> _names;
    private readonly TrainingInput _input;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit, made by <see cref="PlanOf"/>.</param>
    /// <param name="names">All columns of the data, including those that were not read.</param>
    /// <param name="input">The data, which are not overwritten.</param>
    /// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public TermProposer(
        FitPlan plan,
        IReadOnlyList<string> names,
        TrainingInput input,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        _plan = plan;
        _names = names;
        _input = input with { OwnsTable = false };
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The plan of the models that are compared: maximum likelihood, with a formula.</summary>
    /// <param name="plan">The plan of the caller's options.</param>
    /// <param name="names">The columns of the data.</param>
    public static FitPlan PlanOf(FitPlan plan, IReadOnlyList<string> names)
    {
        var text = new FormulaText(new FormulaNames(names));
        return plan with
        {
            Formula = plan.Formula ?? (plan.Features is null ? "." : string.Join(" + ", plan.Features.Select(text.NameOf))),
            Features = null,
            MissingHandling = plan.MissingHandling == MissingHandling.Indicator ? MissingHandling.Impute : plan.MissingHandling,
            Penalty = PenaltyKind.None,
            Lambda = 0,
            Alpha = 0,
            LambdaChoice = LambdaChoice.Given,
            PenaltyFactors = new Dictionary<string, double>(),
            NonnegativeColumns = [],
            GroupLevels = false,
            InitialModel = null,
            Solver = Solvers.SolverKind.Auto,
            MaxIterations = null,
            Tolerance = Math.Min(plan.Tolerance, Tolerance),
            EarlyStopping = null,
            BalanceClasses = false,
            ClassWeights = new Dictionary<string, double>(),
            Prior = null,
            SkipInference = false,
            StandardErrors = StandardErrorKind.Model,
            Firth = false,
            CorrectIntercept = false,
        };
    }

    /// <summary>Makes the tests.</summary>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public TermProposals Run()
    {
        var all = TrainingRows.Choose(_plan, _input);
        TrainingRows rows = Sample(all);
        Formula formula = _input.Roles.Formula!;
        var leftOut = new List<string>();
        TrainingInput input = WithoutLargest(rows, leftOut);
        var proposals = new TermProposals
        {
            BaseFormula = formula.Text,
            Formula = null,
            Splines = [],
            Products = [],
            Rows = rows.Training.Selection.TotalCount,
            RowsAvailable = all.Training.Selection.TotalCount,
            Fits = 0,
            ColumnsLeftOut = leftOut,
        };
        if (SizeOf(rows, Features(input, rows)) > MostParameters)
        {
            return proposals with
            {
                Problem = $"the model has more than {FindingText.Count(MostParameters)} coefficients, and each test would be a fit",
                Hint = OptionText.Of($"leave columns out with {Option.ExcludedColumns}, or give fewer terms with {Option.Formula}"),
            };
        }

        var tests = new TermTests(_plan, _names, input, rows, _progress, _cancellationToken);
        proposals = tests.Base is TermModel { HasConverged: true, Solution.Separation: not SeparationKind.Complete }
            ? tests.AddTo(proposals)
            : proposals with
            {
                Problem = tests.Base.HasConverged
                    ? "the model completely separates the classes, so that no term can improve it"
                    : "the fit of the model has not converged",
                Hint = OptionText.Of($"leave columns out with {Option.ExcludedColumns}, or give fewer terms with {Option.Formula}"),
            };
        return proposals with { Fits = tests.Fits, Formula = FormulaOf(formula, tests, proposals) };
    }

    private string? FormulaOf(Formula formula, TermTests tests, TermProposals proposals)
    {
        string[] splines = [.. proposals.Splines.Where(test => test.IsProposed).Select(test => test.Columns[0])];
        string[] products = [.. proposals.Products.Where(test => test.IsProposed).Select(test => test.Term)];
        return splines.Length + products.Length == 0
            ? null
            : new ProposedFormula(formula.Text, formula, _names).With(
                splines,
                [.. products.Select(tests.FactorsOf)],
                tests.IsCategorical);
    }

    // The same proportion of each class, so that the sample estimates what all rows would.
    private TrainingRows Sample(TrainingRows rows)
    {
        long count = rows.Training.Selection.TotalCount;
        return count <= TermProposals.MostRows
            ? rows
            : rows with
            {
                Training = rows.Training.Where(
                    HoldOut.Draw(
                        rows.Training.Classes,
                        rows.Target.Classes.Count,
                        rows.Training.Selection.Parts,
                        (double)TermProposals.MostRows / count,
                        _plan.Seed)),
            };
    }

    private TrainingInput WithoutLargest(TrainingRows rows, List<string> leftOut)
    {
        TrainingInput input = _input;
        FeatureFit features = Features(input, rows);
        while (SizeOf(rows, features) > MostParameters
            && features.Layout.Features.Count > 1
            && features.Layout.Features.OfType<CategoricalFeature>().MaxBy(feature => feature.Levels.Count) is CategoricalFeature largest)
        {
            leftOut.Add(largest.Name);
            Formula formula = input.Roles.Formula!;
            var text = new FormulaText(new FormulaNames(_names));
            IEnumerable<string> terms = formula.Terms.Where(term => term.Factors.Any(factor => factor.Column == largest.Name)).Select(
                term => " - " + text.TermOf(term.Factors));
            input = TermTests.InputOf(_plan, _names, input, formula.Text + string.Concat(terms));
            features = Features(input, rows);
        }

        return input;
    }

    private FeatureFit Features(TrainingInput input, TrainingRows rows) =>
        new RowEncoder(_plan, input).FitFeatures(rows.Training, _plan.Threads);

    private static long SizeOf(TrainingRows rows, FeatureFit features) =>
        (long)features.Layout.Count * (rows.Target.Classes.Count - 1);
}
