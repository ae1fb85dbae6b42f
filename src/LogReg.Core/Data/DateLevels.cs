namespace LogReg.Data;

/// <summary>Recognises a column of dates by its levels.</summary>
internal static class DateLevels
{
    private static readonly DateOrder[] Orders = [DateOrder.YearMonthDay, DateOrder.DayMonthYear, DateOrder.MonthDayYear];

    /// <summary>Whether all levels are dates in one order.</summary>
    /// <param name="levels">The levels.</param>
    public static bool Are(LevelTable levels) => OrderOf(levels) is not null;

    /// <summary>The first order in which all levels are dates; <see langword="null"/> if there is none.</summary>
    /// <param name="levels">The levels.</param>
    public static DateOrder? OrderOf(LevelTable levels)
    {
        foreach (DateOrder order in Orders)
        {
            if (Are(levels, order))
            {
                return order;
            }
        }

        return null;
    }

    /// <summary>Whether all levels are dates with the day first as well as with the month first, and some are other dates then.</summary>
    /// <param name="levels">The levels.</param>
    public static bool AreAmbiguous(LevelTable levels) =>
        Are(levels, DateOrder.DayMonthYear) && Are(levels, DateOrder.MonthDayYear)
        && Enumerable.Range(0, levels.Count).Any(code =>
            DateText.TryRead(levels.Utf8(code), DateOrder.DayMonthYear, out double one)
                && DateText.TryRead(levels.Utf8(code), DateOrder.MonthDayYear, out double other) && one != other);

    private static bool Are(LevelTable levels, DateOrder order)
    {
        for (int code = 0; code < levels.Count; code++)
        {
            if (!DateText.TryRead(levels.Utf8(code), order, out _))
            {
                return false;
            }
        }

        return levels.Count > 0;
    }
}
