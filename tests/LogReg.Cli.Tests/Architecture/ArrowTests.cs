using System.Reflection;
using System.Text.RegularExpressions;
using LogReg.Charts;

namespace LogReg.Cli.Tests.Architecture;

/// <summary>The tables of docs/architecture.md are the code: every folder has a row, the last column has exactly the folders that its types
/// use, and no arrows form a circle.</summary>
public sealed partial class ArrowTests
{
    // A type of each project; the tests are in the last one's layer.
    private static readonly Dictionary<string, Assembly> Projects = new()
    {
        ["LogReg.Core"] = typeof(LogisticModel).Assembly,
        ["LogReg.Sources"] = typeof(Sources.SourceFile).Assembly,
        ["LogReg.Export"] = typeof(Export.ModelExport).Assembly,
        ["LogReg.Charts"] = typeof(Figure).Assembly,
        ["LogReg.Cli"] = typeof(LogRegApp).Assembly,
        ["LogReg.Mpi"] = Assembly.Load("LogReg.Mpi"),
        ["LogReg.Server"] = Assembly.Load("logreg-server"),
    };

    public static TheoryData<string> Names { get; } = [.. Projects.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_UseWhatThePageSays(string project)
    {
        SortedDictionary<string, SortedDictionary<string, string>> uses = UsesOf(project);
        Approve(project, uses);
        IReadOnlyDictionary<string, string[]> page = Page(project);
        Assert.Equal(uses.Keys, page.Keys.Order(StringComparer.Ordinal));
        string[] differences =
        [
            .. uses.SelectMany(
                room =>
                    room.Value.Where(used => !page[room.Key].Contains(used.Key)).Select(
                        used => $"{room.Key} uses {used.Key}, which the page does not say: {used.Value}")),
            .. page.SelectMany(
                room =>
                    room.Value.Where(used => !uses[room.Key].ContainsKey(used)).Select(
                        used => $"{room.Key} does not use {used}, though the page says so")),
        ];
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_FormNoCircle(string project)
    {
        var open = UsesOf(project).ToDictionary(room => room.Key, room => room.Value.Keys.ToHashSet());
        while (open.FirstOrDefault(room => room.Value.Count == 0).Key is string lowest)
        {
            open.Remove(lowest);
            foreach (HashSet<string> used in open.Values)
            {
                used.Remove(lowest);
            }
        }

        Assert.True(
            open.Count == 0, "a circle: " + string.Join("; ", open.Select(room => $"{room.Key} uses {string.Join(", ", room.Value)}")));
    }

    [Fact]
    public void Projects_UseThoseOfThePage()
    {
        IReadOnlyDictionary<string, string[]> page = Page("Projects");
        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), page.Keys.Order(StringComparer.Ordinal));
        Assert.All(Projects, project => Assert.Equal(
            project.Value.GetReferencedAssemblies().Select(
                reference => Projects.Keys.FirstOrDefault(name => Projects[name].GetName().Name == reference.Name)).OfType<string>().Order(
                    StringComparer.Ordinal),
            page[project.Key].Order(StringComparer.Ordinal)));
    }

    private static SortedDictionary<string, SortedDictionary<string, string>> UsesOf(string project) =>
        new Rooms(Projects[project], Repository.Path("src", project)).Uses();

    // Writes the last column anew, if the tests run to approve what has changed; new folders need a row with their responsibility first.
    private static void Approve(string project, SortedDictionary<string, SortedDictionary<string, string>> uses)
    {
        if (Environment.GetEnvironmentVariable("LOGREG_APPROVE") != "1")
        {
            return;
        }

        string path = Repository.Path("docs", "architecture.md");
        string page = File.ReadAllText(path);
        string section = Assert.Single(Section().Matches(page), match => match.Groups[1].Value == project).Value;
        string written = Row().Replace(section, row =>
        {
            string used =
                string.Join(
                    ", ", uses.GetValueOrDefault(Name(row.Groups[1].Value))?.Keys.Select(name => name == "." ? "`.`" : $"`{name}/`") ?? []);
            return string.Concat(row.Value.AsSpan(0, row.Groups[2].Index - row.Index), $" {(used.Length == 0 ? "–" : used)} |");
        });
        File.WriteAllText(path, page.Replace(section, written, StringComparison.Ordinal));
    }

    // The rows of the table under a heading: the first cell is a folder or a project, the last one what it uses.
    private static Dictionary<string, string[]> Page(string heading)
    {
        string page = File.ReadAllText(Repository.Path("docs", "architecture.md"));
        string section = Assert.Single(Section().Matches(page), match => match.Groups[1].Value == heading).Groups[2].Value;
        return Row().Matches(section).ToDictionary(
            row => Name(row.Groups[1].Value),
            row => Quoted().Matches(row.Groups[2].Value).Select(name => Name(name.Groups[1].Value)).ToArray());
    }

    private static string Name(string cell) => cell.TrimEnd('/') is "" or "." ? "." : cell.TrimEnd('/');

    [GeneratedRegex(@"^### ([\w.]+)\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `([^`]+)` \|.*\|([^|\n]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
