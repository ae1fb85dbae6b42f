using System.Globalization;
using LogReg.Data;

namespace LogReg.Sources.Arrow;

/// <summary>Dates and times as the texts of a CSV file: ISO 8601, without a time at midnight.</summary>
internal static class TimeTexts
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The text of a date or a time.</summary>
    /// <param name="field">Its type.</param>
    /// <param name="value">The number that the file has.</param>
    /// <exception cref="NotSupportedException">The value is outside of the years 1 to 9999, or a time outside of a day.</exception>
    public static DataCell Of(ArrowField field, long value)
    {
        if (field.Type == ArrowType.Date && field.Unit == ArrowUnit.Second)
        {
            return DataCell.Of(Date(value, TimeSpan.TicksPerDay));
        }

        long perSecond = field.Unit switch
        {
            ArrowUnit.Second => 1,
            ArrowUnit.Millisecond => 1_000,
            ArrowUnit.Microsecond => 1_000_000,
            _ => NanosecondsPerSecond,
        };

        // What is finer than a tick are two more digits.
        long ticks = value;
        int rest = 0;
        if (perSecond > TimeSpan.TicksPerSecond)
        {
            (ticks, rest) = (Math.DivRem(value, NanosecondsPerTick).Quotient, (int)(value % NanosecondsPerTick));
            (ticks, rest) = rest < 0 ? (ticks - 1, rest + (int)NanosecondsPerTick) : (ticks, rest);
            perSecond = TimeSpan.TicksPerSecond;
        }

        long unit = TimeSpan.TicksPerSecond / perSecond;
        if (field.Type != ArrowType.Time)
        {
            DateTime date = Date(ticks, unit);
            return rest == 0
                ? DataCell.Of(date)
                : DataCell.Of(date.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) + Digits(rest));
        }

        if (ticks < 0 || ticks >= TimeSpan.TicksPerDay / unit)
        {
            throw new NotSupportedException("a time of day is not between 0 and 24 hours");
        }

        var time = new TimeOnly(ticks * unit);
        return DataCell.Of(rest == 0
            ? time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
            : time.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + Digits(rest));
    }

    private static DateTime Date(long value, long unit)
    {
        long first = (DateTime.MinValue - DateTime.UnixEpoch).Ticks / unit;
        long last = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / unit;
        return value >= first && value <= last
            ? DateTime.UnixEpoch.AddTicks(value * unit)
            : throw new NotSupportedException("a date is not between the years 1 and 9999");
    }

    private static string Digits(int rest) => rest.ToString("00", CultureInfo.InvariantCulture).TrimEnd('0');
}
