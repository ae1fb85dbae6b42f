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
/// <param name="isWhole">Whether all rows come at once, so that their sums need to be taken only if the last row is in doubt.</param>
internal sealed partial class TotalLines(ColumnRoles roles, IReadOnlyList<string> categorical, bool isWhole = false)
{
    // As many lines of totals may have the same number.
    private const int MostLines = 3;

    // Where more rows have such a word, it is a level, unless most of them hold sums.
    private const double LargestShare = 0.05;

    private readonly Dictionary<double, TotalSuspect> _suspects = [];
    private readonly HashSet<double> _classes = [];
    private readonly List<TotalSuspect> _sums = [];
    private readonly List<TotalSuspect> _means = [];
    private TotalSums? _running;
    private TotalSums? _above;

    // A last row without such a word, with a class of its own and the sums of the rows above.
    private TotalSuspect? _lastSums;
    private long _newest = -1;

    // Most targets have two classes, which then need no look-up: the last ones that rows which are here have shown to be classes.
    private double _last = double.NaN;
    private double _other = double.NaN;
    private long _rows;
    private long _withTotal;
    private long _lastOrdinary = -1;
    private long _lastWithoutWord = -1;

    /// <summary>Refuses a table with a line of totals.</summary>
    /// <param name="input">The data.</param>
    /// <param name="categorical">The columns that somebody declared categorical.</param>
    /// <exception cref="DataException">There is one.</exception>
    public static void Refuse(TrainingInput input, IReadOnlyList<string> categorical)
    {
        var lines = new TotalLines(input.Roles, categorical, isWhole: true);
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
        bool hasWords = words.Any(own => own.Count > 0);
        if (hasWords)
        {
            _running ??= new TotalSums([.. features.Where(column => table.Columns[column].Kind == ColumnKind.Numeric)]);
        }

        int[][] looks = NewClasses(table, target, features, words);
        long first = _rows;
        InTurn(table, () =>
        {
            if (hasWords)
            {
                AddSums(table, target, features, words);
            }

            foreach ((TableChunk chunk, int[] rows) in table.OwnChunks.Select(number => table.Chunks[number]).Zip(looks))
            {
                AddClasses(table, chunk, target, features, words, rows);
                _lastOrdinary = LastOrdinary(chunk, target) ?? _lastOrdinary;
                _lastWithoutWord = LastWithoutWord(chunk, target, features, words) ?? _lastWithoutWord;
                _rows += chunk.RowCount;
            }
        });
        AddLastRow(table, first, target, features);
    }

    /// <summary>Refuses data of which a line of totals has been found.</summary>
    /// <param name="findRow">Finds where a row stands; <see langword="null"/> where rows have numbers only.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <exception cref="DataException">There is one.</exception>
    public void Refuse(Func<long, RowPlace?>? findRow, string? source)
    {
        // A level may well be called average: means count only at the end.
        TotalSuspect[] means = [.. _means.Where(one => one.Row > _lastWithoutWord)];
        bool isLevel = _withTotal > Math.Max(MostLines, LargestShare * _rows) && 2 * (_sums.Count + means.Length) < _withTotal;
        TotalSuspect[] found =
        [
            .. _suspects.Values.Where(one => one.Count <= MostLines && (one.Total is not null
                ? _classes.Count > 0 && !isLevel
                : _classes.Count > 1 && one.Row > _lastOrdinary && IsNumber(one.Label) && !categorical.Contains(roles.Target))),
            .. isLevel ? [] : _sums.Concat(means),
            .. _lastSums is TotalSuspect last && _classes.Count > 2 && IsNumber(last.Label) && !categorical.Contains(roles.Target)
                ? [last]
                : Array.Empty<TotalSuspect>(),
        ];
        if (found.MinBy(one => one.Row) is TotalSuspect first)
        {
            throw first.ToException(roles.Target, source, findRow?.Invoke(first.Row));
        }
    }

    // Of each chunk that is here the rows that have to be looked at: those whose class no row before has shown to be one. This is the pass
    // over all rows; what other processes know would only make them fewer.
    private int[][] NewClasses(Table table, int target, int[] features, HashSet<int>[] words)
    {
        var found = new HashSet<double>();
        return
        [
            .. table.OwnChunks.Select(number =>
            {
                TableChunk chunk = table.Chunks[number];
                var rows = new List<int>();
                for (int row = 0; row < chunk.RowCount && _classes.Count + found.Count <= RowLabels.MaxClasses; row++)
                {
                    double label = LabelOf(chunk.Columns[target], row);
                    if (double.IsNaN(label) || label == _last || label == _other || _classes.Contains(label) || found.Contains(label))
                    {
                        continue;
                    }

                    rows.Add(row);
                    if (IsOrdinary(chunk, features, words, row))
                    {
                        found.Add(label);
                        (_last, _other) = (label, _last);
                    }
                }

                return rows.ToArray();
            }),
        ];
    }

    // Whether a row has no such word, and something besides its class.
    private static bool IsOrdinary(TableChunk chunk, int[] features, HashSet<int>[] words, int row) =>
        FindTotal(chunk, features, words, row) < 0 && !features.All(column => IsMissing(chunk.Columns[column], row));

    private void AddClasses(Table table, TableChunk chunk, int target, int[] features, HashSet<int>[] words, int[] rows)
    {
        foreach (int row in rows)
        {
            double label = LabelOf(chunk.Columns[target], row);
            if (_classes.Count > RowLabels.MaxClasses)
            {
                return;
            }

            if (_classes.Contains(label))
            {
                continue;
            }

            if (IsOrdinary(chunk, features, words, row))
            {
                _classes.Add(label);
                _newest = _rows + row;
                _suspects.Remove(label);
                continue;
            }

            int total = FindTotal(chunk, features, words, row);
            _suspects[label] = _suspects.TryGetValue(label, out TotalSuspect? known)
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

    // The last row with a class and no such word.
    private long? LastWithoutWord(TableChunk chunk, int target, int[] features, HashSet<int>[] words)
    {
        for (int row = chunk.RowCount - 1; row >= 0; row--)
        {
            if (!double.IsNaN(LabelOf(chunk.Columns[target], row)) && FindTotal(chunk, features, words, row) < 0)
            {
                return _rows + row;
            }
        }

        return null;
    }

    // A row below which no other has a class, and which is the first of its own, may hold sums in all its columns without a word.
    private void AddLastRow(Table table, long first, int target, int[] features)
    {
        if (_lastWithoutWord >= first)
        {
            _lastSums = null;
        }

        bool isInDoubt = _newest >= first && _newest == _lastWithoutWord;
        if (isWhole && !isInDoubt)
        {
            return;
        }

        int[] numbers = [.. features.Where(column => table.Columns[column].Kind == ColumnKind.Numeric)];
        _above ??= new TotalSums(numbers);
        InTurn(table, () => AddLastRow(table, first, target, features, numbers, isInDoubt));
    }

    private void AddLastRow(Table table, long first, int target, int[] features, int[] numbers, bool isInDoubt)
    {
        for (int number = 0; number < table.Chunks.Count; number++)
        {
            TableChunk chunk = table.Chunks[number];
            if (!table.Holds(number))
            {
                first += chunk.RowCount;
                continue;
            }

            int row = isInDoubt && _newest >= first && _newest < first + chunk.RowCount ? (int)(_newest - first) : -1;
            if (row >= 0)
            {
                _above!.Add(chunk, 0, row);
                if (features.Except(numbers).All(column => IsMissing(chunk.Columns[column], row))
                    && _above.SumIn(chunk, row) is int column and >= 0)
                {
                    double label = LabelOf(chunk.Columns[target], row);
                    _lastSums = new TotalSuspect(_newest, NameOf(table.Columns[target], label), null, null, 1)
                    {
                        Sum = NumberIn(chunk, column, row),
                        SumColumn = table.Columns[column].Name,
                    };
                }

                isInDoubt = false;
            }

            _above!.Add(chunk, Math.Max(row, 0), chunk.RowCount);
            first += chunk.RowCount;
        }
    }

    // Where the numbers of a row with such a word are the sums of those above, its class does not matter.
    private void AddSums(Table table, int target, int[] features, HashSet<int>[] words)
    {
        long first = _rows;
        foreach (TableChunk chunk in table.OwnChunks.Select(number => table.Chunks[number]))
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
                _running!.Add(chunk, start, row);
                double label = LabelOf(chunk.Columns[target], row);
                int sum = double.IsNaN(label) ? -1 : _running.SumIn(chunk, row);
                int mean = double.IsNaN(label) || sum >= 0 || HasOtherTexts(chunk, features, features[total], row)
                    ? -1
                    : _running.MeanIn(chunk, row);
                start = row;
                if (Math.Max(sum, mean) is int column and >= 0)
                {
                    (sum >= 0 ? _sums : _means).Add(NewSuspect(table, chunk, target, features[total], row, label) with
                    {
                        Row = first + row,
                        Sum = NumberIn(chunk, column, row),
                        SumColumn = table.Columns[column].Name,
                        IsMean = mean >= 0,
                    });
                    start = row + 1;
                }

                if (sum >= 0)
                {
                    _running.BeginBlock();
                }
            }

            _running!.Add(chunk, start, chunk.RowCount);
            first += chunk.RowCount;
        }
    }

    // A row of the table has all its texts; a line of means has the word alone.
    private static bool HasOtherTexts(TableChunk chunk, int[] features, int word, int row) => features.Any(
        column => column != word && chunk.Columns[column] is CategoricalColumn && !IsMissing(chunk.Columns[column], row));

    private TotalSuspect NewSuspect(Table table, TableChunk chunk, int target, int total, int row, double label) => new(
        _rows + row,
        NameOf(table.Columns[target], label),
        total < 0 ? null : TextOf((CategoricalColumn)chunk.Columns[total], row),
        total < 0 ? null : table.Columns[total].Name,
        1);

    private static string NumberIn(TableChunk chunk, int column, int row) =>
        ((NumericColumn)chunk.Columns[column]).Values[row].ToString(CultureInfo.InvariantCulture);

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
}
