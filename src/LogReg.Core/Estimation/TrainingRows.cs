using System.Globalization;
using LogReg.Data;
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
    public required int WithoutTarget { get; init; }

    /// <summary>How many rows were dropped for a missing cell.</summary>
    public required int WithMissingCells { get; init; }

    /// <summary>The decision on missing cells; <see langword="null"/> if there was nothing to decide.</summary>
    public required MissingSummary? Missing { get; init; }

    /// <summary>For each feature with missing cells in rows that were dropped for them how many there are.</summary>
    public required IReadOnlyDictionary<string, int> CellsOfDroppedRows { get; init; }

    /// <summary>The number of rows with weight 0.</summary>
    public required int OfWeightZero { get; init; }

    /// <summary>Chooses the rows.</summary>
    /// <exception cref="LogRegException">No rows, or rows of one class only, are left; or a weight, an offset or a cell is not what it must be.</exception>
    public static TrainingRows Choose(Table table, ColumnRoles roles, LogisticRegression options, RowFilter filter, string? source)
    {
        RequireSize(table.RowCount, 1, source);
        var labelled = LabelledRows.Read(table, roles, options, filter, source);
        RowLabels labels = labelled.Labels;
        int[] codes = labels.Codes;
        double[]? weights = labelled.Weights;
        double[]? offsets = labelled.Offsets;

        TargetDescription target = TargetRules.Describe(roles.Target, labels, codes, options, labelled.OfWeightZero, source);
        TargetRules.RequirePlausible(roles, options, table.Columns[table.IndexOf(roles.Target)].Kind, target, codes.Count(code => code >= 0), source);
        int[] positions = TargetRules.Positions(labels, target);
        int[] classes = new int[codes.Length];
        for (int row = 0; row < classes.Length; row++)
        {
            classes[row] = codes[row] < 0 ? RowLabels.Unlabelled : positions[codes[row]];
        }

        TargetRules.RequireTwoClasses(roles, options, target, source);
        RequireSize(table.RowCount, target.IsBinary ? 1 : target.Classes.Count, source);
        MissingDecision missing = MissingDecision.Of(table, roles, options, filter, target, classes, weights, labelled.WithMissingCells, source);
        int dropped = missing.TakeOut(classes);
        int[] chunkRows = [.. table.Chunks.Select(static chunk => chunk.RowCount)];
        bool[]? isTest = options.TestSize is double testSize ? HoldOut.Draw(classes, target.Classes.Count, chunkRows, testSize, options.Seed) : null;
        bool[] isTraining = new bool[classes.Length];
        for (int row = 0; row < classes.Length; row++)
        {
            isTraining[row] = classes[row] >= 0 && isTest?[row] != true;
        }

        bool[]? isWatched = options.EarlyStopping is double watchedShare ? SetAside(classes, isTraining, target.Classes.Count, chunkRows, watchedShare, options.Seed) : null;
        RowSet training = Take(table, classes, weights, offsets, isTraining);
        double weightSum = training.Weights is { Length: > 0 } ? training.Weights.Sum() : 1;
        if (!double.IsFinite(weightSum) || !double.IsFinite(1 / weightSum))
        {
            throw new DataException("the sum of the weights overflows or underflows", source, column: roles.Weight, hint: "rescale the weights");
        }

        RowSet? test = isTest is null ? null : Take(table, classes, weights, offsets, isTest);
        if (test is not null && (test.Selection.Count == 0 || training.Classes.Distinct().Count() < target.Classes.Count))
        {
            throw new DataException(
                $"a test size of {options.TestSize?.ToString(CultureInfo.InvariantCulture)} leaves {(test.Selection.Count == 0 ? "no row to test on" : "a class without a row to train on")}",
                source,
                hint: "choose another --test-size, or leave it out");
        }

        RowSet? watched = isWatched is null ? null : Take(table, classes, weights, offsets, isWatched);
        if (watched is not null && (watched.Selection.Count == 0 || training.Classes.Distinct().Count() < target.Classes.Count))
        {
            throw new DataException(
                $"early stopping with a share of {options.EarlyStopping?.ToString(CultureInfo.InvariantCulture)} leaves {(watched.Selection.Count == 0 ? "no row to set aside" : "a class without a row to train on")}",
                source,
                hint: "choose another --early-stopping, or leave it out");
        }

        return new TrainingRows
        {
            Target = target,
            Training = training,
            Test = test,
            Watched = watched,
            Uses = UsesOf(isTraining, isTest, isWatched),
            WithoutTarget = labelled.WithoutTarget,
            WithMissingCells = labelled.WithMissingCells + dropped,
            Missing = missing.Summary,
            CellsOfDroppedRows = missing.DroppedCells,
            OfWeightZero = labelled.OfWeightZero,
        };
    }

    /// <summary>How many training rows each class has, by the target's sorted order, which of two classes need not be that of their codes.</summary>
    public int[] CountClasses()
    {
        int[] counts = new int[Target.Classes.Count];
        foreach (int code in Training.Classes)
        {
            counts[code]++;
        }

        // Of two classes code 1 is the positive one.
        return Target.IsBinary && Target.PositiveIndex == 0 ? [counts[1], counts[0]] : counts;
    }

    // Of the rows that would train.
    private static bool[] SetAside(int[] classes, bool[] isTraining, int classCount, int[] chunkRows, double share, int seed)
    {
        int[] candidates = [.. classes.Select((code, row) => isTraining[row] ? code : RowLabels.Unlabelled)];
        bool[] isWatched = HoldOut.Draw(candidates, classCount, chunkRows, share, seed);
        for (int row = 0; row < isTraining.Length; row++)
        {
            isTraining[row] &= !isWatched[row];
        }

        return isWatched;
    }

    private static RowUse[] UsesOf(bool[] isTraining, bool[]? isTest, bool[]? isWatched)
    {
        var uses = new RowUse[isTraining.Length];
        for (int row = 0; row < uses.Length; row++)
        {
            uses[row] = isTraining[row] ? RowUse.Training : isTest?[row] == true ? RowUse.Test : isWatched?[row] == true ? RowUse.Watched : RowUse.None;
        }

        return uses;
    }

    private static void RequireSize(long rowCount, int valuesPerRow, string? source)
    {
        if (rowCount * valuesPerRow > Array.MaxLength)
        {
            throw new DataException(
                $"{rowCount.ToString("N0", CultureInfo.InvariantCulture)} rows with {valuesPerRow} probabilities each do not fit in one array",
                source,
                hint: "train on a sample of the rows");
        }
    }

    /// <summary>The rows that are taken, with what belongs to each.</summary>
    internal static RowSet Take(Table table, int[] classes, double[]? weights, double[]? offsets, bool[] isTaken)
    {
        var rows = new int[]?[table.Chunks.Count];
        int start = 0;
        for (int chunk = 0; chunk < rows.Length; chunk++)
        {
            int rowCount = table.Chunks[chunk].RowCount;
            ReadOnlySpan<bool> own = isTaken.AsSpan(start, rowCount);
            rows[chunk] = own.Contains(false) ? Indexes(own) : null;
            start += rowCount;
        }

        var selection = new RowSelection(rows, [.. table.Chunks.Select(chunk => chunk.RowCount)]);
        return new RowSet(
            selection,
            TakeValues(classes, isTaken, selection.Count),
            weights is null ? null : TakeValues(weights, isTaken, selection.Count),
            offsets is null ? null : TakeValues(offsets, isTaken, selection.Count));
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
