using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

/// <summary>What reading loses is a warning that --quiet keeps and --strict turns into exit code 3.</summary>
public sealed class ReadingLossTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Case(string name) => TestFolder.Data("cases/" + name);

    private string Model => _folder.Path("model.json");

    [Theory]
    [InlineData("04-div0.csv", "first on line 5")]
    [InlineData("05-noheader.csv", "the first line looks like data")]
    [InlineData("06-header-again.csv", "line 62 repeats the header")]
    [InlineData("13-zip.csv", "'00501' on line 9")]
    [InlineData("13-sku.csv", "every cell of 'sku'")]
    [InlineData("19-footer.csv", "'Total' (line 62)")]
    public void Train_Losses_AreWarningsThatQuietKeeps(string name, string message)
    {
        CommandRun quiet = CommandRun.Of("train", Case(name), "-o", Model, "--quiet");
        Assert.Equal((0, ""), (quiet.ExitCode, quiet.Output));
        Assert.Contains("warning: ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains(message, quiet.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of("train", Case(name), "-o", Model, "--quiet", "--strict").ExitCode);
        Assert.Equal(3, CommandRun.Of("check", Case(name), "--strict").ExitCode);
        Assert.Contains(
            message.Replace("'", "", StringComparison.Ordinal),
            CommandRun.Of("check", Case(name)).Words.Replace("'", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("04-div0.csv", "first on line 5")]
    [InlineData("05-noheader.csv", "the first line looks like data")]
    [InlineData("06-header-again.csv", "line 62 repeats the header")]
    [InlineData("13-zip.csv", "leading zeros")]
    [InlineData("19-footer.csv", "'Total' (line 62)")]
    public void Train_EveryPath_WarnsOfTheSame(string name, string message)
    {
        string cache = _folder.Path("c.logreg");
        string page = _folder.Path("page.html");
        Assert.Contains(message, CommandRun.Of("cache", Case(name), "-o", cache, "--quiet").Succeeds().Error, StringComparison.Ordinal);
        foreach (string[] path in new[] { new[] { Case(
            name) }, [cache], [Case(name), "--solver", "sgd", "--stream"], [Case(name), "--report", page] })
        {
            CommandRun run = CommandRun.Of(["train", .. path, "-o", Model, "--quiet", "--strict"]);
            Assert.Equal((3, true), (run.ExitCode, run.Error.Contains(message, StringComparison.Ordinal)));
            Assert.Equal(1, run.Error.Split(message).Length - 1);
        }

        Assert.True(new FileInfo(page).Length > 0);
    }

    [Theory]
    [InlineData("06-header-again.csv", "line 62 repeats the header")]
    [InlineData("19-footer.csv", "'Total' (line 62)")]
    public void Comparison_WhatTheFitPassesOver_IsAWarning(string name, string message)
    {
        _folder.Train(Case(name));
        foreach (string[] command in new[] { new[] { "evaluate", Model, Case(name), "--json" }, [
            "report", Model, Case(name), "-o", _folder.Path("r.html"),
        ] })
        {
            CommandRun run = CommandRun.Of(command);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }

        CommandRun.Of("predict", Model, Case(name), "--quiet").Fails(1, "line 62", "");
    }

    [Fact]
    public void Comparison_SpreadsheetErrorsInTheTarget_AreCounted()
    {
        string clean = File.ReadAllText(Case("15-train.csv"));
        _folder.Train(_folder.Write("clean.csv", clean));
        string[] lines = clean.Split('\n');
        lines[1] = lines[1][..(lines[1].LastIndexOf(',') + 1)] + "#REF!";
        lines[2] = lines[2][..(lines[2].LastIndexOf(',') + 1)] + "#N/A";
        string data = _folder.Write("errors.csv", string.Join('\n', lines));
        foreach (string[] command in new[] { new[] { "evaluate", Model, data }, [
            "diagnose", Model, data, "--quiet", "-o", _folder.Path("d.csv"),
        ], ["report", Model, data, "-o", _folder.Path("r.html")] })
        {
            Assert.Contains(
                "with a spreadsheet error such as #DIV/0!, counted as missing; ",
                CommandRun.Of(command).Succeeds().Error,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Predict_AColumnThatIsMissingThroughout_IsWarnedOf()
    {
        _folder.Train(Case("00-clean.csv"));
        string data = _folder.Write("empty.csv", "age,region\n30,\n40,\n");
        Assert.Contains(
            "every cell of 'region' is missing: they count as the reference",
            CommandRun.Of("predict", Model, data, "--quiet").Succeeds().Error,
            StringComparison.Ordinal);
        string numbers = _folder.Write("numbers.csv", "age,region\nNA,north\nNA,north\n30,north\n");
        Assert.Contains(
            "2 of 3 cells of 'age' are missing: the mean of training takes their place",
            CommandRun.Of("predict", Model, numbers, "--quiet").Succeeds().Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_NumbersAfterTexts_AreNotDroppedAsText()
    {
        string rows =
            string.Concat(
                Enumerable.Range(0, 70_000).Select(
                    row =>
                        $"{(row < 30 ? "#lost" : (row * 0.25).ToString(System.Globalization.CultureInfo.InvariantCulture))},{row % 7},{row * 31 % 7 % 2}\n"));
        string data = _folder.Write("late.csv", "a,b,y\n" + rows);
        CommandRun.Of("train", data, "-o", Model, "--quiet").Fails(1, "'#lost' is not a number", "--missing-values");
        CommandRun.Of("train", data, "-o", Model, "--quiet", "--solver", "sgd", "--stream").Fails(
            1, "'#lost' is not a number", "--missing-values");
    }

    [Fact]
    public void Train_ManyRowsOfTotals_AreStillRowsWithoutATarget()
    {
        string data =
            _folder.Write("totals.csv", File.ReadAllText(Case("00-clean.csv")) + string.Concat(Enumerable.Repeat("Total,,\n", 14)));
        foreach (string[] path in new[] { Array.Empty<string>(), ["--solver", "sgd", "--stream"] })
        {
            CommandRun run = CommandRun.Of(["train", data, "-o", Model, "--quiet", .. path]);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("'Total' (14 cells", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_RepeatedHeader_DoesNotAdviseNoHeader() =>
        Assert.DoesNotContain("--no-header", CommandRun.Of("check", Case("06-header-again.csv")).Output, StringComparison.Ordinal);

    [Fact]
    public void Train_StrayTexts_AreAnErrorWhoseRemediesWork()
    {
        string data =
            _folder.Write("stray.csv", File.ReadAllText(Case("04-div0.csv")).Replace("#DIV/0!", "n.a.", StringComparison.Ordinal));
        CommandRun.Of("train", data, "-o", Model, "--quiet").Fails(
            1, "line 5, column 'age': the value 'n.a.' is not a number", "--missing-values +n.a.");
        CommandRun.Of("train", data, "-o", Model, "--quiet", "--numeric", "age").Fails(
            1, "line 5, column 'age': the value 'n.a.' is not a number", "--missing-values +n.a.");
        Assert.Empty(CommandRun.Of("train", data, "-o", Model, "--quiet", "--missing-values", "+n.a.").Succeeds().Error);
        Assert.Contains("n.a.", File.ReadAllText(Model), StringComparison.Ordinal);
        Assert.DoesNotContain("identifier", CommandRun.Of("check", data).Succeeds().Output, StringComparison.Ordinal);
        CommandRun.Of("train", data, "-o", Model, "--quiet", "--categorical", "age,region", "--features", "age").Succeeds();
    }

    [Fact]
    public void Train_DecimalCommasThatAreLeftOut_AreNotCalledAnIdentifier()
    {
        string commas = _folder.Write(
            "commas.csv",
            string.Join(
                '\n',
                File.ReadLines(Case("08-decimal-comma.csv")).Select(line => line.Split(';')).Select(
                    cells => $"\"{cells[0]}\",{cells[1]},{cells[2]}")));
        CommandRun run = CommandRun.Of("train", commas, "-o", Model).Succeeds();
        Assert.Contains(
            "age: 53 distinct values, read as text (write them with a decimal point: 1234.5, or use --decimal , if", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("identifier", run.Output, StringComparison.Ordinal);
        string data =
            _folder.Write(
                "alone.csv",
                string.Join(
                    '\n',
                    File.ReadLines(Case("08-decimal-comma.csv")).Select(line => line.Split(';')).Select(
                        cells => $"\"{cells[0]}\",{cells[2]}")));
        CommandRun.Of("train", data, "-o", Model).Fails(
            1, "no feature is left: 'age' is a different text in nearly every row", "write them with a decimal point: 1234.5");
    }

    [Theory]
    [InlineData("+-9,n.a.", "NA", true)]
    [InlineData("+-9,+n.a.", "NA", true)]
    [InlineData("-9,n.a.", "NA", false)]
    public void MissingValues_WithAPlus_AreAdded(string option, string usual, bool isMissing)
    {
        string rows =
            string.Concat(
                Enumerable.Range(0, 60).Select(
                    row => $"{(row == 3 ? "-9" : row == 4 ? "n.a." : row == 5 ? usual : row * 7 % 11)},{row * 31 % 7 % 2}\n"));
        string data = _folder.Write("data.csv", "a,y\n" + rows);
        CommandRun run = CommandRun.Of("train", data, "-o", Model, "--missing-values", option, "--json");
        Assert.Equal(isMissing ? 0 : 1, run.ExitCode);
        if (isMissing)
        {
            using var json = JsonDocument.Parse(run.Output);
            Assert.Equal(57, json.RootElement.GetProperty("rows").GetProperty("training").GetInt32());
        }
    }

    [Fact]
    public void Evaluate_ClassesOfAnotherName_AreNamedWithTheirRows()
    {
        _folder.Train(Case("15-train.csv"));
        CommandRun run = CommandRun.Of("evaluate", Model, Case("15-test-other-class.csv"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("'label' has a class that the model does not know: '-1' (64 rows)", run.Error, StringComparison.Ordinal);
        Assert.Contains("'0', '1'", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandRun.Of("evaluate", Model, Case("15-test-other-class.csv"), "--json").Output);
        Assert.Equal(64, json.RootElement.GetProperty("rows").GetProperty("unknownClasses").GetProperty("-1").GetInt64());
        string none =
            _folder.Write("none.csv", File.ReadAllText(Case("15-test-other-class.csv")).Replace(",1\n", ",-1\n", StringComparison.Ordinal));
        CommandRun.Of("evaluate", Model, none).Fails(1, "no row has one of the classes", "the column has '-1'");
    }

    [Fact]
    public void Scoring_MostLevelsUnknown_IsWarnedOfEvenQuietly()
    {
        _folder.Train(Case("15-train.csv"));
        string other =
            _folder.Write(
                "other.csv",
                File.ReadAllText(Case("15-train.csv")).Replace("north", "NORTH", StringComparison.Ordinal).Replace(
                    "south", "SOUTH", StringComparison.Ordinal).Replace("east", "EAST", StringComparison.Ordinal));
        foreach (string[] command in new[]
        {
            new[] { "predict", Model, other, "--quiet", "-o", _folder.Path("p.csv") },
            ["evaluate", Model, other],
            ["diagnose", Model, other, "--quiet", "-o", _folder.Path("d.csv")],
            ["report", Model, other, "-o", _folder.Path("r.html")],
        })
        {
            CommandRun run = CommandRun.Of(command);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains(
                "warning: the model knows none of the levels in 'region', such as 'NORTH'", run.Error, StringComparison.Ordinal);
        }

        string some =
            _folder.Write(
                "some.csv",
                File.ReadAllText(Case("15-train.csv")).Replace("north", "n", StringComparison.Ordinal).Replace(
                    "2,south", "2,s", StringComparison.Ordinal));
        Assert.DoesNotContain("none of the levels", CommandRun.Of("predict", Model, some, "--quiet").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_SpreadsheetErrors_AreMissingWithAWarning()
    {
        string data = _folder.Write("data.csv", File.ReadAllText(Case("04-div0.csv")));
        _folder.Train(data, "--missing", "impute");
        CommandRun run = CommandRun.Of("predict", Model, data, "--quiet");
        Assert.Equal(121, run.OutputLines.Count);
        Assert.Contains("'age' has 13 cells with a spreadsheet error", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scoring_NumbersThatCanBeReadInTwoWays_AreToldOrRefused()
    {
        string Rows(Func<int, string> cell) => "x;bought\n"
            + string.Concat(Enumerable.Range(0, 60).Select(row => $"{cell(row * 7 % 50)};{row * 31 % 7 % 2}\n"));
        string percents = _folder.Train(_folder.Write("percents.csv", Rows(row => $"{row}%")));
        string fractions = _folder.Write("fractions.csv", "x;bought\n0.25;1\n0.5;0\n");
        foreach (string[] command in new[]
        {
            new[] { "predict", percents, fractions, "--quiet" },
            ["evaluate", percents, fractions],
            ["monitor", percents, fractions],
        })
        {
            Assert.Contains(
                "warning: 'x' has 2 numbers without the '%' of training, such as '0.25' on line 2, read as if it were there",
                CommandRun.Of(command).Error,
                StringComparison.Ordinal);
        }

        string german = _folder.Train(_folder.Write("german.csv", Rows(row => $"{row + 1}.234,5")));
        string mixed = _folder.Write("mixed.csv", "x;bought\n234.567;1\n12.5;0\n");
        foreach (string command in new[] { "predict", "evaluate", "monitor", "update" })
        {
            CommandRun.Of([command, german, mixed, .. command == "update" ? ["-o", _folder.Path("u.json")] : Array.Empty<string>()]).Fails(
                1, "mixed.csv, line 2, column 'x': the value '234.567' may be 234567", "use --decimal . if points are decimal in all cells");
        }

        string plain = _folder.Train(_folder.Write("plain.csv", Rows(row => $"{row}")));
        CommandRun.Of("predict", plain, _folder.Write("spaces.csv", "x\n1 234\n")).Fails(1, "'1 234' is not a number", "use --thousands ' '");
    }

    [Fact]
    public void Cache_Losses_AreWarnedOfWhenItIsWritten()
    {
        Assert.Contains(
            "first on line 5",
            CommandRun.Of("cache", Case("04-div0.csv"), "-o", _folder.Path("c.logreg"), "--quiet").Succeeds().Error,
            StringComparison.Ordinal);
        CommandRun.Of("train", _folder.Path("c.logreg"), "-o", Model, "--quiet").Succeeds();
    }

    [Fact]
    public void Train_GuessedTargetBesideABinaryColumn_IsDoubted()
    {
        string rows =
            string.Concat(
                Enumerable.Range(0, 90).Select(
                    row => $"{row * 7 % 11},{1 + (row * 5 % 7 % 3)},{(row * 31 % 7 % 2 == 0 ? "no" : "yes")}\n"));
        CommandRun run = CommandRun.Of("train", _folder.Write("data.csv", "age,class,survived\n" + rows), "-o", Model, "--quiet");
        Assert.Contains(
            "'class' was chosen for its name and has 3 classes, while 'survived' has two values", run.Error, StringComparison.Ordinal);
        Assert.Contains("--target survived", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "while 'survived' has two values",
            CommandRun.Of("train", _folder.Path("data.csv"), "-o", Model, "--quiet", "--solver", "sgd", "--stream").Error,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "chosen for its name",
            CommandRun.Of("train", _folder.Path("data.csv"), "-o", Model, "--quiet", "--target", "class").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TrainAndCheck_NumbersThatMayBeCodes_AreNoted()
    {
        string rows = string.Concat(Enumerable.Range(0, 90).Select(row => $"{row * 7 % 11},{1 + (row * 5 % 7 % 3)},{row * 31 % 7 % 2}\n"));
        string data = _folder.Write("data.csv", "age,site_id,y\n" + rows);
        Assert.Contains(
            "'site_id' may hold codes: 3 whole numbers (1, 2, 3)",
            CommandRun.Of("train", data, "-o", Model).Succeeds().Words,
            StringComparison.Ordinal);
        Assert.Contains("--categorical site_id", CommandRun.Of("check", data).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("may hold codes", CommandRun.Of("check", data, "--numeric", "site_id").Words, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("train", data, "-o", Model, "--strict").ExitCode);
    }
}
