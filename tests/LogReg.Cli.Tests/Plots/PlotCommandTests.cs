using System.Xml.Linq;
using LogReg.Charts.Tests;
using LogReg.Cli.Commands.Plots;
using SkiaSharp;

namespace LogReg.Cli.Tests.Plots;

public sealed class PlotCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.csv", "survived", "passengerClass")]
    [InlineData("birthwt.csv", "low", "lwt")]
    [InlineData("breast-cancer.csv", "diagnosis", "worst area")]
    [InlineData("iris.csv", "species", "petal_width")]
    public void Plot_EveryKind_IsWrittenInBothFormatsAndThemes(string data, string target, string feature)
    {
        string copy = _folder.Copy(data);
        bool isBinary = data != "iris.csv";
        foreach (PlotKind kind in PlotKinds.All.Where(kind => isBinary || kind.Name != "threshold"))
        {
            string model =
                _folder.Train(
                    copy,
                    kind.Name switch
                    {
                        "path" =>
                        ["--penalty", "lasso", "--lambda", "path"],
                        "cv" =>
                            ["--penalty", "lasso", "--lambda", "cv"],
                        _ => ["--lambda", "0.01"]
                    });
            string[] inputs =
            [
                .. kind.Needs.Contains(PlotKinds.Feature) ? [feature] : Array.Empty<string>(),
                .. kind.NeedsModel ? [model] : Array.Empty<string>(),
                .. kind.NeedsData ? [copy] : Array.Empty<string>(),
            ];
            string[] options = kind.Name == "loss" ? ["--lambda", "0.01", "--compare", "lbfgs,newton"] : [];
            string svg = _folder.Path($"{kind.Name}.svg");
            CommandRun.Of(["plot", kind.Name, .. inputs, "-o", svg, .. options]).Succeeds();
            var picture = SvgPicture.Load(svg);
            AssertAccessible(picture.Root, kind.Name);
            AssertInside(picture.Root);
            if (kind.NeedsModel)
            {
                Assert.Contains(picture.Texts, text => text.Contains(target, StringComparison.Ordinal));
            }

            string png = _folder.Path($"{kind.Name}.png");
            string output =
                CommandRun.Of(["plot", kind.Name, .. inputs, "-o", png, "--width", "640", "--height", "600", "--theme", "dark", .. options])
                    .Succeeds().Output;
            Assert.Contains(
                $"{kind.Name}.png, 640 × 600 pixels",
                string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                StringComparison.Ordinal);
            AssertPicture(png, 640, 600, 0xFF15181D);
        }
    }

    [Fact]
    public void Plot_WidthAlone_KeepsTheShape()
    {
        string png = _folder.Path("large.png");
        CommandRun.Of("plot", "sigmoid", "-o", png, "--width", "1800").Succeeds();
        AssertPicture(png, 1800, 1000, 0xFFFFFFFF);
    }

    [Fact]
    public void Plot_SameInput_SameBytes()
    {
        CommandRun.Of("plot", "sigmoid", "-o", _folder.Path("1.png")).Succeeds();
        CommandRun.Of("plot", "sigmoid", "-o", _folder.Path("2.png")).Succeeds();
        Assert.Equal(File.ReadAllBytes(_folder.Path("1.png")), File.ReadAllBytes(_folder.Path("2.png")));
    }

    [Fact]
    public void Plot_UnknownKind_ListsTheKindsAndTheNearest() =>
        CommandRun.Of("plot", "sigmiod").Fails(2, "unknown kind of plot 'sigmiod'", "did you mean 'sigmoid'?");

    [Fact]
    public void Plot_NoKind_SaysSo() => CommandRun.Of("plot").Fails(2, "missing argument <KIND>", "see 'logreg plot --help'");

    [Fact]
    public void Plot_MissingFiles_SaysWhichAreNeeded()
    {
        CommandRun.Of("plot", "roc").Fails(
            2, "'logreg plot roc' needs MODEL.json and DATA.csv", "usage: logreg plot roc MODEL.json DATA.csv");
        CommandRun.Of("plot", "roc", "m.json").Fails(2, "but only 'm.json' is given", "logreg plot roc MODEL.json DATA.csv");
        CommandRun.Of("plot", "sigmoid", "x.csv").Fails(2, "unexpected argument 'x.csv'", "usage: logreg plot sigmoid");
    }

    [Fact]
    public void Plot_OptionOfAnotherKind_SaysWhoseItIs() =>
        CommandRun.Of("plot", "coefficients", "m.json", "--tanh").Fails(
            2, "--tanh has no effect on 'logreg plot coefficients'", "it is for sigmoid");

    [Fact]
    public void Plot_OtherEnding_SaysWhichThereAre() =>
        CommandRun.Of("plot", "sigmoid", "-o", "x.jpg").Fails(
            2, "--output must end in .svg or .png, not 'x.jpg'", "one of these two endings");

    [Fact]
    public void Plot_UnknownSolver_SaysWhichThereAre() =>
        CommandRun.Of("plot", "loss", "x.csv", "--compare", "gd,nwton").Fails(
            2, "--compare must be one or more of newton, newton-cg, lbfgs, gd, cd, not 'nwton'", "did you mean 'newton'?");

    [Fact]
    public void Plot_DataWithoutTarget_SaysSo() =>
        CommandRun.Of(
            "plot",
            "roc",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass\nmale,1,1st\n"),
            "-o",
            _folder.Path("x.svg"))
            .Fails(1, "the data have no column 'survived', the target to compare predictions with", "'logreg predict'");

    [Fact]
    public void Plot_Roc_OneClassOnly_SaysSo() =>
        CommandRun.Of(
            "plot",
            "roc",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass,survived\nmale,1,1st,no\n"),
            "-o",
            _folder.Path("x.svg"))
            .Fails(1, "all rows have the same class", "name a file with rows of both classes");

    [Theory]
    [InlineData("precision-recall", "a precision-recall curve")]
    [InlineData("gain", "a gain curve")]
    [InlineData("threshold", "a threshold")]
    public void Plot_CurveOfOneClassOnly_SaysSo(string kind, string what) =>
        CommandRun.Of(
            "plot",
            kind,
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass,survived\nmale,1,1st,no\n"),
            "-o",
            _folder.Path("x.svg"))
            .Fails(1, $"all rows have the same class, but {what} needs rows of both", "name a file with rows of both classes");

    [Fact]
    public void Plot_ThresholdOfSeveralClasses_SaysWhatToDraw() =>
        CommandRun.Of(
            "plot",
            "threshold",
            _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01"),
            TestFolder.Data("iris.csv"),
            "-o",
            _folder.Path("x.svg"))
            .Fails(1, "a threshold needs a model of two classes, but this one has 3", "draw 'confusion'");

    [Theory]
    [InlineData("1")]
    [InlineData("1,0")]
    [InlineData("a,b")]
    public void Plot_CostThatIsNone_SaysWhatItMustBe(string cost) =>
        CommandRun.Of("plot", "threshold", "m.json", "x.csv", "--cost", cost).Fails(
            2, $"--cost must be two numbers above 0, FP,FN, not '{cost}'", "see");

    [Fact]
    public void Plot_FailedWork_LeavesNoFile()
    {
        string output = _folder.Path("x.svg");
        CommandRun.Of("plot", "loss", _folder.Write("x.csv", "a,y\n1,no\n"), "-o", output);
        Assert.False(File.Exists(output));
    }

    private static void AssertAccessible(XElement svg, string name)
    {
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal($"{name}-title {name}-description", (string?)svg.Attribute("aria-labelledby"));
        XElement[] first = [.. svg.Elements().Take(2)];
        Assert.All(first, element => Assert.NotEqual("", element.Value));
        Assert.NotNull(svg.Attribute("viewBox"));
    }

    // Upright text apart, whose width is its height.
    private static void AssertInside(XElement svg)
    {
        double width = SvgPicture.Attribute(svg, "width");
        double height = SvgPicture.Attribute(svg, "height");
        foreach (XElement text in svg.Descendants().Where(
            element => element.Name.LocalName == "text" && element.Attribute("transform") is null))
        {
            double x = SvgPicture.Attribute(text, "x");
            double size = LogReg.Charts.Drawing.EmbeddedFont.Width(text.Value, SvgPicture.Attribute(text, "font-size"));
            double left = x - ((string?)text.Attribute("text-anchor") switch { "middle" => size / 2, "end" => size, _ => 0 });
            Assert.True(
                left >= 0 && left + size <= width && SvgPicture.Attribute(text, "y") <= height, $"'{text.Value}' leaves the picture.");
        }
    }

    private static void AssertPicture(string path, int width, int height, uint background)
    {
        using var bitmap = SKBitmap.Decode(path);
        Assert.Equal((width, height), (bitmap.Width, bitmap.Height));
        Assert.Equal(background, (uint)bitmap.GetPixel(1, 1));
        int drawn = bitmap.Pixels.Count(pixel => (uint)pixel != background);
        Assert.InRange(drawn / (double)(width * height), 0.01, 0.6);
    }
}
