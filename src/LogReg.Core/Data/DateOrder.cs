namespace LogReg.Data;

/// <summary>The order of the parts of a date.</summary>
public enum DateOrder
{
    /// <summary>2026-01-31 or 20260131, as in ISO 8601.</summary>
    YearMonthDay,

    /// <summary>31.01.2026 or 31/01/2026.</summary>
    DayMonthYear,

    /// <summary>01/31/2026.</summary>
    MonthDayYear,
}
