using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using LogReg.Charts;
using LogReg.Cli.Output;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LogReg.Cli.Tests.Architecture;

/// <summary>
/// One vocabulary for all JSON: the names of members are those of the properties of documents in camel case, and a name holds the same in
/// the model file and in every report. JsonVocabulary.approved.txt lists the names, what they hold, and the documents that have them.
/// </summary>
public sealed partial class JsonVocabularyTests
{
    // Names that are in files and scripts of users. Add none: a new member has a new name, or holds what the name holds elsewhere.
    private static readonly string[] OfSeveralKinds =
    [
        // The same, in the model file for a reader that scores, in a report for one who looks something up by its name.
        "aliased", "coefficients", "featureTests", "features", "separation", "solver", "target", "thresholdRule", "varianceInflation",
        "warnings",

        // A number, and its mean over folds with a standard error.
        "accuracy", "logLoss", "rocAuc",

        // A count or a word, and an object or a list that tells more.
        "classWeights", "columns", "levels", "missing", "p", "rows", "test", "training", "unbounded", "weights",
    ];

    private const string Server = "logreg-server";

    private static readonly Assembly[] Assemblies =
        [typeof(LogisticModel).Assembly, typeof(PlotTheme).Assembly, typeof(JsonReport).Assembly, Assembly.Load(Server)];

    private static readonly Member[] Members = [.. Roots().SelectMany(root => MembersOf(root.Info, root.Name, ""))];

    [Fact]
    public void JsonVocabulary()
    {
        var text = new StringBuilder();
        foreach (IGrouping<(string Name, string Kind), Member> group in Members.GroupBy(member => (member.Name, member.Kind))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Kind, StringComparer.Ordinal))
        {
            IEnumerable<string> documents = group.Select(member => member.Document).Distinct().Order(StringComparer.Ordinal);
            text.Append($"{group.Key.Name} | {group.Key.Kind} | {string.Join(", ", documents)}\n");
        }

        Approval.Verify(text.ToString());
    }

    [Fact]
    public void Names_AreInCamelCase() => Assert.All(Members, member => Assert.Matches("^[a-z][A-Za-z0-9]*$", member.Name));

    [Fact]
    public void Names_HoldTheSameEverywhere() => Assert.Equal(
        OfSeveralKinds.Order(StringComparer.Ordinal),
        Members.GroupBy(member => member.Name).Where(group => group.Select(member => member.Kind).Distinct().Count() > 1)
            .Select(group => group.Key).Order(StringComparer.Ordinal));

    // The names come from documents: no code writes one as a text.
    [Fact]
    public void Sources_WriteNoNameAsText() => Assert.All(
        Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories).Where(path => !Built().IsMatch(path)),
        path => Assert.False(NameAsText().IsMatch(File.ReadAllText(path)), path));

    // A message about a model file names the member as it is in the file.
    [Fact]
    public void MessagesAboutModelFiles_NameMembersOfTheFile()
    {
        Member[] members = [.. Members.Where(member => member.Document == "model file")];
        string[] paths = [.. members.Select(member => member.Place.Length == 0 ? member.Name : $"{member.Place}.{member.Name}")];
        string[] named = [.. Directory.EnumerateFiles(Repository.Path("src", "LogReg.Core", "Serialization"), "*.cs").SelectMany(NamedIn)];
        Assert.True(named.Length > 80);
        Assert.All(named, name => Assert.Contains(paths, path => path == name || path.EndsWith("." + name, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> NamedIn(string path)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot(TestContext.Current.CancellationToken);
        IEnumerable<string> arguments = root.DescendantNodes().OfType<ArgumentSyntax>().SelectMany(
            argument => argument.Expression.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(
                literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Parent is ArgumentSyntax or BinaryExpressionSyntax)
                .Select(literal => literal.Token.ValueText.TrimStart('.')).Where(text => MemberPath().IsMatch(text)));
        IEnumerable<string> quoted =
            root.DescendantTokens().SelectMany(token => QuotedMember().Matches(token.ValueText).Select(match => match.Groups[1].Value));
        return arguments.Concat(quoted);
    }

    private static IEnumerable<(JsonTypeInfo Info, string Name)> Roots()
    {
        foreach (Type type in Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(
            type => type.IsSubclassOf(typeof(JsonSerializerContext))))
        {
            var context = (JsonSerializerContext)type.GetProperty("Default")!.GetValue(null)!;
            foreach (CustomAttributeData attribute in type.GetCustomAttributesData().Where(
                data => data.AttributeType == typeof(JsonSerializableAttribute)))
            {
                var root = (Type)attribute.ConstructorArguments[0].Value!;
                string name = root.Name.Replace("Document", "", StringComparison.Ordinal).ToLowerInvariant();
                if (type.Assembly.GetName().Name != Server)
                {
                    yield return (context.GetTypeInfo(root)!, name == "model" ? "model file" : name);
                }
                else if (!name.EndsWith("request", StringComparison.Ordinal))
                {
                    // The members of a request are options; those of an answer tell what they lead to.
                    yield return (context.GetTypeInfo(root)!, $"server's {name}");
                }
            }
        }
    }

    // A document within one of its own kind, as a function of a function, has the same members again.
    private static IEnumerable<Member> MembersOf(JsonTypeInfo info, string document, string place)
    {
        foreach (JsonPropertyInfo property in info.Properties.Where(property => property.Get is not null))
        {
            yield return new Member(property.Name, KindOf(property.PropertyType), document, place);
            Type content = ContentOf(property.PropertyType);
            if (KindOf(content) == "object" && content != info.Type)
            {
                JsonTypeInfo inner = info.Options.GetTypeInfo(content);
                foreach (Member member in MembersOf(inner, document, place.Length == 0 ? property.Name : $"{place}.{property.Name}"))
                {
                    yield return member;
                }
            }
        }
    }

    private static string KindOf(Type type) =>
        Nullable.GetUnderlyingType(type) is Type underlying ? KindOf(underlying)
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "true or false"
        : type.IsPrimitive ? "number"
        : ValueOf(type) is Type value ? $"{KindOf(value)} by name"
        : ItemOf(type) is Type item ? $"list of {KindOf(item)}"
        : "object";

    private static Type ContentOf(Type type) => (ValueOf(type) ?? ItemOf(type)) is Type inner ? ContentOf(inner) : type;

    private static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [Type key, Type value] && key == typeof(string) ? value : null;

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [Type item] ? item
        : null;

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(
        @"\b(JsonPropertyName|JsonObject|WritePropertyName)\b|\.Write(String|Number|Boolean|Null|StartObject|StartArray)\(\s*\$?""")]
    private static partial Regex NameAsText();

    [GeneratedRegex(@"^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$")]
    private static partial Regex MemberPath();

    [GeneratedRegex(@"its member '([A-Za-z.]+)'")]
    private static partial Regex QuotedMember();

    /// <summary>A member of a document.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What it holds.</param>
    /// <param name="Document">The document.</param>
    /// <param name="Place">The path of the object that it is a member of; empty for the document itself.</param>
    private sealed record Member(string Name, string Kind, string Document, string Place);
}
