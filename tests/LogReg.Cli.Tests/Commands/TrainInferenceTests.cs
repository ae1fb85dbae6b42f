using System.Text.Json;
using LogReg.Inference;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Standard errors, tests and separation as a user meets them.</summary>
public sealed class TrainInferenceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainEndometrial_QuasiSeparation_ReportIsApproved() =>
        Approval.Verify(Report("endometrial.csv", "--drop1", "--intervals", "profile"));

    [Fact]
    public void TrainEndometrialByFirth_ReportIsApproved() => Approval.Verify(Report("endometrial.csv", "--firth", "--flic", "--drop1"));

    [Fact]
    public void TrainBirthwtClustered_ReportIsApproved() =>
        Approval.Verify(Report("birthwt.csv", "--standard-errors", "cluster:lwt", "--confidence", "0.9", "--categorical", "race"));

    [Fact]
    public void TrainBirthwt_Json_IsApproved() =>
        Approval.Verify(Report("birthwt.csv", "--json", "--drop1", "--standard-errors", "robust"));

    [Fact]
    public void Inspect_QuasiSeparation_PrintsTheVerdict()
    {
        Train("endometrial.csv").Succeeds();
        CommandRun run = CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds();
        Assert.Contains("NV (separates)", run.Output, StringComparison.Ordinal);
        Assert.Contains("quasi-complete", run.Output, StringComparison.Ordinal);
        Assert.Contains("AIC 63.39", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ModelFile_KeepsTheInference()
    {
        Train("birthwt.csv", "--standard-errors", "hc0", "--drop1", "--categorical", "race").Succeeds();
        ModelInference inference = LogisticModel.Load(_folder.Path("model.json")).Inference!;
        Assert.Equal(StandardErrorKind.Hc0, inference.StandardErrors);
        Assert.Equal(SeparationKind.None, inference.Separation.Kind);
        Assert.Equal(8, inference.FeatureTests.Count);
        Assert.NotNull(inference.ModelCovariance);
        Assert.NotEqual(inference.Covariance![1, 1], inference.ModelCovariance[1, 1]);
        Assert.Equal(Math.Sqrt(inference.Covariance[1, 1]), inference.StandardErrorValues["1"][1], 1e-15);
    }

    [Fact]
    public void Train_CompleteSeparation_SavesTheVerdict()
    {
        Assert.Equal(3, Train("breast-cancer.csv").ExitCode);
        ModelInference inference = LogisticModel.Load(_folder.Path("model.json")).Inference!;
        Assert.Equal(SeparationKind.Complete, inference.Separation.Kind);
        Assert.Equal(569, inference.Separation.SeparatedRows);
        Assert.Contains(
            "NOT to be relied on", CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NoInference_SaysNothingOfIt()
    {
        CommandRun run = Train("birthwt.csv", "--no-inference").Succeeds();
        Assert.DoesNotContain("std. error", run.Output, StringComparison.Ordinal);
        Assert.Null(LogisticModel.Load(_folder.Path("model.json")).Inference);
    }

    [Fact]
    public void Train_Penalty_SaysWhyThereIsNoPValue() => Assert.Contains(
        "No standard errors and p-values: with a penalty",
        Train("birthwt.csv", "--lambda", "0.1").Succeeds().Output,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("--standard-errors must be model, robust, hc0, hc1 or cluster:COLUMN, not 'cluster:'", "--standard-errors", "cluster:")]
    [InlineData("--confidence must be a number between 0 and 1 (exclusive), not '95'", "--confidence", "95")]
    [InlineData("--no-inference cannot be used with --drop1", "--no-inference", "--drop1")]
    [InlineData("--standard-errors cannot be used with --lambda", "--lambda", "0.1", "--standard-errors", "robust")]
    [InlineData("--flic needs --firth", "--flic")]
    [InlineData("--firth cannot be used with --lambda", "--firth", "--lambda", "1")]
    [InlineData("--firth cannot be used with --solver", "--firth", "--solver", "gd")]
    [InlineData("--intervals profile cannot be used with --standard-errors", "--intervals", "profile", "--standard-errors", "hc0")]
    [InlineData("--weight-type importance needs --weight", "--weight-type", "importance")]
    public void Train_OptionsThatContradict_EndWith2(string message, params string[] options)
    {
        CommandRun run = Train("birthwt.csv", options);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iris.csv", "--firth", "Firth's method needs two classes, but the target has 3")]
    [InlineData("iris.csv", "--threshold 0.3", "a threshold needs two classes, but the target has 3")]
    [InlineData("birthwt.csv", "--standard-errors cluster:rase", "there is no column 'rase' (cluster)")]
    public void Train_OptionsThatDoNotFitTheData_EndWith1(string data, string options, string error)
    {
        CommandRun run = Train(data, options.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_VeryLongNames_KeepTheNumbersInSight()
    {
        string name = new('n', 300);
        string rows =
            string.Concat(
                Enumerable.Range(0, 40).Select(row => FormattableString.Invariant($"{Math.Sin(row):F4},{row % 3},{(row * row) % 2}\n")));
        string data = _folder.Write("long.csv", $"{name},b,y\n{rows}");
        string table = CommandRun.Of("train", data, "-o", _folder.Path("model.json")).Succeeds().Output;
        string line = Assert.Single(table.Split('\n'), line => line.StartsWith("nnn", StringComparison.Ordinal));
        Assert.InRange(line.Length, 80, 120);
    }

    [Fact]
    public void Train_ClusterThatIsMissing_NamesTheLine()
    {
        string data = _folder.Write("clusters.csv", "x,c,y\n1,a,0\n2,b,1\n3,,0\n4,d,1\n");
        CommandRun run = CommandRun.Of("train", data, "--standard-errors", "cluster:c", "-o", _folder.Path("model.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 4, column 'c': the cluster is missing", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("model.json")));
    }

    [Fact]
    public void Train_FewerClustersThanCoefficients_PrintsEachErrorAndNoJointTest()
    {
        CommandRun run = TrainOnAgeClusters().Succeeds();
        Assert.Contains(
            "lwt          -0.01310    0.006612  -1.98  0.0476      0.9870  0.9743–0.9999", run.Output, StringComparison.Ordinal);
        Assert.Contains("Wald test     none: 7 clusters are too few to test all slopes jointly", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "warning: 7 clusters for 8 coefficients: with so few, cluster-robust standard errors tend to be too small; no joint test is "
                + "possible",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "none: 7 clusters are too few to test all slopes jointly",
            CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds().Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FewerClustersThanCoefficients_JsonHasEachErrorAndNoJointTest()
    {
        using var document = JsonDocument.Parse(TrainOnAgeClusters("--json").Succeeds().Output);
        JsonElement inference = document.RootElement.GetProperty("inference");
        Assert.False(inference.TryGetProperty("robustWald", out _));
        Assert.Equal("cluster", inference.GetProperty("standardErrorsFrom").GetString());
        Assert.Equal(7, inference.GetProperty("clusterCount").GetInt32());

        // R 4.2.2 and sandwich 3.0.2; the script is few-clusters.R of the core's tests.
        double[] expected =
        [
            1.03402128334387,
            0.00661160200841,
            0.27443072108442,
            0.32943283948332,
            0.28400068113992,
            0.77705164898461,
            0.69297823984572,
            0.18457797682003,
        ];
        double[] actual = [.. document.RootElement.GetProperty("coefficients").GetProperty("1").EnumerateArray()
            .Select(one => one.GetProperty("inference").GetProperty("standardError").GetDouble())];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * pair.First));
    }

    [Fact]
    public void Train_OneCluster_IsRefused()
    {
        string data = _folder.Write("one.csv", "x,c,y\n1,a,0\n2,a,1\n3,a,0\n4,a,1\n");
        CommandRun run = CommandRun.Of("train", data, "--standard-errors", "cluster:c", "-o", _folder.Path("model.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "column 'c': cluster-robust standard errors need at least 2 clusters, but all rows used belong to one",
            run.Error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("model.json")));
    }

    [Fact]
    public void Train_MoreCoefficientsThanRows_SaysSo()
    {
        string data =
            _folder.Write("wide.csv", "a,b,c,d,e,f,y\n1,2,5,3,8,1,0\n2,1,7,3,4,9,1\n3,5,2,2,1,7,0\n9,4,1,7,3,2,1\n4,4,4,8,2,6,0\n");
        CommandRun run = CommandRun.Of("train", data, "-o", _folder.Path("model.json"));
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("only 5 rows: without a penalty the estimates are not finite or not unique", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AllWeightOnOneRow_IsRefused()
    {
        string data = _folder.Write("weights.csv", "x,w,y\n1,0,0\n2,5,1\n3,0,0\n4,0,1\n");
        CommandRun run = CommandRun.Of("train", data, "--weight", "w", "-o", _folder.Path("model.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the target has only one class, '1'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FrequenciesThatAreNotWhole_IsAWarning()
    {
        string rows =
            string.Concat(
                Enumerable.Range(0, 40).Select(row => FormattableString.Invariant($"{Math.Sin(row):F4},{0.5 + (row % 3)},{row % 2}\n")));
        string data = _folder.Write("survey.csv", "x,w,y\n" + rows);
        CommandRun run = CommandRun.Of("train", data, "--weight", "w", "-o", _folder.Path("model.json")).Succeeds();
        Assert.Contains("the weights are treated as frequencies, but are not whole numbers", run.Error, StringComparison.Ordinal);
        CommandRun model =
            CommandRun.Of("train", data, "--weight", "w", "--weight-type", "importance", "-o", _folder.Path("model.json")).Succeeds();
        Assert.Contains("depend on the scale of the weights", model.Error, StringComparison.Ordinal);
        CommandRun importance = CommandRun.Of(
            "train", data, "--weight", "w", "--weight-type", "importance", "--standard-errors", "robust", "-o", _folder.Path("model.json"))
                .Succeeds();
        Assert.Empty(importance.Error);
        Assert.Contains("importance weights, 40 observations", importance.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainJson_QuasiSeparation_NamesWhatIsUnbounded()
    {
        using var document = JsonDocument.Parse(Train("endometrial.csv", "--json").Succeeds().Output);
        JsonElement inference = document.RootElement.GetProperty("inference");
        Assert.Equal("quasiComplete", inference.GetProperty("separation").GetString());
        Assert.Equal(1, inference.GetProperty("unbounded").GetProperty("NV").GetInt32());
    }

    private string Report(string data, params string[] options) =>
        _folder.Relative(CommandRun.Of(["train", _folder.Copy(data), "-o", _folder.Path("model.json"), .. options]).Succeeds().Output);

    // Seven clusters, the remainders of the mothers' ages.
    private CommandRun TrainOnAgeClusters(params string[] options)
    {
        string[] lines = File.ReadAllLines(TestFolder.Data("birthwt.csv"));
        IEnumerable<string> rows = lines.Skip(1).Select(line => $"{int.Parse(line[..line.IndexOf(',')]) % 7},{line}");
        string data = _folder.Write("clusters.csv", $"c,{lines[0]}\n{string.Join('\n', rows)}\n");
        return CommandRun.Of(
            ["train", data, "-o", _folder.Path(
                "model.json"), "--target", "low", "--exclude", "age", "--standard-errors", "cluster:c", .. options]);
    }

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options]);
}
