namespace LogReg.Data;

/// <summary>Finds a first line that holds data where names are expected.</summary>
internal static class HeaderSigns
{
    private const int FewestSigns = 2;

    /// <summary>What to do about it.</summary>
    /// <param name="firstLineAsData">What makes the first line a row.</param>
    public static OptionText Hint(OptionText firstLineAsData) =>
        $"if so, a row is lost: use {firstLineAsData}, which names the columns x1, x2, …, or add a line of column names above it";

    /// <summary>The beginning of the message, before the names that look like data.</summary>
    public const string Message = "the first line looks like data, not column names: ";

    private const int MostNames = 5;

    /// <summary>The warning for a table that was read from a file, if there is one to give.</summary>
    /// <param name="table">The table.</param>
    public static IEnumerable<DataWarning> Warnings(Table table) =>
        table.Origin?.Names is IReadOnlyList<string> names && table.Source.FirstLineAsData is OptionText option
            && Find(names, table.Columns) is { Count: > 0 } signs
            ? [new DataWarning(null, 1, Message + string.Join(", ", signs.Take(MostNames).Select(DataException.Quote)), Hint(option))]
            : [];

    /// <summary>
    /// Compares the names with their columns: a number is no name for a column of numbers, nor is one of its levels a name for a column of
    /// texts. Numbers that count or rise in equal steps (0, 1, 2; 2019, 2020; 0.25, 0.5, 0.75) and ascending years are names after all. One
    /// sign suffices if it is a number that is not whole. Levels alone are signs only if every column is called after one: an indicator is
    /// often called after its level.
    /// </summary>
    /// <param name="names">All names of the header.</param>
    /// <param name="columns">The columns that were read.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> names, IReadOnlyList<ColumnInfo> columns)
    {
        double[] found = [.. names.Select(NumberOf).Where(number => !double.IsNaN(number))];
        bool areNames = found.Length > 1 && (RisesInEqualSteps(found) || AreYears(found));
        string[] signs =
        [
            .. columns.Where(column => IsDataOf(column, isNumber: !areNames && !double.IsNaN(NumberOf(column.Name)))).Select(
                column => column.Name).Distinct(),
        ];
        bool isCertain = signs.Any(name => NumberOf(name) is double number && number != Math.Floor(number) && !double.IsNaN(number));

        // Indicators are called after a level; a row of data would show in every column.
        bool isEveryColumn = signs.Length == columns.Count;
        bool hasNumber = signs.Any(name => !double.IsNaN(NumberOf(name)));
        return signs.Length == 0 || (!hasNumber && !isEveryColumn) || (!isCertain && signs.Length < Math.Min(FewestSigns, columns.Count))
            ? []
            : signs;
    }

    private static double NumberOf(string name) => NumberText.TryRead(name, out double number) ? number : double.NaN;

    private static bool RisesInEqualSteps(double[] numbers)
    {
        double step = numbers[1] - numbers[0];
        return step > 0 && (numbers.Length > 2 || step == 1)
            && numbers.Zip(numbers.Skip(1)).All(
                pair => Math.Abs(pair.Second - pair.First - step) <= 1e-9 * Math.Max(step, Math.Abs(pair.Second)));
    }

    private static bool AreYears(double[] numbers) =>
        numbers.All(number => number is >= 1800 and <= 2200 && number == Math.Floor(number))
            && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second > pair.First);

    private static bool IsDataOf(ColumnInfo column, bool isNumber) =>
        column.Kind == ColumnKind.Numeric ? isNumber : column.Levels?.TryGetCode(column.Name, out _) == true;
}
