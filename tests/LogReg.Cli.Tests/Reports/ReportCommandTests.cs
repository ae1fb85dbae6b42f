using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LogReg.Charts.Text;

namespace LogReg.Cli.Tests.Reports;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[]> DataSets => new()
    {
        { "titanic.csv", ["--drop1"] },
        { "birthwt.csv", ["--firth"] },
        { "breast-cancer.csv", ["--lambda", "0.01"] },
        { "iris.csv", ["--lambda", "0.01"] },
        { "iris.csv", [] },
        { "breast-cancer.csv", [] },
        { "breast-cancer.csv", ["--penalty", "lasso", "--lambda", "cv"] },
        { "endometrial.csv", [] },
    };

    [Theory]
    [MemberData(nameof(DataSets))]
    public void Report_AnyModel_IsOneAccessiblePageWithTheNumbersOfEvaluate(string data, string[] options)
    {
        (HtmlPage page, string model, string copy) = Make(data, options);
        page.IsAccessible();
        Assert.True(page.Text.Length < 1_000_000, $"{page.Text.Length} characters");
        Assert.DoesNotMatch("(https?:)?//[a-z]", page.Text.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        Assert.Single(page.Root.Descendants("script"));
        Assert.DoesNotContain(
            page.Root.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" or "onclick" or "onload");

        JsonElement metrics =
            JsonDocument.Parse(CommandRun.Of("evaluate", model, copy, "--json").Succeeds().Output).RootElement.GetProperty("metrics");
        Assert.NotEmpty(page.Measures);
        foreach ((string name, double value) in page.Measures.Where(measure => measure.Key != "negativePredictiveValue"))
        {
            Assert.Equal(metrics.GetProperty(name).GetDouble(), value);
        }

        JsonElement matrix = metrics.GetProperty("confusionMatrix").GetProperty("weights");
        string[][] expected =
        [
            .. matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => NumberFormat.Weight(cell.GetDouble())).ToArray()),
        ];
        Assert.Equal(expected, page.Cells("Confusion matrix").Select(row => row.Skip(1).ToArray()));
        Assert.Contains(
            NumberFormat.Percent(metrics.GetProperty("accuracy").GetDouble()),
            page.Section("summary").Value.Contains("Do not trust", StringComparison.Ordinal)
                ? page.Section("quality").Value
                : page.Section("summary").Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Titanic_HasAllSectionsTablesAndFigures()
    {
        (HtmlPage page, _, _) = Make("titanic.csv", ["--drop1", "--missing", "impute"]);
        Assert.Equal(
            ["summary", "data", "model", "coefficients", "tests", "diagnostics", "quality", "thresholds", "origin"], page.Sections);
        Assert.Equal(
            ["importance", "calibration", "coefficients", "effect-1", "effect-2", "confusion", "roc", "precision-recall", "gain", "threshold"],
            page.Figures);
        Assert.Equal(10, page.Pictures.Count);
        Assert.Equal(
            ["Classes of survived: 1,309 training rows", "Features in training", "Coefficients for survived = yes", "Tests of each feature", "Variance inflation factors (VIF)",
                "Quality on 1,309 training rows", "Confusion matrix at a threshold of 0.5: 1,309 training rows",
                "Performance at other thresholds: 1,309 training rows"],
            page.Tables.Select(table => table.Element("caption")!.Value));
        Assert.Contains(
            "The model predicts the probability that survived is yes rather than no, from sex, age, passengerClass.",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains(
            "All numbers and pictures are for these training rows. They do not show how well the model predicts new rows",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains(
            "sex male, compared with female, divides the odds of yes by 12.2: the odds ratio is 0.08227 (95% interval 0.06148 to 0.1101).",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains(
            "age: an increase of one standard deviation (12.9) divides the odds of yes by 1.52; the odds ratio per unit is 0.9681",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains(
            "78.69% of the 1,309 training rows are classified correctly, at a threshold of 0.5: 84.67% of no, 69.00% of yes (baseline: "
                + "61.80%).",
            page.Words,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Hosmer", page.Section("summary").Value, StringComparison.Ordinal);
        Assert.Contains("logreg report model.json titanic.csv", page.Section("origin").Value, StringComparison.Ordinal);
        Assert.Contains(
            ["0.5 (the model's)", "35.83%", "73.56%", "69.00%", "84.67%", "81.55%", "71.21%", "78.69%"], page.Cells("Performance at"));
        Assert.Contains(page.Tooltips("roc"), tip => Regex.IsMatch(tip, @"^false positive rate 0\.\d{3}, true positive rate 0\.\d{3}$"));
    }

    [Fact]
    public void Report_ModelWithoutInference_LeavesOutWhatThereIsNot()
    {
        (HtmlPage page, _, _) = Make("breast-cancer.csv", ["--lambda", "0.01"]);
        Assert.DoesNotContain("tests", page.Sections);
        Assert.Contains("none are valid under a penalty", page.Words, StringComparison.Ordinal);
        Assert.Contains("ridge, λ = 0.01", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_SeparatedClasses_SaysThatNothingIsEstimated()
    {
        (HtmlPage page, _, _) = Make("breast-cancer.csv", []);
        Assert.DoesNotContain("tests", page.Sections);
        Assert.DoesNotContain("coefficients", page.Figures);
        Assert.Contains("Do not trust this model.", page.Section("summary").Value, StringComparison.Ordinal);
        Assert.Contains("no coefficient has an estimate", page.Section("coefficients").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Path_ShowsItAndTakesALambda()
    {
        (HtmlPage page, string model, string data) = Make("breast-cancer.csv", ["--penalty", "lasso", "--lambda", "path"]);
        Assert.Contains("path", page.Figures);
        Assert.Contains(page.Tables, table => table.Element("caption")!.Value.StartsWith("Regularisation path", StringComparison.Ordinal));
        CommandRun.Of("report", model, data, "-o", _folder.Path("at.html"), "--lambda", "0.05").Succeeds();
        var at = HtmlPage.Load(_folder.Path("at.html"));
        Assert.DoesNotContain("path", at.Figures);
        Assert.Contains("λ = 0.05", at.Section("model").Value, StringComparison.Ordinal);
        Assert.Contains("logreg report model.json breast-cancer.csv --lambda 0.05", at.Section("origin").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_CrossValidation_ShowsItsCurve()
    {
        (HtmlPage page, _, _) = Make("breast-cancer.csv", ["--penalty", "lasso", "--lambda", "cv"]);
        Assert.Contains("cv", page.Figures);
        Assert.Contains(page.Tables, table => table.Element("caption")!.Value == "Penalties tried");
    }

    [Fact]
    public void Report_Thresholds_AreThoseOfEvaluate()
    {
        (HtmlPage page, string model, string data) = Make("titanic.csv", []);
        JsonElement metrics =
            JsonDocument.Parse(
                CommandRun.Of("evaluate", model, data, "--threshold", "0.3", "--json").Succeeds().Output).RootElement.GetProperty(
                    "metrics");
        string[] expected =
        [
            .. new[] { "precision", "recall", "specificity", "f1", "accuracy" }.Select(
                name => NumberFormat.Percent(metrics.GetProperty(name).GetDouble())),
        ];
        Assert.Equal(expected, page.Cells("Performance at").Single(row => row[0] == "0.3").Skip(2).Where((_, column) => column != 3));
    }

    [Fact]
    public void Report_Weights_AreThoseOfEvaluate()
    {
        string data = _folder.Write("w.csv", "x,n,y\n1,3,a\n2,1,a\n3,2,b\n4,5,b\n2.5,4,a\n2.2,2,b\n1.5,0,b\n");
        string model = _folder.Train(data, "--weight", "n", "--report", _folder.Path("train.html"));
        CommandRun.Of("report", model, data, "-o", _folder.Path("r.html"), "--weight", "n").Succeeds();
        var page = HtmlPage.Load(_folder.Path("r.html"));
        JsonElement metrics =
            JsonDocument.Parse(CommandRun.Of("evaluate", model, data, "--weight", "n", "--json").Succeeds().Output).RootElement.GetProperty(
                "metrics");
        Assert.Equal(metrics.GetProperty("rocAuc").GetDouble(), page.Measures["rocAuc"]);
        Assert.Equal(metrics.GetProperty("logLoss").GetDouble(), page.Measures["logLoss"]);
        Assert.Contains("1 of weight 0", page.Words, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder.Path("train.html")), page.Text);
    }

    [Theory]
    [InlineData("titanic.csv", "--drop1", "--missing", "impute")]
    [InlineData("iris.csv")]
    [InlineData("breast-cancer.csv", "--penalty", "lasso", "--lambda", "cv", "--threshold", "f1")]
    public void TrainReport_TrainingData_IsThePageOfReport(string data, params string[] options)
    {
        string copy = _folder.Copy(data);
        string page = _folder.Path("train.html");
        CommandRun run = CommandRun.Of(["train", copy, "-o", _folder.Path("model.json"), "--report", page, .. options]);
        Assert.True(run.ExitCode is 0 or 3, run.Error);
        Assert.Contains("Report written to", run.Output, StringComparison.Ordinal);
        CommandRun.Of("report", _folder.Path("model.json"), copy, "-o", _folder.Path("report.html")).Succeeds();
        Assert.Equal(File.ReadAllBytes(_folder.Path("report.html")), File.ReadAllBytes(page));
    }

    [Fact]
    public void TrainReport_StandardInput_IsRead()
    {
        var input = new Surroundings { Input = new MemoryStream(File.ReadAllBytes(TestFolder.Data("titanic.csv"))) };
        CommandRun.Of(input, "train", "-", "-o", _folder.Path("model.json"), "--report", _folder.Path("r.html"), "--quiet").Succeeds();
        Assert.Contains("rows of standard input", HtmlPage.Load(_folder.Path("r.html")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NamesWithMarkup_AreEscaped()
    {
        const string Name = "<script>alert(1)</script>";
        string data =
            _folder.Write(
                "evil.csv",
                $"\"a\"\"b'&<i>\",{Name},y\n1,</style>,<b>no\n2,{Name},<b>no\n3,</style>,\"ye\"\"s&\"\n4,{Name},\"ye\"\"s&\"\n2.5,</style>,\"ye\"\"s&\"\n2.7,{Name},<b>no\n");
        string model = _folder.Train(data, "--lambda", "0.1");
        CommandRun.Of("report", model, data, "-o", _folder.Path("r.html"), "--note", "<img src=x onerror=alert(2)>").Succeeds();
        var page = HtmlPage.Load(_folder.Path("r.html"));
        page.IsAccessible();
        Assert.Single(page.Root.Descendants("script"));
        Assert.Empty(page.Root.Descendants("img"));
        Assert.Empty(page.Root.Descendants("b"));
        Assert.Contains(Name, page.Words, StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(2)>", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NewData_TellsOfWhatIsNew()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data =
            _folder.Write(
                "new.csv",
                "sex,age,passengerClass,survived,ship\nmale,,1st,yes,a\nfemale,30,crew,no,b\nfemale,31,2nd,perhaps,c\nmale,8,2nd,no,d\n");
        CommandRun.Of("report", model, data, "-o", _folder.Path("r.html"), "--note", "1 May 2026").Succeeds();
        var page = HtmlPage.Load(_folder.Path("r.html"));
        Assert.Contains("1 row of 4 left out: no class that the model knows.", page.Section("summary").Value, StringComparison.Ordinal);
        Assert.Contains("passengerClass", page.Section("summary").Value, StringComparison.Ordinal);
        Assert.Contains("ship: the model does not use this column", page.Section("data").Value, StringComparison.Ordinal);
        Assert.Contains("Rows that were used for training usually look better than new ones.", page.Words, StringComparison.Ordinal);
        Assert.Contains("1 May 2026", page.Section("origin").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_RowsOfOneClass_HasNoCurves()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("one.csv", "sex,age,passengerClass,survived\nmale,20,1st,yes\nfemale,30,2nd,yes\n");
        CommandRun.Of("report", model, data, "-o", _folder.Path("r.html")).Succeeds();
        var page = HtmlPage.Load(_folder.Path("r.html"));
        Assert.DoesNotContain("roc", page.Figures);
        Assert.Contains("all have the same class", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_ManyClasses_StaysSmall()
    {
        IEnumerable<string> rows =
            Enumerable.Range(0, 1300).Select(row => $"{(row * 7919 % 101) + (row % 26)},{(row * 104729 % 97) - (row % 26)},c{row % 26:00}");
        string data = _folder.Write("many.csv", $"x,z,y\n{string.Join('\n', rows)}\n");
        string model = _folder.Train(data, "--lambda", "0.01", "--report", _folder.Path("r.html"));
        var page = HtmlPage.Load(_folder.Path("r.html"));
        page.IsAccessible();
        Assert.True(page.Text.Length < 1_000_000, $"{page.Text.Length} characters");
        Assert.Equal(["importance", "confusion"], page.Figures);
        Assert.Contains("26 classes have too many curves for a page", page.Words, StringComparison.Ordinal);
        Assert.NotEmpty(model);
    }

    [Fact]
    public void Report_DataWithoutTarget_SaysSo() =>
        CommandRun.Of(
            "report",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass\nmale,1,1st\n"),
            "-o",
            _folder.Path("r.html"))
            .Fails(1, "the data have no column 'survived', the target to compare predictions with", "'logreg predict'");

    [Fact]
    public void Report_ModelOfOtherColumns_NamesTheMissingOne() =>
        CommandRun.Of(
            "report",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,passengerClass,survived\nmale,1st,yes\n"),
            "-o",
            _folder.Path("r.html"))
            .Fails(1, "the file has no column 'age', which the model needs", "");

    [Fact]
    public void Report_FolderThatIsNotThere_SaysSoBeforeItReads() =>
        CommandRun.Of("report", _folder.Train(TestFolder.Data("titanic.csv")), "nowhere.csv", "-o", _folder.Path("no/r.html")).Fails(
            1, "does not exist", "create it");

    [Fact]
    public void Report_OutputThatIsTheModel_IsRefused()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun.Of("report", model, TestFolder.Data("titanic.csv"), "-o", model).Fails(2, "would overwrite", "name another file");
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "-o", model, "--report", model).Fails(2, "--report", "name another file");
    }

    private (HtmlPage Page, string Model, string Data) Make(string data, string[] options)
    {
        string copy = _folder.Copy(data);
        string model = _folder.Path("model.json");
        Assert.True(CommandRun.Of(["train", copy, "-o", model, "--quiet", .. options]).ExitCode is 0 or 3);
        CommandRun.Of("report", model, copy, "-o", _folder.Path("report.html")).Succeeds();
        return (HtmlPage.Load(_folder.Path("report.html")), model, copy);
    }
}
