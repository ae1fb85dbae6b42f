using LogReg.Cli.Commands.Plots;

namespace LogReg.Cli.Tests.Plots;

public sealed class TerminalPlotTests : IDisposable
{

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PlotSigmoidInTheTerminal_IsApproved() => Approval.Verify(CommandRun.Of("plot", "sigmoid", "--terminal").Succeeds().Output);

    [Fact]
    public void PlotCoefficientsInADumbTerminal_IsApproved() => Approval.Verify(
        CommandRun.Of(
            new Surroundings { IsTerminal = true, AllowsUnicode = false },
            "plot",
            "coefficients",
            _folder.Train(TestFolder.Data("titanic.csv")),
            "--terminal").Succeeds().Output);

    [Fact]
    public void PlotConfusionInTheTerminal_IsApproved() => Approval.Verify(
        CommandRun.Of("plot", "confusion", _folder.Train(TestFolder.Data("titanic.csv")), TestFolder.Data("titanic.csv"), "--terminal")
            .Succeeds().Output);

    [Theory]
    [InlineData("titanic.csv", "age", 80)]
    [InlineData("birthwt.csv", "lwt", 120)]
    [InlineData("breast-cancer.csv", "worst area", 40)]
    [InlineData("iris.csv", "petal_width", 100)]
    public void Terminal_EveryKind_StaysWithinItsWidth(string data, string feature, int width)
    {
        string copy = _folder.Copy(data);
        foreach (PlotKind kind in PlotKinds.All.Where(kind => data != "iris.csv" || kind.Name != "threshold"))
        {
            string model =
                _folder.Train(
                    copy,
                    kind.Name switch
                    {
                        "path" =>
                        ["--penalty", "lasso", "--lambda", "path"],
                        "cv" =>
                            ["--penalty", "lasso", "--lambda", "cv"],
                        _ => ["--lambda", "0.01"]
                    });
            string[] inputs =
            [
                .. kind.Needs.Contains(PlotKinds.Feature) ? [feature] : Array.Empty<string>(),
                .. kind.NeedsModel ? [model] : Array.Empty<string>(), .. kind.NeedsData ? [copy] : Array.Empty<string>(),
                .. kind.Name == "loss" ? ["--lambda", "0.01", "--compare", "lbfgs,newton"] : Array.Empty<string>(),
            ];
            foreach (bool isUnicode in new[] { true, false })
            {
                var surroundings = new Surroundings { IsTerminal = true, AllowsUnicode = isUnicode, Width = width };
                CommandRun run = CommandRun.Of(surroundings, ["plot", kind.Name, .. inputs, "--terminal"]).Succeeds();
                Assert.All(run.OutputLines, line => Assert.True(line.Length <= width, $"{kind.Name}: '{line}'"));
                Assert.InRange(run.OutputLines.Count, 8, 100);
                Assert.DoesNotContain('\u001b', run.Output);
                Assert.True(isUnicode || run.Output.All(character => character < 128), $"{kind.Name}: {run.Output}");
            }
        }

        Assert.DoesNotContain(_folder.Files, file => file.EndsWith(".svg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Terminal_Color_OnlyWhereItIsAllowed(bool isTerminal, bool allowsColor, bool isColored) => Assert.Equal(
        isColored,
        CommandRun.Of(
            new Surroundings { IsTerminal = isTerminal, AllowsColor = allowsColor }, "plot", "sigmoid", "--terminal").Output.Contains(
                '\u001b', StringComparison.Ordinal));

    [Fact]
    public void Terminal_WithOutput_DrawsAndWrites()
    {
        string path = _folder.Path("sigmoid.svg");
        CommandRun run = CommandRun.Of("plot", "sigmoid", "--terminal", "-o", path).Succeeds();
        Assert.True(File.Exists(path));
        Assert.Contains("The sigmoid and its derivative", run.Output, StringComparison.Ordinal);
        Assert.Contains("Picture written to", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_WidthOfAFile_SaysSo() =>
        CommandRun.Of("plot", "sigmoid", "--terminal", "--width", "900").Fails(
            2, "--width has no effect on a plot in the terminal", "write a file with --output");
}
