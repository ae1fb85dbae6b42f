using System.Globalization;

namespace LogReg.Checking;

/// <summary>Whether there are enough rows of each class for the coefficients that are wanted.</summary>
internal static class TargetCheck
{
    private const double RareShare = 0.01;
    private const int FewRows = 10;

    // Peduzzi et al. 1996, A simulation study of the number of events per variable in logistic regression analysis.
    private const double FewestEventsPerVariable = 10;

    /// <summary>Looks at the classes.</summary>
    /// <param name="target">The target's name.</param>
    /// <param name="classes">The classes, sorted.</param>
    /// <param name="counts">How many training rows each has.</param>
    /// <param name="coefficients">How many coefficients each equation has, the intercept apart.</param>
    /// <param name="hasFormula">Whether a formula says what the terms are.</param>
    public static IEnumerable<DataFinding> Find(
        string target, IReadOnlyList<string> classes, IReadOnlyList<long> counts, int coefficients, bool hasFormula)
    {
        if (LevelNameCheck.Find(target, classes, "classes") is DataFinding similar)
        {
            yield return similar;
        }

        long rows = counts.Sum();
        int smallest = Enumerable.Range(0, counts.Count).MinBy(index => counts[index]);
        if (coefficients + 1 >= rows)
        {
            yield return new DataFinding(
                FindingKind.TooManyCoefficients,
                FindingSeverity.Error,
                [],
                $"{FindingText.Count(coefficients + 1, "coefficient")} including the intercept, but only "
                    + $"{FindingText.Count(rows, "row")}: without a penalty the estimates are not finite or not unique",
                $"{LeavingOut.Choice(hasFormula)}, or use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}");
        }
        else if (coefficients > 0 && (double)counts[smallest] / coefficients < FewestEventsPerVariable)
        {
            yield return new DataFinding(
                FindingKind.FewEvents,
                FindingSeverity.Warning,
                [target],
                $"only {PerVariable((double)counts[smallest] / coefficients)} events per variable "
                    + $"({FindingText.Count(counts[smallest], "row")} of class {FindingText.Quote(classes[smallest])}, "
                    + $"{FindingText.Count(coefficients, "coefficient")}{(classes.Count > 2 ? " in each equation" : "")}); 10 or more "
                    + $"are recommended",
                $"{LeavingOut.Choice(hasFormula)}, merge rare levels, or use "
                    + $"{(classes.Count == 2 ? OptionText.Of($"{Option.Firth.On} or ") : "")}{Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}");
        }

        if (classes.Count == 2 && counts[smallest] < RareShare * rows)
        {
            yield return new DataFinding(
                FindingKind.RareClass,
                FindingSeverity.Information,
                [target],
                $"the class {FindingText.Quote(classes[smallest])} is rare: {FindingText.Count(counts[smallest])} of "
                    + $"{FindingText.Count(rows, "row")} ({FindingText.Percent((double)counts[smallest] / rows)})",
                $"the probabilities remain valid; judge the model by log loss and average precision, not by accuracy, and reconsider "
                    + $"the {Option.Threshold} of 0.5");
        }

        string[] rare = [.. classes.Where((_, index) => counts[index] < FewRows).Select(FindingText.Quote)];
        if (classes.Count > 2 && rare.Length > 0)
        {
            yield return new DataFinding(
                FindingKind.RareClass,
                FindingSeverity.Warning,
                [target],
                $"classes with fewer than {FewRows} rows: {FindingText.List(rare)}",
                $"merge them with others, or leave their rows out; choose another {Option.Target} if {MessageText.Quote(target)} is "
                    + $"a measurement");
        }
    }

    private static string PerVariable(double events) => events.ToString("F1", CultureInfo.InvariantCulture);
}
