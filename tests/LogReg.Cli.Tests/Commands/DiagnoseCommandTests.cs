namespace LogReg.Cli.Tests.Commands;

public sealed class DiagnoseCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DiagnoseTitanic_RowsAndSummaryAreApproved()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun run = CommandRun.Of("diagnose", model, TestFolder.Data("titanic.csv"), "--keep", "age").Succeeds();
        Assert.Equal(1310, run.OutputLines.Count);
        Approval.Verify(RoundedCsv.Of(run.OutputLines.Take(6)) + "--- standard error\n" + run.Error);
    }

    [Fact]
    public void Diagnose_ToAFileOrFromStandardInput_GivesTheSameRows()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--missing", "impute");
        CommandRun printed = CommandRun.Of("diagnose", model, TestFolder.Data("titanic.csv"), "--quiet").Succeeds();
        Assert.Equal("", printed.Error);
        CommandRun written = CommandRun.Of("diagnose", model, TestFolder.Data("titanic.csv"), "-o", _folder.Path("rows.csv")).Succeeds();
        Assert.Equal("", written.Output);
        Assert.Equal(printed.Output, File.ReadAllText(_folder.Path("rows.csv")));
        using FileStream input = File.OpenRead(TestFolder.Data("titanic.csv"));
        CommandRun piped = CommandRun.Of(new Surroundings { Input = input }, "diagnose", model, "-").Succeeds();
        Assert.Equal(printed.Output, piped.Output);
        Assert.Matches(@"\n3 +0\.0157", piped.Error);
        Assert.Matches(@"\n3 +4 +0\.0157", written.Error);
    }

    [Fact]
    public void Diagnose_SeparatorsInsideQuotes_NamesTheRightLine()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("odd.csv", "note,sex,age,passengerClass,survived\n\"a\nb\",male,30,3rd,no\n\nx,male,70,3rd,yes\n");
        CommandRun run = CommandRun.Of("diagnose", model, data).Succeeds();
        Assert.Matches(@"\n2 +5 +[0-9.]+ ", run.Error);
    }

    [Fact]
    public void Diagnose_UnknownClasses_HaveEmptyResiduals()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("some.csv", "sex,age,passengerClass,survived\nmale,30,3rd,\nfemale,20,1st,perhaps\n");
        CommandRun run = CommandRun.Of("diagnose", model, data).Succeeds();
        Assert.All(run.OutputLines.Skip(1), line =>
        {
            Assert.EndsWith(",,,,,", line, StringComparison.Ordinal);
            Assert.Matches("^[12],,0\\.[0-9]+,0\\.[0-9]+,", line);
        });
        Assert.Contains("2 rows without a known survived: leverage only", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("influential", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnose_HeaderOnly_GivesAHeaderOnly()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun run = CommandRun.Of("diagnose", model, _folder.Write("none.csv", "sex,age,passengerClass,survived\n")).Succeeds();
        Assert.Single(run.OutputLines);
        Assert.Equal("no rows\n", run.Error);
    }

    [Fact]
    public void Diagnose_WeightedModelWithoutWeights_IsTold()
    {
        string data = _folder.Write("w.csv", "x,w,y\n1,1,0\n2,2,1\n3,1,0\n4,2,1\n5,1,1\n6,3,0\n");
        string model = _folder.Train(data, "--weight", "w");
        Assert.Matches(@"--weight\s+is\s+not\s+given", CommandRun.Of("diagnose", model, data).Succeeds().Error);
        Assert.DoesNotContain(
            "--weight", CommandRun.Of("diagnose", model, data, "--weight", "w").Succeeds().Error, StringComparison.Ordinal);
        CommandRun.Of("diagnose", model, data, "--weight", "ww").Fails(
            1, "the file has no column 'ww', the column of weights", "did you mean 'w'?");
        string bad = _folder.Write("bad.csv", "x,w,y\n1,1,0\n2,-2,1\n");
        CommandRun.Of("diagnose", model, bad, "--weight", "w", "-o", _folder.Path("rows.csv")).Fails(
            1, "line 3, column 'w': the weight must be a number of 0 or more", "correct it");
        Assert.False(File.Exists(_folder.Path("rows.csv")));
    }

    [Fact]
    public void Diagnose_ModelWithoutCovarianceOrOfSeveralClasses_SaysWhatToDo()
    {
        string titanic = TestFolder.Data("titanic.csv");
        CommandRun.Of("diagnose", _folder.Train(titanic, "--no-inference"), titanic).Fails(
            1, "the model has no standard errors", "--no-inference");
        CommandRun.Of("diagnose", _folder.Train(titanic, "--lambda", "0.1"), titanic).Fails(1, "trained with a penalty", "--lambda");
        string iris = TestFolder.Data("iris.csv");
        CommandRun.Of("diagnose", _folder.Train(iris, "--lambda", "0.1"), iris).Fails(
            1, "'logreg diagnose' supports two classes, but the model has 3", "one class");
    }

    [Fact]
    public void Diagnose_SeveralFiles_NamesThePlacesOfInfluentialRows()
    {
        string titanic = TestFolder.Data("titanic.csv");
        string model = _folder.Train(titanic);
        Directory.CreateDirectory(_folder.Path("parts"));
        File.Copy(titanic, _folder.Path("parts/1.csv"));
        File.Copy(titanic, _folder.Path("parts/2.csv"));
        string error = CommandRun.Of("diagnose", model, _folder.Path("parts")).Succeeds().Error;
        Assert.Matches("row +place", error);
        Assert.Matches(@"parts/[12]\.csv, line [0-9]+ ", error.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Diagnose_BadInputs_SayWhat()
    {
        string titanic = TestFolder.Data("titanic.csv");
        string model = _folder.Train(titanic);
        CommandRun.Of("diagnose", model, _folder.Write("x.csv", "sex,age,passengerClass\nmale,1,1st\n")).Fails(
            1, "the file has no column 'survived', the target", "there are 'sex'");
        CommandRun.Of(
            "diagnose", model, _folder.Write("y.csv", "sex,survived,age,passengerClass,leverage\nmale,no,1,1st,1\n"), "--keep", "leverage")
            .Fails(1, "the input has a column 'leverage', which is also a column of the diagnosis", "rename it");
        CommandRun.Of("diagnose", model, titanic, "--keep", "agee").Fails(1, "--keep names the column 'agee'", "did you mean 'age'?");
        CommandRun.Of("diagnose", model, titanic, "-o", model).Fails(2, "would overwrite", "name another file");
        CommandRun.Of("diagnose", model).Fails(2, "missing argument <DATA.csv>", "logreg diagnose --help");
        CommandRun.Of("diagnose", model, _folder.Path("nothing.csv")).Fails(1, "nothing.csv", "");
    }
}
