using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LogReg.Tests.Architecture;

/// <summary>Types and members in C#'s words, as far as an app that is compiled against them depends on them.</summary>
internal static class PublicApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string FullName(Type type) => type.FullName!;

    /// <summary>Such as <c>public sealed record LogReg.FitWarning : IEquatable&lt;FitWarning&gt;</c>.</summary>
    public static string Header(Type type)
    {
        IEnumerable<Type> bases =
            new[] { type.BaseType }.OfType<Type>().Where(
                known => known != typeof(object) && known != typeof(ValueType) && known != typeof(Enum))
                .Concat(
                    type.IsEnum
                        ? []
                        : type.GetInterfaces().Where(known => known.IsVisible && !known.IsAssignableFrom(type.BaseType)).OrderBy(
                            Name, StringComparer.Ordinal));
        string heritage = string.Join(", ", bases.Select(Name));
        return $"{Modifiers(type)} {type.Namespace}.{Name(type)}{(heritage.Length > 0 ? " : " + heritage : "")}";
    }

    /// <summary>Such as <c>double Scale(double value = 1)</c>.</summary>
    public static string Member(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"const {Name(field.FieldType)} {field.Name} = {Constant(field.GetRawConstantValue())}",
        FieldInfo field =>
            $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Annotated(new NullabilityInfoContext().Create(field))} {field.Name}",
        PropertyInfo property => Property(property),
        ConstructorInfo constructor => $"{Access(constructor)}{constructor.DeclaringType!.Name}({Parameters(constructor)})",
        MethodInfo method =>
            $"{Access(method)}{Inheritance(method)}{Annotated(new NullabilityInfoContext().Create(method.ReturnParameter))} "
                + $"{method.Name}{Generics(method)}({Parameters(method)})",
        EventInfo @event => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => throw new ArgumentException($"{member} is of a kind that nobody has thought of."),
    };

    private static string Modifiers(Type type)
    {
        bool isRecord =
            type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(System.Text.StringBuilder)]) is not null;
        string record = isRecord ? "record " : "";
        string readOnly = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "";
        string reference = type.IsByRefLike ? "ref " : "";
        return type switch
        {
            { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute), inherit: false) ? "flags enum" : "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => $"{readOnly}{reference}{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class"),
        };
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo any = property.GetAccessors(nonPublic: true)[0];
        string required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        string indices = property.GetIndexParameters() is { Length: > 0 } parameters
            ? $"this[{string.Join(", ", parameters.Select(Parameter))}]"
            : property.Name;
        string getter = IsVisible(property.GetMethod) ? " get;" : "";
        string setter = IsVisible(property.SetMethod) ? (IsInit(property.SetMethod!) ? " init;" : " set;") : "";
        return $"{Access(any)}{Inheritance(any)}{required}{Annotated(new NullabilityInfoContext().Create(property))} {indices} "
            + $"{{{getter}{setter} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodInfo? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Access(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    private static string Inheritance(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string direction = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false)
                || parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false) ? "params " : "",
        };
        string value = parameter.HasDefaultValue ? $" = {Constant(parameter.DefaultValue)}" : "";
        return $"{direction}{Annotated(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Constant(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A type with its question marks, inner ones included.</summary>
    private static string Annotated(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        bool mayBeNull = !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable);
        string mark = mayBeNull ? "?" : "";
        if (type.IsArray && info.ElementType is not null)
        {
            return $"{Annotated(info.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        return type.IsGenericType && Nullable.GetUnderlyingType(type) is null
            && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
            ? Generic(type, info.GenericTypeArguments.Select(Annotated)) + mark
            : Name(type) + mark;
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is Type underlying)
        {
            return Name(underlying) + "?";
        }

        return type.IsArray ? $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
            : type.IsGenericType ? Generic(type, type.GetGenericArguments().Select(Name))
            : Keywords.GetValueOrDefault(type, Nested(type));
    }

    private static string Generic(Type type, IEnumerable<string> arguments) =>
        type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", arguments)})"
            : $"{Nested(type).Split('`')[0]}<{string.Join(", ", arguments)}>";

    private static string Nested(Type type) =>
        type is { IsNested: true, IsGenericParameter: false } ? $"{Nested(type.DeclaringType!)}.{type.Name}" : type.Name;
}
