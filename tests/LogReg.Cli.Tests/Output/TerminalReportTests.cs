using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests.Output;

/// <summary>The reports in windows of all widths, with colours and without.</summary>
public sealed partial class TerminalReportTests : IDisposable
{
    private const string Escape = "\u001b";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.csv", 40)]
    [InlineData("titanic.csv", 60)]
    [InlineData("titanic.csv", 80)]
    [InlineData("birthwt.csv", 60)]
    [InlineData("breast-cancer.csv", 60)]
    [InlineData("iris.csv", 40)]
    [InlineData("endometrial.csv", 60)]
    [InlineData("endometrial.csv", 200)]
    public void Reports_InAWindow_FitItAndBreakNoNumber(string data, int width)
    {
        foreach (string[] command in Commands(data))
        {
            CommandRun wide = CommandRun.Of(new Surroundings { IsTerminal = true, Width = 1000 }, command);
            CommandRun run = CommandRun.Of(new Surroundings { IsTerminal = true, Width = width }, command);
            Assert.Equal(wide.ExitCode, run.ExitCode);
            string report = run.Output + (command[0] == "diagnose" ? run.Error : "");

            // A message is one line, as of every command: those who read it by program count on that.
            Assert.All(
                report.Split('\n').Where(line => !IsOfAPath(line) && !IsMessage(line)), line => Assert.True(line.Length <= width, line));

            // A number that was broken would be two that the wide report does not have.
            HashSet<string> known = [.. Numbers(wide.Output + wide.Error)];
            Assert.All(Numbers(report), number => Assert.Contains(number, known));
        }
    }

    private static bool IsMessage(string line) =>
        line.Contains("warning: ", StringComparison.Ordinal) || line.StartsWith("hint: ", StringComparison.Ordinal);

    [Fact]
    public void Train_InANarrowWindow_LeavesOutWhatOtherColumnsTell()
    {
        var narrow = new Surroundings { IsTerminal = true, Width = 60 };
        string report = CommandRun.Of(narrow, "train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json")).Succeeds().Output;
        Assert.Contains("             estimate        p  odds ratio    95% interval\n", report, StringComparison.Ordinal);
        Assert.Contains("  male       -2.498    3.8e-51     0.08226  0.05941–0.1139\n", report, StringComparison.Ordinal);
        Assert.Contains("\nIn a wider window also: z, std. error.\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("titanic.csv")]
    [InlineData("breast-cancer.csv")]
    public void Reports_WithColors_HaveTheSameText(string data)
    {
        foreach (string[] command in Commands(data))
        {
            CommandRun plain = CommandRun.Of(new Surroundings { IsTerminal = true }, command);
            CommandRun colored = CommandRun.Of(new Surroundings { IsTerminal = true, AllowsColor = true }, command);
            Assert.DoesNotContain(Escape, plain.Output + Shown(plain.Error), StringComparison.Ordinal);
            Assert.Contains(Escape + "[1m", colored.Output + Shown(colored.Error), StringComparison.Ordinal);
            Assert.Equal(plain.Output + Shown(plain.Error), Codes().Replace(colored.Output + Shown(colored.Error), ""));
        }
    }

    [Fact]
    public void Check_WithColors_SetsWarningsApart()
    {
        var terminal = new Surroundings { IsTerminal = true, AllowsColor = true };
        CommandRun run = CommandRun.Of(terminal, "check", TestFolder.Data("breast-cancer.csv"));
        Assert.Contains("\n" + Escape + "[1;33mwarning" + Escape + "[0m       ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n" + Escape + "[2mRows" + Escape + "[0m          569", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NotConverged_IsRedAndItsWarningYellow()
    {
        var terminal = new Surroundings { IsTerminal = true, AllowsColor = true };
        CommandRun run =
            CommandRun.Of(terminal, "train", TestFolder.Data("titanic.csv"), "--max-iterations", "1", "-o", _folder.Path("model.json"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            Escape + "[1;31mSolver" + Escape + "[0m        newton (chosen by auto): NOT converged", run.Output, StringComparison.Ordinal);
        Assert.Contains(Escape + "[1;33mwarning:" + Escape + "[0m ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Redirected_HasColorsOnlyIfForced()
    {
        string[] command = ["train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json")];
        Assert.DoesNotContain(
            Escape, CommandRun.Of(new Surroundings { AllowsColor = true }, command).Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains(
            Escape + "[1m",
            CommandRun.Of(new Surroundings { AllowsColor = true, ForcesColor = true }, command).Succeeds().Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            Escape,
            CommandRun.Of(new Surroundings { AllowsColor = true, ForcesColor = true }, [.. command, "--json"]).Succeeds().Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithoutBlockCharacters_DrawsTheLossInAscii()
    {
        string[] command = ["train", TestFolder.Data("birthwt.csv"), "--solver", "gd", "-o", _folder.Path("model.json")];
        Assert.Matches("\nLoss          0.693147 █[▁▂▃▄▅▆▇█]*▁ 0.540193\n", CommandRun.Of(command).Succeeds().Output);
        Assert.Matches(
            "\nLoss          0.693147 #[_.:*+=#-]*_ 0.540193\n",
            CommandRun.Of(new Surroundings { AllowsUnicode = false }, command).Succeeds().Output);
    }

    private string[][] Commands(string name)
    {
        string data = _folder.Path(name);
        if (!File.Exists(data))
        {
            _folder.Copy(name);
        }

        string model = _folder.Path("model.json");
        string[][] commands =
        [
            ["train", data, "-o", model, "--lambda", name == "breast-cancer.csv" ? "0.01" : "0", "--test-size", "0.3"],
            ["evaluate", model, data],
            ["inspect", model],
            ["check", data],
        ];
        return name == "iris.csv" || name == "breast-cancer.csv"
            ? commands
            : [.. commands, ["diagnose", model, data, "-o", _folder.Path("rows.csv")]];
    }

    // Progress is erased, and whether there was any depends on the machine.
    private static string Shown(string error) =>
        error.Contains(Escape + "[?25h", StringComparison.Ordinal)
            ? error[(error.LastIndexOf(Escape + "[?25h", StringComparison.Ordinal) + 6)..]
            : error;

    private static bool IsOfAPath(string line) => line.Contains(Path.GetTempPath(), StringComparison.Ordinal);

    private static IEnumerable<string> Numbers(string text) =>
        Number().Matches(Regex.Replace(text, @"\S*" + Regex.Escape(Path.GetTempPath()) + @"\S*", "")).Select(match => match.Value);

    [GeneratedRegex(@"[-0-9][0-9.,]*(e[+-]?[0-9]+)?%?")]
    private static partial Regex Number();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Codes();
}
