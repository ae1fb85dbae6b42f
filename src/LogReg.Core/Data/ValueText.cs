using System.Globalization;

namespace LogReg.Data;

/// <summary>The texts of values that have no cell of their own, as a CSV file would have them: dates and times in ISO 8601, without a time
/// at midnight.</summary>
internal static class ValueText
{
    /// <summary>Whether values of a type are numbers.</summary>
    public static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    /// <summary>Whether values of a type, which may be nullable, can be categories.</summary>
    public static bool HasText(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum || Type.GetTypeCode(value) is not (TypeCode.Empty or TypeCode.DBNull or TypeCode.Object)
            || value == typeof(DateTimeOffset) || value == typeof(DateOnly) || value == typeof(TimeOnly) || value == typeof(TimeSpan)
            || value == typeof(Guid);
    }

    /// <summary>The text of a date.</summary>
    public static string Of(DateTime value) =>
        value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>The text of any other value; <see langword="null"/> if there is none.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        DateTime date => Of(date),
        DateTimeOffset date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
