namespace LogReg.Cli.Tests.Commands;

/// <summary>A hint that is followed must not lead to the next error, and a report must say which of several like things it shows.</summary>
public sealed class TrainHintsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predict_IntervalOfAPenalisedModelWithClassWeights_SaysThatThePenaltyIsInTheWay()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"), "--class-weight", "balanced", "--lambda", "0.1");
        CommandRun.Of("predict", model, TestFolder.Data("birthwt.csv"), "--interval", "0.95")
            .Fails(
                1,
                "with a penalty, so its coefficients have no standard errors",
                "train without --penalty and --lambda and, for the class weights, with --standard-errors robust");
    }

    // Without --lambda alone, --penalty lasso would be the next error.
    [Fact]
    public void Predict_IntervalOfALassoPath_NamesThePenaltyToo()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"), "--penalty", "lasso", "--lambda", "path");
        CommandRun.Of("predict", model, TestFolder.Data("birthwt.csv"), "--interval", "0.95")
            .Fails(1, "with a penalty", "hint: train without --penalty and --lambda or, if the classes are separated, with --firth");
    }

    [Fact]
    public void Train_LassoByCrossValidationNotConverged_NamesNoSolverThatIsRefused()
    {
        CommandRun lasso = Train("titanic.csv", "--max-iterations", "1", "--lambda", "cv", "--penalty", "lasso", "--folds", "3");
        Assert.Contains("raise --max-iterations", lasso.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--solver newton", lasso.Error, StringComparison.Ordinal);
        CommandRun ridge = Train("titanic.csv", "--max-iterations", "1", "--lambda", "cv", "--folds", "3");
        Assert.DoesNotContain("--solver newton", ridge.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--solver", "gd", "--learning-rate", "1e9")]
    [InlineData("--solver", "sgd", "--learning-rate", "1e9")]
    public void Train_WorseThanTheInterceptWithoutWeights_NamesTheLearningRate(params string[] options)
    {
        CommandRun run = Train("birthwt.csv", options);
        Assert.Contains("worse than the null model: the learning rate of 1000000000", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("weight", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TinyLearningRateOfAStream_NamesIt()
    {
        CommandRun run = Train("titanic.csv", "--solver", "sgd", "--learning-rate", "1e-9", "--stream");
        Assert.Contains("the learning rate of 1e-09 may be the cause", run.Error, StringComparison.Ordinal);
        Assert.Contains("raise --epochs, choose another --learning-rate", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_OneClassForWeightsOfZero_CountsThem(bool isStream)
    {
        string data = _folder.Write("w.csv", "x,w,y\n1,0,0\n2,1,1\n3,0,0\n4,1,1\n");
        string[] options = isStream ? ["--solver", "sgd", "--stream"] : [];
        CommandRun.Of(["train", data, "--weight", "w", "-o", _folder.Path("model.json"), .. options])
            .Fails(1, "the target has only one class, '1'; 2 rows of weight 0 were left out", "--weight");
    }

    [Fact]
    public void Evaluate_ModelOfAPrior_SaysThatTheseRowsHaveAnotherShare()
    {
        const string Note = "the model assumes 2.00% 1, but these rows have 31.22%: its probabilities do not apply to them";
        string data = TestFolder.Data("birthwt.csv");
        Assert.Contains(
            Note, CommandRun.Of("evaluate", _folder.Train(data, "--prior", "0.02"), data).Succeeds().Words, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "is for a share",
            CommandRun.Of("evaluate", _folder.Train(data, "--prior", "0.31"), data).Succeeds().Words,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "is for a share", CommandRun.Of("evaluate", _folder.Train(data), data).Succeeds().Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ChosenThreshold_LabelsEachAccuracy()
    {
        string data = TestFolder.Data("birthwt.csv");
        string words = Train("birthwt.csv", "--threshold", "youden").Succeeds().Words;
        Assert.Contains("Accuracy at 0.3265 68.25%", words, StringComparison.Ordinal);
        Assert.Contains("Accuracy at 0.5", words, StringComparison.Ordinal);
        string model = _folder.Path("model.json");
        Assert.Contains("Threshold 0.3265 ", CommandRun.Of("evaluate", model, data).Succeeds().Words, StringComparison.Ordinal);
        string inspected = CommandRun.Of("inspect", model).Succeeds().Words;
        Assert.Contains("1 at a threshold of 0.3265", inspected, StringComparison.Ordinal);
        Assert.Contains("accuracy at 0.3265 68.25%", inspected, StringComparison.Ordinal);
        Assert.Equal(2, Train("birthwt.csv", "--threshold", "0.3", "--cv", "5").Succeeds().Words.Split("Accuracy at 0.3").Length - 1);
    }

    [Fact]
    public void Train_LambdaByCrossValidation_SaysHowManyAreShownAndWhichIsAtTheEdge()
    {
        string all = Train("birthwt.csv", "--penalty", "lasso", "--lambda", "cv").Succeeds().Words;
        Assert.Contains("61 λ, 11 of them shown:", all, StringComparison.Ordinal);
        string edge = Train("titanic.csv", "--lambda", "cv", "--select", "1se", "--lambdas", "1,0.3,0.01,0.005").Succeeds().Words;
        Assert.Contains("The λ with the smallest log loss (not the one chosen) is the smallest tried", edge, StringComparison.Ordinal);
        Assert.DoesNotContain("The best λ", edge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "x,y\n1e308,0\n-1e308,1\n1e308,1\n-1.5e308,0\n",
        "",
        "data.csv, column 'x': its values are too large to be standardised",
        "another unit")]
    [InlineData(
        "x,y\n1e-300,0\n2e-300,1\n1e-300,1\n4e-300,0\n",
        "",
        "data.csv, column 'x': its values are too close together to be standardised",
        "another unit")]
    [InlineData("x,y\n1,0\n1,1\n1,0\n1,1\n", "--cv 2", "data.csv: no feature is left", "--features")]
    [InlineData(
        "x,y\n1,0\n2,1\n3,0\n4,1\n",
        "--threshold f1",
        "4 rows cannot be divided into 5 folds",
        "--threshold f1 needs out-of-sample predictions, by default from 5 folds: choose another number with --cv, 4 or less")]
    public void Train_DataThatAllowNoModel_NameWhatIsWrong(string content, string options, string errorPart, string hintPart)
    {
        CommandRun run = CommandRun.Of(
            ["train", _folder.Write(
                "data.csv", content), "-o", _folder.Path("model.json"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        run.Fails(1, errorPart, hintPart);
        Assert.DoesNotContain("fold 1", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fold 2", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--penalty-factor sex=0 --lambda 0.1", "leave 'sex' out of --exclude or out of --penalty-factor")]
    [InlineData("--nonnegative sex", "leave 'sex' out of --exclude or out of --nonnegative")]
    public void Train_ExcludedColumnOfAPenalty_NamesBothOptions(string options, string hintPart) =>
        Train("titanic.csv", ["--exclude", "sex", .. options.Split(' ')]).Fails(2, "both name the column 'sex'", hintPart);

    [Fact]
    public void Evaluate_Weight_CountsRowsAsOftenAsItSays()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"), "--features", "lwt");
        string weighted = _folder.Write("weighted.csv", "lwt,low,w\n120,0,2\n100,1,1\n180,1,0\n95,0,1\n");
        string repeated = _folder.Write("repeated.csv", "lwt,low\n120,0\n120,0\n100,1\n95,0\n");
        string words = CommandRun.Of("evaluate", model, weighted, "--weight", "w").Succeeds().Words;
        Assert.Contains("4 read, 3 used; left out: 1 of weight 0", words, StringComparison.Ordinal);
        Assert.Contains("Weights column w", words, StringComparison.Ordinal);
        string other = CommandRun.Of("evaluate", model, repeated).Succeeds().Words;
        Assert.Equal(
            other[other.IndexOf("Log loss", StringComparison.Ordinal)..], words[words.IndexOf("Log loss", StringComparison.Ordinal)..]);
        CommandRun.Of("evaluate", model, weighted, "--weight", "v").Fails(1, "the file has no column 'v', the column of weights", "");
    }

    [Fact]
    public void Train_LastColumnHasAnotherRole_SaysWhichColumnIsTheTarget()
    {
        string data = _folder.Write("last.csv", "x,z,w\n1,0,1\n2,1,2\n3,0,1\n4,1,1\n2,0,1\n");
        string words = CommandRun.Of("train", data, "--weight", "w", "-o", _folder.Path("model.json")).Succeeds().Words;
        Assert.Contains("z, the last column without another role (use --target to choose another)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_InitOfAnotherTarget_SaysSo()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"), "--target", "smoke", "--features", "lwt,age");
        string words = Train("birthwt.csv", "--target", "low", "--features", "lwt,age", "--init", model).Succeeds().Words;
        Assert.Contains(", a model of another target, smoke; 3 of 3 coefficients matched by name", words, StringComparison.Ordinal);
    }

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options]);
}
