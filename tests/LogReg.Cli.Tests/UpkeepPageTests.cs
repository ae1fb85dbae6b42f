using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>What docs/upkeep.md shows is what happens. An ellipsis stands for lines that are left out.</summary>
public sealed partial class UpkeepPageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_RunAgain_PrintsTheSame()
    {
        string page = File.ReadAllText(Repository.Path("docs", "upkeep.md"));
        ChurnData.Write(_folder);
        string[] blocks = [.. ConsoleBlock().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.True(blocks.Length >= 4);
        foreach (string part in blocks.SelectMany(block => ("\n" + block).Split("\n$ ", StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] lines = part.TrimEnd('\n').Split('\n', 2);
            string[] words = [.. lines[0].Split(' ').Skip(1).Select(WithFolder)];
            CommandRun run = CommandRun.Of(words);
            Assert.NotEqual(1, run.ExitCode);
            Assert.NotEqual(2, run.ExitCode);
            string actual = Squeezed(_folder.Relative(run.Output + run.Error));
            foreach (string shown in lines.Length > 1 ? lines[1].Split('…') : [])
            {
                // A hash is cut by an ellipsis, too.
                Assert.Contains(Squeezed(shown), actual, StringComparison.Ordinal);
            }
        }
    }

    // A table is wider and a line breaks earlier where the path of a file is longer.
    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string WithFolder(string word) => FileName().IsMatch(word) ? _folder.Path(word) : word;

    [GeneratedRegex("```console\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^[a-z0-9-]+\.(csv|jsonl?|html)$")]
    private static partial Regex FileName();
}
