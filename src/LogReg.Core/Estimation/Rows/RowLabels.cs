using System.Globalization;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>The target of every row as the position of its class among the classes that occur.</summary>
/// <param name="Classes">The classes, sorted: numbers by value, texts in natural order.</param>
/// <param name="Codes">For each row of the table the position of its class, or <see cref="Unlabelled"/>.</param>
internal sealed record RowLabels(IReadOnlyList<string> Classes, int[] Codes)
{
    /// <summary>The code of a row whose target is missing.</summary>
    public const int Unlabelled = -1;

    /// <summary>Logistic regression predicts classes; nobody has this many.</summary>
    public const int MaxClasses = 1000;

    /// <summary>Reads the target column.</summary>
    /// <param name="table">The data.</param>
    /// <param name="target">The position of the target column.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">The target is a measurement, not a class.</exception>
    public static RowLabels Read(Table table, int target, string? source) =>
        table.Columns[target].Kind == ColumnKind.Numeric ? ReadNumbers(table, target, source) : ReadTexts(table, target, source);

    private static RowLabels ReadNumbers(Table table, int target, string? source)
    {
        int[] codes = RowArray.Allocate<int>(table.Rows.Count);
        List<double> met = ReadNumbers(table, target, codes);
        double[] classes = [.. ClassesAmong(table.Rows.Gather(met.ToArray()), source, table.Columns[target].Name).Order()];

        // From the order of appearance to that of the values.
        int[] ranks = [.. met.Select(value => Array.BinarySearch(classes, value))];
        foreach (ref int code in codes.AsSpan())
        {
            code = code < 0 ? Unlabelled : ranks[code];
        }

        return new RowLabels([.. classes.Select(value => value.ToString(CultureInfo.InvariantCulture))], codes);
    }

    // The codes of the rows that are here by the order in which their values appear, and the values in this order: up to one that is no
    // class, or one too many.
    private static List<double> ReadNumbers(Table table, int target, int[] codes)
    {
        var met = new List<double>();
        var positions = new Dictionary<double, int>();
        int zero = Unlabelled;
        int one = Unlabelled;
        bool isOver = false;
        int row = 0;
        foreach (int chunk in table.OwnChunks)
        {
            foreach (double value in ((NumericColumn)table.Chunks[chunk].Columns[target]).Values)
            {
                // Nearly every target is 0 or 1: these two need no look-up once they have been seen.
                codes[row++] = value == 0 && zero >= 0 ? zero
                    : value == 1 && one >= 0 ? one
                    : double.IsNaN(value) ? Unlabelled
                    : Position(value);
                if (isOver)
                {
                    return met;
                }
            }
        }

        return met;

        int Position(double value)
        {
            // Minus zero is zero.
            value += 0.0;
            if (!positions.TryGetValue(value, out int position))
            {
                position = positions.Count;
                positions[value] = position;
                zero = value == 0 ? position : zero;
                one = value == 1 ? position : one;
                met.Add(value);
                isOver = value != Math.Floor(value) || met.Count > MaxClasses;
            }

            return position;
        }
    }

    // Each member has met values in the order of its rows: together they are in the order of all rows, some more than once.
    private static HashSet<double> ClassesAmong(double[] met, string? source, string name)
    {
        var classes = new HashSet<double>();
        foreach (double value in met)
        {
            if (value != Math.Floor(value))
            {
                throw NotClasses(
                    source,
                    name,
                    $"has values such as {value.ToString(CultureInfo.InvariantCulture)}, which look like measurements, not classes");
            }

            classes.Add(value);
            if (classes.Count > MaxClasses)
            {
                throw NotClasses(source, name, $"has more than {MaxClasses:N0} different values");
            }
        }

        return classes;
    }

    private static RowLabels ReadTexts(Table table, int target, string? source)
    {
        string name = table.Columns[target].Name;
        LevelTable levels = table.Columns[target].Levels!;
        if (levels.Count > MaxClasses)
        {
            throw NotClasses(source, name, $"has {levels.Count.ToString("N0", CultureInfo.InvariantCulture)} different values");
        }

        return new RowLabels(
            [.. levels],
            table.Values<int>((chunk, codes) => ((CategoricalColumn)table.Chunks[chunk].Columns[target]).Codes.CopyTo(codes)));
    }

    /// <summary>The error for a target that does not consist of classes.</summary>
    public static DataException NotClasses(string? source, string name, string problem) => new(
        $"the target {problem}",
        source,
        column: name,
        hint: $"logistic regression predicts one of a few classes: choose another {Option.Target}, or divide "
            + $"{MessageText.Quote(name)} into classes "
            + $"first; if its values are class names, use {Option.CategoricalColumns.Names(name)}");
}
