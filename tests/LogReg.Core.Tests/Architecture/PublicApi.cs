using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LogReg.Tests.Architecture;

/// <summary>What an app can see of an assembly: a line for each public or protected type and member, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(PublicApiText.FullName, StringComparer.Ordinal))
        {
            lines.Add(PublicApiText.Header(type));
            lines.AddRange((type.IsEnum ? EnumMembers(type) : Members(type)).Select(member => $"  {member}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> EnumMembers(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");

    private static IEnumerable<string> Members(Type type) => type.GetMembers(Declared)
        .Where(IsPartOfTheApi)
        .Select(member => (member.Name, Text: PublicApiText.Member(member)))
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .ThenBy(member => member.Text, StringComparer.Ordinal)
        .Select(member => member.Text);

    // What every record has besides is said by the word «record».
    private static bool IsPartOfTheApi(MemberInfo member) => member switch
    {
        FieldInfo field => IsVisible(field.Attributes) && !IsGenerated(field),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract",
        ConstructorInfo constructor => IsVisible(constructor) && !IsGenerated(constructor),
        MethodInfo method =>
            IsVisible(method) && !IsGenerated(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                && !IsOverrideOfObject(method),
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsOverrideOfObject(MethodInfo method) => method.GetBaseDefinition().DeclaringType == typeof(object);
}
