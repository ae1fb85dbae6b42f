using LogReg.Cli.Plots;
using LogReg.Cli.Plots.Kinds;
using LogReg.Cli.Plots.Terminal;

namespace LogReg.Cli.Tests.Plots;

public sealed class TerminalPlotTests : IDisposable
{
    private static readonly TerminalStyle Plain = new(80, HasColor: false, IsAscii: false);
    private static readonly TerminalStyle Ascii = new(80, HasColor: false, IsAscii: true);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PlotSigmoidInTheTerminal_IsApproved() => Approval.Verify(CommandRun.Of("plot", "sigmoid", "--terminal").Succeeds().Output);

    [Fact]
    public void PlotCoefficientsInADumbTerminal_IsApproved() => Approval.Verify(
        CommandRun.Of(new Surroundings { IsTerminal = true, AllowsUnicode = false }, "plot", "coefficients", _folder.Train(TestFolder.Data("titanic.csv")), "--terminal").Succeeds().Output);

    [Fact]
    public void PlotConfusionInTheTerminal_IsApproved() => Approval.Verify(
        CommandRun.Of("plot", "confusion", _folder.Train(TestFolder.Data("titanic.csv")), TestFolder.Data("titanic.csv"), "--terminal").Succeeds().Output);

    [Theory]
    [InlineData("titanic.csv", "age", 80)]
    [InlineData("birthwt.csv", "lwt", 120)]
    [InlineData("breast-cancer.csv", "worst area", 40)]
    [InlineData("iris.csv", "petal_width", 100)]
    public void Terminal_EveryKind_StaysWithinItsWidth(string data, string feature, int width)
    {
        string copy = _folder.Copy(data);
        foreach (PlotKind kind in PlotKind.All.Where(kind => data != "iris.csv" || kind is not ThresholdPlot))
        {
            string model = _folder.Train(copy, kind switch { PathPlot => ["--penalty", "lasso", "--lambda", "path"], CrossValidationPlot => ["--penalty", "lasso", "--lambda", "cv"], _ => ["--lambda", "0.01"] });
            string[] inputs =
            [
                .. kind.NeedsFeature ? [feature] : Array.Empty<string>(), .. kind.NeedsModel ? [model] : Array.Empty<string>(), .. kind.NeedsData ? [copy] : Array.Empty<string>(),
                .. kind is LossPlot ? ["--lambda", "0.01", "--compare", "lbfgs,newton"] : Array.Empty<string>(),
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

    [Fact]
    public void Terminal_Curve_IsAtItsValues()
    {
        // A falling line takes the diagonal.
        double[] values = [.. Enumerable.Range(0, 21).Select(value => (double)value)];
        string[] lines = [.. Draw(new LineSeries(values, [.. values.Reverse()]), Ascii).SkipWhile(line => !line.Contains('*', StringComparison.Ordinal))];
        int[] places = [.. lines.TakeWhile(line => !line.Contains("--", StringComparison.Ordinal)).Select(line => line.LastIndexOf('*'))];
        Assert.Equal(places.Order(), places);
        Assert.True(places[0] < 12 && places[^1] == 79, string.Join(' ', places));
    }

    [Fact]
    public void Terminal_WithColor_ColoursCurvesAndLegend()
    {
        string text = string.Join('\n', Draw(new LineSeries([0, 1], [0, 1]) { Name = "curve" }, Plain with { HasColor = true }));
        Assert.Contains("\u001b[94m─── \u001b[0mcurve", text, StringComparison.Ordinal);
        Assert.StartsWith("\u001b[1mfigure\u001b[0m", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Terminal_Color_OnlyWhereItIsAllowed(bool isTerminal, bool allowsColor, bool isColored) => Assert.Equal(
        isColored, CommandRun.Of(new Surroundings { IsTerminal = isTerminal, AllowsColor = allowsColor }, "plot", "sigmoid", "--terminal").Output.Contains('\u001b', StringComparison.Ordinal));

    [Theory]
    [InlineData("λ = 10⁻⁴, σ′ ≥ 0.5…", "lambda = 10^-4, sigma' >= 0.5...")]
    [InlineData("Größe −1", "Gr??e -1")]
    public void Text_InAscii_IsSpelledOut(string text, string expected) => Assert.Equal(expected, TerminalText.Of(text, Ascii));

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
        CommandRun.Of("plot", "sigmoid", "--terminal", "--width", "900").Fails(2, "--width has no effect on a plot in the terminal", "write a file with --output");

    private static IReadOnlyList<string> Draw(Series series, TerminalStyle style) => TerminalFigure.Lines(
        new Figure
        {
            Name = "figure",
            Title = "figure",
            Description = "",
            Charts = [new Chart { X = new Axis { Label = "x" }, Y = new Axis { Label = "y" }, Series = [series], Legend = LegendPlace.Above }],
        },
        style);
}
