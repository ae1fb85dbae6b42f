using System.Globalization;

namespace LogReg.Data;

/// <summary>The texts of values that have no cell of their own, as a CSV file would have them: dates and times in ISO 8601, without a time
/// at midnight.</summary>
internal static class ValueText
{
    /// <summary>Whether values of a type have a text, though they are neither numbers nor texts.</summary>
    public static bool IsKnown(Type type) =>
        type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(TimeSpan)
            || type == typeof(Guid);

    /// <summary>The text of a date.</summary>
    public static string Of(DateTime value) =>
        value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>The text of any other value.</summary>
    public static string? Of(object value) => value switch
    {
        DateTime date => Of(date),
        DateTimeOffset date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
