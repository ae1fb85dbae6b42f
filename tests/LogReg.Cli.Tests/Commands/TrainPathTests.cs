using System.Globalization;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Penalties and regularisation paths as a user meets them.</summary>
public sealed class TrainPathTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_PathOutput_IsThePathOfTheModelFile()
    {
        string csv = _folder.Path("path.csv");
        LogisticModel model = Path("--path-output", csv);
        string[] lines = File.ReadAllLines(csv);
        Assert.Equal(
            "lambda,nonzeros,deviance_explained,loss,iterations,optimality_residual,(intercept),age,lwt,race,smoke,ptl,ht,ui,ftv",
            lines[0]);
        Assert.Equal(4, lines.Length);
        for (int index = 0; index < 3; index++)
        {
            double[] cells = [.. lines[index + 1].Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            PathPoint point = model.Path!.Points[index];
            double[] expected =
            [
                point.Lambda,
                point.NonZeroCount,
                point.DevianceExplained,
                point.Loss,
                point.Iterations,
                point.OptimalityResidual,
                .. model.AtLambda(point.Lambda).CoefficientsOf("1").Values,
            ];
            Assert.Equal(expected, cells);
            Assert.Equal(point.NonZeroCount, cells.Skip(7).Count(value => value != 0));
        }
    }

    [Fact]
    public void Train_PathOutputOfSeveralClasses_HasAColumnForEachEquation()
    {
        string csv = _folder.Path("path.csv");
        _folder.Train(TestFolder.Data("iris.csv"), "--penalty", "lasso", "--lambda", "path", "--lambdas", "0.2,0.1", "--path-output", csv);
        string[] header = File.ReadLines(csv).First().Split(',');
        Assert.Equal(6 + (3 * 5), header.Length);
        Assert.Equal(
            ["setosa: (intercept)", "versicolor: (intercept)", "virginica: (intercept)"],
            header.Where(name => name.EndsWith("(intercept)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0.02", 0.02)]
    [InlineData("0.03", 0.03)]
    public void PredictAndEvaluate_LambdaOfOrBetweenThePath_UseTheModelThere(string text, double lambda)
    {
        LogisticModel own = Path().AtLambda(lambda);
        string file = _folder.Path("model.json");
        string[] lines =
        [
            .. CommandRun.Of("predict", file, TestFolder.Data("birthwt.csv"), "--lambda", text, "--quiet").Succeeds().OutputLines.Skip(1),
        ];
        double[] probabilities =
        [
            .. own.Score(Data.CsvSource.FromFile(TestFolder.Data("birthwt.csv"))).SelectMany(chunk => chunk.Probabilities.ToArray()),
        ];
        Assert.Equal(probabilities, lines.Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));

        double loss = own.Evaluate(Data.CsvSource.FromFile(TestFolder.Data("birthwt.csv"))).Metrics.LogLoss;
        string words = CommandRun.Of("evaluate", file, TestFolder.Data("birthwt.csv"), "--lambda", text).Succeeds().Words;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Log loss {loss:F6}"), words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    public void Lambda_BetweenTwoOfThePath_SaysThatItWasNotFitted(string command)
    {
        LogisticModel model = Path();
        string file = _folder.Path("model.json");
        double above = model.Path!.Points[0].Lambda;
        double below = model.Path!.Points[1].Lambda;
        string between = ((above + below) / 2).ToString("R", CultureInfo.InvariantCulture);
        string note = CommandRun.Of(command, file, TestFolder.Data("birthwt.csv"), "--lambda", between).Succeeds().Error;
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"lambda {between} lies between {above:G6} and {below:G6} of the path: its coefficients are interpolated, not fitted\n"),
            note,
            StringComparison.Ordinal);
        string fitted =
            CommandRun.Of(command, file, TestFolder.Data("birthwt.csv"), "--lambda", above.ToString("G6", CultureInfo.InvariantCulture))
                .Succeeds().Error;
        Assert.DoesNotContain("interpolated", fitted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict", "0")]
    [InlineData("evaluate", "99")]
    public void Lambda_OutsideThePath_IsAnError(string command, string lambda)
    {
        Path();
        CommandRun run = CommandRun.Of(command, _folder.Path("model.json"), TestFolder.Data("birthwt.csv"), "--lambda", lambda);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"--lambda is {lambda}, but the model's path goes from ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_Lambda_ShowsThatModelAndNotTheFitOfAnother()
    {
        Path();
        string words = CommandRun.Of("inspect", _folder.Path("model.json"), "--lambda", "0.03").Succeeds().Words;
        Assert.Contains("Penalty lasso, λ = 0.03", words, StringComparison.Ordinal);
        Assert.Contains("along a path", words, StringComparison.Ordinal);
        Assert.Contains("DATA.csv --lambda 0.03'", words, StringComparison.Ordinal);
        Assert.DoesNotContain("on the training rows", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Lambda_OfAModelWithoutAPath_EndsWith2()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"));
        foreach (string[] arguments in new string[][] { ["predict", model, TestFolder.Data("birthwt.csv")], [
            "evaluate", model, TestFolder.Data("birthwt.csv"),
        ], ["inspect", model] })
        {
            CommandRun.Of([.. arguments, "--lambda", "0.02"]).Fails(
                2, "--lambda needs a model with a regularisation path, and this one has none", "--lambda path");
            CommandRun.Of([.. arguments, "--lambda", "-1"]).Fails(2, "--lambda must be a number of 0 or more, not '-1'", "");
            CommandRun.Of([.. arguments, "--lambda", "NaN"]).Fails(2, "--lambda must be a number of 0 or more, not 'NaN'", "");
        }
    }

    [Fact]
    public void Train_FactorZero_LeavesAColumnUnpenalised()
    {
        var model =
            LogisticModel.Load(
                _folder.Train(TestFolder.Data("birthwt.csv"), "--penalty", "lasso", "--lambda", "5", "--penalty-factor", "smoke=0"));
        Assert.Equal(["smoke"], model.CoefficientsOf("1").Where(pair => pair.Value != 0).Select(pair => pair.Key).Skip(1));

        // As if it were the only feature.
        var alone = LogisticModel.Load(_folder.Train(TestFolder.Data("birthwt.csv"), "--features", "smoke"));
        Assert.Equal(alone.Coefficients["smoke"], model.Coefficients["smoke"], 1e-8);
    }

    [Fact]
    public void Train_Nonnegative_KeepsTheSign()
    {
        string[] options = ["--penalty", "lasso", "--lambda", "0.001", "--nonnegative", "age,lwt,smoke"];
        var model = LogisticModel.Load(_folder.Train(TestFolder.Data("birthwt.csv"), options));
        Assert.Equal((0, 0), (model.Coefficients["age"], model.Coefficients["lwt"]));
        Assert.True(model.Coefficients["smoke"] > 0);
    }

    [Fact]
    public void Train_OneBoundAmongFreeColumns_IsHeld()
    {
        // Without a penalty all columns but the bound one are always at work, and it alone is in doubt.
        var model = LogisticModel.Load(_folder.Train(TestFolder.Data("birthwt.csv"), "--nonnegative", "lwt"));
        Assert.Equal(0, model.Coefficients["lwt"]);
        var without = LogisticModel.Load(_folder.Train(TestFolder.Data("birthwt.csv"), "--exclude", "lwt"));
        Assert.Equal(without.Coefficients["smoke"], model.Coefficients["smoke"], 1e-6);

        string[] free =
        [
            .. new[] { "age", "lwt", "race", "smoke", "ptl", "ht", "ui" }.SelectMany(name => new[] { "--penalty-factor", $"{name}=0" }),
        ];
        model = LogisticModel.Load(_folder.Train(TestFolder.Data("birthwt.csv"), ["--penalty", "lasso", "--lambda", "1", .. free]));
        Assert.Equal(0, model.Coefficients["ftv"]);
        _folder.Train(TestFolder.Data("birthwt.csv"), "--nonnegative", "lwt", "--cv", "5");
    }

    [Fact]
    public void Train_GroupLevels_EnterAndLeaveTogether()
    {
        string model =
            _folder.Train(
                TestFolder.Data("titanic.csv"),
                "--penalty",
                "lasso",
                "--lambda",
                "path",
                "--lambdas",
                "0.2,0.1,0.05,0.02",
                "--group-levels");
        var fit = LogisticModel.Load(model);
        var counts = new HashSet<int>();
        foreach (PathPoint point in fit.Path!.Points)
        {
            LogisticModel own = fit.AtLambda(point.Lambda);
            int levels =
                own.CoefficientsOf("yes").Count(
                    pair => pair.Key.StartsWith("passengerClass=", StringComparison.Ordinal) && pair.Value != 0);
            Assert.True(levels is 0 or 3);
            counts.Add(levels);
        }

        Assert.Equal(2, counts.Count);
        Assert.Contains(
            "each categorical feature as a group",
            CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", model, "--penalty", "lasso", "--lambda", "0.02", "--group-levels")
                .Succeeds().Words,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--penalty lasso --lambda path --penalty-factor smok=0",
        "there is no column 'smok' (column with a penalty factor)",
        "did you mean 'smoke'?")]
    [InlineData(
        "--penalty lasso --lambda 0.1 --nonnegative smok", "there is no column 'smok' (nonnegative column)", "did you mean 'smoke'?")]
    public void Train_UnknownColumn_EndsWith1(string options, string errorPart, string hintPart) =>
        Train(options).Fails(1, errorPart, hintPart);

    [Theory]
    [InlineData(
        "--penalty lasso --lambda path --penalty-factor low=0",
        "the column 'low' is not a feature, so it cannot have a penalty factor",
        "")]
    [InlineData(
        "--penalty lasso --lambda path --exclude age --nonnegative age",
        "--exclude and --nonnegative both name the column 'age', so --nonnegative has no coefficient to act on",
        "out of --nonnegative")]
    [InlineData(
        "--penalty lasso --lambda path --penalty-factor age=-1",
        "--penalty-factor must be of the form COLUMN=NUMBER with a number of 0 or more, not 'age=-1'",
        "")]
    [InlineData("--penalty lasso --lambda path --penalty-factor age", "--penalty-factor must be of the form COLUMN=NUMBER", "")]
    [InlineData(
        "--penalty lasso --lambda path --penalty-factor age=1 --penalty-factor age=2", "--penalty-factor names the column 'age' twice", "")]
    [InlineData("--penalty-factor age=0", "--penalty-factor needs a penalty", "--penalty lasso")]
    [InlineData("--group-levels", "--group-levels needs a penalty", "--penalty lasso")]
    [InlineData("--penalty lasso --lambda 0.1 --group-levels --nonnegative age", "--group-levels cannot be used with --nonnegative", "")]
    [InlineData("--penalty lasso --lambda path --lambdas ,", "--lambdas must be one or more numbers, separated by commas, not ''", "")]
    [InlineData(
        "--penalty lasso --lambda path --lambdas 1,-1", "--lambdas must be numbers of 0 or more, separated by commas, not '-1'", "")]
    [InlineData(
        "--penalty lasso --lambda path --lambdas 1,NaN", "--lambdas must be numbers of 0 or more, separated by commas, not 'NaN'", "")]
    [InlineData("--penalty lasso --lambda path --lambdas 0.1,0.2", "--lambdas must be in decreasing order, but 0.2 comes after 0.1", "")]
    [InlineData("--penalty lasso --lambda 0.1 --lambdas 0.1", "--lambdas needs --lambda path or --lambda cv", "")]
    [InlineData("--penalty elastic-net --lambda path --alpha 1.1", "--alpha must be a number from 0 to 1, not '1.1'", "")]
    [InlineData("--penalty elastic-net --lambda path --alpha -0.1", "--alpha must be a number from 0 to 1, not '-0.1'", "")]
    [InlineData("--penalty lasso --lambda path --alpha 0.5", "--alpha 0.5 needs --penalty elastic-net", "lasso is alpha 1")]
    [InlineData("--penalty lasso --lambda 0", "--penalty lasso cannot be used with --lambda 0", "")]
    [InlineData("--penalty lasso --lambda path --threshold youden", "--threshold youden cannot be used with --lambda path", "--lambda cv")]
    [InlineData("--penalty lasso --lambda 0.1 --solver newton", "--solver newton cannot be used with --penalty lasso", "--solver cd")]
    [InlineData("--lambda path --solver lbfgs", "--solver lbfgs cannot be used with --lambda path", "--solver cd")]
    [InlineData("--lambda cv --solver gd", "--solver gd cannot be used with --lambda cv", "--solver cd")]
    [InlineData("--nonnegative age --solver newton", "--solver newton cannot be used with --nonnegative", "--solver cd")]
    [InlineData("--lambda 0.1 --reference race=2", "--reference race cannot be used with --lambda", "leave one of them out")]
    [InlineData("--penalty lasso --lambda cv --path-output path.csv", "--path-output needs --lambda path", "")]
    public void Train_OptionsThatDoNotFit_EndWith2(string options, string errorPart, string hintPart) =>
        Train(options).Fails(2, errorPart, hintPart);

    private CommandRun Train(string options) =>
        CommandRun.Of(["train", TestFolder.Data("birthwt.csv"), "-o", _folder.Path("model.json"), .. options.Split(' ')]);

    private LogisticModel Path(params string[] options) => LogisticModel.Load(
        _folder.Train(
            TestFolder.Data("birthwt.csv"), ["--penalty", "lasso", "--lambda", "path", "--lambdas", "0.06,0.02,0.01", .. options]));
}
