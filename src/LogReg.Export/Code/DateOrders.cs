using LogReg.Data;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Code;

/// <summary>The order of the parts of dates, as three letters.</summary>
internal static class DateOrders
{
    /// <summary>The order of a column of dates: <c>ymd</c>, <c>dmy</c> or <c>mdy</c>.</summary>
    /// <param name="input">The column.</param>
    public static string Of(ExportedInput input) => ((NumericFeature)input.Feature).DateOrder switch
    {
        DateOrder.DayMonthYear => "dmy",
        DateOrder.MonthDayYear => "mdy",
        _ => "ymd",
    };
}
