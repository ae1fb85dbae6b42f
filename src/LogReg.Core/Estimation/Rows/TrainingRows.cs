using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Which rows of a table train, which are held out, which take no part, and what their classes are.</summary>
internal sealed record TrainingRows
{
    /// <summary>The target and its classes.</summary>
    public required TargetDescription Target { get; init; }

    /// <summary>The rows to train on.</summary>
    public required RowSet Training { get; init; }

    /// <summary>The rows held out, or <see langword="null"/>.</summary>
    public required RowSet? Test { get; init; }

    /// <summary>The rows on which the loss is watched to stop early, or <see langword="null"/>.</summary>
    public RowSet? Watched { get; init; }

    /// <summary>The use of each row of the table.</summary>
    public required RowUse[] Uses { get; init; }

    /// <summary>The number of rows without a target.</summary>
    public required long WithoutTarget { get; init; }

    /// <summary>The number of rows dropped because of a missing cell.</summary>
    public required long WithMissingCells { get; init; }

    /// <summary>The decision on missing cells; <see langword="null"/> if there was nothing to decide.</summary>
    public required MissingSummary? Missing { get; init; }

    /// <summary>For each feature with missing cells in rows that were dropped for them how many there are.</summary>
    public required IReadOnlyDictionary<string, long> CellsOfDroppedRows { get; init; }

    /// <summary>The number of rows with weight 0.</summary>
    public required long OfWeightZero { get; init; }

    /// <summary>Chooses the rows.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    /// <exception cref="LogRegException">No rows, or rows of one class only, are left; or a weight, an offset or a cell is not what it must
    /// be.</exception>
    public static TrainingRows Choose(FitPlan plan, TrainingInput input)
    {
        RequireSize(input, 1);
        TotalLines.Refuse(input, plan.CategoricalColumns);
        var labelled = LabelledRows.Read(plan, input);
        TargetDescription target = DescribeTarget(plan, input, labelled);
        int[] classes = ClassesOf(labelled.Labels, target);
        RequireSize(input, target.ScoredClasses.Count);
        MissingDecision missing = MissingDecision.Of(plan, input, target, classes, labelled.Weights, labelled.WithMissingCells);
        long dropped = missing.TakeOut(input.Table, classes);
        RowUse[] uses = Assign(plan, input.Table, target, classes);
        RowSet Take(RowUse use) =>
            TrainingRows.Take(input.Table, classes, labelled.Weights, labelled.Offsets, Array.ConvertAll(uses, own => own == use));
        RowSet training = Take(RowUse.Training);
        RequireWeightSum(training, input);
        bool IsComplete() => training.CountClasses(target.Classes.Count).All(count => count > 0);
        return new TrainingRows
        {
            Target = target,
            Training = training,
            Test = plan.TestSize is double size ? RequireTest(Take(RowUse.Test), size, IsComplete, input.Source) : null,
            Watched = plan.EarlyStopping is double share ? RequireWatched(Take(RowUse.Watched), share, IsComplete, input.Source) : null,
            Uses = uses,
            WithoutTarget = labelled.WithoutTarget,
            WithMissingCells = labelled.WithMissingCells + dropped,
            Missing = missing.Summary,
            CellsOfDroppedRows = missing.DroppedCells,
            OfWeightZero = labelled.OfWeightZero,
        };
    }

    /// <summary>The number of training rows of each class, in the target's sorted order (with two classes, not necessarily the order of
    /// their codes).</summary>
    public long[] CountClasses()
    {
        long[] counts = Training.CountClasses(Target.Classes.Count);

        // Of two classes code 1 is the positive one.
        return Target.IsBinary && Target.PositiveIndex == 0 ? [counts[1], counts[0]] : counts;
    }

    private static TargetDescription DescribeTarget(FitPlan plan, TrainingInput input, LabelledRows labelled)
    {
        ColumnRoles roles = input.Roles;
        int[] codes = labelled.Labels.Codes;
        TargetDescription target = TargetRules.Describe(
            roles.Target, labelled.Labels, input.Table.Rows, plan, labelled.OfWeightZero, input.Source);
        ColumnKind kind = input.Table.Columns[input.Table.IndexOf(roles.Target)].Kind;
        TargetRules.RequirePlausible(
            roles,
            plan,
            kind,
            target,
            input.Table.Rows.Sum(codes.Count(code => code >= 0)),
            input.Source,
            input.Table.Source.FirstLineAsData);
        TargetRules.RequireTwoClasses(roles, plan, target, input.Source);
        return target;
    }

    private static int[] ClassesOf(RowLabels labels, TargetDescription target)
    {
        int[] positions = TargetRules.Positions(labels, target);
        int[] classes = RowArray.Allocate<int>(labels.Codes.Length);
        for (int row = 0; row < classes.Length; row++)
        {
            int code = labels.Codes[row];
            classes[row] = code < 0 ? RowLabels.Unlabelled : positions[code];
        }

        return classes;
    }

    // Test rows are drawn first, so that they do not depend on early stopping.
    private static RowUse[] Assign(FitPlan plan, Table table, TargetDescription target, int[] classes)
    {
        RowUse[] uses = Array.ConvertAll(classes, code => code < 0 ? RowUse.None : RowUse.Training);
        Draw(plan.TestSize, RowUse.Test);
        Draw(plan.EarlyStopping, RowUse.Watched);
        return uses;

        void Draw(double? share, RowUse use)
        {
            if (share is not double size)
            {
                return;
            }

            int[] candidates = [.. classes.Select((code, row) => uses[row] == RowUse.Training ? code : RowLabels.Unlabelled)];
            bool[] isDrawn = HoldOut.Draw(candidates, target.Classes.Count, table.Rows, size, plan.Seed);
            for (int row = 0; row < isDrawn.Length; row++)
            {
                uses[row] = isDrawn[row] ? use : uses[row];
            }
        }
    }

    private static void RequireWeightSum(RowSet training, TrainingInput input)
    {
        RowParts rows = training.Selection.Parts;
        double weightSum = training.Weights is null || rows.TotalCount == 0 ? 1 : rows.Sum(training.Weights);
        if (!double.IsFinite(weightSum) || !double.IsFinite(1 / weightSum))
        {
            throw new DataException(
                "the sum of the weights overflows or underflows", input.Source, column: input.Roles.Weight, hint: "rescale the weights");
        }
    }

    private static RowSet RequireTest(RowSet test, double size, Func<bool> isTrainingComplete, string? source) =>
        test.Selection.TotalCount > 0 && isTrainingComplete()
            ? test
            : throw new DataException(
                $"a test size of {size.ToString(CultureInfo.InvariantCulture)} leaves "
                    + $"{(test.Selection.TotalCount == 0 ? "no row to test on" : "a class without a row to train on")}",
                source,
                hint: $"choose another {Option.TestSize}, or leave it out");

    private static RowSet RequireWatched(RowSet watched, double share, Func<bool> isTrainingComplete, string? source) =>
        watched.Selection.TotalCount > 0 && isTrainingComplete()
            ? watched
            : throw new DataException(
                $"early stopping with a share of {share.ToString(CultureInfo.InvariantCulture)} leaves "
                    + $"{(watched.Selection.TotalCount == 0 ? "no row to set aside" : "a class without a row to train on")}",
                source,
                hint: $"choose another {Option.EarlyStopping}, or leave it out");

    private static void RequireSize(TrainingInput input, int valuesPerRow)
    {
        long rows = input.Table.OwnChunks.Sum(chunk => (long)input.Table.Chunks[chunk].RowCount);
        if (input.Table.Rows.Any(rows * valuesPerRow > Array.MaxLength))
        {
            string each = valuesPerRow == 1 ? "" : $" with {valuesPerRow} probabilities each";
            string count = input.Table.RowCount.ToString("N0", CultureInfo.InvariantCulture);
            int processes = input.Table.Shares?.Collective.Size ?? 1;
            throw new DataException(
                $"{count} rows{each} are too many for {(processes == 1 ? "one process" : $"{processes} processes")}",
                input.Source,
                hint: "train on a sample of the rows, or share them among more processes");
        }
    }

    /// <summary>The rows that are taken, with what belongs to each.</summary>
    internal static RowSet Take(Table table, int[] classes, double[]? weights, double[]? offsets, bool[] isTaken)
    {
        var rows = new int[]?[table.Chunks.Count];
        foreach (RowPart part in table.Rows.Own)
        {
            ReadOnlySpan<bool> own = isTaken.AsSpan(part.First, part.Count);
            rows[part.Chunk] = own.Contains(false) ? Indexes(own) : null;
        }

        var selection = new RowSelection(rows, table.Rows);
        return new RowSet(
            selection,
            TakeValues(classes, isTaken, selection.Parts.Count),
            weights is null ? null : TakeValues(weights, isTaken, selection.Parts.Count),
            offsets is null ? null : TakeValues(offsets, isTaken, selection.Parts.Count));
    }

    private static int[] Indexes(ReadOnlySpan<bool> isTaken)
    {
        int[] indexes = new int[isTaken.Count(true)];
        int next = 0;
        for (int row = 0; row < isTaken.Length; row++)
        {
            if (isTaken[row])
            {
                indexes[next++] = row;
            }
        }

        return indexes;
    }

    private static T[] TakeValues<T>(T[] values, bool[] isTaken, int count)
    {
        if (count == values.Length)
        {
            return values;
        }

        var taken = new T[count];
        int next = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (isTaken[row])
            {
                taken[next++] = values[row];
            }
        }

        return taken;
    }
}
