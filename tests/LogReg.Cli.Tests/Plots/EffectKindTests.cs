using System.Globalization;
using System.Xml.Linq;
using LogReg.Charts.Tests;
using LogReg.Data;
using LogReg.Inference;

namespace LogReg.Cli.Tests.Plots;

/// <summary>Effects of columns through the terms of a formula: by another column, at chosen values, and on average over rows.</summary>
public sealed class EffectKindTests : IDisposable
{
    private const string Formula = "low ~ spline(lwt, 4)*smoke + race + linear(age, 20, 30)";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Effect_ByAndAt_AreThePredictionsOfThoseRows()
    {
        string path = Train(Formula);
        SvgPicture picture = Draw("lwt", path, "--by", "smoke", "--at", "race=3", "--at", "age=31");
        LogisticModel model = LogisticModel.Load(path);
        for (int smoke = 0; smoke < 2; smoke++)
        {
            var curve = SvgPicture.Curve(picture.Chart(), smoke == 0 ? "blue" : "vermillion");
            foreach (double weight in new[] { 80.0, 95, 130, 200 })
            {
                var row = new Dictionary<string, object?> { ["smoke"] = smoke, ["race"] = 3, ["age"] = 31, ["lwt"] = weight };
                (double x, double y) = curve.MinBy(point => Math.Abs(point.X - weight));
                Assert.Equal(weight, x, 1.0);
                Assert.Equal(model.PredictProbability(row), y, 0.01);
            }
        }

        Assert.Equal(2, picture.OfClass("band").Count());
        Assert.Contains("smoke = 0", picture.Texts);
        Assert.Contains("smoke = 1", picture.Texts);
        Assert.Contains("With age = 31, race = 3; 95% intervals", picture.Texts);
        Assert.Contains("Probability of low = 1 by lwt and smoke", picture.Texts);
    }

    [Fact]
    public void Effect_OfASpline_MarksKnotsAndQuantiles()
    {
        string path = Train(Formula);
        SvgPicture picture = Draw("lwt", path);
        XElement[] ticks = [.. picture.OfClass("ticks")];
        var horizontal = SvgPicture.Horizontal(picture.Chart());
        Assert.Equal(21, ticks[0].Elements().Count());
        double[] knots = [.. ticks[1].Elements().Select(line => horizontal(FirstX(line)))];
        LogisticModel model = LogisticModel.Load(path);
        Assert.Equal(model.KnotsOf("lwt").Count, knots.Length);
        Assert.All(model.KnotsOf("lwt").Zip(knots), pair => Assert.Equal(pair.First, pair.Second, 0.5));
        Assert.Contains("every 5th percentile", picture.Texts);
        Assert.Contains("knots", picture.Texts);
        Assert.Contains(
            picture.Texts, text => text.StartsWith("Other features at their median or most frequent level: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Effect_Average_IsTheMeanOverTheRows()
    {
        string path = Train(Formula);
        SvgPicture picture = Draw("lwt", path, TestFolder.Data("birthwt.csv"), "--average", "--at", "smoke=1");
        LogisticModel model = LogisticModel.Load(path);
        using var rows = CsvSource.FromFile(TestFolder.Data("birthwt.csv"));
        double[] weights = [80, 125, 200];
        IReadOnlyList<AveragePrediction> expected = model.PredictAverages(
            rows, [.. weights.Select(weight => new Dictionary<string, object?> { ["lwt"] = weight, ["smoke"] = 1 })]);
        var curve = SvgPicture.Curve(picture.Chart(), "blue");
        for (int place = 0; place < weights.Length; place++)
        {
            (double x, double y) = curve.MinBy(point => Math.Abs(point.X - weights[place]));
            Assert.Equal(weights[place], x, 1.2);
            Assert.Equal(expected[place].Probabilities[model.Target.PositiveIndex], y, 0.01);
        }

        Assert.Contains(
            picture.Tooltips, text => text.StartsWith("lwt 125", StringComparison.Ordinal) && text.Contains(
                string.Create(
                    CultureInfo.InvariantCulture, $"({expected[1].Interval.Lower:0.0%} to {expected[1].Interval.Upper:0.0%})"),
                StringComparison.Ordinal));
        Assert.Contains("Average over 189 rows of birthwt.csv, with smoke = 1 in each row", picture.Texts);
        Assert.Contains("rows of birthwt.csv", picture.Texts);
        Assert.Contains("average probability", picture.Texts);
    }

    [Fact]
    public void Effect_OfLevelsByAnother_HasPointsWithIntervals()
    {
        string path = Train("low ~ race*smoke + lwt");
        SvgPicture picture = Draw("race", path, "--by", "smoke");
        LogisticModel model = LogisticModel.Load(path);
        double lwt = model.Features.Single(feature => feature.Name == "lwt").TypicalCell;
        var row = new Dictionary<string, object?> { ["race"] = 2, ["smoke"] = 1, ["lwt"] = lwt };
        ConfidenceInterval interval = model.PredictInterval(row);
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"2, smoke = 1: {model.PredictProbability(row):0.0%} ({interval.Lower:0.0%} to {interval.Upper:0.0%}), 13.8% of the "
                    + $"training rows"),
            picture.Tooltips);
        Assert.Empty(picture.OfClass("bars"));
        Assert.Equal(2, picture.OfClass("points").Count());
    }

    [Fact]
    public void Effect_OfIntervals_Jumps()
    {
        string path = Train("low ~ cut(lwt, 110, 150) + age");
        SvgPicture picture = Draw("lwt", path);
        var curve = SvgPicture.Curve(picture.Chart(), "blue");
        double[] heights = [.. curve.Select(point => point.Y)];
        double[] levels = [.. curve.Where(point => point.X is < 109 or (> 111 and < 149) or > 151).Select(point => Math.Round(point.Y, 3))];
        Assert.Equal(3, levels.Distinct().Count());
        Assert.Equal(2, heights.Zip(heights.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) > 0.01));
        Assert.Contains("limits", picture.Texts);
    }

    [Fact]
    public void Effect_OfSeveralClassesByAnother_HasAChartForEachGroup()
    {
        string path = _folder.Train(
            TestFolder.Data("iris.csv"), "--lambda", "0.01", "--formula", "species ~ petal_length*petal_width + sepal_width");
        SvgPicture picture = Draw("petal_length", path, "--by", "petal_width");
        Assert.Equal(3, picture.OfClass("chart").Count());
        Assert.Contains(picture.Texts, text => text.StartsWith("probability, petal_width = 0.3", StringComparison.Ordinal));
        SvgPicture average = Draw(
            "petal_length", path, TestFolder.Data("iris.csv"), "--average");
        var curves = new[] { "blue", "vermillion", "green" }.Select(ink => SvgPicture.Curve(average.Chart(), ink)).ToArray();
        Assert.All(
            Enumerable.Range(0, curves[0].Count),
            index => Assert.Equal(1, curves.Sum(curve => curve.MinBy(point => Math.Abs(point.X - curves[0][index].X)).Y), 0.04));
    }

    [Fact]
    public void Effect_WithoutAFormula_TakesTheSameOptions()
    {
        string path = _folder.Train(TestFolder.Data("titanic.csv"));
        SvgPicture picture = Draw("age", path, "--by", "sex", "--at", "passengerClass=3rd");
        Assert.Contains("sex = female", picture.Texts);
        Assert.Empty(picture.OfClass("ticks"));
        SvgPicture average = Draw("sex", path, TestFolder.Data("titanic.csv"), "--average");
        Assert.Equal(2, average.OfClass("bars").Elements().Count());
        SvgPicture numbers = Draw("passengerClass", path, "--by", "age");
        Assert.Contains(numbers.Texts, text => text.EndsWith("(mean)", StringComparison.Ordinal));
    }

    [Fact]
    public void Effect_InTheTerminal_HasKnotsAndGroups()
    {
        string path = Train(Formula);
        CommandRun run = CommandRun.Of("plot", "effect", "lwt", path, "--by", "smoke", "--terminal").Succeeds();
        Assert.Contains("smoke = 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("every 5th percentile", run.Output, StringComparison.Ordinal);
        Assert.Contains("knots", run.Output, StringComparison.Ordinal);
        Assert.All(run.OutputLines, line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("--by smok", "the model has no feature 'smok'", "did you mean 'smoke'?")]
    [InlineData("--at smok=1", "the model has no feature 'smok'", "did you mean 'smoke'?")]
    [InlineData("--at race=4", "race has no level '4'", "the levels are 1, 2, 3")]
    [InlineData("--at smoke=yes", "the column smoke is numeric, but its value 'yes' is not a number", "smoke=NUMBER")]
    [InlineData("--at lwt=120", "lwt cannot have a fixed value", "other columns")]
    [InlineData("--by lwt", "curves cannot differ by lwt, since they are over its values", "another column")]
    [InlineData("--by smoke --at smoke=1", "curves cannot differ by smoke, which has a fixed value", "another column")]
    [InlineData("--at smoke", "--at must be of the form COLUMN=VALUE, not 'smoke'", "")]
    [InlineData("--average", "--average needs rows, but no data file is given", "DATA.csv")]
    [InlineData("--weight w", "--weight needs rows, but no data file is given", "DATA.csv")]
    [InlineData("data --weight w", "--weight has no effect without --average", "add --average")]
    public void Effect_WrongOptions_SayWhatIsWrong(string options, string error, string hint)
    {
        string path = Train(Formula);
        string[] words = [.. options.Split(' ').Select(word => word == "data" ? TestFolder.Data("birthwt.csv") : word)];
        CommandRun.Of(["plot", "effect", "lwt", path, "-o", _folder.Path("e.svg"), .. words]).Fails(2, error, hint);
    }

    [Fact]
    public void Effect_AtAValueWithoutAFunction_NamesTheRange()
    {
        string path = Train("low ~ log(lwt)*smoke + age");
        CommandRun.Of("plot", "effect", "age", path, "-o", _folder.Path("e.svg"), "--at", "lwt=0").Fails(
            2, "a function of the model has no value for lwt = 0", "the training rows go from 80 to 250");
    }

    [Fact]
    public void Effect_DataThatChangesNothing_IsRefused()
    {
        string path = Train("low ~ race*smoke");
        CommandRun.Of("plot", "effect", "race", path, TestFolder.Data("birthwt.csv"), "-o", _folder.Path("e.svg")).Fails(
            2, "have no effect on a plot of a categorical column without --average", "add --average");
    }

    [Fact]
    public void Coefficients_OfAFormula_HaveRowsOnlyWhereTheyTellTheEffect()
    {
        string path = Train("low ~ spline(lwt, 4)*smoke + race + log2(age)");
        string svg = _folder.Path("coefficients.svg");
        CommandRun.Of("plot", "coefficients", path, "-o", svg).Succeeds();
        var picture = SvgPicture.Load(svg);
        Assert.Equal(2, picture.OfClass("chart").Count());
        Assert.All(["race=2", "race=3", "log2(age)", "lwt", "smoke"], name => Assert.Contains(name, picture.Texts));
        Assert.DoesNotContain(picture.Texts, text => text.StartsWith("spline", StringComparison.Ordinal));
        LogisticModel model = LogisticModel.Load(path);
        Assert.Equal(
            ["race", "race", "age"], model.CoefficientDescriptions.Select(model.FeatureOf).OfType<string>());
        double lwt = model.Importance.Single(one => one.Feature == "lwt").StandardDeviation;
        Assert.Contains(picture.Tooltips, text => text.StartsWith($"lwt: {lwt:0.0}"[..7], StringComparison.Ordinal));
    }

    [Fact]
    public void Coefficients_WithoutARowOfTheirOwn_AreDrawnByImportance()
    {
        string svg = _folder.Path("coefficients.svg");
        CommandRun.Of("plot", "coefficients", Train("low ~ spline(lwt, 4)*smoke"), "-o", svg).Succeeds();
        Assert.Single(SvgPicture.Load(svg).OfClass("chart"));
    }

    private static double FirstX(XElement line) =>
        double.Parse(((string)line.Attribute("d")!)[1..].Split(',')[0], CultureInfo.InvariantCulture);

    private string Train(string formula) =>
        _folder.Train(TestFolder.Data("birthwt.csv"), "--formula", formula, "--categorical", "race");

    private SvgPicture Draw(string feature, string model, params string[] rest)
    {
        string path = _folder.Path("effect.svg");
        CommandRun.Of(["plot", "effect", feature, model, .. rest, "-o", path]).Succeeds();
        return SvgPicture.Load(path);
    }
}
