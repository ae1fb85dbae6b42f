using System.Globalization;

namespace LogReg.Cli.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PredictTitanic_FirstRowsAreApproved()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun run = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--append").Succeeds();
        Approval.Verify(RoundedCsv.Of(run.OutputLines.Take(8)) + "--- standard error\n" + run.Error);
        Assert.Equal(1310, run.OutputLines.Count);
    }

    [Fact]
    public void PredictIris_FirstRowsAreApproved()
    {
        string model = _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01");
        CommandRun run = CommandRun.Of("predict", model, TestFolder.Data("iris.csv"), "--keep", "species,petal_width").Succeeds();
        Approval.Verify(RoundedCsv.Of(run.OutputLines.Where((_, line) => line % 50 <= 1)) + "--- standard error\n" + run.Error);
    }

    [Fact]
    public void Predict_EachRow_HasTheModelsOwnProbabilityToTheLastBit()
    {
        string path = _folder.Train(TestFolder.Data("spector.csv"));
        var model = LogisticModel.Load(path);
        string[] rows = [.. File.ReadLines(TestFolder.Data("spector.csv")).Skip(1)];
        string[] lines = [.. CommandRun.Of("predict", path, TestFolder.Data("spector.csv"), "--quiet").Succeeds().OutputLines.Skip(1)];
        Assert.Equal(rows.Length, lines.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            double[] values = [.. rows[row].Split(',').Take(3).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            double expected = model.PredictProbability(values);
            string[] cells = lines[row].Split(',');
            Assert.Equal(expected, double.Parse(cells[1], CultureInfo.InvariantCulture), 1e-15);
            Assert.Equal(expected >= 0.5 ? "1" : "0", cells[0]);
        }
    }

    [Fact]
    public void Predict_ToAFile_WritesTheSameBytes()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun printed = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv")).Succeeds();
        CommandRun written = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "-o", _folder.Path("p.csv")).Succeeds();
        Assert.Equal("", written.Output);
        Assert.Equal(printed.Output, File.ReadAllText(_folder.Path("p.csv")));
        Assert.Equal(["model.json", "p.csv"], _folder.Files);
    }

    [Fact]
    public void Predict_StandardInput_GivesTheSame()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun expected = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv")).Succeeds();
        using FileStream input = File.OpenRead(TestFolder.Data("titanic.csv"));
        Assert.Equal(expected, CommandRun.Of(new Surroundings { Input = input }, "predict", model, "-"));
    }

    [Fact]
    public void Predict_ColumnsInAnotherOrderAndMore_AreMatchedByName()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string plain = _folder.Write("plain.csv", "sex,age,passengerClass\nmale,30,2nd\nfemale,,3rd\n");
        string mixed = _folder.Write("mixed.csv", "passengerClass;note;age;sex\n2nd;a;30;male\n3rd;b;NA;female\n");
        Assert.Equal(CommandRun.Of("predict", model, plain).Succeeds().Output, CommandRun.Of("predict", model, mixed).Succeeds().Output);
    }

    [Fact]
    public void Predict_HeaderOnly_GivesAHeaderOnly()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("none.csv", "sex,age,passengerClass\n");
        Assert.Equal("prediction,probability\n", CommandRun.Of("predict", model, data).Succeeds().Output);
    }

    [Fact]
    public void Predict_Threshold_MovesTheBoundary()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun always = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--threshold", "0").Succeeds();
        Assert.All(always.OutputLines.Skip(1), line => Assert.StartsWith("yes,", line, StringComparison.Ordinal));
        CommandRun never = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--threshold", "1").Succeeds();
        Assert.All(never.OutputLines.Skip(1), line => Assert.StartsWith("no,", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Predict_UnseenLevelsAndMissingCells_AreToldAfterTheEnd()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data =
            _folder.Write(
                "new.csv", "sex,age,passengerClass\nmale,,4th\nfemale,20,crew\nmale,?,1st\nmale,3,crew\nmale,4,1st\nmale,5,2nd\n");
        CommandRun run = CommandRun.Of("predict", model, data).Succeeds();
        Assert.Equal(
            "passengerClass: 3 cells with levels not seen in training, reference level used: '4th', 'crew'\nmissing cells, the mean "
                + "of training used: age 2\n", run.Error);
        Assert.Equal("", CommandRun.Of("predict", model, data, "--quiet").Succeeds().Error);
    }

    [Fact]
    public void PredictAndEvaluate_MissingCellsWhereTrainingSawNone_AreNotSaidToBeFilledIn()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("new.csv", "sex,age,passengerClass,survived\nmale,,1st,no\n,20,1st,yes\n");
        string error = CommandRun.Of("predict", model, data).Succeeds().Error;
        Assert.Contains(
            "missing cells, the mean of training used: age 1\nmissing cells, for which the model has no level, reference level used: sex 1\n",
            error,
            StringComparison.Ordinal);
        string words = CommandRun.Of("evaluate", model, data).Succeeds().Words;
        Assert.Contains("sex: 1 cell, for which the model has no level, reference level used", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_SomeClassesUnknown_ComparesTheOthers()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("some.csv", "sex,age,passengerClass,survived\nmale,30,3rd,no\nfemale,20,1st,\nmale,40,3rd,perhaps\n");
        CommandRun run = CommandRun.Of("predict", model, data).Succeeds();
        Assert.Contains("3 rows, 1 with a known survived: log loss 0.", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: 'survived' has a class that the model does", run.Error, StringComparison.Ordinal);
        Assert.Contains("accuracy 100.00% against survived", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.OutputLines.Count);
    }

    [Fact]
    public void Predict_CellsWithCommasQuotesAndLineBreaks_PassThroughWhole()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("odd.csv", "sex,age,passengerClass,\"a,b\"\nmale,30,3rd,\"x,\"\"y\"\"\nz\"\n");
        string[] lines = CommandRun.Of("predict", model, data, "--append").Succeeds().Output.Split('\n');
        Assert.Equal("sex,age,passengerClass,\"a,b\",prediction,probability", lines[0]);
        Assert.Equal("male,30,3rd,\"x,\"\"y\"\"", lines[1]);
        Assert.StartsWith("z\",no,0.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_AnInputColumnCalledPrediction_ClashesOnlyIfKept()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("clash.csv", "sex,age,passengerClass,prediction\nmale,30,3rd,maybe\n");
        CommandRun.Of("predict", model, data, "--append").Fails(
            1, "the input has a column 'prediction', which is also a column of the prediction", "--keep");
        CommandRun.Of("predict", model, data, "--keep", "prediction").Fails(1, "the input has a column 'prediction'", "rename it");
        CommandRun.Of("predict", model, data, "--keep", "sex").Succeeds();
    }

    [Fact]
    public void Predict_KeepOfAnUnknownColumn_NamesTheNearest() =>
        CommandRun.Of("predict", _folder.Train(TestFolder.Data("titanic.csv")), TestFolder.Data("titanic.csv"), "--keep", "agee")
            .Fails(1, "--keep names the column 'agee'", "did you mean 'age'?");

    [Fact]
    public void Predict_ModelWithoutHeaderNames_ReadsDataWithoutHeader()
    {
        string data = _folder.Write("plain.csv", "1,x,0\n2,y,1\n3,x,0\n4,y,0\n5,x,1\n6,y,1\n");
        string model = _folder.Train(data, "--no-header");
        Assert.Equal(7, CommandRun.Of("predict", model, data, "--no-header").Succeeds().OutputLines.Count);
    }
}
