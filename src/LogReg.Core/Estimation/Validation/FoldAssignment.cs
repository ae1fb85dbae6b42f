using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>Assigns each row to the fold that holds it out. Depends only on the rows, the seed and the number of folds.</summary>
/// <param name="Rows">The rows: how many each chunk has, and which are here.</param>
/// <param name="FoldOf">For each row the fold that holds it out, 0 to <paramref name="Count"/> − 1.</param>
/// <param name="Count">The number of folds.</param>
internal sealed record FoldAssignment(RowParts Rows, int[] FoldOf, int Count)
{
    /// <summary>Whether each value of a column is a fold.</summary>
    public bool IsFoldPerValue { get; private init; }

    /// <summary>Assigns the rows one by one, the same share of each class to each fold. The sizes of two folds, and of a class in two
    /// folds, differ by one row at most.</summary>
    /// <param name="classes">The class of each row, 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="rows">The number of rows in each chunk of the table.</param>
    /// <param name="folds">The number of folds, 2 or more.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    public static FoldAssignment Stratified(ReadOnlySpan<int> classes, int classCount, RowParts rows, int folds, int seed)
    {
        int[] foldOf = new int[classes.Length];
        var dealing = new ClassDealing(classes, classCount, rows, seed);
        foreach (DealtRows dealt in dealing.Deal())
        {
            // The round goes on from class to class, so that the first folds are not the largest of every class.
            long place = dealt.Before + dealing.StartOf(dealt.Class);
            foreach (int row in dealt.Rows)
            {
                foldOf[row] = (int)((dealing.FirstOf(dealt.Class) + (place++ % dealing.CountOf(dealt.Class))) % folds);
            }
        }

        return new FoldAssignment(rows, foldOf, folds);
    }

    /// <summary>Keeps rows of a group together. No more groups than folds: each is a fold. Else the largest group still there goes to the
    /// smallest fold, equally large ones in an order that the seed decides.</summary>
    /// <param name="rows">The rows: how many each chunk has, and which are here.</param>
    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> − 1.</param>
    /// <param name="groupCount">The number of groups, 2 or more.</param>
    /// <param name="folds">The largest number of folds, 2 or more.</param>
    /// <param name="seed">The same seed gives the same folds.</param>
    public static FoldAssignment Grouped(RowParts rows, int[] groups, int groupCount, int folds, int seed)
    {
        if (groupCount <= folds)
        {
            return new FoldAssignment(rows, groups, groupCount) { IsFoldPerValue = true };
        }

        long[] sizes = new long[groupCount];
        foreach (int group in groups)
        {
            sizes[group]++;
        }

        rows.Sum(sizes);

        int[] order = [.. Enumerable.Range(0, groupCount)];
        new SplitMix(seed).Shuffle(order);
        int[] foldOfGroup = new int[groupCount];
        var smallest = new PriorityQueue<int, (long Rows, int Fold)>(Enumerable.Range(0, folds).Select(fold => (fold, (0L, fold))));
        foreach (int group in order.OrderByDescending(group => sizes[group]))
        {
            smallest.TryPeek(out int fold, out (long Rows, int Fold) size);
            foldOfGroup[group] = fold;
            smallest.DequeueEnqueue(fold, (size.Rows + sizes[group], fold));
        }

        return new FoldAssignment(rows, Array.ConvertAll(groups, group => foldOfGroup[group]), folds);
    }

    /// <summary>The number of rows that each fold holds out.</summary>
    public long[] CountRows()
    {
        long[] counts = new long[Count];
        foreach (int fold in FoldOf)
        {
            counts[fold]++;
        }

        Rows.Sum(counts);
        return counts;
    }

    /// <summary>Checks that a model can be fitted to the training rows of each fold.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="target">The classes.</param>
    /// <param name="column">The column of folds, or <see langword="null"/>.</param>
    /// <param name="option">The option that says how many folds there are.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">All rows of a class are in one fold, or a fold is empty.</exception>
    public void RequireEveryClass(int[] classes, TargetDescription target, string? column, OptionText option, string? source)
    {
        int classCount = target.Classes.Count;
        long[] counts = new long[classCount * Count];
        for (int row = 0; row < classes.Length; row++)
        {
            counts[(classes[row] * Count) + FoldOf[row]]++;
        }

        Rows.Sum(counts);
        long[][] ofClass = [.. counts.Chunk(Count)];
        int lacking = Array.FindIndex(ofClass, own => own.Count(count => count > 0) < 2);
        if (lacking < 0)
        {
            return;
        }

        string name = target.PositiveLast[lacking];
        int only = Array.FindIndex(ofClass[lacking], own => own > 0);
        long rows = ofClass[lacking].Sum();
        string count = rows == 1 ? "the only row" : $"all {rows} rows";
        throw new DataException(
            $"fold {only + 1} of {Count} holds out {count} of class {MessageText.Quote(name)}, so none is left to train on",
            source,
            column: target.Name,
            hint: rows == 1 ? "add rows of that class, or leave it out"
                : column is null ? $"lower {option}"
                : Count == 2
                    || IsFoldPerValue ? OptionText.Of(
                        $"choose another {Option.FoldsColumn} than {MessageText.Quote(column)}: every class must have rows in at "
                            + $"least two folds")
                : OptionText.Of($"lower {option}, or choose another {Option.FoldsColumn} than {MessageText.Quote(column)}"));
    }
}
