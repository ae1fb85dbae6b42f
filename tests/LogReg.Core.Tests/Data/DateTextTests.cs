using System.Globalization;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class DateTextTests
{
    [Theory]
    [InlineData("2024-02-29", DateOrder.YearMonthDay, "2024-02-29")]
    [InlineData("2024/2/9", DateOrder.YearMonthDay, "2024-02-09")]
    [InlineData("20240229", DateOrder.YearMonthDay, "2024-02-29")]
    [InlineData("20240229T1345", DateOrder.YearMonthDay, null)]
    [InlineData("20240229 13:45", DateOrder.YearMonthDay, "2024-02-29T13:45")]
    [InlineData("2024-02-29T13:45:30.5Z", DateOrder.YearMonthDay, "2024-02-29T13:45:30.5")]
    [InlineData("2024-02-29 13:45:30+02:00", DateOrder.YearMonthDay, "2024-02-29T13:45:30")]
    [InlineData("29.02.2024", DateOrder.DayMonthYear, "2024-02-29")]
    [InlineData("29/2/2024 1:05 PM", DateOrder.DayMonthYear, "2024-02-29T13:05")]
    [InlineData("2/29/2024 12:05:01 am", DateOrder.MonthDayYear, "2024-02-29T00:05:01")]
    [InlineData("29 Feb 2024", DateOrder.MonthDayYear, "2024-02-29")]
    [InlineData("29-February-2024", DateOrder.YearMonthDay, "2024-02-29")]
    [InlineData("February 29, 2024", DateOrder.YearMonthDay, "2024-02-29")]
    [InlineData(" 1900-01-01 ", DateOrder.YearMonthDay, "1900-01-01")]
    [InlineData("2023-02-29", DateOrder.YearMonthDay, null)]
    [InlineData("2023-13-01", DateOrder.YearMonthDay, null)]
    [InlineData("29/02/2024", DateOrder.MonthDayYear, null)]
    [InlineData("29/02/24", DateOrder.DayMonthYear, null)]
    [InlineData("2024-02-29T24:00", DateOrder.YearMonthDay, null)]
    [InlineData("2024-02-29T12:60", DateOrder.YearMonthDay, null)]
    [InlineData("2024-02-29 13:00 PM", DateOrder.YearMonthDay, null)]
    [InlineData("2024-02-29x", DateOrder.YearMonthDay, null)]
    [InlineData("2024-02", DateOrder.YearMonthDay, null)]
    [InlineData("Smarch 1, 2024", DateOrder.YearMonthDay, null)]
    [InlineData("AB12-05-2024", DateOrder.DayMonthYear, null)]
    [InlineData("Due2026-01-31", DateOrder.YearMonthDay, null)]
    [InlineData("T20260131", DateOrder.YearMonthDay, null)]
    [InlineData("", DateOrder.YearMonthDay, null)]
    [InlineData("-", DateOrder.YearMonthDay, null)]
    [InlineData("99999999999999999999-01-01", DateOrder.YearMonthDay, null)]
    [InlineData("٢٠٢٤-٠١-٠١", DateOrder.YearMonthDay, null)]
    public void TryRead_ADate_IsItsDaysSince1970(string text, DateOrder order, string? expected)
    {
        bool isDate = DateText.TryRead(System.Text.Encoding.UTF8.GetBytes(text), order, out double days);
        Assert.Equal(expected is not null, isDate);
        if (expected is not null)
        {
            double right = (DateTime.Parse(expected, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays;
            Assert.Equal(right, days, 1e-11);
        }
    }
}
