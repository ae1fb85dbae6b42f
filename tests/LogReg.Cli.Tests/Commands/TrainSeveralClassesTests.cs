using System.Globalization;
using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Several classes, some of which features separate, as a user meets them; and intervals that no double holds.</summary>
public sealed class TrainSeveralClassesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ClassFarOff_PrintsWhatExistsAndEndsWith3()
    {
        CommandRun run = Train(Three());
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("C, against B", run.Output, StringComparison.Ordinal);
        Assert.Contains("x (separates)", run.Output, StringComparison.Ordinal);
        Assert.Contains("A from all other classes", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("as sampled", run.Output, StringComparison.Ordinal);
        Assert.Contains("completely separated from all other classes: A", run.Error, StringComparison.Ordinal);
        CommandRun inspect = CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds();
        Assert.Contains("the reference class is B", inspect.Words, StringComparison.Ordinal);
        Assert.Equal(3, Train(Three(), "--no-inference").ExitCode);
    }

    [Fact]
    public void Train_Base_IsWhatOthersAreComparedWith()
    {
        CommandRun run = Train(Three(), "--base", "C");
        Assert.Contains("B, against C", run.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Train(Three(), "--base", "C", "--json").Output);
        Assert.Equal("C", document.RootElement.GetProperty("target").GetProperty("base").GetString());
        Assert.Equal("A", document.RootElement.GetProperty("inference").GetProperty("separatedClasses")[0].GetString());
        Assert.Equal(-1, document.RootElement.GetProperty("inference").GetProperty("unbounded").GetProperty("A: x").GetInt32());
    }

    [Theory]
    [InlineData("--lambda", "0.1", "under a penalty every class has its own coefficients")]
    [InlineData("--nonnegative", "x", "the bounds apply to comparisons with the first class")]
    [InlineData("--positive", "A", "--positive is for two classes")]
    public void Train_BaseWithWhatHasNone_IsAUsageError(string option, string value, string hint)
    {
        CommandRun run = Train(Three(), "--base", "B", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_CompleteSeparationOfSeveralClasses_NamesTheLikelihoodAndDependentColumns()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(row => $"{row},{2 * row},{(row < 10 ? "A" : row < 20 ? "B" : "C")}\n"));
        CommandRun run = Train(_folder.Write("complete.csv", "x,z,y\n" + rows));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Log-likelihood ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("as sampled", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "the coefficient of z was set to 0, because its column is a linear combination of other columns: x",
            run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_IntervalBeyondDoubles_IsFromZeroToInfinity()
    {
        string rows =
            string.Concat(
                Enumerable.Range(0, 40).Select(
                    row => string.Create(CultureInfo.InvariantCulture, $"{Math.Sin(row) * 1e-6:R},{row % 2}\n")));
        CommandRun run = Train(_folder.Write("small.csv", "x,y\n" + rows)).Succeeds();
        Assert.Contains("<1e-308–>1e+308", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(
            @"e[+-]\d{4}", run.Output.Split('\n').Single(line => line.StartsWith("x ", StringComparison.Ordinal)).Split(' ')[^1]);
    }

    private string Three() => _folder.Write(
        "three.csv",
        "x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row < 20 ? -7 + Math.Sin(row) : 3 + Math.Sin(7 * row) + (row < 40 ? 0 : 0.5)):F3},{(row < 20 ? "A" : row < 40 ? "B" : "C")}\n"))));

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", data, "-o", _folder.Path("model.json"), .. options]);
}
