using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void InspectTitanic_ReportIsApproved() => Approval.Verify(Inspect("titanic.csv").Output);

    [Fact]
    public void InspectIris_ReportIsApproved() => Approval.Verify(Inspect("iris.csv", "--lambda", "0.01").Output);

    [Fact]
    public void Inspect_Json_ListsLargestEffectsFirst()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using var json = JsonDocument.Parse(CommandRun.Of("inspect", model, "--json").Succeeds().Output);
        Assert.Equal(
            ["(intercept)", "sex=male", "passengerClass=3rd", "passengerClass=2nd", "age"],
            json.RootElement.GetProperty("coefficients").GetProperty("yes").EnumerateArray().Select(
                line => line.GetProperty("name").GetString()));
        JsonElement training = json.RootElement.GetProperty("training");
        Assert.Equal(1046, training.GetProperty("rows").GetInt32());
        Assert.Equal(
            """{"handling":"drop","reason":"standardErrors","rows":1309,"incompleteRows":263,"imputedCells":0}""",
            JsonSerializer.Serialize(training.GetProperty("missing")));
    }

    [Fact]
    public void Inspect_AModelThatIsNotToBeTrusted_SaysSo()
    {
        string model = _folder.Path("model.json");
        Assert.Equal(3, CommandRun.Of("train", TestFolder.Data("breast-cancer.csv"), "-o", model, "--quiet").ExitCode);
        string report = CommandRun.Of("inspect", model).Succeeds().Words;
        Assert.Contains("NOT to be relied on: complete separation", report, StringComparison.Ordinal);
        Assert.Contains(" Warnings the features separate the classes", report, StringComparison.Ordinal);
    }

    private CommandRun Inspect(string data, params string[] options)
    {
        _folder.Train(TestFolder.Data(data), options);
        CommandRun run = CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds();
        return run with { Output = _folder.Relative(run.Output) };
    }
}
