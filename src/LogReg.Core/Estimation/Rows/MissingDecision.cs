using System.Collections.ObjectModel;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Decides what becomes of missing cells in the features, before rows are dealt into test sets and folds: whether
/// <see cref="MissingHandling.Auto"/> leaves rows out or imputes.</summary>
internal sealed class MissingDecision
{
    private static readonly MissingDecision Nothing = new(null, [], ReadOnlyDictionary<string, long>.Empty);

    private readonly bool[] _isDropped;

    private MissingDecision(MissingSummary? summary, bool[] isDropped, IReadOnlyDictionary<string, long> droppedCells)
    {
        Summary = summary;
        _isDropped = isDropped;
        DroppedCells = droppedCells;
    }

    /// <summary>The decision and the reason; <see langword="null"/> if there was nothing to decide.</summary>
    public MissingSummary? Summary { get; }

    /// <summary>For each feature its missing cells in the rows that <see cref="TakeOut"/> takes out.</summary>
    public IReadOnlyDictionary<string, long> DroppedCells { get; }

    /// <summary>Decides for a table.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    /// <param name="target">The classes.</param>
    /// <param name="classes">The class of each row; <see cref="RowLabels.Unlabelled"/> for one that takes no part.</param>
    /// <param name="weights">The weight of each row, or <see langword="null"/>.</param>
    /// <param name="alreadyDropped">How many rows <see cref="MissingHandling.Drop"/> has taken out.</param>
    /// <exception cref="LogRegException">A column cannot be a feature.</exception>
    public static MissingDecision Of(
        FitPlan plan, TrainingInput input, TargetDescription target, int[] classes, double[]? weights, long alreadyDropped)
    {
        (Table table, ColumnRoles roles) = input;
        RowFilter filter = input.Filter;
        long rowCount = table.Rows.Sum(classes.Length - classes.AsSpan().Count(RowLabels.Unlabelled));
        if (alreadyDropped > 0)
        {
            return Without(
                new MissingSummary(MissingHandling.Drop, MissingReason.Asked)
                {
                    Rows = rowCount + alreadyDropped,
                    IncompleteRows = alreadyDropped,
                });
        }

        if (plan.MissingHandling != MissingHandling.Auto || !plan.MayShowStandardErrors || rowCount == 0
            || !filter.HasMissingCell(roles.RequiredFeatures.Select(table.IndexOf)))
        {
            return Nothing;
        }

        var rows = new Rows(table, roles, plan, target, classes, weights, input);
        FeatureFit all = rows.Describe(isDropped: null);
        all = all with
        {
            MissingCells = all.MissingCells.Where(pair => roles.RequiredFeatures.Contains(pair.Key)).ToDictionary(),
        };
        return all.MissingCells.Count == 0 ? Nothing : Of(rows, all, filter, rowCount);
    }

    /// <summary>The treatment of missing cells, once the features of the training rows are known.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="decided">What was decided before, or <see langword="null"/>.</param>
    /// <param name="input">The data.</param>
    /// <param name="features">The features.</param>
    /// <param name="training">The rows that train.</param>
    public static MissingSummary? Complete(
        FitPlan plan, MissingSummary? decided, TrainingInput input, FeatureFit features, RowSelection training)
    {
        Table table = input.Table;
        if (decided is { Handling: MissingHandling.Drop } || features.MissingCells.Count == 0)
        {
            return decided is { Handling: MissingHandling.Drop } ? decided : null;
        }

        bool[] isIncomplete = input.Filter.RowsWithMissingCells(features.MissingCells.Keys.Select(table.IndexOf));
        long incomplete = 0;
        foreach (RowPart part in table.Rows.Own)
        {
            ReadOnlySpan<bool> own = isIncomplete.AsSpan(part.First, part.Count);
            incomplete += training.TakesAll(part.Chunk) ? own.Count(true) : training.Take(part.Chunk, own).AsSpan().Count(true);
        }

        incomplete = table.Rows.Sum(incomplete);

        // Where missing cells are a term, they are imputed whatever the plan says of others.
        MissingReason otherwise = features.MissingCells.Keys.Any(input.Roles.RequiredFeatures.Contains)
            ? MissingReason.NoStandardErrors
            : MissingReason.Formula;
        return Imputed(plan, decided?.Reason ?? otherwise, training.TotalCount, incomplete) with
        {
            ImputedCells = ImputedCells(features),
            Lost = decided?.Lost,
        };
    }

    /// <summary>The treatment of missing cells in a stream, where they are imputed unless the plan leaves their rows out.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The number of training rows.</param>
    /// <param name="dropped">The number of rows left out for a missing cell.</param>
    public static MissingSummary? OfStream(FitPlan plan, FeatureFit features, long rows, long dropped)
    {
        if (dropped > 0)
        {
            return new MissingSummary(MissingHandling.Drop, MissingReason.Asked) { Rows = rows + dropped, IncompleteRows = dropped };
        }

        return features.MissingCells.Count > 0
            ? Imputed(plan, MissingReason.NoStandardErrors, rows, null) with { ImputedCells = ImputedCells(features) }
            : null;
    }

    /// <summary>Takes the rows out that are to be left out.</summary>
    /// <param name="table">The data.</param>
    /// <param name="classes">The class of each row.</param>
    /// <returns>How many rows that took part do so no more.</returns>
    public long TakeOut(Table table, int[] classes)
    {
        long count = 0;
        for (int row = 0; row < _isDropped.Length; row++)
        {
            if (_isDropped[row] && classes[row] >= 0)
            {
                classes[row] = RowLabels.Unlabelled;
                count++;
            }
        }

        return table.Rows.Sum(count);
    }

    private static MissingDecision Of(Rows rows, FeatureFit all, RowFilter filter, long rowCount)
    {
        var columns = new HashSet<int>(all.MissingCells.Keys.Select(rows.Table.IndexOf));
        bool[] isIncomplete = filter.RowsWithMissingCells(columns);
        long incomplete = rows.Count(isIncomplete);
        MissingReason? obstacle = !rows.ShowsStandardErrors(all) ? MissingReason.NoStandardErrors
            : 2 * rows.Observations(isIncomplete) < rows.Observations(isDropped: null) ? MissingReason.TooFewRows
            : null;
        string? lost = null;
        if (obstacle is null && rows.ClassWithout(isIncomplete) is string className)
        {
            (obstacle, lost) = (MissingReason.ClassLost, className);
        }

        if (obstacle is null)
        {
            FeatureFit complete = rows.Describe(isIncomplete);
            (obstacle, lost) = rows.Loss(all, complete, rows.Observations(isIncomplete));
        }

        MissingSummary summary = obstacle is MissingReason reason
            ? Imputed(rows.Plan, reason, rowCount, incomplete) with { Lost = lost }
            : new MissingSummary(MissingHandling.Drop, MissingReason.StandardErrors) { Rows = rowCount, IncompleteRows = incomplete };
        return obstacle is null ? new MissingDecision(summary, isIncomplete, all.MissingCells) : Without(summary);
    }

    private static MissingDecision Without(MissingSummary summary) => new(summary, [], ReadOnlyDictionary<string, long>.Empty);

    private static long ImputedCells(FeatureFit features) =>
        features.Layout.Features.Where(feature => feature.ImputesMissing)
            .Sum(feature => features.MissingCells.GetValueOrDefault(feature.Name));

    private static MissingSummary Imputed(FitPlan plan, MissingReason reason, long rows, long? incomplete) =>
        plan.MissingHandling is MissingHandling.Auto or MissingHandling.Drop or MissingHandling.Error
            ? new MissingSummary(MissingHandling.Impute, reason) { Rows = rows, IncompleteRows = incomplete }
            : new MissingSummary(plan.MissingHandling, MissingReason.Asked) { Rows = rows, IncompleteRows = incomplete };

    // The rows that could take part, and what would be left of them.
    private sealed record Rows(
        Table Table, ColumnRoles Roles, FitPlan Plan, TargetDescription Target, int[] Classes, double[]? Weights, TrainingInput Input)
    {
        private string? Source => Input.Source;

        public FeatureFit Describe(bool[]? isDropped)
        {
            // What is wrong with a reference level, the fit itself says.
            FeatureOptions options = RowEncoder.OptionsOf(Plan, Roles, Plan.Threads, Source) with
            {
                AllowsAbsentReferences = true,
                LeavesOutQuantiles = true,
                FindRow = Input.FindRow,
            };
            RowSet taken = Take(isDropped);
            return FeatureFitter.Fit(Table, [.. Roles.Features.Select(Table.IndexOf)], taken.Selection, taken.Weights, options);
        }

        // Weights that count observations count here, too: a row of weight 2 is the row twice.
        public double Observations(bool[]? isDropped)
        {
            PartSums sums = Table.Rows.StartSums(1);
            foreach (RowPart part in Table.Rows.Own)
            {
                ref double sum = ref sums.OfChunk(part.Chunk)[0];
                for (int row = part.First; row < part.End; row++)
                {
                    bool isLeft = Classes[row] >= 0 && isDropped?[row] != true;
                    sum += !isLeft ? 0 : Weights is null || Plan.WeightKind != Inference.WeightKind.Frequency ? 1 : Weights[row];
                }
            }

            return sums.Total()[0];
        }

        public long Count(bool[] isDropped) => Table.Rows.Sum(Classes.Where((code, row) => code >= 0 && isDropped[row]).LongCount());

        public bool ShowsStandardErrors(FeatureFit features) =>
            Plan.MayShowStandardErrors && CoefficientCount(features) <= FitPlan.MostInferredCoefficients
            && (Plan.StandardErrors != Inference.StandardErrorKind.Model
                || !ClassBalance.Create(Plan, Target, Take(null), Source).ChangesFit);

        public string? ClassWithout(bool[] isDropped)
        {
            long[] left = new long[Target.Classes.Count];
            for (int row = 0; row < Classes.Length; row++)
            {
                if (Classes[row] >= 0 && !isDropped[row])
                {
                    left[Classes[row]]++;
                }
            }

            Table.Rows.Sum(left);
            int code = Array.IndexOf(left, 0);
            return code < 0 ? null : Target.PositiveLast[code];
        }

        public (MissingReason? Reason, string? Lost) Loss(FeatureFit all, FeatureFit complete, double observationsLeft)
        {
            var left = complete.Layout.Terms.ToDictionary(term => term.Name);
            foreach (Term term in all.Layout.Terms)
            {
                if (!left.TryGetValue(term.Name, out Term? remaining))
                {
                    return (MissingReason.FeatureLost, term.Name);
                }

                // Another level takes the place of a reference level that no complete row has.
                if (term.Reference is TermParameter reference && remaining.Reference?.Name != reference.Name
                    && Plan.References.GetValueOrDefault(term.Name) == reference.Description.Level)
                {
                    return (MissingReason.ReferenceLost, reference.Name);
                }
            }

            return observationsLeft <= CoefficientCount(complete) ? (MissingReason.TooManyCoefficients, null) : (null, null);
        }

        private long CoefficientCount(FeatureFit features) =>
            (long)features.Layout.Count * (Target.Classes.Count - 1);

        private RowSet Take(bool[]? isDropped)
        {
            bool[] isTaken = new bool[Classes.Length];
            for (int row = 0; row < isTaken.Length; row++)
            {
                isTaken[row] = Classes[row] >= 0 && isDropped?[row] != true;
            }

            return TrainingRows.Take(Table, Classes, Weights, null, isTaken);
        }
    }
}
