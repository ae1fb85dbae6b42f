using System.Text.Json;
using LogReg.Evaluation;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Cross-validation as a user meets it.</summary>
public sealed class TrainValidationTests : IDisposable
{
    private const string Lambdas = "1,0.1,0.03,0.01,0.003,0.001";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_LambdaCv_ReportsTheCurveAndTheChoice()
    {
        CommandRun run = Train("breast-cancer.csv", "--penalty", "ridge", "--lambda", "cv", "--lambdas", Lambdas).Succeeds();
        Assert.Contains("10 folds of 56 to 57 rows, assigned at random (seed 1)", run.Words, StringComparison.Ordinal);
        Assert.Contains(
            "λ = 0.003000: the penalty with the smallest cross-validated log loss; 30 coefficients nonzero",
            run.Words,
            StringComparison.Ordinal);
        Assert.Single(run.OutputLines, line => line.StartsWith("chosen", StringComparison.Ordinal));
        Assert.All(
            run.OutputLines.Skip(1).SkipLast(1), line => Assert.True(line.Length <= 80, line)); // The first and the last have a path.

        LogisticModel model = LogisticModel.Load(_folder.Path("model.json"));
        Assert.Equal(0.003, model.Training.Lambda);
        Assert.True(model.Validation!.Selected.Accuracy.Mean >= 0.97);
    }

    [Fact]
    public void Train_BreastCancerRidgeCv_IsAsAccurateAsItSays()
    {
        CommandRun run = Train("breast-cancer.csv", "--penalty", "ridge", "--lambda", "cv").Succeeds();
        CrossValidation validation = LogisticModel.Load(_folder.Path("model.json")).Validation!;
        Assert.Equal(558.0 / 569, validation.Selected.Accuracy.Mean, 1e-12);
        Assert.Equal(0.0020476, validation.Selected.Lambda, 1e-7);
        Assert.Contains("0.0728 ± 0.0136 98.1% ± 0.6% 0.9968 ± 0.0021", run.Words, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Train_Alphas_ChoosesAmongThem()
    {
        string[] options = ["--penalty", "elastic-net", "--lambda", "cv", "--lambdas", "0.1,0.03,0.01", "--folds", "5"];
        Train("birthwt.csv", [.. options, "--alphas", "0.2,0.8,1"]).Succeeds();
        LogisticModel model = LogisticModel.Load(_folder.Path("model.json"));
        CrossValidation validation = model.Validation!;
        Assert.Equal([0.2, 0.8, 1], validation.Points.Select(point => point.Alpha).Distinct());
        Assert.Equal(9, validation.Points.Count);
        Assert.Equal(validation.Points.Min(point => point.LogLoss.Mean), validation.Selected.LogLoss.Mean);
        Assert.Equal((validation.Selected.Alpha, validation.Selected.Lambda), (model.Training.Alpha, model.Training.Lambda));

        // Each is what it is alone.
        Train("birthwt.csv", [.. options, "--alpha", "0.8"]).Succeeds();
        Assert.Equal(
            LogisticModel.Load(_folder.Path("model.json")).Validation!.Points, validation.Points.Where(point => point.Alpha == 0.8));
    }

    [Fact]
    public void Train_FoldsWithOneClass_AreScoredWhereEveryClassIsLeftToTrainOn()
    {
        Train("birthwt.csv", "--cv", "100").Succeeds();
        string data = _folder.Write("data.csv", "part,x,y\n1,1,a\n1,2,a\n1,3,b\n1,7,b\n2,2,b\n2,3,b\n2,4,b\n");
        CommandRun.Of("train", data, "-o", _folder.Path("other.json"), "--lambda", "0.1", "--cv", "2", "--folds-column", "part")
            .Fails(
                1,
                "fold 1 of 2 holds out all 2 rows of class 'a', so none is left to train on",
                "choose another --folds-column than 'part'");
    }

    [Fact]
    public void Train_SelectOneStandardError_TakesTheStrongerPenalty()
    {
        CommandRun run =
            Train("breast-cancer.csv", "--lambda", "cv", "--lambdas", Lambdas, "--select", "1se", "--folds", "5", "--seed", "7").Succeeds();
        Assert.Contains("within one standard error of the smallest", run.Words, StringComparison.Ordinal);
        CrossValidation validation = LogisticModel.Load(_folder.Path("model.json")).Validation!;
        Assert.Equal(validation.OneStandardErrorIndex, validation.SelectedIndex);
        Assert.True(validation.Selected.Lambda > validation.Best.Lambda);
        Assert.Equal((5, 7), (validation.Folds, validation.Seed));
    }

    [Fact]
    public void Train_Cv_ReportsMetricsWithErrorsAndKeepsInference()
    {
        CommandRun run = Train("birthwt.csv", "--cv", "5").Succeeds();
        Assert.Contains("cross-validated std. error", run.Words, StringComparison.Ordinal);
        Assert.Contains("recall (sensitivity) 16.95%", run.Words, StringComparison.Ordinal);
        Assert.NotNull(LogisticModel.Load(_folder.Path("model.json")).Inference);
    }

    [Fact]
    public void Train_FoldsColumn_IsNoFeature()
    {
        CommandRun run = Train("birthwt.csv", "--cv", "5", "--folds-column", "race").Succeeds();
        Assert.Contains("3 folds of 26 to 96 rows, one for each value of race", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("race", LogisticModel.Load(_folder.Path("model.json")).Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Train_Json_HasEveryPoint()
    {
        CommandRun run = Train("breast-cancer.csv", "--lambda", "cv", "--lambdas", Lambdas, "--metric", "accuracy", "--json").Succeeds();
        JsonElement root = JsonDocument.Parse(run.Output).RootElement;
        JsonElement validation = root.GetProperty("validation");
        Assert.Equal("accuracy", validation.GetProperty("metric").GetString());
        Assert.Equal(6, validation.GetProperty("points").GetArrayLength());
        Assert.Equal(569, validation.GetProperty("outOfSample").GetProperty("rows").GetInt32());
        JsonElement taken = validation.GetProperty("points")[validation.GetProperty("selected").GetInt32()];
        Assert.Equal(taken.GetProperty("lambda").GetDouble(), root.GetProperty("objective").GetProperty("lambda").GetDouble());
    }

    [Fact]
    public void Inspect_ValidatedModel_ShowsTheValidationAgain()
    {
        CommandRun train = Train("breast-cancer.csv", "--lambda", "cv", "--lambdas", Lambdas).Succeeds();
        CommandRun inspect = CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds();
        Assert.All(
            train.OutputLines.Where(line => line.Contains('±', StringComparison.Ordinal)),
            line => Assert.Contains(line, inspect.OutputLines));
        JsonElement json = JsonDocument.Parse(CommandRun.Of("inspect", _folder.Path("model.json"), "--json").Succeeds().Output).RootElement;
        Assert.Equal(10, json.GetProperty("validation").GetProperty("folds").GetInt32());
    }

    [Theory]
    [InlineData("--cv 1", "--cv must be a whole number of 2 or more, not '1'", "")]
    [InlineData("--lambda cv --folds 1", "--folds must be a whole number of 2 or more, not '1'", "")]
    [InlineData("--lambda cv --cv 5", "--cv 5 cannot be used with --lambda cv", "use --folds 5: --lambda cv already cross-validates")]
    [InlineData("--lambda path --cv 5", "--cv 5 cannot be used with --lambda path", "use --lambda cv to cross-validate a path")]
    [InlineData("--cv 5 --folds 5", "--cv cannot be used with --folds", "leave --folds out")]
    [InlineData("--folds 5", "--folds needs --lambda cv or --cv", "add --lambda cv")]
    [InlineData("--folds-column race", "--folds-column needs --lambda cv or --cv", "add --lambda cv")]
    [InlineData("--select 1se", "--select needs --lambda cv", "")]
    [InlineData("--cv 5 --metric auc", "--metric needs --lambda cv", "")]
    [InlineData("--lambda cv --metric f1", "--metric must be logloss, auc or accuracy, not 'f1'", "")]
    [InlineData("--lambda cv --alphas 0,1", "--alphas needs --penalty elastic-net", "ridge is alpha 0")]
    [InlineData("--penalty elastic-net --lambda cv --alphas 0,2", "--alphas must be numbers from 0 to 1, separated by commas, not '2'", "")]
    [InlineData("--penalty elastic-net --lambda cv --alphas 0 --alpha 1", "--alpha cannot be used with --alphas", "")]
    [InlineData("--target low --cv 5 --folds-column low", "--target and --folds-column both name the column 'low'", "")]
    [InlineData("--seed 3", "--seed 3 has no effect", "")]
    public void Train_ContradictoryOptions_EndWith2(string options, string errorPart, string hintPart) =>
        Train("birthwt.csv", options.Split(' ')).Fails(2, errorPart, hintPart);

    [Fact]
    public void Train_MoreFoldsThanRows_EndsWith1() =>
        Train("birthwt.csv", "--cv", "190").Fails(1, "189 rows cannot be divided into 190 folds", "lower --cv to 189 or less");

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options]);
}
