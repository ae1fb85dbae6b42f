using System.Diagnostics.CodeAnalysis;

namespace LogReg.Serialization;

/// <summary>Reads the names of enum values in model files.</summary>
internal static class MemberNames
{
    /// <summary>Gets the value with a name.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="name">The name in the file.</param>
    /// <param name="member">The member that holds it, for the message.</param>
    /// <exception cref="ModelFormatException">No value has this name.</exception>
    public static TEnum Value<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string? name, string member)
        where TEnum : struct, Enum => EnumName.TryParse(name, out TEnum value)
        ? value
        : throw new ModelFormatException($"its member '{member}' must be one of {string.Join(", ", EnumName.All<TEnum>())}");
}
