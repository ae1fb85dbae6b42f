using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Doubts a target that was chosen for its name alone.</summary>
internal static class TargetDoubt
{
    private const int MostNames = 3;

    /// <summary>Warns of a target with several classes that was not named, when other columns have two values.</summary>
    /// <param name="table">The data.</param>
    /// <param name="roles">Which column is what.</param>
    /// <param name="target">The classes.</param>
    public static DataFinding? Find(Table table, ColumnRoles roles, TargetDescription target)
    {
        if (roles.TargetChoice != TargetChoice.UsualName || target.IsBinary)
        {
            return null;
        }

        string[] binary = [.. roles.Features.Where(name => HasTwoValues(table, table.IndexOf(name))).Take(MostNames)];
        return binary.Length == 0
            ? null
            : new DataFinding(
                FindingKind.TargetDoubtful,
                FindingSeverity.Warning,
                [target.Name, .. binary],
                $"no target was named: {FindingText.Quote(target.Name)} was chosen for its name and has {FindingText.Count(target.Classes.Count)} classes, while {FindingText.QuoteAll(binary)} {(binary.Length == 1 ? "has" : "have")} two values",
                $"name the column to predict: --target {OptionText.Name(binary[0])}, or --target {OptionText.Name(target.Name)} if the choice is right");
    }

    private static bool HasTwoValues(Table table, int column)
    {
        if (table.Columns[column].Levels is LevelTable levels)
        {
            return levels.Count == 2;
        }

        double first = double.NaN;
        double second = double.NaN;
        foreach (TableChunk chunk in table.Chunks)
        {
            foreach (double value in ((NumericColumn)chunk.Columns[column]).Values)
            {
                if (double.IsNaN(value) || value == first || value == second)
                {
                    continue;
                }

                if (double.IsNaN(first))
                {
                    first = value;
                }
                else if (double.IsNaN(second))
                {
                    second = value;
                }
                else
                {
                    return false;
                }
            }
        }

        return !double.IsNaN(second);
    }
}
