using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The roles of the columns.</summary>
/// <param name="Target">The column to predict.</param>
/// <param name="TargetChoice">How it was chosen.</param>
/// <param name="Features">The columns that may become features, in the order of the data.</param>
/// <param name="Weight">The column of weights, or <see langword="null"/>.</param>
/// <param name="Offset">The column of offsets, or <see langword="null"/>.</param>
internal sealed record ColumnRoles(string Target, TargetChoice TargetChoice, IReadOnlyList<string> Features, string? Weight, string? Offset)
{
    /// <summary>The column of clusters, or <see langword="null"/>.</summary>
    public string? Cluster { get; init; }

    /// <summary>The column that says which rows are in one fold, or <see langword="null"/>.</summary>
    public string? Folds { get; init; }

    /// <summary>The terms, or <see langword="null"/> for each feature by itself.</summary>
    public Formula? Formula { get; init; }

    /// <summary>The features that a row must have to be complete: those whose missing cells are not a term.</summary>
    public IEnumerable<string> RequiredFeatures => Features.Where(name => Formula?.ColumnsOfMissing.Contains(name) != true);

    private NamedTerms? NamedTerms { get; init; }

    private static readonly string[] UsualTargets = ["target", "label", "class", "outcome", "y"];

    /// <summary>Reads the roles off the options.</summary>
    /// <param name="names">The columns of the data.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <param name="description">What the data are.</param>
    /// <exception cref="LogRegException">A named column is not there, has two roles, or no feature is left.</exception>
    public static ColumnRoles Resolve(IReadOnlyList<string> names, FitPlan plan, string? source, SourceDescription description)
    {
        plan = plan.Formula is null ? plan : WithTarget(plan, Formula.TargetOf(plan.Formula, names));
        string? folds = plan.CrossValidation?.FoldsColumn;
        RequireNamed(names, plan, source, description);
        Forbid(plan.CategoricalColumns.Intersect(plan.NumericColumns), "numeric and categorical");
        Forbid(plan.References.Keys.Intersect(plan.NumericColumns), "numeric and one with a reference level");
        Forbid((plan.Features ?? []).Intersect(plan.ExcludedColumns), "a feature and excluded");

        string?[] special = [plan.WeightColumn, plan.OffsetColumn];
        if (plan.WeightColumn is not null && plan.WeightColumn == plan.OffsetColumn)
        {
            Forbid([plan.WeightColumn], "the weight and the offset");
        }

        // Clusters and folds may be a feature, too, but only if somebody says so.
        string[] parts = [.. new[] { plan.ClusterColumn, folds }.OfType<string>().Where(name => plan.Features?.Contains(name) != true)];
        string[] candidates = [.. names.Except(special.OfType<string>()).Except(plan.ExcludedColumns).Except(parts)];
        string? usual = candidates.FirstOrDefault(name => UsualTargets.Contains(name, StringComparer.OrdinalIgnoreCase));
        string target = plan.Target ?? usual ?? candidates.LastOrDefault()
            ?? throw new DataException("there is no column left to be the target", source, hint: $"choose one with {Option.Target}");
        TargetChoice choice = plan.Target is not null ? TargetChoice.Named
            : usual is not null ? TargetChoice.UsualName
            : target == names[^1] ? TargetChoice.LastColumn
            : TargetChoice.LastFreeColumn;
        Forbid(special.Where(name => name == target).OfType<string>(), "the target and the weight or offset");
        Forbid(
            parts.Where(name => name == target),
            parts.Contains(plan.ClusterColumn) ? "the target and the cluster" : "the target and the folds");
        Forbid(plan.ExcludedColumns.Where(name => name == target), "the target and excluded");
        Forbid((plan.Features ?? []).Where(name => name == target), "the target and a feature");
        Forbid((plan.Features ?? []).Intersect(special.OfType<string>()), "a feature and the weight or offset");

        HashSet<string>? wanted = plan.Features?.ToHashSet(StringComparer.Ordinal);
        string[] features = [.. candidates.Where(name => name != target && wanted?.Contains(name) != false)];
        Formula? formula = plan.Formula is null ? null : Formula.Parse(plan.Formula, names, features, target);
        if (formula is not null)
        {
            Forbid(formula.Columns.Intersect(special.OfType<string>()), "a term and the weight or offset");
            Forbid(formula.Columns.Intersect(plan.ExcludedColumns), "a term and excluded");
            RequireReferences(formula, plan);
            features = [.. names.Where(formula.Columns.Contains)];
        }

        if (formula is null)
        {
            RequireFeatures(features, plan.PenaltyFactors.Keys, "have a penalty factor");
            RequireFeatures(features, plan.NonnegativeColumns, "be nonnegative");
        }

        return features.Length > 0
            ? new ColumnRoles(target, choice, features, plan.WeightColumn, plan.OffsetColumn)
            {
                Cluster = plan.ClusterColumn,
                Folds = folds,
                Formula = formula,
                NamedTerms = formula is null ? null : new NamedTerms(formula, names, source),
            }
            : throw new DataException(
                $"no column is left to predict {MessageText.Quote(target)} from",
                source,
                hint: names.Count == 1 && LibsvmSource.IsLikeRow(names[0])
                    ? "this looks like a file in the format of LIBSVM, but its first line is not a row of one: a row is a label, a number, and then "
                        + "index:value for each number that is not 0, with ascending indices, no blank after a colon, and nothing else, such as 1 1:0.5 3:2"
                    : description.Delimiter is OptionText delimiter
                    ? OptionText.Of($"check {Option.Features}, {Option.ExcludedColumns} and the delimiter ({delimiter})")
                    : OptionText.Of($"check {Option.Features} and {Option.ExcludedColumns}"));
    }

    /// <summary>The plan with options that name terms of a formula by <see cref="FormulaTerm.Key"/>; without a formula the plan
    /// itself.</summary>
    /// <param name="plan">The plan from which the roles were resolved.</param>
    /// <exception cref="DataException">A name belongs to no term, or a penalised column has a reference level.</exception>
    public FitPlan Settle(FitPlan plan)
    {
        if (NamedTerms is null)
        {
            return plan;
        }

        FitPlan settled = plan with
        {
            PenaltyFactors = WithMissing(NamedTerms.Find(plan.PenaltyFactors, "penalty factor"), plan.PenaltyFactors),
            NonnegativeColumns =
                [.. NamedTerms.Find(plan.NonnegativeColumns.Distinct().ToDictionary(name => name, _ => 0.0), "nonnegative").Keys],
        };
        IReadOnlySet<string> unpenalized = UnpenalizedColumns(settled);
        if (plan.Penalty != PenaltyKind.None && plan.References.Keys.FirstOrDefault(column => !unpenalized.Contains(column)) is string name)
        {
            throw new LogRegException(
                $"{Option.References.Names(name)} cannot be used with {Option.Penalty}: under a penalty every level has a coefficient, "
                    + $"and none is the reference",
                $"leave one of them out");
        }

        return settled;
    }

    // The coefficient of a column's missing cells is penalised as the column.
    private static Dictionary<string, double> WithMissing(
        IReadOnlyDictionary<string, double> ofTerms, IReadOnlyDictionary<string, double> byName) =>
        byName.Select(pair => KeyValuePair.Create($"missing({pair.Key})", pair.Value)).Where(pair => !ofTerms.ContainsKey(pair.Key))
            .Concat(ofTerms).ToDictionary();

    /// <summary>The columns of which some term has no penalty of its own, so that their levels need a reference.</summary>
    /// <param name="plan">The plan of the fit, settled.</param>
    public IReadOnlySet<string> UnpenalizedColumns(FitPlan plan)
    {
        IEnumerable<string> names = plan.PenaltyFactors.Where(factor => factor.Value == 0).Select(factor => factor.Key);
        return Formula is null
            ? names.ToHashSet()
            : Formula.Terms.IntersectBy(names, term => term.Key).SelectMany(term => term.Factors).Select(
                factor => factor.Column).ToHashSet();
    }

    /// <summary>The columns to read, and as what: the features, the target, then the weight and the offset.</summary>
    public IReadOnlyList<ColumnRequest> Requests(FitPlan plan)
    {
        var requests = new List<ColumnRequest>();
        Func<string, ColumnKind> kindOf = Kinds(plan, Formula);
        foreach (string name in Features.Append(Target))
        {
            requests.Add(new ColumnRequest(name, kindOf(name)) { KeepsTexts = name == Target });
        }

        foreach (string part in new[] { Cluster, Folds }.OfType<string>().Distinct().Except(Features).Where(
            name => name != Weight && name != Offset))
        {
            requests.Add(new ColumnRequest(part, ColumnKind.Categorical));
        }

        requests.AddRange(new[] { Weight }.OfType<string>().Select(ColumnRequest.Weights));
        requests.AddRange(new[] { Offset }.OfType<string>().Select(ColumnRequest.Offsets));
        return requests;
    }

    /// <summary>Checks that the columns of a table are of the kinds that their roles and the options ask for.</summary>
    /// <exception cref="ArgumentException">A column is of another kind.</exception>
    public void RequireKinds(Table table, FitPlan plan)
    {
        Func<string, ColumnKind> kindOf = Kinds(plan, Formula);
        foreach (string name in Features.Append(Target))
        {
            ColumnKind kind = table.Columns[table.IndexOf(name)].Kind;
            ColumnKind wanted = kindOf(name);
            if (wanted == ColumnKind.Text ? kind is not (ColumnKind.Text or ColumnKind.Categorical)
                : kind == ColumnKind.Text || (wanted != ColumnKind.Inferred && wanted != kind))
            {
                throw new ArgumentException(
                    $"The table's column {MessageText.Quote(name)} is {kind.ToString().ToLowerInvariant()}, but must be "
                        + $"{(wanted == ColumnKind.Inferred ? "numeric or categorical" : wanted.ToString().ToLowerInvariant())}.");
            }
        }

        foreach (string name in new[] { Weight, Offset }.OfType<string>())
        {
            if (table.Columns[table.IndexOf(name)].Kind != ColumnKind.Numeric)
            {
                throw new ArgumentException($"The table's column {MessageText.Quote(name)} must be numeric to be the weight or the "
                    + $"offset.");
            }
        }
    }

    // There may be as many names in the options as columns in the file.
    private static Func<string, ColumnKind> Kinds(FitPlan plan, Formula? formula)
    {
        var categorical =
            plan.CategoricalColumns.Concat(plan.References.Keys).Concat(formula?.CategoricalColumns ?? []).ToHashSet(
                StringComparer.Ordinal);
        string[] dates = [.. formula?.DateColumns ?? []];
        var numeric = plan.NumericColumns.Concat(formula?.NumericColumns ?? []).ToHashSet(StringComparer.Ordinal);
        if (plan.References.Keys.FirstOrDefault(name => formula?.NumericColumns.Contains(name) == true) is string reference)
        {
            throw new LogRegException(
                $"the column {MessageText.Quote(reference)} has a reference level, but the formula reads it as a number",
                $"leave it out of {Option.References}: the reference of cut(…) and bins(…) is their first interval");
        }

        Forbid(categorical.Intersect(numeric), "categorical and a number");
        Forbid(dates.Intersect(numeric), "a date and a number");
        Forbid(dates.Intersect(categorical), "a date and categorical");
        categorical.UnionWith(dates);
        IReadOnlyDictionary<string, int> texts = formula?.GramsOfTexts ?? new Dictionary<string, int>();
        Forbid(texts.Keys.Intersect(numeric), "a text and a number");
        Forbid(texts.Keys.Intersect(categorical), "a text and categorical");
        return name =>
            texts.ContainsKey(name) ? ColumnKind.Text
            : categorical.Contains(name) ? ColumnKind.Categorical : numeric.Contains(name) ? ColumnKind.Numeric : ColumnKind.Inferred;
    }

    private static void RequireNamed(
        IReadOnlyList<string> names, FitPlan plan, string? source, SourceDescription description)
    {
        Require(names, source, description, plan.Target is null ? [] : [plan.Target], "target");
        Require(names, source, description, plan.Features ?? [], "feature");
        Require(names, source, description, plan.ExcludedColumns, "column to exclude");
        Require(names, source, description, plan.CategoricalColumns, "categorical column");
        Require(names, source, description, plan.NumericColumns, "numeric column");
        Require(names, source, description, plan.References.Keys, "column with a reference level");
        Require(names, source, description, plan.WeightColumn is null ? [] : [plan.WeightColumn], "weight");
        Require(names, source, description, plan.OffsetColumn is null ? [] : [plan.OffsetColumn], "offset");
        Require(names, source, description, plan.ClusterColumn is null ? [] : [plan.ClusterColumn], "cluster");
        Require(names, source, description, plan.CrossValidation?.FoldsColumn is string folds ? [folds] : [], "folds");
        if (plan.Formula is null)
        {
            Require(names, source, description, plan.PenaltyFactors.Keys, "column with a penalty factor");
            Require(names, source, description, plan.NonnegativeColumns, "nonnegative column");
        }
    }

    private static FitPlan WithTarget(FitPlan plan, string? target) => target is null || plan.Target is null || plan.Target == target
        ? plan with { Target = target ?? plan.Target }
        : throw new ArgumentException($"The formula has the target '{target}', but the options have '{plan.Target}'.");

    private static void Require(
        IReadOnlyList<string> names, string? source, SourceDescription description, IEnumerable<string> wanted, string role)
    {
        string[] all = [.. wanted];
        foreach (string name in all.Length == 0 ? [] : all.Except(names))
        {
            throw new DataException($"there is no column {MessageText.Quote(name)} "
                + $"({role})", source, hint: description.HintForColumn(NameHint.Of(name, [.. names])));
        }
    }

    private static void RequireFeatures(string[] features, IEnumerable<string> wanted, string role)
    {
        foreach (string name in wanted.Except(features))
        {
            throw new ArgumentException($"The column {MessageText.Quote(name)} is not a feature, so it cannot {role}.");
        }
    }

    private static void RequireReferences(Formula formula, FitPlan plan)
    {
        foreach (string name in plan.References.Keys.Except(formula.Columns))
        {
            throw new ArgumentException(
                $"The formula does not use the column {MessageText.Quote(name)}, so it cannot have a reference level.");
        }
    }

    private static void Forbid(IEnumerable<string> names, string roles)
    {
        foreach (string name in names)
        {
            throw new ArgumentException($"The column {MessageText.Quote(name)} cannot be both {roles}.");
        }
    }
}
