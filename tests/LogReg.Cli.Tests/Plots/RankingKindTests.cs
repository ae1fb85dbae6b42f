using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LogReg.Charts;
using LogReg.Charts.Plots;
using LogReg.Charts.Rows;
using LogReg.Charts.Tests;
using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg.Cli.Tests.Plots;

/// <summary>The pictures of rows in the order of their scores, held to the metrics of the library.</summary>
public sealed class RankingKindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.csv")]
    [InlineData("birthwt.csv")]
    [InlineData("breast-cancer.csv")]
    public void PrecisionRecall_AreaUnderTheDrawnStairs_IsTheAveragePrecision(string data)
    {
        string model = _folder.Train(TestFolder.Data(data), "--lambda", "0.01");
        SvgPicture picture = Draw("precision-recall", model, TestFolder.Data(data));
        IReadOnlyList<(double X, double Y)> curve = SvgPicture.Curve(picture.Chart(), "blue");
        double area = curve.Zip(curve.Skip(1), (from, to) => (to.X - from.X) * (from.Y + to.Y) / 2).Sum();
        double expected = Metric(model, data, "averagePrecision");
        Assert.Equal(expected, area, 0.002);
        Assert.Contains($"average precision {expected.ToString("F4", CultureInfo.InvariantCulture)}", picture.Texts);
    }

    [Fact]
    public void PrecisionRecall_PointAtTheThreshold_IsThatOfEvaluate()
    {
        string model = _folder.Train(TestFolder.Data("birthwt.csv"));
        (double recall, double precision) =
            Assert.Single(SvgPicture.Discs(Draw("precision-recall", model, TestFolder.Data("birthwt.csv"), "--threshold", "0.3").Chart()));
        Assert.Equal(Metric(model, "birthwt.csv", "recall", "--threshold", "0.3"), recall, 0.002);
        Assert.Equal(Metric(model, "birthwt.csv", "precision", "--threshold", "0.3"), precision, 0.002);
    }

    [Fact]
    public void PrecisionRecallCurve_Weights_CountAsSoManyRows()
    {
        double[] scores = [3, 2, 1];
        (double[] recalls, double[] precisions) =
            PrecisionRecallPlot.Curve(RankedRows.Of(scores, [0.9, 0.8, 0.7], [true, false, true], [2, 1, 2]));
        Assert.Equal([0, 0.5, 0.5, 0.5, 1], recalls);
        Assert.Equal([1, 1, 2 / 3.0, 0.8, 0.8], precisions);
        double area =
            recalls.Zip(recalls.Skip(1), (from, to) => to - from).Zip(precisions.Skip(1), (width, height) => width * height).Sum();
        Assert.Equal(BinaryMetrics.Compute(scores, [true, false, true], [2, 1, 2]).AveragePrecision, area, 1e-12);
    }

    [Fact]
    public void Gain_Titanic_PassesTheModelsTenthsBelowTheIdeal()
    {
        string path = _folder.Train(TestFolder.Data("titanic.csv"));
        SvgPicture picture = Draw("gain", path, TestFolder.Data("titanic.csv"));
        IReadOnlyList<(double X, double Y)> ideal = SvgPicture.Curve(picture.Chart(), "green");
        Assert.Equal(3, ideal.Count);
        Assert.Equal(100 * 500 / 1309.0, ideal[1].X, 0.2);
        double[] gains = [.. SvgPicture.Discs(picture.Chart()).Select(disc => disc.Y)];
        (double[] shares, double[] expected) = GainPlot.Curve(Rows(path, "titanic.csv").Ranked(0));
        Assert.Equal(9, gains.Length);
        for (int tenth = 1; tenth < 10; tenth++)
        {
            int next = Array.FindIndex(shares, share => share >= tenth / 10.0);
            Assert.InRange(gains[tenth - 1], (100 * expected[next - 1]) - 0.2, (100 * expected[next]) + 0.2);
        }
    }

    [Fact]
    public void Threshold_Birthwt_CurvesAreTheMetricsAtEachThreshold()
    {
        string path = _folder.Train(TestFolder.Data("birthwt.csv"));
        SvgPicture picture = Draw("threshold", path, TestFolder.Data("birthwt.csv"), "--cost", "1,4");
        ScoredRows rows = Rows(path, "birthwt.csv");
        foreach (double threshold in new[] { 0.1, 0.3, 0.5, 0.7 })
        {
            var metrics = BinaryMetrics.Compute(rows.Scores(0), rows.IsOf(0), threshold: threshold);
            AssertPasses(picture, 0, "blue", threshold, metrics.Precision);
            AssertPasses(picture, 0, "vermillion", threshold, metrics.Recall);
            AssertPasses(picture, 0, "green", threshold, metrics.F1);
            double cost = (metrics.ConfusionMatrix[0, 1] + (4 * metrics.ConfusionMatrix[1, 0])) / rows.Count;
            AssertPasses(picture, 1, "purple", threshold, cost);
        }

        double cheapest = ThresholdChooser.Choose(ThresholdRule.Cost(1, 4), rows.Scores(0), rows.IsOf(0));
        Assert.Equal(cheapest, Assert.Single(SvgPicture.Discs(picture.Chart(1), SvgPicture.Horizontal(picture.Chart(1)))).X, 0.002);
        Assert.Contains("cost per row: 1 per false positive, 4 per false negative", picture.Texts);
        Assert.Contains("the model's threshold, 0.5", picture.Texts);
    }

    [Fact]
    public void Confusion_Iris_CellsAreTheMatrixOfEvaluate()
    {
        string model = _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01");
        SvgPicture picture = Draw("confusion", model, TestFolder.Data("iris.csv"));
        MulticlassMetrics metrics = Evaluate(model, "iris.csv").Metrics.Multiclass!;
        string[] texts =
        [
            .. picture.OfClass("cells").SelectMany(group => group.Elements()).Where(element => element.Name.LocalName == "text").Select(
                text => text.Value),
        ];
        for (int actual = 0; actual < 3; actual++)
        {
            for (int predicted = 0; predicted < 3; predicted++)
            {
                double count = metrics.ConfusionMatrix[actual, predicted];
                Assert.Contains(count.ToString(CultureInfo.InvariantCulture), texts);
                Assert.Contains(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{metrics.ConfusionMatrix.Classes[actual]} predicted as {metrics.ConfusionMatrix.Classes[predicted]}: {count} "
                            + $"of 50, {count / 50:0.0%}"),
                    picture.Tooltips);
            }
        }
    }

    [Theory]
    [InlineData("roc")]
    [InlineData("precision-recall")]
    [InlineData("calibration")]
    [InlineData("gain")]
    [InlineData("threshold")]
    [InlineData("confusion")]
    public void Weight_OfWholeNumbers_DrawsWhatRepeatedRowsDraw(string kind)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] lines = [.. File.ReadAllLines(TestFolder.Data("titanic.csv")).Take(200)];
        string weighted =
            _folder.Write("rows.csv", $"{lines[0]},n\n{string.Join('\n', lines.Skip(1).Select((line, row) => $"{line},{row % 3}"))}\n");
        IReadOnlyList<string> first = Curves(Draw(kind, model, weighted, "--weight", "n"));
        _folder.Write(
            "rows.csv", $"{lines[0]}\n{string.Join('\n', lines.Skip(1).SelectMany((line, row) => Enumerable.Repeat(line, row % 3)))}\n");
        Assert.Equal(Curves(Draw(kind, model, weighted)), first);
    }

    // The tenths of the rows that calibration's points stand for are of rows, not of weights.
    private static string[] Curves(SvgPicture picture) =>
        [.. picture.OfClass("curve").Where(group => !picture.Root.Value.Contains("Calibration", StringComparison.Ordinal)).Elements()
            .Select(path => (string)path.Attribute("d")!)
            .Concat(
                picture.OfClass("bars").Concat(picture.OfClass("cells")).Elements().Select(
                    box => (string?)box.Attribute("height") ?? box.Value))];

    private static void AssertPasses(SvgPicture picture, int chart, string ink, double x, double expected)
    {
        IReadOnlyList<(double X, double Y)> curve = SvgPicture.Curve(picture.Chart(chart), ink, SvgPicture.Horizontal(picture.Chart(1)));
        int next = curve.Select((point, index) => (point, index)).First(pair => pair.point.X >= x).index;
        Assert.Equal(expected, curve[next].Y, 0.01);
    }

    private static double Metric(string model, string data, string name, params string[] options)
    {
        using var json =
            JsonDocument.Parse(CommandRun.Of(["evaluate", model, TestFolder.Data(data), "--json", .. options]).Succeeds().Output);
        return json.RootElement.GetProperty("metrics").GetProperty(name).GetDouble();
    }

    private static ModelEvaluation Evaluate(string model, string data)
    {
        using var source = CsvSource.FromFile(TestFolder.Data(data));
        return LogisticModel.Load(model).Evaluate(source);
    }

    private static ScoredRows Rows(string model, string data)
    {
        using var source = CsvSource.FromFile(TestFolder.Data(data));
        return ScoredRows.Read(LogisticModel.Load(model), source);
    }

    private SvgPicture Draw(string kind, params string[] inputs)
    {
        string output = _folder.Path("picture.svg");
        CommandRun.Of(["plot", kind, .. inputs, "-o", output]).Succeeds();
        return SvgPicture.Load(output);
    }
}
