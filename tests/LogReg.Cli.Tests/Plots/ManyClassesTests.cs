using System.Globalization;
using System.Text;

namespace LogReg.Cli.Tests.Plots;

public sealed class ManyClassesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("roc")]
    [InlineData("precision-recall")]
    public void Plot_TwelveClasses_ShowsTheEightThatAreHardestToTell(string kind)
    {
        (string data, string model) = Train();
        string picture = _folder.Path("many.svg");
        CommandRun.Of("plot", kind, model, data, "-o", picture).Succeeds();
        string text = File.ReadAllText(picture);
        Assert.Contains("the 8 of 12 classes that are hardest to tell", text, StringComparison.Ordinal);

        // Class k lies at k with a spread that grows with k: the first are told best, except for the last, which has one neighbour only.
        Assert.DoesNotContain("c00: ", text, StringComparison.Ordinal);
        Assert.Contains("c08: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PlotConfusion_TwelveClassesInANarrowTerminal_SaysThatTheyDoNotFit()
    {
        (string data, string model) = Train();
        var narrow = new Surroundings { IsTerminal = true, IsErrorTerminal = false, Width = 40 };
        CommandRun run = CommandRun.Of(narrow, "plot", "confusion", model, data, "--terminal");
        run.Fails(1, "the numbers of 12 classes do not fit into 40 columns", "--output FILE.svg");
    }

    [Fact]
    public void PlotCoefficients_NoFiniteEstimate_SaysWhatToDo()
    {
        string model = _folder.Path("separated.json");
        CommandRun.Of("train", TestFolder.Data("breast-cancer.csv"), "--quiet", "-o", model);
        CommandRun.Of("plot", "coefficients", model, "-o", _folder.Path("x.svg")).Fails(
            1, "no coefficient has a finite estimate", "--penalty ridge");
    }

    [Fact]
    public void Report_AnotherEnding_IsRefusedBeforeAnythingIsWritten()
    {
        (string data, string model) = Train();
        CommandRun.Of("report", model, data, "-o", _folder.Path("x.pdf")).Fails(2, "--output must end in .html", "HTML page");
        CommandRun.Of("train", data, "-o", _folder.Path("n.json"), "--report", _folder.Path("x.txt")).Fails(
            2, "--report must end in .html", "HTML page");
        Assert.False(File.Exists(_folder.Path("n.json")));
    }

    private (string Data, string Model) Train()
    {
        var random = new Random(4);
        var text = new StringBuilder("x,y\n");
        for (int row = 0; row < 2400; row++)
        {
            int code = row % 12;
            double x = (4 * code) + ((1 + code) * (random.NextDouble() - 0.5) * 3);
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{x:F4},c{code:D2}\n"));
        }

        string data = _folder.Path("many.csv");
        File.WriteAllText(data, text.ToString());
        string model = _folder.Path("many.json");
        CommandRun.Of("train", data, "--penalty", "ridge", "--lambda", "1e-6", "--quiet", "-o", model).Succeeds();
        return (data, model);
    }
}
