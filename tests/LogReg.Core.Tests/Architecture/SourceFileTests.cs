using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

public partial class SourceFileTests
{
    // The folders of what the facade takes and returns: their types are in its namespace.
    private static readonly string[] FacadeFolders = ["", "Errors", "Options", "Results", "Words"];

    private static IEnumerable<CoreSources.SourceFile> Libraries => CoreSources.Files.Concat(CoreSources.FilesOfCharts);

    [Fact]
    public void Files_HaveTheNamespaceOfTheirFolder() => Assert.All(CoreSources.Files, file =>
        Assert.Contains(Namespaces(file), name => file.Code.Contains($"namespace {name};", StringComparison.Ordinal)));

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

    // A library's user sets properties and calls members: hints name options and operations with OptionText, and the command spells them
    // as flags and commands.
    [Fact]
    public void Files_SpellNoFlags() => Assert.All(Libraries, file => Assert.False(Flag().IsMatch(file.Code), file.Path));

    [Fact]
    public void Files_SpellNoCommands() => Assert.All(Libraries, file => Assert.False(Command().IsMatch(file.Code), file.Path));

    // What a caller receives is in the namespace of the facade, wherever the code that makes it is.
    private static string[] Namespaces(CoreSources.SourceFile file) =>
        FacadeFolders.Contains(file.Layer) ? ["LogReg"]
        : PublicType().IsMatch(file.Code) ? ["LogReg", $"LogReg.{file.Layer}"]
        : [$"LogReg.{file.Layer}"];

    [GeneratedRegex(@"^public (?:[a-z]+ )*(?:class|record|struct|interface|enum)(?: struct| class)? (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    // Variables of a style sheet begin with two hyphens, too.
    [GeneratedRegex("\"[^\"\n]*--(?!logreg-)[a-z]")]
    private static partial Regex Flag();

    // "A logreg cache" is a file.
    [GeneratedRegex("\"[^\"\n]*(?<!\\ba )\\blogreg (?:cache|check|diagnose|evaluate|inspect|plot|predict|report|train)\\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"\bConsole\.")]
    private static partial Regex ConsoleUse();
}
