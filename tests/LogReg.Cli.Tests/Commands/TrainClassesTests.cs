using System.Globalization;
using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Class weights, a declared prior, threshold rules and a start from another model, as a person and a program see them.</summary>
public sealed class TrainClassesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_BalancedClasses_TellsOfWeightsCorrectionAndCalibration()
    {
        string words = Train("birthwt.csv", "--class-weight", "balanced", "--standard-errors", "robust").Succeeds().Words;
        Assert.Contains("By class weights 0 0.726923, 1 1.60169 in the fit", words, StringComparison.Ordinal);
        Assert.Contains(
            "Intercept corrected by -0.789997, so that probabilities refer to the rows as they are", words, StringComparison.Ordinal);
        Assert.Contains("mean log loss weighted by class; no penalty", words, StringComparison.Ordinal);
        Assert.Contains("proportion in the training rows 31.22%.", words, StringComparison.Ordinal);
        Assert.Contains("no likelihood-ratio test, AIC or BIC", words, StringComparison.Ordinal);
        Assert.Contains("Wald test robust, all slopes", words, StringComparison.Ordinal);

        string inspected = CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds().Words;
        Assert.Contains("By class weights 0 0.726923, 1 1.60169 in the fit", inspected, StringComparison.Ordinal);
        Assert.Contains("Intercept corrected by -0.789997", inspected, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ClassWeightsWithoutRobustErrors_NamesThem()
    {
        CommandRun run = Train("birthwt.csv", "--class-weight", "1=5").Succeeds();
        Assert.Contains("No standard errors and p-values: with class weights", run.Words, StringComparison.Ordinal);
        Assert.Contains("--standard-errors robust", run.Words, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Train_NoPriorCorrection_TellsWhatProbabilitiesAre()
    {
        string words = Train("birthwt.csv", "--class-weight", "1=5", "--class-weight", "0=1", "--no-prior-correction").Succeeds().Words;
        Assert.Contains(
            "By class weights 0 1.00000, 1 5.00000 in the fit; probabilities refer to the weighted classes, not to the rows",
            words,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Intercept corrected", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Prior_TellsThatQualityIsOfReweightedRows()
    {
        string words = Train("birthwt.csv", "--prior", "0.02").Succeeds().Words;
        Assert.Contains("Log-likelihood as sampled", words, StringComparison.Ordinal);
        Assert.Contains("Prior 0.02 of 1: quality is measured on rows reweighted to this proportion", words, StringComparison.Ordinal);
        Assert.Contains("proportion in the reweighted training rows 2.00%.", words, StringComparison.Ordinal);
        Assert.Contains("LR test χ²", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_HasWhatTheModelHas()
    {
        using var json =
            JsonDocument.Parse(
                Train("birthwt.csv", "--class-weight", "1=5", "--prior", "0.02", "--standard-errors", "hc0", "--json").Succeeds().Output);
        JsonElement root = json.RootElement;
        Assert.Equal(5, root.GetProperty("classWeights").GetProperty("1").GetDouble());
        Assert.Equal(1, root.GetProperty("classWeights").GetProperty("0").GetDouble());
        Assert.Equal(0.02, root.GetProperty("prior").GetDouble());
        double correction = root.GetProperty("interceptCorrection").GetProperty("1").GetDouble();
        Assert.Equal(JsonValueKind.Null, root.GetProperty("inference").GetProperty("aic").ValueKind);

        using var inspected = JsonDocument.Parse(CommandRun.Of("inspect", _folder.Path("model.json"), "--json").Succeeds().Output);
        JsonElement training = inspected.RootElement.GetProperty("training");
        Assert.Equal(correction, training.GetProperty("interceptCorrection").GetProperty("1").GetDouble());
        Assert.Equal(0.02, training.GetProperty("prior").GetDouble());
        Assert.Equal(5, training.GetProperty("classWeights").GetProperty("1").GetDouble());
    }

    [Fact]
    public void Train_ClassNamesWithEqualsSignsAndCommas_AreTakenWhole()
    {
        string data = _folder.Write("data.csv", "x,y\n1,a=b\n2,\"c,d\"\n3,a=b\n4,\"c,d\"\n2,a=b\n3,\"c,d\"\n1,a=b\n4,a=b\n");
        string model = _folder.Train(data, "--class-weight", "a=b=2,\"c,d=3\"");
        IReadOnlyDictionary<string, double> weights = LogisticModel.Load(model).Training.ClassWeights;
        Assert.Equal(2, weights["a=b"]);
        Assert.Equal(3, weights["c,d"]);
    }

    [Theory]
    [InlineData("titanic.csv", "--class-weight ja=2", "a class weight names the class 'ja'", "'yes'")]
    [InlineData("iris.csv", "--prior 0.1", "a prior needs two classes, but the target has 3", "leave --prior out")]
    [InlineData("iris.csv", "--threshold f1", "a threshold needs two classes, but the target has 3", "leave --threshold out")]
    public void Train_OptionsThatDoNotFitTheData_EndWith1(string data, string options, string errorPart, string hintPart) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options.Split(' ')]).Fails(
            1, errorPart, hintPart);

    [Fact]
    public void Train_FromItsOwnModel_SaysWhereItStarted()
    {
        string first = _folder.Path("first.json");
        CommandRun.Of("train", TestFolder.Data("birthwt.csv"), "-o", first, "--exclude", "ftv", "--quiet").Succeeds();
        CommandRun run = Train("birthwt.csv", "--init", first).Succeeds();
        Assert.Contains("first.json; 8 of 9 coefficients matched by name, the others start at 0", run.Words, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(Train("birthwt.csv", "--init", first, "--json").Succeeds().Output);
        Assert.Equal(8, json.RootElement.GetProperty("start").GetProperty("matched").GetInt32());
        Assert.Equal(9, json.RootElement.GetProperty("start").GetProperty("coefficients").GetInt32());
    }

    [Fact]
    public void Train_InitThatDoesNotFit_EndsWith1()
    {
        string iris = _folder.Path("iris.json");
        Assert.Equal(3, CommandRun.Of("train", TestFolder.Data("iris.csv"), "-o", iris, "--quiet").ExitCode);
        Train("birthwt.csv", "--init", iris).Fails(
            1, "predicts other classes: 'setosa', 'versicolor', 'virginica', but the target has '0', '1'", "leave --init out");

        string spector = _folder.Path("spector.json");
        CommandRun.Of("train", TestFolder.Data("spector.csv"), "-o", spector, "--quiet").Succeeds();
        Train("birthwt.csv", "--init", spector).Fails(1, "has features that the data do not have: ", "leave --init out");

        Train("birthwt.csv", "--init", TestFolder.Data("birthwt.csv")).Fails(1, "birthwt.csv", "");
        Train("birthwt.csv", "--init", _folder.Path("nothing.json")).Fails(1, "nothing.json", "");
        Assert.DoesNotContain("model.json", _folder.Files);
    }

    [Theory]
    [InlineData("youden")]
    [InlineData("f1")]
    [InlineData("cost:1,5")]
    [InlineData("recall:0.9")]
    [InlineData("0.3")]
    public void Predict_ThresholdOfTheModel_DecidesTheClass(string rule)
    {
        string file = _folder.Train(TestFolder.Data("birthwt.csv"), "--threshold", rule);
        double threshold = LogisticModel.Load(file).Threshold;
        Assert.NotEqual(0.5, threshold);
        Assert.Equal(rule == "0.3", threshold == 0.3);
        string[][] rows =
        [
            .. CommandRun.Of("predict", file, TestFolder.Data("birthwt.csv"), "--quiet").Succeeds().OutputLines.Skip(1).Select(
                line => line.Split(',')),
        ];
        Assert.All(rows, row => Assert.Equal(double.Parse(row[1], CultureInfo.InvariantCulture) >= threshold ? "1" : "0", row[0]));
        Assert.Equal(2, rows.Select(row => row[0]).Distinct().Count());
    }

    [Theory]
    [InlineData(0.31216931216931216)]
    [InlineData(0.02, "--prior", "0.02")]
    public void Predict_WeighedClassesOrPrior_MeansAreTheDeclaredShare(double share, params string[] options)
    {
        // With the intercept alone the correction is exact.
        string data =
            _folder.Write(
                "data.csv", "x,low\n" + string.Concat(Enumerable.Range(0, 189).Select(row => $"{row % 7},{(row < 59 ? 1 : 0)}\n")));
        string file = _folder.Train(data, ["--penalty", "lasso", "--lambda", "10", "--class-weight", "balanced", .. options]);
        string[] lines = [.. CommandRun.Of("predict", file, data, "--quiet").Succeeds().OutputLines.Skip(1)];
        Assert.All(lines, line => Assert.Equal(share, double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture), 1e-9));

        file = _folder.Train(data, "--penalty", "lasso", "--lambda", "10", "--class-weight", "balanced", "--no-prior-correction");
        lines = [.. CommandRun.Of("predict", file, data, "--quiet").Succeeds().OutputLines.Skip(1)];
        Assert.All(lines, line => Assert.Equal(0.5, double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture), 1e-9));
    }

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options]);
}
