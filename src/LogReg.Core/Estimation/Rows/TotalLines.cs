using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Finds lines of totals among the rows, as spreadsheets have them at the end: what stands in the column of the target there would
/// become a class of its own.</summary>
/// <param name="roles">Which column is what.</param>
internal sealed class TotalLines(ColumnRoles roles)
{
    // As many lines of totals may have the same number.
    private const int MostLines = 3;

    private readonly Dictionary<double, Suspect> _suspects = [];
    private readonly HashSet<double> _classes = [];

    // Most targets have two classes, which then need no look-up.
    private double _last = double.NaN;
    private double _other = double.NaN;
    private long _rows;

    /// <summary>Refuses a table with a line of totals.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="DataException">There is one.</exception>
    public static void Refuse(TrainingInput input)
    {
        var lines = new TotalLines(input.Roles);
        lines.Add(input.Table);
        lines.Refuse(input.FindRow, input.Source);
    }

    /// <summary>Looks at rows.</summary>
    /// <param name="table">The rows, which come after those that were added before.</param>
    public void Add(Table table)
    {
        int target = table.IndexOf(roles.Target);
        int[] features = [.. roles.Features.Select(table.IndexOf).Where(column => column >= 0)];
        HashSet<int>[] words = [.. features.Select(column => TotalsOf(table.Columns[column]))];
        foreach (TableChunk chunk in table.Chunks)
        {
            for (int row = 0; row < chunk.RowCount && _classes.Count <= RowLabels.MaxClasses; row++)
            {
                double label = LabelOf(chunk.Columns[target], row);
                if (double.IsNaN(label) || label == _last || label == _other || _classes.Contains(label))
                {
                    continue;
                }

                string? text = FindTotal(chunk, features, words, row);
                if (text is null && !features.All(column => IsMissing(chunk.Columns[column], row)))
                {
                    _classes.Add(label);
                    _suspects.Remove(label);
                    (_last, _other) = (label, _last);
                    continue;
                }

                _suspects.TryGetValue(label, out Suspect? known);
                _suspects[label] = known is null
                    ? new Suspect(_rows + row, NameOf(table.Columns[target], label), text, 1)
                    : known with { Count = known.Count + 1 };
            }

            _rows += chunk.RowCount;
        }
    }

    /// <summary>Refuses data of which a line of totals has been found.</summary>
    /// <param name="findRow">Finds where a row stands; <see langword="null"/> where rows have numbers only.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <exception cref="DataException">There is one.</exception>
    public void Refuse(Func<long, RowPlace?>? findRow, string? source)
    {
        Suspect[] found =
        [
            .. _suspects.Values.Where(
                one => one.Count <= MostLines
                    && (one.Total is not null ? _classes.Count > 0 : _classes.Count > 1 && IsNumber(one.Label))),
        ];
        if (found.MinBy(one => one.Row) is Suspect first)
        {
            string sign = first.Total is null ? "the row has no value besides the target" : $"the row has {MessageText.Quote(first.Total)}";
            throw new DataException(
                $"this looks like a line of totals: {sign}, and no other row has the class {MessageText.Quote(first.Label)}",
                source,
                findRow?.Invoke(first.Row) ?? RowPlace.OfRow(first.Row + 1),
                roles.Target,
                first.Label,
                "delete the line, or what stands in the column of the target there");
        }
    }

    private static HashSet<int> TotalsOf(ColumnInfo column) =>
        [.. (column.Levels ?? LevelTable.Of([])).Index().Where(level => TotalText.Is(level.Item)).Select(level => level.Index)];

    private static string? FindTotal(TableChunk chunk, int[] features, HashSet<int>[] words, int row)
    {
        for (int i = 0; i < features.Length; i++)
        {
            if (words[i].Count > 0 && chunk.Columns[features[i]] is CategoricalColumn texts && words[i].Contains(texts.Codes[row]))
            {
                return texts.Levels[texts.Codes[row]];
            }
        }

        return null;
    }

    private static double LabelOf(Column cells, int row) => cells switch
    {
        // Minus zero is zero.
        NumericColumn numeric => numeric.Values[row] + 0.0,
        CategoricalColumn texts when texts.Codes[row] >= 0 => texts.Codes[row],
        _ => double.NaN,
    };

    private static string NameOf(ColumnInfo target, double label) =>
        target.Levels is LevelTable levels ? levels[(int)label] : label.ToString(CultureInfo.InvariantCulture);

    private static bool IsNumber(string label) => NotationDetector.MayBeNumber(Encoding.UTF8.GetBytes(label));

    private static bool IsMissing(Column cells, int row) => cells switch
    {
        NumericColumn numeric => double.IsNaN(numeric.Values[row]),
        CategoricalColumn texts => texts.Codes[row] == CategoricalColumn.Missing,
        _ => false,
    };

    private sealed record Suspect(long Row, string Label, string? Total, int Count);
}
