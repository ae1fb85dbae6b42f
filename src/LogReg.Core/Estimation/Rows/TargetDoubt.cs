using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Doubts a target that was chosen for its name alone.</summary>
internal static class TargetDoubt
{
    private const int MostNames = 3;
    private const int MostMet = 3;

    /// <summary>Warns of a target with several classes that was not named, when other columns have two values.</summary>
    /// <param name="table">The data.</param>
    /// <param name="roles">Which column is what.</param>
    /// <param name="target">The classes.</param>
    public static DataFinding? Find(Table table, ColumnRoles roles, TargetDescription target) =>
        Find(table.Columns, () => table.OwnChunks.Select(chunk => table.Chunks[chunk]), roles, target, table.Rows.Gather);

    /// <summary>Warns of a target with several classes that was not named, when other columns have two values.</summary>
    /// <param name="columns">The columns of the data.</param>
    /// <param name="read">Reads the columns; called only if numeric columns have to be compared.</param>
    /// <param name="roles">Which column is what.</param>
    /// <param name="target">The classes.</param>
    /// <param name="gather">Numbers of every process that reads a share of the rows; <see langword="null"/> if one reads all.</param>
    public static DataFinding? Find(
        IReadOnlyList<ColumnInfo> columns,
        Func<IEnumerable<TableChunk>> read,
        ColumnRoles roles,
        TargetDescription target,
        Func<double[], double[]>? gather = null)
    {
        if (roles.TargetChoice != TargetChoice.UsualName || target.IsBinary)
        {
            return null;
        }

        HashSet<string> two =
        [
            .. columns.Where(column => column.Levels?.Count == 2).Select(column => column.Name),
            .. NumbersOfTwoValues(columns, read, roles, gather),
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
        IReadOnlyList<ColumnInfo> columns, Func<IEnumerable<TableChunk>> read, ColumnRoles roles, Func<double[], double[]>? gather)
    {
        HashSet<string> features = [.. roles.Features];
        int[] numbers =
        [
            .. Enumerable.Range(0, columns.Count).Where(
                column => columns[column].Kind == ColumnKind.Numeric && features.Contains(columns[column].Name)),
        ];
        if (numbers.Length == 0)
        {
            return [];
        }

        HashSet<double>[] met = [.. numbers.Select(_ => new HashSet<double>())];
        var left = new SortedSet<int>(Enumerable.Range(0, numbers.Length));
        foreach (TableChunk chunk in read())
        {
            left.RemoveWhere(place => !StaysBelowThree(((NumericColumn)chunk.Columns[numbers[place]]).Values, met[place]));
            if (left.Count == 0)
            {
                break;
            }
        }

        if (gather is not null)
        {
            // Three values of each column, missing ones where there are fewer.
            double[] all = gather([.. met.SelectMany(own => own.Concat([double.NaN, double.NaN, double.NaN]).Take(MostMet))]);
            for (int index = 0; index < all.Length; index++)
            {
                StaysBelowThree(all.AsSpan(index, 1), met[index / MostMet % met.Length]);
            }
        }

        return numbers.Where((_, place) => met[place].Count == 2).Select(column => columns[column].Name);
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
