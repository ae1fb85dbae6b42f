namespace LogReg.Cli.Tests.BadInput;

public sealed class CommandLineErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--lambda -1", "--lambda must be a number of 0 or more, path or cv, not '-1'")]
    [InlineData("--lambda NaN", "--lambda must be a number of 0 or more, path or cv, not 'NaN'")]
    [InlineData("--lambda", "--lambda needs a value")]
    [InlineData("--penalty lars", "--penalty must be none, ridge, lasso or elastic-net, not 'lars'")]
    [InlineData("--penalty lasso", "--penalty lasso needs --lambda")]
    [InlineData("--solver adam", "--solver must be auto, newton, newton-cg, lbfgs, gd, cd or sgd, not 'adam'")]
    [InlineData("--missing skip", "--missing must be auto, impute, drop, indicator or error, not 'skip'")]
    [InlineData("--tolerance 0", "--tolerance must be a number between 0 and 1 (exclusive), not '0'")]
    [InlineData("--max-iterations 0", "--max-iterations must be a whole number of 1 or more, not '0'")]
    [InlineData("--max-iterations 2.5", "--max-iterations must be a whole number of 1 or more, not '2.5'")]
    [InlineData("--test-size 1", "--test-size must be a number between 0 and 1 (exclusive), not '1'")]
    [InlineData(
        "--threshold 1.5",
        "--threshold must be a number from 0 to 1, youden, f1, cost:FP,FN (two costs above 0) or recall:SHARE (above 0, at most 1), not "
            + "'1.5'")]
    [InlineData("--threshold yuoden", "--threshold must be a number from 0 to 1, youden, f1")]
    [InlineData("--threshold cost:1", "not 'cost:1'")]
    [InlineData("--threshold cost:0,1", "not 'cost:0,1'")]
    [InlineData("--threshold cost:1,2,3", "not 'cost:1,2,3'")]
    [InlineData("--threshold recall:1.1", "not 'recall:1.1'")]
    [InlineData("--threshold recall:", "not 'recall:'")]
    [InlineData(
        "--class-weight even", "--class-weight must be balanced, or CLASS=NUMBER with numbers above 0, separated by commas, not 'even'")]
    [InlineData("--class-weight yes=0", "not 'yes=0'")]
    [InlineData("--class-weight yes=-1", "not 'yes=-1'")]
    [InlineData("--class-weight yes=1,balanced", "not 'balanced'")]
    [InlineData("--class-weight yes=1,yes=2", "--class-weight names the class 'yes' twice")]
    [InlineData("--class-weight balanced --drop1", "--drop1 cannot be used with --class-weight")]
    [InlineData("--class-weight balanced --intervals profile", "--intervals cannot be used with --class-weight")]
    [InlineData("--class-weight balanced --firth", "--firth cannot be used with --class-weight")]
    [InlineData("--prior 0.1 --firth", "--firth cannot be used with --prior")]
    [InlineData("--prior 0", "--prior must be a number between 0 and 1 (exclusive), not '0'")]
    [InlineData("--prior 1", "--prior must be a number between 0 and 1 (exclusive), not '1'")]
    [InlineData("--no-prior-correction", "--no-prior-correction needs --class-weight")]
    [InlineData("--class-weight balanced --no-prior-correction --prior 0.1", "--no-prior-correction cannot be used with --prior")]
    [InlineData("--init -", "--init must be a file, not '-'")]
    [InlineData("--threads -2", "--threads must be a whole number from 0 (one per core) to 1024, not '-2'")]
    [InlineData("--delimiter ab", "--delimiter must be one ASCII character")]
    [InlineData("--delimiter .", "--delimiter must be one ASCII character")]
    [InlineData("--reference sex", "--reference must be of the form COLUMN=LEVEL, not 'sex'")]
    [InlineData("--features ,", "--features must be one or more names, separated by commas, not ','")]
    [InlineData("--target sex --target age", "--target is given 2 times")]
    [InlineData("--penalty none --lambda 0.1", "--penalty none cannot be used with --lambda 0.1")]
    [InlineData("--penalty ridge --lambda 0", "--penalty ridge cannot be used with --lambda 0")]
    [InlineData("--penalty ridge", "--penalty ridge needs --lambda")]
    [InlineData("--learning-rate 0.1", "--learning-rate 0.1 needs --solver gd")]
    [InlineData("--learning-rate 0.1 --solver newton", "--learning-rate 0.1 needs --solver gd")]
    [InlineData("--seed 2", "--seed 2 has no effect")]
    [InlineData("--quiet --json", "--quiet cannot be used with --json")]
    [InlineData("--target sex --weight sex", "--target and --weight both name the column 'sex'")]
    [InlineData("--features age,sex --exclude age", "--features and --exclude both name the column 'age'")]
    [InlineData("--categorical age --numeric age", "--categorical and --numeric both name the column 'age'")]
    [InlineData("--reference sex=male --numeric sex", "--reference and --numeric both name the column 'sex'")]
    [InlineData("--features age,survived", "the column 'survived' cannot be both the target and a feature")]
    [InlineData("--lamda 1", "unknown option '--lamda'")]
    [InlineData("other.csv", "unexpected argument 'other.csv'")]
    [InlineData("-o -", "--output must name a file, not '-'")]
    public void Train_AWrongCommandLine_EndsWith2(string options, string errorPart)
    {
        string model = _folder.Write("model.json", "the old model");
        string[] place = options.StartsWith("-o", StringComparison.Ordinal) ? [] : ["-o", model];
        CommandRun.Of(["train", TestFolder.Data("titanic.csv"), .. place, .. options.Split(' ')]).Fails(2, errorPart, "");
        Assert.Equal("the old model", File.ReadAllText(model));
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Theory]
    [InlineData("trian", "unknown command 'trian'", "did you mean 'train'?")]
    [InlineData("--verison", "unknown option '--verison'", "did you mean '--version'?")]
    [InlineData("train --lamda", "unknown option '--lamda'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData("train --lamda 1 data.csv", "unknown option '--lamda'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData("train -x data.csv", "unknown option '-x'", "see 'logreg train --help'")]
    [InlineData("train --lam 1 data.csv", "unknown option '--lam'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData(
        "train data.csv --p 1",
        "unknown option '--p'",
        "did you mean '--path-output', '--penalty', '--penalty-factor', '--positive' or '--prior'?")]
    [InlineData("train data.csv --lamda=1", "unknown option '--lamda=1'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData("train data.csv -lambda 1", "unknown option '-lambda'", "did you mean '--lambda'")]
    [InlineData("tr data.csv", "unknown command 'tr'", "did you mean 'train'?")]
    [InlineData("help trian", "unknown command 'trian'", "did you mean 'train'?")]
    [InlineData("help nothing", "unknown command 'nothing'", "see 'logreg help'")]
    [InlineData("train data.csv --solver newtn", "--solver must be auto", "did you mean 'newton'?")]
    [InlineData("train data.csv --solver newt", "--solver must be auto", "did you mean 'newton' or 'newton-cg'?")]
    [InlineData("train data.csv --solver adam", "--solver must be auto", "see 'logreg train --help'")]
    [InlineData("train data.csv --lambda vc", "--lambda must be a number", "did you mean 'cv'?")]
    [InlineData("train data.csv --penalty laso", "--penalty must be none", "did you mean 'lasso'?")]
    [InlineData("train data.csv --threshold yuoden", "--threshold must be a number", "did you mean 'youden'?")]
    [InlineData("train data.csv --threshold recal:0.9", "--threshold must be a number", "did you mean 'recall:0.9'?")]
    [InlineData("train data.csv --class-weight balancd", "--class-weight must be balanced", "did you mean 'balanced'?")]
    [InlineData("train data.csv --standard-errors clustr:sex", "--standard-errors must be model", "did you mean 'cluster:sex'?")]
    [InlineData("train data.csv --standard-errors robst", "--standard-errors must be model", "did you mean 'robust'?")]
    [InlineData("train", "missing argument <DATA.csv>", "see 'logreg train --help'")]
    [InlineData("predict", "missing argument <MODEL.json>", "see 'logreg predict --help'")]
    [InlineData("predict model.json", "missing argument <INPUT.csv>", "see 'logreg predict --help'")]
    [InlineData("evaluate model.json", "missing argument <TEST.csv>", "see 'logreg evaluate --help'")]
    [InlineData("inspect", "missing argument <MODEL.json>", "see 'logreg inspect --help'")]
    [InlineData("predict model.json data.csv --append --keep a", "--append cannot be used with --keep", "leave one of them out")]
    public void Logreg_AWrongCommandLine_EndsWith2(string arguments, string errorPart, string hintPart) =>
        CommandRun.Of(arguments.Split(' ')).Fails(2, errorPart, hintPart);

    [Theory]
    [InlineData("predict DATA MODEL --threshold 0.3", "logreg predict MODEL DATA --threshold 0.3")]
    [InlineData("predict --quiet DATA MODEL", "logreg predict --quiet MODEL DATA")]
    [InlineData("predict - MODEL", "logreg predict MODEL -")]
    [InlineData("evaluate DATA MODEL", "logreg evaluate MODEL DATA")]
    [InlineData("diagnose DATA MODEL -o x.csv", "logreg diagnose MODEL DATA -o x.csv")]
    [InlineData("report DATA MODEL", "logreg report MODEL DATA")]
    [InlineData("plot roc DATA MODEL", "logreg plot roc MODEL DATA")]
    [InlineData("plot effect MODEL age", "logreg plot effect age MODEL")]
    public void Logreg_SwappedArguments_EndsWith2AndSaysTheRightCommand(string arguments, string command)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = TestFolder.Data("titanic.csv");
        string Filled(string text) =>
            text.Replace("MODEL", model, StringComparison.Ordinal).Replace("DATA", data, StringComparison.Ordinal);
        CommandRun.Of(Filled(arguments).Split(' ')).Fails(
            2, $"the arguments are in the wrong order: the model is '{model}'", $"try: {Filled(command)}");
    }

    [Theory]
    [InlineData("--positive yess", "there is no class 'yess'", "did you mean 'yes'?")]
    [InlineData("--reference sex=femal", "'femal'", "did you mean 'female'?")]
    [InlineData("--target survivd", "'survivd'", "did you mean 'survived'?")]
    [InlineData("--exclude agee", "'agee'", "did you mean 'age'?")]
    public void Train_AMistypedColumnOrLevel_OffersTheNearest(string options, string errorPart, string hintPart) =>
        CommandRun.Of(["train", TestFolder.Data("titanic.csv"), "-o", "/dev/null", .. options.Split(' ')]).Fails(1, errorPart, hintPart);

    [Fact]
    public void Train_AMistypedBase_OffersTheNearest() =>
        CommandRun.Of("train", TestFolder.Data("iris.csv"), "-o", "/dev/null", "--base", "setossa").Fails(
            1, "there is no class 'setossa'", "did you mean 'setosa'?");

    [Fact]
    public void Predict_AThresholdForSeveralClasses_EndsWith2() =>
        CommandRun.Of(
            "predict", _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01"), TestFolder.Data("iris.csv"), "--threshold", "0.3")
            .Fails(2, "--threshold supports two classes, but the model has 3", "the most probable one");

    [Fact]
    public void Train_Lambda_MeansRidge()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--lambda", "0.5");
        Assert.Equal(("ridge", 0.5), (LogisticModel.Load(model).Training.Penalty, LogisticModel.Load(model).Training.Lambda));
    }

    [Fact]
    public void Train_AFileThatBeginsWithADash_CanBeNamedAfterTwoDashes() =>
        CommandRun.Of("train", "--", "--data.csv").Fails(1, "--data.csv: there is no such file", "");

    [Fact]
    public void Train_AFileThatBeginsWithAt_IsNoResponseFile() =>
        CommandRun.Of("train", "@data.csv").Fails(1, "@data.csv: there is no such file", "check the path");
}
