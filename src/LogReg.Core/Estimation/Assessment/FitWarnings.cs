using System.Globalization;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The warnings of a fit.</summary>
internal sealed class FitWarnings
{
    private const int MostNames = 8;

    // The name of a coefficient is that of a column and a level.
    private const int LongestName = 100;

    // The usual limits (Belsley, Kuh & Welsch 1980; Hair et al.): both together, since either alone is common and harmless.
    private const double HighInflation = 10;
    private const double HighConditionNumber = 30;

    // "Few" clusters begin somewhere between 20 and 50 (Cameron & Miller 2015, A Practitioner's Guide to Cluster-Robust Inference).
    private const int FewestClusters = 30;

    // With a larger |z|, nobody would call a coefficient poorly determined.
    private const double ClearZ = 3;

    private readonly FittedSolution _fitted;
    private readonly SolverKind _solver;
    private readonly TermLayout _layout;
    private readonly TargetDescription _target;
    private readonly FitFindings _findings;
    private readonly ModelInference? _inference;

    /// <summary>The plan as the caller made it.</summary>
    public required FitPlan Plan { private get; init; }

    /// <param name="fitted">The solution.</param>
    /// <param name="solver">Which algorithm found it.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="target">The classes.</param>
    /// <param name="findings">What the rows show.</param>
    /// <param name="inference">The inference, or <see langword="null"/>.</param>
    public FitWarnings(
        FittedSolution fitted,
        SolverKind solver,
        TermLayout layout,
        TargetDescription target,
        FitFindings findings,
        ModelInference? inference)
    {
        _fitted = fitted;
        _solver = solver;
        _layout = layout;
        _target = target;
        _findings = findings;
        _inference = inference;
    }

    // What a reader can leave out: features, or the terms of a formula.
    private string Parts => _layout.HasOwnTerms ? "terms" : "features";

    private OptionText Remedies => ConvergenceWarnings.Remedies(_target);

    /// <summary>All warnings, the gravest first.</summary>
    public IReadOnlyList<FitWarning> All() =>
    [
        .. Convergence(),
        .. new DependenceWarnings(_fitted, _layout, _inference).All(),
        .. Separation(),
        .. Undetermined(),
        .. RoundedTerms.Of(_layout, _inference),
        .. Collinearity(),
        .. Clusters(),
        .. Weights(),
    ];

    private IEnumerable<FitWarning> Convergence() => ConvergenceWarnings.Of(
        _fitted.Result,
        _solver,
        _target,
        Plan,
        _fitted.Direction.Length > 0 ? List(Separating()) : null,
        _fitted.IsWorseThanNull,
        _fitted.Data.Weights is not null);

    private IEnumerable<FitWarning> Clusters()
    {
        if (_inference is not { ClusterCount: > 0 } inference)
        {
            yield break;
        }

        if (inference.ClusterCount <= inference.Rank)
        {
            string joint = inference.RobustWald is null ? "; no joint test is possible" : "";
            yield return new FitWarning(
                FitWarningKind.Clusters,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{inference.ClusterCount:N0} clusters for {inference.Rank:N0} coefficients: with so few, cluster-robust standard "
                        + $"errors tend to be too small{joint}"),
                $"use {Option.StandardErrors.Is(StandardErrorKind.Hc1)} if rows are independent, a column with more clusters, or fewer "
                    + $"{Parts}");
        }
        else if (_inference is { ClusterCount: > 0, RobustWald: null, Rank: var rank } && rank > _fitted.EquationCount)
        {
            yield return new FitWarning(
                FitWarningKind.Clusters,
                "the cluster-robust covariance matrix is singular, as if a coefficient depended on a single cluster: its standard error "
                    + "may be far too small, and no joint test is possible",
                $"use {Option.StandardErrors.Is(StandardErrorKind.Hc1)} if rows are independent, or leave out the {Parts} that "
                    + $"distinguish single clusters");
        }
        else if (inference.ClusterCount < FewestClusters)
        {
            yield return new FitWarning(
                FitWarningKind.Clusters,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"only {inference.ClusterCount:N0} clusters: cluster-robust standard errors, and with them p-values, tend to be too "
                        + $"small where there are fewer than about {FewestClusters}"),
                $"do not rely on small p-values; use a column with more clusters if there is one, or "
                    + $"{Option.StandardErrors.Is(StandardErrorKind.Hc1)} if rows are independent");
        }
    }

    // The features whose standardised coefficients grow fastest.
    private string[] Separating()
    {
        double largest = _fitted.Direction.Max(Math.Abs);
        return
        [
            .. Enumerable.Range(0, _fitted.Direction.Length)
                .Where(parameter => parameter % _layout.Count > 0 && Math.Abs(_fitted.Direction[parameter]) > largest / 4)
                .OrderByDescending(parameter => Math.Abs(_fitted.Direction[parameter]))
                .Select(parameter => _layout.Names[parameter % _layout.Count]),
        ];
    }

    private IEnumerable<FitWarning> Separation()
    {
        if (_fitted.Result.Termination == TerminationReason.Separation || _fitted.Separation == SeparationKind.None)
        {
            yield break;
        }

        if (_fitted.Separation == SeparationKind.Quasi && !_target.IsBinary)
        {
            yield return OfClasses();
            yield break;
        }

        if (_findings.References.Count > 0)
        {
            yield return Separated(
                $"some classes of {MessageText.Quote(_target.Name)} do not occur in the rows of a reference level, so neither the "
                    + $"intercept nor any coefficient of its column has a finite estimate: {List(_findings.References)}",
                $"choose another level with {Option.References}, or {Remedies}");
        }

        if (_fitted.Separation != SeparationKind.Quasi)
        {
            foreach (FitWarning warning in SeparationWithoutProof())
            {
                yield return warning;
            }
        }
        else if (_findings.References.Count == 0)
        {
            string[] names = [.. _inference?.Separation.Unbounded.Select(one => one.Name) ?? Unsettled().Distinct()];
            yield return Separated(
                $"the {Parts} separate {SeparatedRows} from the other class, so {List(names)} "
                    + $"{(names.Length == 1 ? "has" : "have")} no finite estimate{OthersAfter(names.Length)}",
                $"merge rare levels with others, leave out the {Parts} that separate, or {Remedies}");
        }
    }

    // What levels and coefficients show where no direction was proved to separate.
    private IEnumerable<FitWarning> SeparationWithoutProof()
    {
        if (_findings.Levels.Count > 0)
        {
            yield return Separated(
                $"some classes of {MessageText.Quote(_target.Name)} do not occur in the rows of these levels, so their coefficients "
                    + $"have no finite estimate: {List(_findings.Levels)}",
                $"merge these levels with others, or {Remedies}");
        }

        if (_findings.Classes.Count > 0)
        {
            yield return Separated(
                $"completely separated from all other classes: {List(_findings.Classes)}; the likelihood has no maximum, and the "
                    + "coefficients that distinguish them are where the solver stopped",
                Remedies);
        }

        string[] unexplained = [.. Unsettled().Distinct().Except(_findings.Levels)];
        if (unexplained.Length > 0 && _findings.References.Count == 0 && _findings.Classes.Count == 0)
        {
            yield return Separated(
                $"coefficients still changing although the gradient has vanished, as if {Parts} separated some of the rows: "
                    + $"{List(unexplained)}; they are where the solver stopped, not estimates",
                $"leave out or merge the {Parts} that give the target away, or {Remedies}");
        }
    }

    private static FitWarning Separated(string message, OptionText hint) => new(FitWarningKind.QuasiSeparation, message, hint);

    private string OthersAfter(int unbounded)
    {
        int aliased = (_inference?.Aliased.Count ?? 0) * _fitted.EquationCount;
        return unbounded + aliased < _fitted.Coefficients.Length ? "; the other estimates and tests remain valid" : "";
    }

    private string SeparatedRows =>
        _fitted.SeparatedRows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{_fitted.SeparatedRows:N0} rows");

    private FitWarning OfClasses()
    {
        string[] names = [.. _inference?.Separation.Unbounded.Select(one => one.Name) ?? []];
        string whom = _findings.Classes.Count > 0
            ? $"completely separated from all other classes: {List(_findings.Classes)}"
            : $"the {Parts} separate {SeparatedRows} from at least one other class";
        string estimates = names.Length == 0
            ? ""
            : $", so {List(names)} {(names.Length == 1 ? "has" : "have")} no finite estimate{OthersAfter(names.Length)}";
        string levels = _findings.Levels.Count + _findings.References.Count > 0
            ? "merge levels that do not have every class with others"
            : $"leave out the {Parts} that separate";
        return new FitWarning(FitWarningKind.QuasiSeparation, whom + estimates, $"{levels}, or {Remedies}");
    }

    private IEnumerable<string> Unsettled() => _fitted.FreeDirections.SelectMany(
        direction =>
            Enumerable.Range(0, direction.Length).Where(parameter => direction[parameter] != 0).Select(
                parameter => _layout.Names[parameter % _layout.Count]));

    private IEnumerable<FitWarning> Undetermined()
    {
        if (_inference?.Undetermined is { Count: > 0 } names)
        {
            bool hasLost = _inference.StandardErrorValues.Values.Sum(errors => errors.Count(double.IsNaN))
                > _inference.Separation.Unbounded.Count + (_inference.Aliased.Count * _fitted.EquationCount);
            yield return new FitWarning(
                FitWarningKind.Undetermined,
                $"the data do not determine {List(names)}: the fitted probabilities of the rows they depend on are numerically 0 or 1, "
                    + $"so their standard errors are very large{(hasLost ? " or cannot be computed" : "")}",
                $"merge rare levels with others, leave out the {Parts} that nearly separate, or {Remedies}");
        }
    }

    private IEnumerable<FitWarning> Collinearity()
    {
        if (_inference?.Collinearity is not { ConditionNumber: > HighConditionNumber } collinearity)
        {
            yield break;
        }

        // A term and a product or a power of it are correlated by construction, and neither may be left out because of that.
        VarianceInflation[] inflated =
        [
            .. collinearity.Inflations
                .Where(one => one.FactorPerCoefficient > HighInflation && !_layout.SharesFeatures(one.Feature))
                .OrderByDescending(one => one.FactorPerCoefficient),
        ];
        if (inflated.Length > 0)
        {
            bool isClear = inflated.All(HasClearCoefficients);
            string[] factors =
            [
                .. inflated.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Feature} ({one.FactorPerCoefficient:N0})")),
            ];
            string consequence = isClear
                ? $"{Parts} are nearly collinear, but the predictions depend on their differences"
                : $"{Parts} are nearly collinear, so their coefficients have large standard errors";
            yield return new FitWarning(
                FitWarningKind.NearCollinearity,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{consequence}: VIF of {List(factors)}; condition number {collinearity.ConditionNumber:N0}"),
                isClear
                    ? "keep them, because predictions without one of them would be worse; a feature for their difference may be easier "
                        + "to interpret"
                    : OptionText.Of(
                        $"leave one of these {Parts} out if the log loss without it is about the same, or use "
                            + $"{Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}; either may change the predictions"));
        }
    }

    private bool HasClearCoefficients(VarianceInflation inflation)
    {
        ParameterGroup own = _layout.Groups.Single(feature => feature.Name == inflation.Feature);
        return own.Parameters.All(parameter =>
            Math.Abs(_fitted.Coefficients[parameter]) > ClearZ * _inference!.StandardErrorValues.Values.Single()[parameter]);
    }

    private IEnumerable<FitWarning> Weights()
    {
        if (_inference is { Weights: WeightKind.Importance, StandardErrors: StandardErrorKind.Model })
        {
            yield return new FitWarning(
                FitWarningKind.Weights,
                "with importance weights, model-based standard errors and p-values depend on the scale of the weights",
                $"use {Option.StandardErrors.Is(StandardErrorKind.Hc1)}, which do not depend on it");
        }

        if (_inference?.Weights == WeightKind.Frequency
            && _fitted.Data.Parts.Any(_fitted.RowWeights!.Any(weight => weight != Math.Floor(weight))))
        {
            yield return new FitWarning(
                FitWarningKind.Weights,
                "the weights are treated as frequencies, but are not whole numbers",
                $"if they say how important a row is, use {Option.WeightKind.Is(WeightKind.Importance)}, with "
                    + $"{Option.StandardErrors.Is(StandardErrorKind.Hc1)} for sampling weights");
        }
    }

    private static string List(IReadOnlyList<string> names, int longest = LongestName) => MessageText.List(names, MostNames, longest);
}
