using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>
/// docs/how-it-works.md shows what happens: its commands are run, by a shell, and print what the page says, and its pictures are those that
/// the commands make, byte for byte; on a machine without fused multiply-adds but for last digits of their numbers. With LOGREG_APPROVE=1
/// in the environment the pictures take the place of those in docs/images.
/// </summary>
public sealed partial class HowItWorksTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs", "how-it-works.md"));

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-how-").FullName;

    public HowItWorksTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "docs", "images"));
        Copy("data", "*.csv");
        Copy("benchmarks", "*.cs");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Commands_RunAgain_PrintAndDrawTheSame()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page's commands are for a shell.");
        string[] commands =
        [
            .. ConsoleBlock().Matches(Page).SelectMany(
                block => SplitCommands().Split(block.Groups["text"].Value).Where(part => part.Length > 0)),
        ];
        Assert.True(commands.Length >= 15);
        foreach (string part in commands)
        {
            string[] lines = part.Split('\n', 2);
            NumericText.AssertSame($"$ {lines[0]}\n{lines[1].TrimEnd()}", $"$ {lines[0]}\n{Trimmed(Run(lines[0]))}");
        }

        string[] names = [.. Picture().Matches(Page).Select(match => match.Groups["name"].Value)];
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(_folder, "docs", "images")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string name in names)
        {
            byte[] drawn = File.ReadAllBytes(Path.Combine(_folder, "docs", "images", name));
            string shown = Repository.Path("docs", "images", name);
            if (Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1")
            {
                File.WriteAllBytes(shown, drawn);
            }

            Assert.True(
                drawn.AsSpan().SequenceEqual(File.ReadAllBytes(shown))
                    || (!NumericText.IsFused
                        && IsSamePicture(File.ReadAllText(shown), File.ReadAllText(Path.Combine(_folder, "docs", "images", name)))),
                $"{shown} is not what its command draws; LOGREG_APPROVE=1 puts the new picture in its place.");
        }
    }

    [Fact]
    public void Pictures_AllOfTheFolder_AreShownAndDescribed()
    {
        Assert.Equal(
            Directory.GetFiles(Repository.Path("docs", "images")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Picture().Matches(Page).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(Picture().Matches(Page), match => Assert.True(match.Groups["words"].Length > 40, match.Value));
    }

    [Fact]
    public void Links_ToFilesOfTheRepository_Exist() =>
        Assert.All(
            RelativeLink().Matches(Page), link => Assert.True(File.Exists(Repository.Path("docs", link.Groups["path"].Value)), link.Value));

    // An axis that goes down to what rounding leaves of a vanished gradient has another end: there, what the points are called is compared.
    private static bool IsSamePicture(string expected, string actual) => NumericText.IsClose(expected, actual)
        || (expected.Contains(">10⁻¹⁶<", StringComparison.Ordinal) && NumericText.IsClose(Titles(expected), Titles(actual)));

    private static string Titles(string picture) => string.Join('\n', Title().Matches(picture).Select(match => match.Value));

    // What the page calls logreg is the program that was built with the tests.
    private string Run(string line)
    {
        string program = $"logreg() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "logreg.dll")}' \"$@\"; }}";
        var start =
            new ProcessStartInfo("sh", ["-c", $"{program}; {{ {line} ; }} 2>&1"])
            {
                WorkingDirectory = _folder,
                RedirectStandardOutput = true,
            };
        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("COLUMNS");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private void Copy(string folder, string pattern)
    {
        string copy = Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName;
        foreach (string file in Directory.GetFiles(Repository.Path(folder), pattern))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
    }

    // An editor keeps no spaces at the end of a line.
    private static string Trimmed(string output) => string.Join('\n', output.Split('\n').Select(line => line.TrimEnd())).TrimEnd();

    [GeneratedRegex("```console\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex SplitCommands();

    [GeneratedRegex(@"!\[(?<words>[^\]]+)\]\(images/(?<name>[^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex("<title>[^<]*</title>")]
    private static partial Regex Title();

    [GeneratedRegex(@"\]\((?<path>[^):#]+)[^)]*\)")]
    private static partial Regex RelativeLink();
}
