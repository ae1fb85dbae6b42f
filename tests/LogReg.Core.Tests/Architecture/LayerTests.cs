using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

/// <summary>Who may use whom in LogReg.Core: the data flow one way, and nothing runs back up.</summary>
public class LayerTests
{
    private const string Root = "LogReg";

    // The folders a folder may use. The top (the estimator and the model) may use all, and is used below it by those alone that list it as "".
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Storage"] = [],
        ["Numerics"] = ["Storage"],
        ["Data"] = ["Storage"],
        ["Design"] = ["Numerics", "Storage"],
        ["Objectives"] = ["Design", "Numerics"],
        ["Solvers"] = ["Objectives", "Numerics"],
        ["Terms"] = ["Data", "Design", "Numerics", "Storage"],
        ["Evaluation"] = ["Numerics"],
        ["Inference"] = ["Numerics", "Storage", "Design", "Terms", "Objectives", "Solvers"],
        ["Checking"] = ["Numerics", "Data", "Terms", "Evaluation"],
        ["Serialization"] = ["", "Data", "Solvers", "Terms", "Evaluation", "Inference"],
        ["Scoring"] = ["", "Storage", "Numerics", "Data", "Design", "Terms", "Inference"],
        ["Estimation"] = ["", "Storage", "Numerics", "Data", "Design", "Objectives", "Solvers", "Terms", "Evaluation", "Inference", "Checking"],
        [""] = ["Storage", "Numerics", "Data", "Design", "Objectives", "Solvers", "Terms", "Evaluation", "Inference", "Checking", "Serialization", "Estimation", "Scoring"],
    };

    public static TheoryData<string> Layers { get; } = [.. Allowed.Keys];

    [Fact]
    public void Folders_AreThoseWithARule() =>
        Assert.Equal(Allowed.Keys.Order(), CoreSources.Files.Select(file => file.Layer).Distinct().Order());

    [Theory]
    [MemberData(nameof(Layers))]
    public void Sources_UseOnlyAllowedFolders(string layer)
    {
        var names = new Regex($@"(?<![\w.])(?:{Root}\.)?({string.Join('|', Allowed.Keys.Where(name => name.Length > 0))})(?=\.[A-Z]|;)");
        Assert.All(CoreSources.Files.Where(file => file.Layer == layer), file =>
        {
            foreach (Match match in names.Matches(file.Code))
            {
                string used = match.Groups[1].Value;
                AssertAllowed(layer, used, file.Path);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Types_UseOnlyAllowedFolders(string layer)
    {
        string own = layer.Length == 0 ? Root : $"{Root}.{layer}";
        Assert.All(typeof(LogisticModel).Assembly.GetTypes().Where(type => type.Namespace == own), type =>
        {
            foreach (Type used in UsedTypes(type).Distinct())
            {
                bool isOwn = used.Assembly == typeof(LogisticModel).Assembly && used.Namespace is not null && used.Namespace.StartsWith(Root, StringComparison.Ordinal);
                if (isOwn && used.Namespace != own && used != typeof(LogRegException))
                {
                    AssertAllowed(layer, used.Namespace == Root ? "" : used.Namespace![(Root.Length + 1)..], $"{type} uses {used}");
                }
            }
        });
    }

    [Fact]
    public void Sources_LowerFolders_NameNoTypeOfTheTop()
    {
        // Coefficients is also an ordinary word for a member.
        string[] top = [.. typeof(LogisticModel).Assembly.GetTypes()
            .Where(type => type.Namespace == Root && !type.IsNested && !type.Name.Contains('<', StringComparison.Ordinal) && !type.Name.Contains('`', StringComparison.Ordinal))
            .Where(type => type != typeof(LogRegException) && type != typeof(Coefficients))
            .Select(type => type.Name)];
        var names = new Regex($@"\b({string.Join('|', top)})\b");
        Assert.All(
            CoreSources.Files.Where(file => !Allowed[file.Layer].Contains("") && file.Layer.Length > 0),
            file => Assert.False(names.IsMatch(file.Code), $"{file.Path} names {names.Match(file.Code).Value}"));
    }

    [Fact]
    public void Core_ShowsItsInternalsToTestsOnly() => Assert.All(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => Assert.EndsWith("Tests", attribute.AssemblyName, StringComparison.Ordinal));

    [Fact]
    public void Core_ReferencesNoConsoleLibrary() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetReferencedAssemblies(), name => name.Name is "System.Console" or "System.CommandLine" or "Spectre.Console");

    private static void AssertAllowed(string layer, string used, string where) =>
        Assert.True(used == layer || Allowed[layer].Contains(used), $"{where}: '{layer}' must not use '{used}'");

    private static IEnumerable<Type> UsedTypes(Type type)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> used =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetProperties(All).Select(property => property.PropertyType),
            .. type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
            .. type.GetConstructors(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)),
            .. type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
                .SelectMany(method => method.GetMethodBody()?.LocalVariables.Select(variable => variable.LocalType) ?? []),
        ];
        return used.OfType<Type>().SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
