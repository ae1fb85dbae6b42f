using System.Xml.Linq;
using LogReg.Charts.Tests;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Cli.Tests.Plots;

/// <summary>The pictures of a model alone: its path, its validation, its effects.</summary>
public sealed class ModelKindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.csv", "lasso", "sex=female")]
    [InlineData("birthwt.csv", "ridge", "lwt")]
    [InlineData("breast-cancer.csv", "lasso", "worst area")]
    public void Path_Curve_IsTheStandardisedCoefficientAtEachLambda(string data, string penalty, string name)
    {
        string path = _folder.Train(TestFolder.Data(data), "--penalty", penalty, "--lambda", "path");
        SvgPicture picture = Draw("path", path);
        LogisticModel model = LogisticModel.Load(path);
        string[] largest =
        [
            .. Standardised(model, model).Where(pair => pair.Value != 0).OrderByDescending(pair => Math.Abs(pair.Value)).Take(8).Select(
                pair => pair.Key),
        ];
        Assert.All(largest, label => Assert.Contains(label, picture.OfClass("end-labels").Elements().Select(text => text.Value)));
        string[] inks = ["blue", "vermillion", "green", "purple", "amber"];
        int rank = Array.IndexOf(largest, name);
        Assert.InRange(rank, 0, 4);
        var vertical = SvgPicture.Vertical(picture.Chart());
        var horizontal = SvgPicture.Horizontal(picture.Chart(), isLogarithmic: true);

        // The second five of the largest have the same inks and are dashed.
        var curve = SvgPicture.Curves(picture.Chart(), inks[rank], horizontal, vertical)[^1];
        double range = Standardised(model, model).Values.Max(Math.Abs);
        foreach (double lambda in new[] { model.Path!.Points[5].Lambda, model.Path.Points[30].Lambda, model.Path.Points[^1].Lambda })
        {
            (double x, double y) = curve.MinBy(point => Math.Abs(Math.Log(point.X / lambda)));
            Assert.Equal(1, x / lambda, 0.05);
            Assert.Equal(Standardised(model, model.AtLambda(lambda))[name], y, 0.01 * range);
        }
    }

    [Fact]
    public void Path_OfSeveralClasses_HasAChartForEach()
    {
        SvgPicture picture = Draw("path", _folder.Train(TestFolder.Data("iris.csv"), "--penalty", "lasso", "--lambda", "path"));
        Assert.Equal(3, picture.OfClass("chart").Count());
        Assert.All(new[] { "setosa", "versicolor", "virginica" }, name => Assert.Contains($"coefficient of {name}", picture.Texts));
    }

    [Theory]
    [InlineData("titanic.csv", "logloss")]
    [InlineData("birthwt.csv", "auc")]
    [InlineData("breast-cancer.csv", "accuracy")]
    [InlineData("iris.csv", "logloss")]
    public void CrossValidation_Curve_IsTheModelsValidation(string data, string metric)
    {
        string path = _folder.Train(TestFolder.Data(data), "--penalty", "lasso", "--lambda", "cv", "--metric", metric, "--folds", "5");
        SvgPicture picture = Draw("cv", path);
        CrossValidation validation = LogisticModel.Load(path).Validation!;
        var horizontal = SvgPicture.Horizontal(picture.Chart(picture.OfClass("chart").Count() - 1), isLogarithmic: true);
        var curve = SvgPicture.Curve(picture.Chart(), "blue", horizontal);
        double[] means = [.. validation.Points.Select(point => point.Of(validation.Metric).Mean)];
        double range = means.Max() - means.Min();
        foreach (CrossValidationPoint point in validation.Points)
        {
            (double x, double y) = curve.MinBy(place => Math.Abs(Math.Log(place.X / point.Lambda)));
            Assert.Equal(1, x / point.Lambda, 0.03);
            Assert.Equal(point.Of(validation.Metric).Mean, y, 0.02 * range);
        }

        var choices = SvgPicture.Discs(picture.Chart(), horizontal);
        Assert.Contains(choices, disc => Math.Abs((disc.X / validation.Best.Lambda) - 1) < 0.02);
        Assert.Contains(choices, disc => Math.Abs((disc.X / validation.OneStandardError.Lambda) - 1) < 0.02);
        Assert.Contains(
            picture.Texts, text => text.StartsWith("best", StringComparison.Ordinal) && text.EndsWith(", taken", StringComparison.Ordinal));
    }

    [Fact]
    public void CrossValidation_SeveralAlphas_HaveACurveEach()
    {
        string path =
            _folder.Train(
                TestFolder.Data("titanic.csv"),
                "--penalty",
                "elastic-net",
                "--alphas",
                "0.2,1",
                "--lambda",
                "cv",
                "--folds",
                "5",
                "--select",
                "1se");
        SvgPicture picture = Draw("cv", path);
        Assert.Equal(2, picture.Texts.Count(text => text.StartsWith("α = ", StringComparison.Ordinal)));
        Assert.Contains(
            picture.Texts,
            text =>
                text.StartsWith("within one standard error: λ = ", StringComparison.Ordinal)
                    && text.EndsWith(", taken", StringComparison.Ordinal));
    }

    [Fact]
    public void Effect_OfANumber_IsThePredictionWithItsInterval()
    {
        string path = _folder.Train(TestFolder.Data("birthwt.csv"));
        SvgPicture picture = Draw("effect", "lwt", path);
        LogisticModel model = LogisticModel.Load(path);
        var curve = SvgPicture.Curve(picture.Chart(), "blue");
        double[] row = [.. model.Features.Cast<NumericFeature>().Select(feature => feature.Mean)];
        int lwt = model.Features.Select(feature => feature.Name).ToList().IndexOf("lwt");
        foreach (double weight in new[] { 80.0, 120, 170, 250 })
        {
            row[lwt] = weight;
            (double x, double y) = curve.MinBy(point => Math.Abs(point.X - weight));
            Assert.Equal(weight, x, 1.0);
            Assert.Equal(model.PredictProbability(row), y, 0.005);
        }

        row[lwt] = 80;
        ConfidenceInterval interval = model.PredictInterval(row);
        double[] band = [.. ((string)picture.OfClass("band").Elements().Single().Attribute("points")!).Split(' ')
            .Select(
                point =>
                    SvgPicture.Vertical(picture.Chart())(
                        double.Parse(point.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)))];
        Assert.Equal(interval.Upper, band[0], 0.003);
        Assert.Equal(interval.Lower, band[^1], 0.003);
    }

    [Fact]
    public void Effect_OfLevels_HasABarWithAnIntervalForEach()
    {
        string path = _folder.Train(TestFolder.Data("titanic.csv"));
        SvgPicture picture = Draw("effect", "passengerClass", path);
        LogisticModel model = LogisticModel.Load(path);
        var discs = SvgPicture.Discs(picture.Chart(), toY: pixel => pixel);
        double age = model.Features.OfType<NumericFeature>().Single().Mean;
        string[] levels = ["1st", "2nd", "3rd"];
        Assert.Equal(3, discs.Count);
        for (int level = 0; level < levels.Length; level++)
        {
            var row = new Dictionary<string, object?> { ["sex"] = "male", ["age"] = age, ["passengerClass"] = levels[level] };
            Assert.Equal(model.PredictProbability(row), discs[level].X, 0.002);
            ConfidenceInterval interval = model.PredictInterval(row);
            Assert.Contains(picture.Tooltips, text => text.StartsWith(levels[level], StringComparison.Ordinal)
                && text.Contains(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({interval.Lower:0.0%} to {interval.Upper:0.0%})"),
                    StringComparison.Ordinal));
        }

        Assert.Equal(3, picture.OfClass("bars").Elements().Count());
    }

    [Fact]
    public void Effect_OfSeveralClasses_HasACurveEachThatSumToOne()
    {
        string path = _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.01");
        SvgPicture picture = Draw("effect", "petal_length", path);
        var curves = new[] { "blue", "vermillion", "green" }.Select(ink => SvgPicture.Curve(picture.Chart(), ink)).ToArray();
        Assert.All(
            Enumerable.Range(0, curves[0].Count),
            index => Assert.Equal(1, curves.Sum(curve => curve.MinBy(point => Math.Abs(point.X - curves[0][index].X)).Y), 0.02));
        Assert.Empty(picture.OfClass("band"));
    }

    [Fact]
    public void Plot_WhatTheModelCannotHave_SaysWhatToDo()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string output = _folder.Path("x.svg");
        CommandRun.Of("plot", "path", model, "-o", output).Fails(1, "the model has no regularisation path", "--lambda path");
        CommandRun.Of("plot", "cv", model, "-o", output).Fails(1, "the model was not cross-validated", "--lambda cv");
        CommandRun.Of("plot", "effect", "sx", model, "-o", output).Fails(
            2, "the model has no feature 'sx'", "did you mean 'sex'? the features are sex, age, passengerClass");
        CommandRun.Of("plot", "effect", model).Fails(
            2, "'logreg plot effect' needs FEATURE and MODEL.json", "usage: logreg plot effect FEATURE MODEL.json");
        CommandRun.Of("plot", "cv", _folder.Train(TestFolder.Data("titanic.csv"), "--cv", "5"), "-o", output).Fails(
            1, "cross-validated at one λ", "--lambda cv");
    }

    private static Dictionary<string, double> Standardised(LogisticModel model, LogisticModel at)
    {
        var scales = model.Features.OfType<NumericFeature>().ToDictionary(feature => feature.Name, feature => feature.StandardDeviation);
        return at.Coefficients.Where(pair => pair.Key != Coefficients.InterceptName).ToDictionary(
            pair => pair.Key, pair => pair.Value * scales.GetValueOrDefault(pair.Key, 1));
    }

    private SvgPicture Draw(string kind, params string[] inputs)
    {
        string output = _folder.Path("picture.svg");
        CommandRun.Of(["plot", kind, .. inputs, "-o", output]).Succeeds();
        return SvgPicture.Load(output);
    }
}
