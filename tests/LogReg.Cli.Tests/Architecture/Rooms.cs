using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests.Architecture;

/// <summary>The folders of a project: which types they hold, by the sources, and which other folders they use, by the compiled code. The
/// top is <c>.</c>.</summary>
internal sealed partial class Rooms
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly Assembly _assembly;
    private readonly Dictionary<string, string> _roomOf = [];

    /// <param name="assembly">The assembly.</param>
    /// <param name="folder">The folder of its project.</param>
    public Rooms(Assembly assembly, string folder)
    {
        _assembly = assembly;
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string room = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/');
            if (Built().IsMatch(room + "/"))
            {
                continue;
            }

            string code = Comment().Replace(File.ReadAllText(file), "");
            string space = Namespace().Match(code).Groups[1].Value;
            foreach (Match type in TopLevelType().Matches(code))
            {
                _roomOf[$"{space}.{type.Groups[1].Value}"] = room;
            }
        }
    }

    /// <summary>For each folder the others that it uses, each with a pair of types that shows it.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Uses()
    {
        var uses = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (Type type in _assembly.GetTypes())
        {
            if (RoomOf(type) is not string room)
            {
                continue;
            }

            uses.TryAdd(room, new SortedDictionary<string, string>(StringComparer.Ordinal));
            foreach (Type used in UsedBy(type).SelectMany(Parts))
            {
                if (used.Assembly == _assembly && RoomOf(used) is string other && other != room)
                {
                    uses[room].TryAdd(other, $"{type.Name} uses {used.Name}");
                }
            }
        }

        return uses;
    }

    private string? RoomOf(Type type)
    {
        Type outer = type;
        while (outer.DeclaringType is Type declaring)
        {
            outer = declaring;
        }

        return _roomOf.GetValueOrDefault($"{outer.Namespace}.{outer.Name.Split('`')[0]}");
    }

    private static IEnumerable<Type> UsedBy(Type type)
    {
        IEnumerable<Type?> declared =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
        ];
        return declared.OfType<Type>().Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(UsedBy));
    }

    // Not the types of local variables, of which an optimised build has fewer: what makes a value of such a type mentions it, too.
    private static IEnumerable<Type> UsedBy(MethodBase method) =>
        Signature(method).Concat(method.GetMethodBody() is MethodBody body ? Mentioned(method, body) : []);

    private static IEnumerable<Type> Signature(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Concat(method is MethodInfo { ReturnType: Type result } ? [result] : Type.EmptyTypes);

    // The operands of instructions: types, and the members of types.
    private static IEnumerable<Type> Mentioned(MethodBase method, MethodBody body)
    {
        byte[] code = body.GetILAsByteArray()!;
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        Type[]? ofMethod = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        for (int place = 0; place < code.Length;)
        {
            short value = code[place++];
            value = value == 0xFE ? unchecked((short)(0xFE00 | code[place++])) : value;
            OpCode operation = Codes[value];
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                or OperandType.InlineType)
            {
                MemberInfo member = method.Module.ResolveMember(BitConverter.ToInt32(code, place), ofType, ofMethod)!;
                foreach (Type used in member is Type type ? [type] : Mentioned(member))
                {
                    yield return used;
                }
            }

            place += OperandLength(operation, code, place);
        }
    }

    private static IEnumerable<Type> Mentioned(MemberInfo member) => member switch
    {
        MethodBase method => Signature(method)
            .Concat(method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [])
            .Append(member.DeclaringType!),
        FieldInfo field => [field.FieldType, member.DeclaringType!],
        _ => [member.DeclaringType!],
    };

    private static int OperandLength(OpCode operation, byte[] code, int place) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, place)),
        _ => 4,
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(bin|obj)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:public |internal |file )?(?:(?:static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate \w+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
