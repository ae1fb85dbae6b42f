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
    public static DataFinding? Find(Table table, ColumnRoles roles, TargetDescription target) =>
        Find(table.Columns, () => table.Chunks, roles, target);

    /// <summary>Warns of a target with several classes that was not named, when other columns have two values.</summary>
    /// <param name="columns">The columns of the data.</param>
    /// <param name="read">Reads the columns; called only if numeric columns have to be compared.</param>
    /// <param name="roles">Which column is what.</param>
    /// <param name="target">The classes.</param>
    public static DataFinding? Find(
        IReadOnlyList<ColumnInfo> columns, Func<IEnumerable<TableChunk>> read, ColumnRoles roles, TargetDescription target)
    {
        if (roles.TargetChoice != TargetChoice.UsualName || target.IsBinary)
        {
            return null;
        }

        HashSet<string> two =
        [
            .. columns.Where(column => column.Levels?.Count == 2).Select(column => column.Name),
            .. NumbersOfTwoValues(columns, read, roles),
        ];
        string[] binary = [.. roles.Features.Where(two.Contains).Take(MostNames)];
        return binary.Length == 0
            ? null
            : new DataFinding(
                FindingKind.TargetDoubtful,
                FindingSeverity.Warning,
                [target.Name, .. binary],
                $"no target was named: {FindingText.Quote(target.Name)} was chosen for its name and has "
                    + $"{FindingText.Count(target.Classes.Count)} classes, while {FindingText.QuoteAll(binary)} "
                    + $"{(binary.Length == 1 ? "has" : "have")} two values",
                $"name the column to predict: {Option.Target.Is(binary[0])}, or {Option.Target.Is(target.Name)} if the choice is right");
    }

    private static IEnumerable<string> NumbersOfTwoValues(
        IReadOnlyList<ColumnInfo> columns, Func<IEnumerable<TableChunk>> read, ColumnRoles roles)
    {
        HashSet<string> features = [.. roles.Features];
        var left = new Dictionary<int, HashSet<double>>();
        for (int column = 0; column < columns.Count; column++)
        {
            if (columns[column].Kind == ColumnKind.Numeric && features.Contains(columns[column].Name))
            {
                left.Add(column, []);
            }
        }

        if (left.Count > 0)
        {
            foreach (TableChunk chunk in read())
            {
                foreach (int column in left.Where(one => !StaysBelowThree(((NumericColumn)chunk.Columns[one.Key]).Values, one.Value))
                    .Select(one => one.Key).ToArray())
                {
                    left.Remove(column);
                }

                if (left.Count == 0)
                {
                    break;
                }
            }
        }

        return left.Where(one => one.Value.Count == 2).Select(one => columns[one.Key].Name);
    }

    private static bool StaysBelowThree(ReadOnlySpan<double> values, HashSet<double> met)
    {
        foreach (double value in values)
        {
            if (!double.IsNaN(value) && met.Add(value) && met.Count > 2)
            {
                return false;
            }
        }

        return true;
    }
}
