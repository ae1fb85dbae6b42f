using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LogReg.Charts.Tests;
using LogReg.Terms;

namespace LogReg.Cli.Tests.Plots;

public sealed class KindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Roc_Titanic_AreaUnderTheDrawnCurveIsThatOfEvaluate()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        SvgPicture picture = Draw("roc", model, TestFolder.Data("titanic.csv"));
        IReadOnlyList<(double X, double Y)> curve = SvgPicture.Curve(picture.Chart(), "blue");
        Assert.Equal(0, curve[0].X, 0.001);
        Assert.Equal(1, curve[^1].Y, 0.001);
        double area = curve.Zip(curve.Skip(1), (from, to) => (to.X - from.X) * (from.Y + to.Y) / 2).Sum();
        using var json = JsonDocument.Parse(CommandRun.Of("evaluate", model, TestFolder.Data("titanic.csv"), "--json").Succeeds().Output);
        double expected = json.RootElement.GetProperty("metrics").GetProperty("rocAuc").GetDouble();
        Assert.Equal(expected, area, 0.002);
        Assert.Contains($"AUC {expected.ToString("F4", CultureInfo.InvariantCulture)}", picture.Texts);
    }

    [Fact]
    public void Calibration_Titanic_BarsCountAllRows()
    {
        SvgPicture picture = Draw("calibration", _folder.Train(TestFolder.Data("titanic.csv")), TestFolder.Data("titanic.csv"));
        int rows = SvgPicture.OfClass(picture.Chart(1), "bars").Descendants().Where(element => element.Name.LocalName == "title")
            .Sum(title => int.Parse(title.Value.Split(": ")[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(1309, rows);
    }

    [Fact]
    public void Coefficients_Titanic_DiscsAreAtTheOddsRatios()
    {
        string path = _folder.Train(TestFolder.Data("titanic.csv"));
        XElement chart = Draw("coefficients", path).Chart();
        var discs = SvgPicture.Discs(chart, SvgPicture.Horizontal(chart, isLogarithmic: true), pixel => pixel);
        LogisticModel model = LogisticModel.Load(path);
        double[] expected = [.. model.Coefficients.Keys.Skip(1).Select(model.Coefficients.OddsRatio)];
        Assert.Equal(expected.Length, discs.Count);
        Assert.All(expected.Zip(discs), pair => Assert.Equal(pair.First, pair.Second.X, 0.001 * pair.First));
    }

    [Fact]
    public void Coefficients_PerDeviation_ScaleNumericFeaturesOnly()
    {
        string path = _folder.Train(TestFolder.Data("titanic.csv"));
        XElement chart = Draw("coefficients", path, "--per-deviation").Chart();
        double[] ratios =
        [
            .. SvgPicture.Discs(chart, SvgPicture.Horizontal(chart, isLogarithmic: true), pixel => pixel).Select(disc => disc.X),
        ];
        LogisticModel model = LogisticModel.Load(path);
        NumericFeature age = model.Features.OfType<NumericFeature>().Single();
        Assert.Equal(Math.Exp(model.Coefficients["age"] * age.StandardDeviation), ratios[1], 0.001);
        Assert.Equal(model.Coefficients.OddsRatio("sex=male"), ratios[0], 0.001);
    }

    [Fact]
    public void Coefficients_OfAPenalty_AreDrawnWithoutIntervals()
    {
        SvgPicture picture = Draw("coefficients", _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01"));
        Assert.Contains("Per unit; the model has no standard errors", picture.Texts);
        Assert.Empty(picture.OfClass("points").SelectMany(group => SvgPicture.OfClass(group, "line")));
    }

    [Fact]
    public void Loss_Titanic_CurvesAreTheHistories()
    {
        string data = TestFolder.Data("titanic.csv");
        string output = _folder.Path("loss.svg");
        CommandRun.Of("plot", "loss", data, "--compare", "lbfgs,newton", "-o", output).Succeeds();
        var picture = SvgPicture.Load(output);
        string trace = _folder.Path("trace.csv");
        CommandRun.Of("train", data, "--missing", "impute", "--solver", "newton", "--quiet", "-o", _folder.Path("m.json"), "--trace", trace)
            .Succeeds();
        string[] header = File.ReadLines(trace).First().Split(',');
        double[] losses =
        [
            .. File.ReadLines(trace).Skip(1).Select(
                line => double.Parse(line.Split(',')[Array.IndexOf(header, "loss")], CultureInfo.InvariantCulture)),
        ];
        IReadOnlyList<(double X, double Y)> curve = SvgPicture.Curve(picture.Chart(), "vermillion", toX: pixel => pixel);
        Assert.Equal(losses.Length, curve.Count);
        Assert.All(losses.Zip(curve), pair => Assert.Equal(pair.First, pair.Second.Y, 0.001));
        Assert.Contains($"newton, {losses.Length - 1} iterations", picture.Texts);
        Assert.Equal(3, picture.OfClass("chart").Count());
    }

    private SvgPicture Draw(string kind, params string[] inputs)
    {
        string output = _folder.Path("picture.svg");
        CommandRun.Of(["plot", kind, .. inputs, "-o", output]).Succeeds();
        return SvgPicture.Load(output);
    }
}
