namespace LogReg.Cli.Tests.BadInput;

public sealed class DataErrorTests : IDisposable
{
    private const string Good = "a,b,y\n1,5,0\n2,3,1\n3,8,0\n4,1,0\n5,2,1\n6,6,1\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_NoSuchFile_NamesTheNearest()
    {
        _folder.Write("titanic.csv", Good);
        CommandRun.Of("train", _folder.Path("titanik.csv"), "-o", _folder.Path("model.json")).Fails(
            1, "titanik.csv: there is no such file", "did you mean 'titanic.csv'?");
    }

    [Fact]
    public void Train_NamesOfManyCharacters_AreShortenedEverywhere()
    {
        string name = new('n', 70_000);
        string data = _folder.Write("long.csv", Good.Replace("a,b,y", $"{name},{name}2,y", StringComparison.Ordinal));
        string model = _folder.Path("model.json");
        CommandRun[] runs =
        [
            CommandRun.Of("train", data, "-o", model, "--lambda", "0.1"),
            CommandRun.Of("check", data),
            CommandRun.Of("inspect", model),
            CommandRun.Of("predict", model, _folder.Write("good.csv", Good)),
            CommandRun.Of("train", data, "-o", model, "--target", name),
        ];
        Assert.All(runs, run => Assert.All((run.Output + run.Error).Split('\n'), line => Assert.InRange(line.Length, 0, 1100)));
    }

    [Fact]
    public void Train_NamesThatChangeTheDirectionOfText_AreShownWithoutIt()
    {
        string data = _folder.Write("bidi.csv", Good.Replace("a,b,y", "a\u202e\u2066x,b\u200f\u061c,y", StringComparison.Ordinal));
        string model = _folder.Path("model.json");
        CommandRun[] runs =
        [
            CommandRun.Of("train", data, "-o", model, "--lambda", "0.1"),
            CommandRun.Of("check", data),
            CommandRun.Of("check", data, "--json"),
            CommandRun.Of("inspect", model, "--json"),
            CommandRun.Of("inspect", model),
        ];
        Assert.All(
            runs,
            run => Assert.DoesNotContain(run.Output + run.Error, character => character is '\u202e' or '\u2066' or '\u200f' or '\u061c'));
    }

    [Fact]
    public void Train_TextsInTheLastColumnWithoutAHeader_DoesNotSuggestTheOptionThatWasGiven()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 40).Select(row => $"{(row % 2 == 0 ? "ham" : "spam")},message number {row}"));
        CommandRun run = CommandRun.Of("train", _folder.Write("sms.csv", rows + "\n"), "--no-header", "-o", _folder.Path("model.json"));
        run.Fails(1, "has 40 different texts, which look like names or notes", "confirm the choice with --target x2");
        Assert.DoesNotContain("--no-header", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AnEmptyDirectory_SaysSo()
    {
        Directory.CreateDirectory(_folder.Path("empty"));
        CommandRun.Of("train", _folder.Path("empty"), "-o", _folder.Path("model.json")).Fails(
            1, "the folder holds no file", "files whose names begin with a dot or an underscore do not count");
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a,b,y\n", "", "")]
    [InlineData("a,b,y\n1,2,0\n", "the target has only one class, '0'", "two classes or more")]
    [InlineData("a,b,y\n1,2,0\n2,3,0\n", "column 'y': the target has only one class, '0'", "two classes or more")]
    [InlineData("a,b,y\n1,2,0\n2,3\n4,5,1\n", "line 3", "")]
    [InlineData("a,b,y\n1,2,0\n2,\"3,1\n4,5,1\n", "line 3", "")]
    [InlineData("a,a,y\n1,2,0\n", "'a'", "")]
    [InlineData("a,,y\n1,2,0\n", "", "")]
    [InlineData("a,b,y\n1,1e999,0\n2,3,1\n", "", "")]
    [InlineData("a,b,y\n1,inf,0\n2,3,1\n", "", "")]
    [InlineData("a,b,y\n1,7,0\n1,7,1\n", "no feature is left: 'a' is constant, 'b' is constant", "--features")]
    [InlineData("y\n0\n1\n", "no column is left to predict 'y' from", "--delimiter")]
    [InlineData("a,y\n1,0.5\n2,0.25\n3,1.5\n", "'y'", "")]
    public void Train_BrokenData_IsOneLineAndAHint(string content, string errorPart, string hintPart)
    {
        string data = _folder.Write("data.csv", content);
        string model = _folder.Write("model.json", "the old model");
        string[] options = content.Contains("1e999", StringComparison.Ordinal) || content.Contains("inf", StringComparison.Ordinal)
            ? ["--numeric", "b"]
            : [];
        CommandRun run = CommandRun.Of(["train", data, "-o", model, .. options]);
        run.Fails(1, errorPart, hintPart);
        Assert.Contains("data.csv", run.Error, StringComparison.Ordinal);
        Assert.Equal("the old model", File.ReadAllText(model));
        Assert.Equal(["data.csv", "model.json"], _folder.Files);
    }

    [Fact]
    public void Train_ARaggedRow_NamesFileLineAndCounts()
    {
        CommandRun run = Train("a,b,y\n1,2,0\n2,3\n4,5,1\n");
        Assert.Contains("data.csv, line 3", run.Error, StringComparison.Ordinal);
        Assert.Contains("3", run.Error, StringComparison.Ordinal);
        Assert.Contains("2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AnUnknownTarget_NamesTheNearest() =>
        Train("age,sex,survived\n1,m,0\n2,f,1\n", "--target", "survivde").Fails(
            1, "there is no column 'survivde' (target)", "did you mean 'survived'?");

    [Fact]
    public void Train_ATextInANumericColumn_NamesTheCell() =>
        Train("a,b,y\n1,2,0\n2,tall,1\n", "--numeric", "b").Fails(1, "data.csv, line 3, column 'b'", "");

    [Fact]
    public void Train_ANegativeWeight_NamesTheCell() =>
        Train("a,w,y\n1,2,0\n2,-1,1\n", "--weight", "w").Fails(1, "data.csv, line 3, column 'w': the weight is -1", "correct the weight");

    [Fact]
    public void Train_AMissingWeight_NamesTheCell() =>
        Train("a,w,y\n1,2,0\n2,,1\n", "--weight", "w").Fails(
            1, "data.csv, line 3, column 'w': the weight is missing", "correct the weight");

    [Fact]
    public void Train_WeightsAllZero_LeavesNoRow() =>
        Train("a,w,y\n1,0,0\n2,0,1\n", "--weight", "w").Fails(1, "no row is left to train on", "a weight of 0");

    [Fact]
    public void Train_AMissingCellUnderMissingError_NamesIt() =>
        Train("a,b,y\n1,2,0\n,3,1\n", "--missing", "error").Fails(
            1, "data.csv, line 3, column 'a': the cell is missing", "--missing impute");

    [Fact]
    public void Train_InvalidUtf8_NamesTheLine()
    {
        string data = _folder.Write("data.csv", [.. "a,b,y\n1,x,0\n2,"u8, 0xff, 0xfe, .. ",1\n3,x,0\n"u8]);
        CommandRun.Of("train", data, "-o", _folder.Path("model.json")).Fails(1, "line 3", "");
    }

    [Fact]
    public void Train_AnUnknownReference_NamesTheNearest() =>
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json"), "--reference", "sex=men").Fails(
            1, "the reference level 'men' does not occur in the column 'sex'", "");

    [Fact]
    public void Train_AnUnknownPositiveClass_NamesTheClasses() =>
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json"), "--positive", "ja").Fails(
            1, "there is no class 'ja'", "'no' and 'yes'");

    [Fact]
    public void Predict_ANeededColumnAbsent_NamesIt()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("less.csv", "sex,aeg,passengerClass\nmale,1,1st\n");
        CommandRun.Of("predict", model, data).Fails(
            1, "the file has no column 'age', which the model needs; it has 'aeg'", "rename 'aeg' to 'age'");
    }

    [Fact]
    public void Predict_ABrokenRowInAFile_LeavesTheOldFile()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("broken.csv", "sex,age,passengerClass\nmale,1,1st\nmale,old,1st\n");
        string output = _folder.Write("p.csv", "old");
        CommandRun.Of("predict", model, data, "-o", output).Fails(1, "broken.csv, line 3, column 'age'", "");
        Assert.Equal("old", File.ReadAllText(output));
        Assert.Equal(["broken.csv", "model.json", "p.csv"], _folder.Files);
    }

    private CommandRun Train(string content, params string[] options) =>
        CommandRun.Of(["train", _folder.Write("data.csv", content), "-o", _folder.Path("model.json"), .. options]);

    [Theory]
    [InlineData("--weight", "weights must be numbers")]
    [InlineData("--offset", "offsets must be numbers")]
    public void Train_WeightOrOffsetOfTexts_SaysThatItMustBeNumbers(string option, string hint)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(row => $"{row % 7},{(row % 3 == 0 ? "low" : "high")},{(row % 5) % 2}\n");
        string data = _folder.Write("texts.csv", "x,w,y\n" + string.Concat(rows));
        string model = _folder.Path("model.json");
        CommandRun.Of("train", data, "--target", "y", option, "w", "-o", model).Fails(
            1, "column 'w': the value 'low' is not a number", hint);
        CommandRun.Of("cache", data, "--quiet").Succeeds();
        CommandRun.Of("train", _folder.Path("texts.logreg"), "--target", "y", option, "w", "-o", model).Fails(
            1, "column 'w': the value 'high' is not a number", hint);
        _folder.Train(data, "--target", "y", "--exclude", "w");
        CommandRun.Of("evaluate", model, data, "--weight", "w").Fails(1, "the value 'low' is not a number", "weights must be numbers");
    }
}
