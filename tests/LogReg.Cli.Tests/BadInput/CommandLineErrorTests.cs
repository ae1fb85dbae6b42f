namespace LogReg.Cli.Tests.BadInput;

public sealed class CommandLineErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--lambda -1", "--lambda must be a number of 0 or more, path or cv, but is '-1'")]
    [InlineData("--lambda NaN", "--lambda must be a number of 0 or more, path or cv, but is 'NaN'")]
    [InlineData("--lambda", "--lambda needs a value")]
    [InlineData("--penalty lars", "--penalty must be none, ridge, lasso or elastic-net, but is 'lars'")]
    [InlineData("--penalty lasso", "--penalty lasso needs --lambda")]
    [InlineData("--solver adam", "--solver must be auto, newton, newton-cg, lbfgs, gd, cd or sgd, but is 'adam'")]
    [InlineData("--missing skip", "--missing must be auto, impute, drop, indicator or error, but is 'skip'")]
    [InlineData("--tolerance 0", "--tolerance must be a number between 0 and 1, both excluded, but is '0'")]
    [InlineData("--max-iterations 0", "--max-iterations must be a whole number of 1 or more, but is '0'")]
    [InlineData("--max-iterations 2.5", "--max-iterations must be a whole number of 1 or more, but is '2.5'")]
    [InlineData("--test-size 1", "--test-size must be a number between 0 and 1, both excluded, but is '1'")]
    [InlineData("--threshold 1.5", "--threshold must be a number from 0 to 1, youden, f1, cost:FP,FN (two costs above 0) or recall:SHARE (above 0, at most 1), but is '1.5'")]
    [InlineData("--threshold yuoden", "--threshold must be a number from 0 to 1, youden, f1")]
    [InlineData("--threshold cost:1", "but is 'cost:1'")]
    [InlineData("--threshold cost:0,1", "but is 'cost:0,1'")]
    [InlineData("--threshold cost:1,2,3", "but is 'cost:1,2,3'")]
    [InlineData("--threshold recall:1.1", "but is 'recall:1.1'")]
    [InlineData("--threshold recall:", "but is 'recall:'")]
    [InlineData("--class-weight even", "--class-weight must be balanced, or CLASS=NUMBER with numbers above 0, separated by commas, but is 'even'")]
    [InlineData("--class-weight yes=0", "but is 'yes=0'")]
    [InlineData("--class-weight yes=-1", "but is 'yes=-1'")]
    [InlineData("--class-weight yes=1,balanced", "but is 'balanced'")]
    [InlineData("--class-weight yes=1,yes=2", "--class-weight names the class 'yes' twice")]
    [InlineData("--class-weight balanced --drop1", "--drop1 and --class-weight contradict each other")]
    [InlineData("--class-weight balanced --intervals profile", "--intervals and --class-weight contradict each other")]
    [InlineData("--class-weight balanced --firth", "--firth and --class-weight contradict each other")]
    [InlineData("--prior 0.1 --firth", "--firth and --prior contradict each other")]
    [InlineData("--prior 0", "--prior must be a number between 0 and 1, both excluded, but is '0'")]
    [InlineData("--prior 1", "--prior must be a number between 0 and 1, both excluded, but is '1'")]
    [InlineData("--no-prior-correction", "--no-prior-correction needs --class-weight")]
    [InlineData("--class-weight balanced --no-prior-correction --prior 0.1", "--no-prior-correction and --prior contradict each other")]
    [InlineData("--init -", "--init must be a file, but is '-'")]
    [InlineData("--threads -2", "--threads must be 0 (one a core) to 1024, but is '-2'")]
    [InlineData("--delimiter ab", "--delimiter must be one ASCII character")]
    [InlineData("--delimiter .", "--delimiter must be one ASCII character")]
    [InlineData("--reference sex", "--reference must be of the form COLUMN=LEVEL, but is 'sex'")]
    [InlineData("--features ,", "--features must be at least one name, but is ','")]
    [InlineData("--target sex --target age", "--target is given 2 times")]
    [InlineData("--penalty none --lambda 0.1", "--penalty none and --lambda 0.1 contradict each other")]
    [InlineData("--penalty ridge --lambda 0", "--penalty ridge and --lambda 0 contradict each other")]
    [InlineData("--penalty ridge", "--penalty ridge needs --lambda")]
    [InlineData("--learning-rate 0.1", "--learning-rate 0.1 needs --solver gd")]
    [InlineData("--learning-rate 0.1 --solver newton", "--learning-rate 0.1 needs --solver gd")]
    [InlineData("--seed 2", "--seed 2 has no effect: nothing in this training is random")]
    [InlineData("--quiet --json", "--quiet and --json contradict each other")]
    [InlineData("--target sex --weight sex", "--target and --weight both name the column 'sex'")]
    [InlineData("--features age,sex --exclude age", "--features and --exclude both name the column 'age'")]
    [InlineData("--categorical age --numeric age", "--categorical and --numeric both name the column 'age'")]
    [InlineData("--reference sex=male --numeric sex", "--reference and --numeric both name the column 'sex'")]
    [InlineData("--features age,survived", "the column 'survived' cannot be both the target and a feature")]
    [InlineData("--lamda 1", "there is no option '--lamda'")]
    [InlineData("other.csv", "'other.csv' is one argument too many")]
    [InlineData("-o -", "--output must name a file, but is '-'")]
    public void Train_AWrongCommandLine_EndsWith2(string options, string errorPart)
    {
        string model = _folder.Write("model.json", "the old model");
        string[] place = options.StartsWith("-o", StringComparison.Ordinal) ? [] : ["-o", model];
        CommandRun.Of(["train", TestFolder.Data("titanic.csv"), .. place, .. options.Split(' ')]).Fails(2, errorPart, "");
        Assert.Equal("the old model", File.ReadAllText(model));
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Theory]
    [InlineData("trian", "there is no command 'trian'", "did you mean 'train'?")]
    [InlineData("--verison", "there is no option '--verison'", "did you mean '--version'?")]
    [InlineData("train --lamda", "there is no option '--lamda'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData("train --lamda 1 data.csv", "there is no option '--lamda'", "did you mean '--lambda' or '--lambdas'?")]
    [InlineData("train -x data.csv", "there is no option '-x'", "see 'logreg train --help'")]
    [InlineData("train", "the argument <DATA.csv> is missing", "see 'logreg train --help'")]
    [InlineData("predict", "the argument <MODEL.json> is missing", "see 'logreg predict --help'")]
    [InlineData("predict model.json", "the argument <INPUT.csv> is missing", "see 'logreg predict --help'")]
    [InlineData("evaluate model.json", "the argument <TEST.csv> is missing", "see 'logreg evaluate --help'")]
    [InlineData("inspect", "the argument <MODEL.json> is missing", "see 'logreg inspect --help'")]
    [InlineData("predict model.json data.csv --append --keep a", "--append and --keep contradict each other", "leave one of them out")]
    public void Logreg_AWrongCommandLine_EndsWith2(string arguments, string errorPart, string hintPart) => CommandRun.Of(arguments.Split(' ')).Fails(2, errorPart, hintPart);

    [Fact]
    public void Predict_AThresholdForSeveralClasses_EndsWith2() =>
        CommandRun.Of("predict", _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01"), TestFolder.Data("iris.csv"), "--threshold", "0.3")
            .Fails(2, "--threshold is for two classes, but the model has 3", "the most probable one");

    [Fact]
    public void Train_Lambda_MeansRidge()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--lambda", "0.5");
        Assert.Equal(("ridge", 0.5), (LogisticModel.Load(model).Training.Penalty, LogisticModel.Load(model).Training.Lambda));
    }

    [Fact]
    public void Train_AFileThatBeginsWithADash_CanBeNamedAfterTwoDashes() => CommandRun.Of("train", "--", "--data.csv").Fails(1, "--data.csv: there is no such file", "");

    [Fact]
    public void Train_AFileThatBeginsWithAt_IsNoResponseFile() => CommandRun.Of("train", "@data.csv").Fails(1, "@data.csv: there is no such file", "check the path");
}
