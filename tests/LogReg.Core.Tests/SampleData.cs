using CsCheck;
using LogReg.Data;

namespace LogReg.Tests;

/// <summary>Small data as columns: numbers, one category, classes, weights, offsets. Rows can be taken, repeated and reordered.</summary>
/// <param name="Numbers">The numeric columns, named n1, n2, …; NaN for a missing cell.</param>
/// <param name="Category">The categorical column c.</param>
/// <param name="Classes">The target y: a, b, ….</param>
/// <param name="Weights">The column w.</param>
/// <param name="Offsets">The column o.</param>
public sealed record SampleData(double[][] Numbers, string[] Category, string[] Classes, double[] Weights, double[] Offsets)
{
    private static readonly string[] Levels = ["red", "green", "blue"];

    /// <summary>How many rows there are.</summary>
    public int RowCount => Classes.Length;

    /// <summary>
    /// Data of 12 to 30 drawn rows, each of which occurs once with each class, so that nothing is separable and every level has every
    /// class; weights are 1 to 4, so that the classes still differ.
    /// </summary>
    public static Gen<SampleData> Generate(int classCount, bool withMissing = false)
    {
        Gen<double> number = withMissing
            ? Gen.Frequency((5, Gen.Int[-50, 50].Select(value => value / 8.0)), (1, Gen.Const(double.NaN)))
            : Gen.Int[-50, 50].Select(value => value / 8.0);
        Gen<Row> row = Gen.Select(
            number,
            number,
            Gen.Int[0, Levels.Length - 1],
            Gen.Int[1, 4].Array[classCount],
            Gen.Int[-8, 8],
            (first, second, level, weights, offset) => new Row([first, second], Levels[level], weights, offset / 8.0));

        // Six rows are given, so that no column is constant and no two are collinear.
        Row[] fixedRows =
        [
            new([1, 0], "red", [.. Enumerable.Repeat(1, classCount)], 0),
            new([0, 1], "green", [.. Enumerable.Repeat(2, classCount)], 0.5),
            new([-1, 2], "blue", [.. Enumerable.Repeat(1, classCount)], 0),
            new([2, -1], "red", [.. Enumerable.Repeat(3, classCount)], -0.5),
            new([0.5, 0.25], "green", [.. Enumerable.Repeat(1, classCount)], 0),
            new([-2, -2], "blue", [.. Enumerable.Repeat(1, classCount)], 0),
        ];
        return row.Array[6, 18].Select(rows => Expand([.. fixedRows, .. rows], classCount));
    }

    /// <summary>The rows at some positions, in that order; a position may occur more than once.</summary>
    public SampleData Take(params IEnumerable<int> rows) => new(
        [.. Numbers.Select(column => rows.Select(row => column[row]).ToArray())],
        [.. rows.Select(row => Category[row])],
        [.. rows.Select(row => Classes[row])],
        [.. rows.Select(row => Weights[row])],
        [.. rows.Select(row => Offsets[row])]);

    /// <summary>A table of n1, n2, …, c, y, w, o.</summary>
    public Table ToTable()
    {
        var builder = new TableBuilder();
        for (int column = 0; column < Numbers.Length; column++)
        {
            builder.AddNumeric($"n{column + 1}", Numbers[column]);
        }

        return builder.AddCategorical("c", Category).AddCategorical("y", Classes).AddNumeric("w", Weights).AddNumeric("o", Offsets).Build();
    }

    /// <summary>A row by column names, as a model takes it.</summary>
    public Dictionary<string, object?> RowByName(int row)
    {
        var values = new Dictionary<string, object?> { ["c"] = Category[row], ["o"] = Offsets[row] };
        for (int column = 0; column < Numbers.Length; column++)
        {
            values[$"n{column + 1}"] = double.IsNaN(Numbers[column][row]) ? null : Numbers[column][row];
        }

        return values;
    }

    private static SampleData Expand(Row[] rows, int classCount)
    {
        // Each row as often as there are classes, next to each other.
        Row[] repeated = [.. rows.SelectMany(row => Enumerable.Repeat(row, classCount))];
        return new SampleData(
            [.. Enumerable.Range(0, rows[0].Numbers.Length).Select(column => repeated.Select(row => row.Numbers[column]).ToArray())],
            [.. repeated.Select(row => row.Level)],
            [.. repeated.Select((_, index) => ((char)('a' + (index % classCount))).ToString())],
            [.. rows.SelectMany(row => row.Weights.Select(weight => (double)weight))],
            [.. repeated.Select(row => row.Offset)]);
    }

    private sealed record Row(double[] Numbers, string Level, int[] Weights, double Offset);
}
