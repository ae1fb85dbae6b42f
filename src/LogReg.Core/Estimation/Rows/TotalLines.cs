using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>
/// Finds lines of totals among the rows, as spreadsheets have them: what stands in the column of the target there would become a class of
/// its own, and their sums would count as one more row. A row is taken for one by what it holds, not by a word alone: a level may well be
/// called total.
/// </summary>
/// <param name="roles">Which column is what.</param>
/// <param name="categorical">The columns that somebody declared categorical, whose texts are levels.</param>
internal sealed class TotalLines(ColumnRoles roles, IReadOnlyList<string> categorical)
{
    // As many lines of totals may have the same number.
    private const int MostLines = 3;

    // Where more rows have such a word, it is a level, unless most of them hold sums.
    private const double LargestShare = 0.05;

    private readonly Dictionary<double, Suspect> _suspects = [];
    private readonly HashSet<double> _classes = [];
    private readonly List<Suspect> _sums = [];
    private TotalSums? _running;

    // Most targets have two classes, which then need no look-up.
    private double _last = double.NaN;
    private double _other = double.NaN;
    private long _rows;
    private long _withTotal;
    private long _lastOrdinary = -1;

    /// <summary>Refuses a table with a line of totals.</summary>
    /// <param name="input">The data.</param>
    /// <param name="categorical">The columns that somebody declared categorical.</param>
    /// <exception cref="DataException">There is one.</exception>
    public static void Refuse(TrainingInput input, IReadOnlyList<string> categorical)
    {
        var lines = new TotalLines(input.Roles, categorical);
        lines.Add(input.Table);
        lines.Refuse(input.FindRow, input.Source);
    }

    /// <summary>Looks at rows: of each only at its class, unless a level is called total.</summary>
    /// <param name="table">The rows, which come after those that were added before.</param>
    public void Add(Table table)
    {
        int target = table.IndexOf(roles.Target);
        int[] features = [.. roles.Features.Select(table.IndexOf).Where(column => column >= 0)];
        HashSet<int>[] words = [.. features.Select(column => TotalsOf(table.Columns[column]))];
        if (words.Any(own => own.Count > 0))
        {
            AddSums(table, target, features, words);
        }

        foreach (TableChunk chunk in table.Chunks)
        {
            AddClasses(table, chunk, target, features, words);
            _lastOrdinary = LastOrdinary(chunk, target) ?? _lastOrdinary;
            _rows += chunk.RowCount;
        }
    }

    /// <summary>Refuses data of which a line of totals has been found.</summary>
    /// <param name="findRow">Finds where a row stands; <see langword="null"/> where rows have numbers only.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <exception cref="DataException">There is one.</exception>
    public void Refuse(Func<long, RowPlace?>? findRow, string? source)
    {
        bool isLevel = _withTotal > Math.Max(MostLines, LargestShare * _rows) && 2 * _sums.Count < _withTotal;
        Suspect[] found =
        [
            .. _suspects.Values.Where(one => one.Count <= MostLines && (one.Total is not null
                ? _classes.Count > 0 && !isLevel
                : _classes.Count > 1 && one.Row > _lastOrdinary && IsNumber(one.Label) && !categorical.Contains(roles.Target))),
            .. isLevel ? [] : _sums,
        ];
        if (found.MinBy(one => one.Row) is Suspect first)
        {
            string sign = first.Total is null ? "the row has no value besides the target" : $"the row has {MessageText.Quote(first.Total)}";
            string column = first.Column ?? roles.Target;
            string evidence = first.Sum is string sum
                ? $"{sum} in {MessageText.Quote(first.SumColumn!)} is the sum of the rows above"
                : $"no other row has the class {MessageText.Quote(first.Label)}";
            throw new DataException(
                $"this looks like a line of totals: {sign}, and {evidence}",
                source,
                findRow?.Invoke(first.Row) ?? RowPlace.OfRow(first.Row + 1),
                roles.Target,
                first.Label,
                OptionText.Of(
                    $"if it is one, delete the line, or what stands in the column of the target there; if it is a row, and "
                        + $"{MessageText.Quote(first.Total ?? first.Label)} {(first.Total is null ? "a class" : "a level")}, keep it with "
                        + $"{Option.CategoricalColumns.Names(column)}"));
        }
    }

    private void AddClasses(Table table, TableChunk chunk, int target, int[] features, HashSet<int>[] words)
    {
        for (int row = 0; row < chunk.RowCount && _classes.Count <= RowLabels.MaxClasses; row++)
        {
            double label = LabelOf(chunk.Columns[target], row);
            if (double.IsNaN(label) || label == _last || label == _other || _classes.Contains(label))
            {
                continue;
            }

            int total = FindTotal(chunk, features, words, row);
            if (total < 0 && !features.All(column => IsMissing(chunk.Columns[column], row)))
            {
                _classes.Add(label);
                _suspects.Remove(label);
                (_last, _other) = (label, _last);
                continue;
            }

            _suspects[label] = _suspects.TryGetValue(label, out Suspect? known)
                ? known with { Count = known.Count + 1 }
                : NewSuspect(table, chunk, target, total < 0 ? -1 : features[total], row, label);
        }
    }

    // The last row whose class other rows have, too: below it there may be totals.
    private long? LastOrdinary(TableChunk chunk, int target)
    {
        for (int row = chunk.RowCount - 1; row >= 0; row--)
        {
            double label = LabelOf(chunk.Columns[target], row);
            if (!double.IsNaN(label) && !_suspects.ContainsKey(label))
            {
                return _rows + row;
            }
        }

        return null;
    }

    // Where the numbers of a row with such a word are the sums of those above, its class does not matter.
    private void AddSums(Table table, int target, int[] features, HashSet<int>[] words)
    {
        _running ??= new TotalSums([.. features.Where(column => table.Columns[column].Kind == ColumnKind.Numeric)]);
        long first = _rows;
        foreach (TableChunk chunk in table.Chunks)
        {
            int start = 0;
            for (int row = 0; row < chunk.RowCount; row++)
            {
                int total = FindTotal(chunk, features, words, row);
                if (total < 0)
                {
                    continue;
                }

                _withTotal++;
                _running.Add(chunk, start, row);
                double label = LabelOf(chunk.Columns[target], row);
                if (!double.IsNaN(label) && _running.SumIn(chunk, row) is int column and >= 0)
                {
                    double sum = ((NumericColumn)chunk.Columns[column]).Values[row];
                    _sums.Add(NewSuspect(table, chunk, target, features[total], row, label) with
                    {
                        Row = first + row,
                        Sum = sum.ToString(CultureInfo.InvariantCulture),
                        SumColumn = table.Columns[column].Name,
                    });
                    _running.BeginBlock();
                    start = row + 1;
                }
                else
                {
                    start = row;
                }
            }

            _running.Add(chunk, start, chunk.RowCount);
            first += chunk.RowCount;
        }
    }

    private Suspect NewSuspect(Table table, TableChunk chunk, int target, int total, int row, double label) => new(
        _rows + row,
        NameOf(table.Columns[target], label),
        total < 0 ? null : TextOf((CategoricalColumn)chunk.Columns[total], row),
        total < 0 ? null : table.Columns[total].Name,
        1);

    private static string TextOf(CategoricalColumn texts, int row) => texts.Levels[texts.Codes[row]];

    private HashSet<int> TotalsOf(ColumnInfo column) => column.Levels is LevelTable levels && !categorical.Contains(column.Name)
        ? [.. levels.Index().Where(level => TotalText.Is(level.Item)).Select(level => level.Index)]
        : [];

    // The position among the features of one that has such a word, or −1.
    private static int FindTotal(TableChunk chunk, int[] features, HashSet<int>[] words, int row)
    {
        for (int i = 0; i < features.Length; i++)
        {
            if (words[i].Count > 0 && chunk.Columns[features[i]] is CategoricalColumn texts && words[i].Contains(texts.Codes[row]))
            {
                return i;
            }
        }

        return -1;
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

    private sealed record Suspect(long Row, string Label, string? Total, string? Column, int Count)
    {
        /// <summary>A number that is the sum of those above it, and its column.</summary>
        public string? Sum { get; init; }

        public string? SumColumn { get; init; }
    }
}
