using System.Globalization;
using LogReg.Data;

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
        string name = table.Columns[target].Name;
        var positions = new Dictionary<double, int>();
        int zero = Unlabelled;
        int one = Unlabelled;
        int[] codes = new int[checked((int)table.RowCount)];
        int row = 0;
        foreach (TableChunk chunk in table.Chunks)
        {
            foreach (double value in ((NumericColumn)chunk.Columns[target]).Values)
            {
                // Nearly every target is 0 or 1: these two need no look-up once they have been seen.
                codes[row++] = value == 0 && zero >= 0 ? zero
                    : value == 1 && one >= 0 ? one
                    : double.IsNaN(value) ? Unlabelled
                    : Position(value);
            }
        }

        return InOrder(positions, codes);

        int Position(double value)
        {
            // Minus zero is zero.
            value += 0.0;
            if (!positions.TryGetValue(value, out int position))
            {
                if (value != Math.Floor(value))
                {
                    throw NotClasses(
                        source,
                        name,
                        $"has values such as {value.ToString(CultureInfo.InvariantCulture)}, which look like measurements, not classes");
                }

                position = positions.Count;
                positions[value] = position;
                zero = value == 0 ? position : zero;
                one = value == 1 ? position : one;
                if (positions.Count > MaxClasses)
                {
                    throw NotClasses(source, name, $"has more than {MaxClasses:N0} different values");
                }
            }

            return position;
        }
    }

    // From the order of appearance to that of the values.
    private static RowLabels InOrder(Dictionary<double, int> positions, int[] codes)
    {
        double[] values = [.. positions.Keys.Order()];
        int[] ranks = new int[values.Length];
        for (int rank = 0; rank < values.Length; rank++)
        {
            ranks[positions[values[rank]]] = rank;
        }

        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = codes[index] < 0 ? Unlabelled : ranks[codes[index]];
        }

        return new RowLabels([.. values.Select(value => value.ToString(CultureInfo.InvariantCulture))], codes);
    }

    private static RowLabels ReadTexts(Table table, int target, string? source)
    {
        string name = table.Columns[target].Name;
        LevelTable levels = table.Columns[target].Levels!;
        if (levels.Count > MaxClasses)
        {
            throw NotClasses(source, name, $"has {levels.Count.ToString("N0", CultureInfo.InvariantCulture)} different values");
        }

        int[] codes = new int[checked((int)table.RowCount)];
        int row = 0;
        foreach (TableChunk chunk in table.Chunks)
        {
            ReadOnlySpan<int> chunkCodes = ((CategoricalColumn)chunk.Columns[target]).Codes;
            chunkCodes.CopyTo(codes.AsSpan(row));
            row += chunkCodes.Length;
        }

        return new RowLabels([.. levels], codes);
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
