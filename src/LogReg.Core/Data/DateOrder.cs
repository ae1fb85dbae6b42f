namespace LogReg.Data;

/// <summary>The order of the parts of a date, or the unit of a date that is a number.</summary>
public enum DateOrder
{
    /// <summary>2026-01-31 or 20260131, as in ISO 8601.</summary>
    YearMonthDay,

    /// <summary>31.01.2026 or 31/01/2026.</summary>
    DayMonthYear,

    /// <summary>01/31/2026.</summary>
    MonthDayYear,

    /// <summary>1706705100, seconds since 1970-01-01 in UTC.</summary>
    UnixSeconds,

    /// <summary>1706705100000, milliseconds since 1970-01-01 in UTC.</summary>
    UnixMilliseconds,
}
