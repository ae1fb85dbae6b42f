using System.Text.Json.Nodes;
using LogReg.Charts.Tests;

namespace LogReg.Cli.Tests.Plots;

/// <summary>Pictures of models that were written or changed by hand, and of names and sizes that nobody expects.</summary>
public sealed class HandMadeModelTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CrossValidation_OfLambdaZeroAlone_IsAClearError()
    {
        string model = Edited(["titanic.csv", "--penalty", "ridge", "--lambda", "cv"], document =>
        {
            JsonNode validation = document["validation"]!;
            JsonNode point = validation["points"]![0]!.DeepClone();
            point["lambda"] = 0;
            validation["points"] = new JsonArray(point);
            validation["best"] = 0;
            validation["oneStandardError"] = 0;
            validation["selected"] = 0;
        });
        CommandRun.Of("plot", "cv", model, "-o", _folder.Path("cv.svg")).Fails(1, "tried λ = 0 only", "--lambda cv");
    }

    [Fact]
    public void Effect_HandMadeModelOfAbsurdMean_HasNoNaN()
    {
        string model = Edited(["spector.csv"], document => document["features"]![2]!["mean"] = 4.375e+199);
        CommandRun.Of("plot", "effect", "PSI", model, "-o", _folder.Path("e.svg")).Succeeds();
        Assert.DoesNotContain("NaN", File.ReadAllText(_folder.Path("e.svg")), StringComparison.Ordinal);
        CommandRun.Of("report", model, TestFolder.Data("spector.csv"), "-o", _folder.Path("r.html")).Succeeds();
        Assert.DoesNotContain("NaN", File.ReadAllText(_folder.Path("r.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Coefficients_SeparatedLevels_HaveArrowsAndWords()
    {
        string data =
            _folder.Write(
                "s.csv",
                "x,g,y\n"
                    + string.Concat(
                        Enumerable.Range(0, 40).Select(
                            row => $"{row % 7},{"abcd"[row % 4]},{(row % 4 == 0 ? 0 : row % 4 == 1 ? 1 : row * 3 % 5 > 2 ? 1 : 0)}\n")));
        string model = _folder.Path("s.json");
        Assert.True(CommandRun.Of("train", data, "-o", model, "--quiet", "--reference", "g=c").ExitCode is 0 or 3);
        CommandRun.Of("plot", "coefficients", model, "-o", _folder.Path("c.svg")).Succeeds();
        string picture = File.ReadAllText(_folder.Path("c.svg"));
        Assert.Contains(">← 0<", picture, StringComparison.Ordinal);
        Assert.Contains(">∞ →<", picture, StringComparison.Ordinal);
        Assert.Contains("g=a: no finite estimate, the odds ratio tends to 0", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Coefficients_AltText_NamesEachThatIsDrawn()
    {
        string model = _folder.Train(TestFolder.Data("breast-cancer.csv"), "--lambda", "0.01");
        CommandRun.Of("plot", "coefficients", model, "-o", _folder.Path("c.svg")).Succeeds();
        string description = File.ReadAllText(_folder.Path("c.svg")).Split("<desc")[1].Split("</desc>")[0];
        Assert.Equal(30, description.Split("; ").Length - 1);
        Assert.Contains("worst fractal dimension: ", description, StringComparison.Ordinal);
    }

    [Fact]
    public void Roc_RowsWithoutAKnownClass_AreCounted()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data =
            _folder.Write(
                "n.csv", "sex,age,passengerClass,survived\nmale,20,1st,yes\nmale,40,3rd,no\nfemale,31,2nd,perhaps\nmale,8,2nd,\n");
        CommandRun.Of("plot", "roc", model, data, "-o", _folder.Path("r.svg")).Succeeds();
        Assert.Contains(
            "2 rows of n.csv; 2 rows without a class that the model knows left out",
            File.ReadAllText(_folder.Path("r.svg")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_LongAndTurningNames_AreShortAndPlain()
    {
        string name = "n\u202Eame" + new string('x', 70_000);
        string data = _folder.Write("long.csv", $"{name},y\n1,a\n2,b\n3,a\n4,b\n2.5,b\n3.5,a\n");
        string model = _folder.Train(data);
        CommandRun.Of("plot", "coefficients", model, "-o", _folder.Path("c.svg")).Succeeds();
        string picture = File.ReadAllText(_folder.Path("c.svg"));
        Assert.DoesNotContain('\u202E', picture);
        Assert.True(picture.Length < 100_000, $"{picture.Length} characters");
    }

    [Fact]
    public void Effect_ManyOtherFeatures_AreAllNamed()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"));
        CommandRun.Of("plot", "effect", "age", model, "-o", _folder.Path("e.svg")).Succeeds();
        Assert.Contains(
            "ftv 0.794", string.Join(' ', SvgPicture.Parse(File.ReadAllText(_folder.Path("e.svg"))).Texts), StringComparison.Ordinal);
    }

    private string Edited(string[] training, Action<JsonNode> edit)
    {
        string model = _folder.Train(TestFolder.Data(training[0]), training[1..]);
        JsonNode document = JsonNode.Parse(File.ReadAllText(model))!;
        edit(document);
        File.WriteAllText(model, document.ToJsonString());
        return model;
    }
}
