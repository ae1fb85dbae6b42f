using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Estimation;

/// <summary>From the labels of rows to the classes of a target, and what options ask of it.</summary>
internal static class TargetRules
{
    private const int MaxUnnamedClasses = 20;
    private const double DefaultThreshold = 0.5;

    /// <summary>Asks whether options that are for two classes meet more, or the other way round.</summary>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="target">The classes.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">They do.</exception>
    public static void RequireTwoClasses(ColumnRoles roles, FitPlan plan, TargetDescription target, string? source)
    {
        RequireBase(plan, target, source);
        if (target.IsBinary)
        {
            return;
        }

        if (roles.Offset is not null)
        {
            throw new DataException(
                $"an offset needs two classes, but the target has {target.Classes.Count}",
                source,
                hint: $"leave {Option.OffsetColumn} out, or choose another {Option.Target}");
        }

        if (plan.Threshold != DefaultThreshold || plan.ThresholdRule is not null)
        {
            throw new DataException(
                $"a threshold needs two classes, but the target has {target.Classes.Count}",
                source,
                column: target.Name,
                hint: $"leave {Option.Threshold} out: with three or more classes the most probable one is predicted");
        }
    }

    /// <summary>With three or more classes, the index of the requested base class; <see langword="null"/> where they name none.</summary>
    public static int? BaseOf(FitPlan plan, TargetDescription target) => plan.BaseClass is null ? null : target.IndexOf(plan.BaseClass);

    /// <summary>Asks whether the class that others are to be compared with is one of several.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="target">The classes.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">It is not.</exception>
    private static void RequireBase(FitPlan plan, TargetDescription target, string? source)
    {
        if (plan.BaseClass is not string name)
        {
            return;
        }

        if (target.IsBinary)
        {
            throw new DataException(
                "a base class needs three or more classes, but the target has two",
                source,
                column: target.Name,
                hint: $"leave {Option.BaseClass} out; {Option.Positive.Is(target.Negative!)} models the probability of "
                    + $"{MessageText.Quote(target.Negative!)}");
        }

        if (target.IndexOf(name) < 0)
        {
            throw new DataException(
                $"there is no class {MessageText.Quote(name)} to use as the base class",
                source,
                column: target.Name,
                hint: Similar(name, target.Classes)
                    ?? OptionText.Of($"use one of the classes with {Option.BaseClass}: {FindingList(target.Classes)}"));
        }
    }

    /// <summary>
    /// Asks whether the target has as many classes as a measurement or a free text would have: more than 20 where nobody named it, or where
    /// each has fewer than two rows on average. A column that is said to be categorical is taken at its word.
    /// </summary>
    /// <param name="roles">Which column is what.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="kind">How the target was read.</param>
    /// <param name="target">The classes.</param>
    /// <param name="rows">How many rows have one of them.</param>
    /// <param name="source">The data's name for messages, or <see langword="null"/>.</param>
    /// <param name="firstLineAsData">What makes the first line a row; <see langword="null"/> if no line holds names.</param>
    /// <exception cref="DataException">It has.</exception>
    public static void RequirePlausible(
        ColumnRoles roles, FitPlan plan, ColumnKind kind, TargetDescription target, long rows, string? source, OptionText? firstLineAsData)
    {
        int classes = target.Classes.Count;
        if (classes <= MaxUnnamedClasses || plan.CategoricalColumns.Contains(target.Name))
        {
            return;
        }

        string what = kind == ColumnKind.Numeric
            ? "numbers, which look like a measurement rather than classes"
            : "texts, which look like names or notes rather than classes";
        if (roles.TargetChoice is TargetChoice.LastColumn or TargetChoice.LastFreeColumn)
        {
            throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no target is named, and the last "
                        + $"column{(roles.TargetChoice == TargetChoice.LastColumn ? "" : " without another role")} has {classes:N0} "
                        + $"different {what}"),
                source,
                column: target.Name,
                hint: 2 * classes > rows && firstLineAsData is not null
                    ? OptionText.Of(
                        $"name the column to predict with {Option.Target}; if the first line holds data, use {firstLineAsData}")
                    : OptionText.Of(
                        $"name the column to predict with {Option.Target}, or confirm the choice with {Option.Target.Is(target.Name)}"));
        }

        if (2 * classes > rows)
        {
            throw new DataException(
                string.Create(CultureInfo.InvariantCulture, $"the target has {classes:N0} different {what}, in {rows:N0} rows"),
                source,
                column: target.Name,
                hint: $"name another {Option.Target}, or merge its values into classes; if they are classes, use "
                    + $"{Option.CategoricalColumns.Names(target.Name)}");
        }
    }

    /// <summary>The classes that occur.</summary>
    /// <param name="name">The target.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="rows">The rows of which some are here.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="rowsOfWeightZero">How many rows take no part for their weight of 0.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">They are too few, or not those that the options speak of.</exception>
    public static TargetDescription Describe(
        string name, RowLabels labels, RowParts rows, FitPlan plan, long rowsOfWeightZero, string? source)
    {
        long[] counts = new long[labels.Classes.Count + 1];
        foreach (int code in labels.Codes)
        {
            counts[code + 1]++;
        }

        rows.Sum(counts);
        string[] classes = [.. labels.Classes.Where((_, code) => counts[code + 1] > 0)];
        return classes.Length switch
        {
            0 when labels.Classes.Count == 0 => throw new DataException(
                $"no row is left to train on: the target {MessageText.Quote(name)} has no value in any row",
                source,
                hint: $"name another {Option.Target}, or fill in the column"),
            0 => throw new DataException(
                "no row is left to train on",
                source,
                hint: $"every row has a missing target, a weight of 0, or a missing cell under "
                    + $"{Option.MissingHandling.Is(MissingHandling.Drop)}"),
            1 => throw OneClass(
                name,
                classes[0],
                Math.Max(0, counts[0] - rowsOfWeightZero),
                rowsOfWeightZero,
                source),
            2 => OfTwo(name, classes, plan.Positive, source),
            _ when plan.Positive is null => new TargetDescription(name, classes, null),
            _ => throw new DataException(
                $"a positive class needs two classes, but the target has {classes.Length}",
                source,
                column: name,
                hint: $"leave {Option.Positive} out"),
        };
    }

    private static DataException OneClass(string name, string only, long withoutClass, long rowsOfWeightZero, string? source)
    {
        string leftOut = rowsOfWeightZero == 0 ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {rowsOfWeightZero:N0} {(rowsOfWeightZero == 1 ? "row of weight 0 was" : "rows of weight 0 were")} left out");
        string missing = withoutClass == 0 ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {withoutClass:N0} {(withoutClass == 1 ? "cell is" : "cells are")} empty or mean \"missing\"");
        string marked = withoutClass == 0 ? "" : "; if an empty cell means the other class, write its name there";
        OptionText other = rowsOfWeightZero == 0
            ? OptionText.Of($"{Option.Target}")
            : OptionText.Of($"{Option.Target} or {Option.WeightColumn}");
        return new DataException(
            $"the target has only one class, {MessageText.Quote(only)}{missing}{leftOut}",
            source,
            column: name,
            hint: $"logistic regression needs rows of two classes or more: name another {other}, or add rows{marked}");
    }

    private static TargetDescription OfTwo(string name, string[] classes, string? named, string? source)
    {
        // "Yes" and "no": the case of a letter must not decide which class is positive.
        bool isReversed = LevelOrder.Compare(classes[0], classes[1]) < 0
            && LevelOrder.Compare(classes[0].ToUpperInvariant(), classes[1].ToUpperInvariant()) > 0;
        var target = new TargetDescription(name, classes, classes[isReversed ? 0 : 1]);
        if (named is null)
        {
            return target;
        }

        int positive = target.IndexOf(named);
        return positive >= 0
            ? target with { Positive = classes[positive] }
            : throw new DataException(
                $"there is no class {MessageText.Quote(named)}",
                source,
                column: name,
                hint: Similar(named, classes)
                    ?? $"the classes are {MessageText.Quote(classes[0])} and {MessageText.Quote(classes[1])}");
    }

    private static string? Similar(string name, IReadOnlyCollection<string> classes) =>
        NearestNames.Find(name, classes, most: classes.Count).Count is int count && count > 0 && count < classes.Count
            ? NameHint.Of(name, classes)
            : null;

    private static string FindingList(IReadOnlyList<string> classes) => Checking.FindingText.List([.. classes.Select(MessageText.Quote)]);

    /// <summary>From the labels' codes to the classes' positions; of two classes the positive one is 1.</summary>
    public static int[] Positions(RowLabels labels, TargetDescription target) =>
        [.. labels.Classes.Select(label => target.IsBinary ? (label == target.Positive ? 1 : 0) : target.IndexOf(label))];
}
