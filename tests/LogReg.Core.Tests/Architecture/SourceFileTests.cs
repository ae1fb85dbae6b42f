using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

public partial class SourceFileTests
{
    [Fact]
    public void Files_HaveTheNamespaceOfTheirFolder() => Assert.All(CoreSources.Files, file =>
    {
        string expected = file.Layer.Length == 0 ? "LogReg" : "LogReg." + file.Layer.Replace('/', '.');
        Assert.Contains($"namespace {expected};", file.Code, StringComparison.Ordinal);
    });

    [Fact]
    public void Files_HaveOnePublicTypeOfTheirName() => Assert.All(CoreSources.Files, file =>
    {
        string[] types = [.. PublicType().Matches(file.Code).Select(match => match.Groups[1].Value)];
        Assert.True(types.Length <= 1, $"{file.Path}: {string.Join(", ", types)}");
        string name = Path.GetFileName(file.Path).Split('.')[0];
        Assert.All(types, type => Assert.Equal(name, type));
    });

    [Fact]
    public void Files_WriteToNoConsole() =>
        Assert.All(CoreSources.Files, file => Assert.False(ConsoleUse().IsMatch(file.Code), file.Path));

    [Fact]
    public void PublicTypes_LiveInTheNamespacesOfFolders()
    {
        string[] namespaces = [.. CoreSources.Files.Select(file => file.Layer.Length == 0 ? "LogReg" : "LogReg." + file.Layer.Replace('/', '.')).Distinct()];
        Assert.All(typeof(LogisticModel).Assembly.GetExportedTypes(), type => Assert.Contains(type.Namespace, namespaces));
    }

    [GeneratedRegex(@"^public (?:[a-z]+ )*(?:class|record|struct|interface|enum)(?: struct| class)? (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\bConsole\.")]
    private static partial Regex ConsoleUse();
}
