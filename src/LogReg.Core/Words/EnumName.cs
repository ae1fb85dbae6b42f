using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogReg;

/// <summary>
/// The names of enum values in model files, JSON reports, options and sentences: the one that a
/// <see cref="JsonStringEnumMemberNameAttribute"/> gives, or else the name of the member in camel case.
/// </summary>
public static class EnumName
{
    /// <summary>Gets the name of a value, such as <c>newton-cg</c>.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The enum has no such value.</exception>
    public static string Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        int place = Array.IndexOf(Table<TEnum>.Values, value);
        return place >= 0
            ? Table<TEnum>.Names[place]
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Not a {typeof(TEnum).Name}.");
    }

    /// <summary>Gets the names of all values, in the order of the values.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    public static IReadOnlyList<string> All<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>()
        where TEnum : struct, Enum => Table<TEnum>.Names;

    /// <summary>Finds the value with a name.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="name">The name, exactly as <see cref="Of"/> gives it.</param>
    /// <param name="value">The value, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(
        string? name, out TEnum value)
        where TEnum : struct, Enum
    {
        int place = Array.IndexOf(Table<TEnum>.Names, name);
        value = place >= 0 ? Table<TEnum>.Values[place] : default;
        return place >= 0;
    }

    private static class Table<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>
        where TEnum : struct, Enum
    {
        public static TEnum[] Values { get; } = Enum.GetValues<TEnum>();

        public static string[] Names { get; } = Array.ConvertAll(Values, NameOf);

        private static string NameOf(TEnum value) =>
            typeof(TEnum).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
    }
}
