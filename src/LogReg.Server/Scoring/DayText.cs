using System.Globalization;
using LogReg.Data;

namespace LogReg.Server.Scoring;

/// <summary>Days as a column of dates writes them.</summary>
internal static class DayText
{
    private const double SecondsOfDay = 86_400;

    /// <summary>A day as the column writes it.</summary>
    /// <param name="days">Days since 1970-01-01.</param>
    /// <param name="order">How the column writes dates.</param>
    public static string Of(double days, DateOrder order) => order switch
    {
        DateOrder.UnixSeconds => (days * SecondsOfDay).ToString("F0", CultureInfo.InvariantCulture),
        DateOrder.UnixMilliseconds => (days * SecondsOfDay * 1000).ToString("F0", CultureInfo.InvariantCulture),
        _ => Iso(days),
    };

    /// <summary>A day as ISO 8601 writes it, which columns of dates in any order take.</summary>
    /// <param name="days">Days since 1970-01-01.</param>
    public static string Iso(double days) => DateOnly.FromDateTime(DateTime.UnixEpoch)
        .AddDays((int)Math.Clamp(Math.Floor(days), -700_000, 2_900_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
