using System.Globalization;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>What is said about columns of dates: a formula uses them, and a fit without one leaves them out.</summary>
internal static class DateCheck
{
    private const double FirstSecond = 1e8;
    private const double LastSecond = 1e10;

    // The last words of names of columns with times.
    private static readonly string[] Words =
        ["date", "time", "timestamp", "datetime", "ts", "at", "epoch", "created", "updated", "modified", "when", "unix", "seconds", "ms"];

    /// <summary>The finding on a column that is left out because its cells are dates.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="levels">Its levels.</param>
    public static DataFinding LeftOut(string name, LevelTable levels) => AreOfOneDay(levels) ? LeftOutTimes(name, levels) : new(
        FindingKind.Date,
        FindingSeverity.Warning,
        [name],
        $"{FindingText.Quote(name)} holds dates, such as {FindingText.Quote(levels[0])}, and is left out",
        DateLevels.AreAmbiguous(levels)
            ? OptionText.Of(
                $"write them as 2026-01-31, since either the day or the month may be first, and use {Formula(name)}; "
                    + $"{Option.CategoricalColumns.Names(name)} makes each date a level")
            : OptionText.Of(
                $"use it with {Formula(name)}, or with days({Call(name)}, since {Since(levels)}) for its distance from a day; "
                    + $"{Option.CategoricalColumns.Names(name)} makes each date a level"));

    // A spreadsheet gives a time without a date the day from which it counts.
    private static DataFinding LeftOutTimes(string name, LevelTable levels) => new(
        FindingKind.Date,
        FindingSeverity.Warning,
        [name],
        $"{FindingText.Quote(name)} holds times of a single day, such as {FindingText.Quote(levels[0])}, and is left out",
        OptionText.Of(
            $"use it with {Option.Formula.Is($". + hour({Call(name)})")}; {Option.CategoricalColumns.Names(name)} makes each time a level"));

    private static bool AreOfOneDay(LevelTable levels)
    {
        DateOrder order = DateLevels.OrderOf(levels) ?? DateOrder.YearMonthDay;
        double first = double.NaN;
        for (int code = 0; code < levels.Count; code++)
        {
            if (!DateText.TryRead(levels.Utf8(code), order, out double days) || (code > 0 && Math.Floor(days) != Math.Floor(first)))
            {
                return false;
            }

            first = days;
        }

        return levels.Count > 1;
    }

    /// <summary>The finding on a column of numbers that are seconds or milliseconds since 1970, as its name and its range say;
    /// <see langword="null"/> for another column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="range">The range of its values.</param>
    public static DataFinding? OfEpochs(string name, NumberRange range)
    {
        string word = name[(name.LastIndexOfAny(['_', ' ', '.', '-']) + 1)..];
        bool isNamed = Words.Contains(word, StringComparer.OrdinalIgnoreCase)
            || Words.Any(one => one.Length > 2 && char.IsUpper(word.ElementAtOrDefault(word.Length - one.Length))
                && word.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        string? unit = IsWithin(range, 1) ? "seconds" : IsWithin(range, 1000) ? "milliseconds" : null;
        return !isNamed || unit is null
            ? null
            : new DataFinding(
                FindingKind.Date,
                FindingSeverity.Information,
                [name],
                $"{FindingText.Quote(name)} holds times as {unit} since 1970, and is used as a number",
                OptionText.Of($"for the parts of these times use {Formula(name)}"));
    }

    private static bool IsWithin(NumberRange range, double unit) =>
        range.Least >= FirstSecond * unit && range.Greatest < LastSecond * unit;

    private static OptionReference Formula(string name) => Option.Formula.Is($". + year({Call(name)}) + month({Call(name)})");

    private static string Call(string name) =>
        name.All(character => char.IsLetterOrDigit(character) || character == '_') && !char.IsDigit(name[0]) ? name : $"`{name}`";

    // The first day of the first year.
    private static string Since(LevelTable levels)
    {
        DateOrder order = DateLevels.OrderOf(levels) ?? DateOrder.YearMonthDay;
        double first = double.PositiveInfinity;
        for (int code = 0; code < levels.Count; code++)
        {
            first = DateText.TryRead(levels.Utf8(code), order, out double days) ? Math.Min(first, days) : first;
        }

        return DateTime.UnixEpoch.AddDays(first).Year.ToString("D4", CultureInfo.InvariantCulture) + "-01-01";
    }
}
