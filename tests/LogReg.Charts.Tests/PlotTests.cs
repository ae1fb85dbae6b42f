using System.Xml.Linq;
using LogReg.Data;
using LogReg.Solvers;
using SkiaSharp;

namespace LogReg.Charts.Tests;

/// <summary>Figures as an app draws them.</summary>
public sealed class PlotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-charts-test-").FullName;

    public static TheoryData<string> RowKinds { get; } = ["roc", "precision-recall", "calibration", "gain", "threshold", "confusion"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(RowKinds))]
    public void Plot_OfModelAndData_IsThatOfScoredRows(string kind)
    {
        LogisticModel model = Fit("titanic.csv").Model;
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        Figure direct = kind switch
        {
            "roc" => model.PlotRoc(data),
            "precision-recall" => model.PlotPrecisionRecall(data),
            "calibration" => model.PlotCalibration(data),
            "gain" => model.PlotGain(data),
            "threshold" => model.PlotThreshold(data),
            _ => model.PlotConfusion(data),
        };
        using var again = CsvSource.FromFile(Data("titanic.csv"));
        var rows = ScoredRows.Read(model, again);
        Figure scored = kind switch
        {
            "roc" => rows.PlotRoc(),
            "precision-recall" => rows.PlotPrecisionRecall(),
            "calibration" => rows.PlotCalibration(),
            "gain" => rows.PlotGain(),
            "threshold" => rows.PlotThreshold(),
            _ => rows.PlotConfusion(),
        };
        Assert.Equal(kind, direct.Name);
        Assert.Equal(1309, rows.Count);
        Assert.Contains("1,309 rows of titanic.csv", direct.Subtitle, StringComparison.Ordinal);
        Assert.Equal(scored.ToSvg(), direct.ToSvg());
        Assert.Contains(direct.Title, SvgPicture.Parse(direct.ToSvg()).Texts);
    }

    [Fact]
    public void Save_ByExtension_WritesSvgOrPng()
    {
        Figure figure = Fit("titanic.csv").Model.PlotCoefficients();
        figure.Save(File("c.svg"));
        figure.Save(File("c.PNG"), new FigureOptions { Width = 1800, Theme = PlotTheme.Dark });
        Assert.Equal(figure.ToSvg(), System.IO.File.ReadAllText(File("c.svg")));
        Assert.NotEqual(0xEF, System.IO.File.ReadAllBytes(File("c.svg"))[0]);
        using var picture = SKBitmap.Decode(File("c.PNG"));
        Assert.Equal((1800, 2 * figure.Height), (picture.Width, picture.Height));
        Assert.Equal(0xFF15181D, (uint)picture.GetPixel(0, 0));
        Assert.Throws<ArgumentException>(() => figure.Save(File("c.pdf")));
        Assert.False(System.IO.File.Exists(File("c.pdf")));
    }

    [Fact]
    public void Options_OutsideTheirRanges_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureOptions { Width = 199 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureOptions { Height = 8001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureOptions { Theme = (PlotTheme)2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdPlotOptions { FalsePositiveCost = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThresholdPlotOptions { FalseNegativeCost = double.NaN });
    }

    [Fact]
    public void Effect_UnknownFeature_IsAnArgumentError()
    {
        LogisticModel model = Fit("titanic.csv").Model;
        Assert.Equal("effect", model.PlotEffect("age").Name);
        Assert.Throws<ArgumentNullException>(() => model.PlotEffect(null!));
        Assert.Contains(
            "the features are", Assert.Throws<ArgumentException>(() => model.PlotEffect("height")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlotsOfAPath_WithoutOne_SayWhy()
    {
        LogisticModel model = Fit("titanic.csv").Model;
        LogRegException noPath = Assert.Throws<LogRegException>(() => model.PlotPath());
        Assert.Equal("the model has no regularisation path", noPath.Message);
        Assert.Equal("train one with Penalty = Lasso and LambdaChoice = Path", noPath.Hint!.ToString());
        Assert.Equal([OptionName.Penalty, OptionName.LambdaChoice], noPath.Hint.Remedies.Select(remedy => remedy.Option));
        LogRegException noFolds = Assert.Throws<LogRegException>(() => model.PlotCrossValidation());
        Assert.Equal("the model was not cross-validated", noFolds.Message);
        Assert.Equal(
            "train with Penalty = Lasso and LambdaChoice = CrossValidation (or Penalty = Ridge), which tries many λ",
            noFolds.Hint!.ToString());
    }

    [Fact]
    public void CrossValidation_AtOneLambda_SaysWhereItIs()
    {
        LogisticModel model = Fit("titanic.csv", new LogisticRegression { CrossValidation = new() { Folds = 3 } }).Model;
        LogRegException oneLambda = Assert.Throws<LogRegException>(() => model.PlotCrossValidation());
        Assert.Equal(
            "train with LambdaChoice = CrossValidation, which tries many λ; LogisticModel.Validation has the one",
            oneLambda.Hint!.ToString());
    }

    [Fact]
    public void Rows_WithoutTheTarget_SayWhatPredictsThem()
    {
        LogisticModel model = Fit("titanic.csv").Model;
        using var data = CsvSource.FromFile(Data("iris.csv"));
        LogRegException error = Assert.Throws<DataException>(() => ScoredRows.Read(model, data));
        Assert.Equal("to predict rows whose class is not known, use LogisticModel.Score", error.Hint!.ToString());
    }

    [Theory]
    [InlineData(300, 2000)]
    [InlineData(2000, 300)]
    public void SquareFigure_InALongPicture_FillsIt(int width, int height)
    {
        LogisticModel model = Fit("titanic.csv").Model;
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        var rows = ScoredRows.Read(model, data);
        foreach (Figure figure in new[] { rows.PlotRoc(), rows.PlotPrecisionRecall(), rows.PlotGain() })
        {
            var picture = SvgPicture.Parse(figure.ToSvg(new FigureOptions { Width = width, Height = height }));
            double[] x = [.. Coordinates(picture.Chart(), "x")];
            double[] y = [.. Coordinates(picture.Chart(), "y")];
            Assert.True(x.Max() - x.Min() > 0.6 * width, $"{figure.Name}: {x.Min()} to {x.Max()} of {width}");
            Assert.True(y.Max() - y.Min() > 0.6 * height, $"{figure.Name}: {y.Min()} to {y.Max()} of {height}");
        }

        static IEnumerable<double> Coordinates(XElement chart, string name) =>
            SvgPicture.OfClass(chart, "axis").SelectMany(axis => axis.Descendants())
                .Where(element => element.Attribute(name) is not null)
                .Select(element => SvgPicture.Attribute(element, name));
    }

    [Fact]
    public void Threshold_OfSeveralClasses_SaysWhy()
    {
        LogisticModel model = Fit("iris.csv", new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01 }).Model;
        using var data = CsvSource.FromFile(Data("iris.csv"));
        LogRegException error = Assert.Throws<LogRegException>(() => model.PlotThreshold(data));
        Assert.Contains("a threshold needs a model of two classes", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "draw PlotConfusion, or PlotPrecisionRecall for each class against the others",
            error.Hint!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_OfTwoFits_HasBothCurves()
    {
        LogisticFit[] fits =
        [
            .. new[] { SolverKind.Newton, SolverKind.Lbfgs }.Select(
                solver => Fit("titanic.csv", new LogisticRegression { Solver = solver })),
        ];
        Figure figure = fits.PlotLoss("titanic.csv");
        Assert.Equal("How solvers descend: titanic.csv", figure.Title);
        Assert.Contains(SvgPicture.Parse(figure.ToSvg()).Texts, text => text.StartsWith("lbfgs, ", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => Array.Empty<LogisticFit>().PlotLoss("nothing"));
    }

    [Fact]
    public void Confusion_OfAnEvaluation_HasItsTitle()
    {
        LogisticModel model = Fit("titanic.csv").Model;
        using var data = CsvSource.FromFile(Data("titanic.csv"));
        Figure figure = model.Evaluate(data).Metrics.ConfusionMatrix.PlotConfusion("New rows");
        Assert.Equal("New rows", figure.Title);
        Assert.Contains("predicted class", SvgPicture.Parse(figure.ToSvg()).Texts);
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    private static LogisticFit Fit(string data, LogisticRegression? regression = null)
    {
        using var source = CsvSource.FromFile(Data(data));
        return (regression ?? new LogisticRegression()).Fit(source);
    }

    private string File(string name) => Path.Combine(_folder, name);
}
