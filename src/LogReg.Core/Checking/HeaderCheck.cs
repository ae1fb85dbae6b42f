using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Finds a first line that holds data where names are expected.</summary>
internal static class HeaderCheck
{
    private const int FewestSigns = 2;

    /// <summary>
    /// Compares the names with their columns: a number is no name for a column of numbers, nor is one of its levels a name for a column
    /// of texts. Numbers that count (0, 1, 2; 2019, 2020) are names after all.
    /// </summary>
    /// <param name="names">All names of the header.</param>
    /// <param name="table">The columns that were read.</param>
    public static DataFinding? Find(IReadOnlyList<string> names, Table table)
    {
        double[] numbers = [.. names.Select(name => CellForms.Of(name) == CellForm.Number ? double.Parse(name, System.Globalization.CultureInfo.InvariantCulture) : double.NaN)];
        double[] found = [.. numbers.Where(number => !double.IsNaN(number))];
        bool countsUp = found.Zip(found.Skip(1)).All(pair => pair.Second == pair.First + 1);
        string[] signs =
        [
            .. table.Columns.Where(column => IsDataOf(column, isNumber: CellForms.Of(column.Name) == CellForm.Number && !(countsUp && found.Length > 1))).Select(column => column.Name).Distinct(),
        ];
        return signs.Length < Math.Min(FewestSigns, table.Columns.Count)
            ? null
            : new DataFinding(
                FindingKind.HeaderLooksLikeData,
                FindingSeverity.Warning,
                signs,
                $"the first line seems to hold data, not names: {FindingText.QuoteAll(signs)}",
                "if so, use --no-header, which calls the columns x1, x2, …; or write a line of names above it");
    }

    private static bool IsDataOf(ColumnInfo column, bool isNumber) =>
        column.Kind == ColumnKind.Numeric ? isNumber : column.Levels!.TryGetCode(column.Name, out _);
}
