using System.Globalization;
using System.Runtime.CompilerServices;

namespace LogReg.Export.Tests;

/// <summary>The table of docs/export.md: the largest difference of a probability of each kind of model from what its exports
/// compute.</summary>
internal static class DocumentedDifferences
{
    // What the first column of the table says of a kind of model.
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["main effects"] = "numbers, categorical columns",
        ["missing"] = "missing cells, `missing(x)`",
        ["functions"] = "functions of numbers",
        ["exponential"] = "functions of numbers",
        ["spline"] = "splines, polynomials",
        ["product"] = "products",
        ["levels of numbers"] = "`cut`, `bins`, `category`",
        ["codings"] = "`steps`, `effect`, `lump`",
        ["dates"] = "dates",
        ["several classes"] = "several classes",
        ["1,000 levels"] = "a column of 1,000 levels",
        [ExportedModels.Isotonic] = "isotonic calibration",
    };

    private static readonly string[][] Table = Read();

    /// <summary>Compares probabilities, whose differences must not be larger than the page says.</summary>
    /// <param name="kind">The kind of model.</param>
    /// <param name="export">The head of a column of the table.</param>
    /// <param name="expected">The probabilities of the model.</param>
    /// <param name="actual">Those of the export.</param>
    public static void Hold(string kind, string export, IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        double largest = expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max();
        string cell = Table.Single(row => row[0] == Rows[kind])[Array.IndexOf(Table[0], export)];
        Assert.StartsWith("≤ ", cell, StringComparison.Ordinal);
        double most = double.Parse(cell[2..], CultureInfo.InvariantCulture);
        Assert.True(largest <= most, $"{kind}; {export}; {largest:R}; the page says {cell}");
    }

    private static string[][] Read([CallerFilePath] string path = "") =>
    [
        .. File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs", "export.md"))
            .SkipWhile(line => !line.StartsWith("| |", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)
            .Select(line => line[1..^1].Split('|').Select(cell => cell.Trim()).ToArray()),
    ];
}
