using LogReg.Data;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Code;

/// <summary>The order of the parts of dates, as three letters, or the unit of dates that are numbers.</summary>
internal static class DateOrders
{
    /// <summary>The order of a column of dates: <c>ymd</c>, <c>dmy</c>, <c>mdy</c>, <c>seconds</c> or <c>milliseconds</c>.</summary>
    /// <param name="input">The column.</param>
    public static string Of(ExportedInput input) => ((NumericFeature)input.Feature).DateOrder switch
    {
        DateOrder.DayMonthYear => "dmy",
        DateOrder.MonthDayYear => "mdy",
        DateOrder.UnixSeconds => "seconds",
        DateOrder.UnixMilliseconds => "milliseconds",
        _ => "ymd",
    };
}
