using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests.Architecture;

/// <summary>What docs/architecture.md names is there: types, tests, folders, files, settings.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string[] Sources = ["src", "tests", "samples", "benchmarks"];

    private static readonly string[] Kinds = [".cs", ".csproj", ".props", ".targets"];

    // Where a path of the page may begin.
    private static readonly string[] Roots =
        ["", "src", "src/LogReg.Core", "src/LogReg.Charts", "src/LogReg.Export", "src/LogReg.Sources", "src/LogReg.Cli",
            "src/LogReg.Mpi", "src/LogReg.Server", "tests"];

    [Fact]
    public void EveryNameInCode_IsInTheSources()
    {
        HashSet<string> known = [.. SourceTexts().SelectMany(text => Word().Matches(text).Select(match => match.Value))];
        Assert.Empty(
            Codes().Where(code => !PathName().IsMatch(code)).SelectMany(code => Word().Matches(code).Select(match => match.Value)).Where(
                word => char.IsUpper(word[0]) && !known.Contains(word)).Distinct());
    }

    [Fact]
    public void EveryPath_Exists() => Assert.Empty(Codes()
        .Where(code => PathName().IsMatch(code))
        .Where(code => !Roots.Any(root => Path.Exists(Repository.Path(root, code)) || Path.Exists(Repository.Path(root, code + ".cs"))))
        .Distinct());

    [Fact]
    public void EveryLink_LeadsToAFile() =>
        Assert.All(Link().Matches(Page()), link => Assert.True(Path.Exists(Repository.Path("docs", link.Groups[1].Value)), link.Value));

    private static string Page() => File.ReadAllText(Repository.Path("docs", "architecture.md"));

    private static IEnumerable<string> Codes() => Code().Matches(Block().Replace(Page(), "")).Select(match => match.Groups[1].Value);

    // This file has words of its own; settings of the runtime are where CI sets them.
    private static IEnumerable<string> SourceTexts() => Sources
        .SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*", SearchOption.AllDirectories))
        .Where(
            file =>
                Kinds.Contains(Path.GetExtension(file)) && !Built().IsMatch(file) && Path.GetFileName(file) != "ArchitecturePageTests.cs")
        .Append(Repository.Path(".ci", "run"))
        .Append(Repository.Path("Directory.Build.targets"))
        .Select(File.ReadAllText);

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\.?[\w.]+(/[\w.]*)+$")]
    private static partial Regex PathName();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();
}
