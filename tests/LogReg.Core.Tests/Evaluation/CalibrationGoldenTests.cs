using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Evaluation;

/// <summary>Calibration of new rows, the baseline beside offsets, and the importance of features, against R.</summary>
public class CalibrationGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("calibration");

    [Theory]
    [InlineData("plain", false, false)]
    [InlineData("offset", true, false)]
    [InlineData("weighted", true, true)]
    public void Evaluate_NewRows_HaveTheCalibrationAndTheBaselineOfR(string key, bool hasOffset, bool hasWeights)
    {
        LogisticModel model = new LogisticRegression
        {
            Target = "low",
            Features = ["age", "smoke", "ht", "ptl"],
            OffsetColumn = hasOffset ? "offset" : null,
        }.Fit(Birthwt(isOdd: true)).Model;

        BinaryMetrics metrics =
            model.Evaluate(Birthwt(isOdd: false), hasWeights ? "weight" : null, null, CancellationToken.None).Metrics.Binary!;

        DigitAssert.NineDigits(Golden.Number(key, "intercept"), metrics.Calibration!.Intercept);
        DigitAssert.NineDigits(Golden.Number(key, "slope"), metrics.Calibration.Slope);
        DigitAssert.NineDigits(Golden.Number(key, "nullLogLoss"), metrics.NullLogLoss);
        DigitAssert.NineDigits(Golden.Number(key, "nullAccuracy"), metrics.NullAccuracy);
        DigitAssert.NineDigits(Golden.Number(key, "nullRocAuc"), metrics.NullRocAuc);
        if (!hasWeights)
        {
            DigitAssert.NineDigits(Golden.Number(key, "meanAbsoluteError"), metrics.Calibration.MeanAbsoluteError);
        }
    }

    [Fact]
    public void Fit_HeldOutAndCrossValidatedRows_HaveACalibration_TrainingRowsNone()
    {
        LogisticFit fit =
            new LogisticRegression { Target = "low", TestSize = 0.3, CrossValidation = new CrossValidationOptions { Folds = 4 } }.Fit(
                TextSource.File("birthwt.csv"));

        Assert.Null(fit.Training.Binary!.Calibration);
        Assert.InRange(fit.Test!.Binary!.Calibration!.Slope, -2, 2);
        Assert.InRange(fit.CrossValidation!.OutOfSample!.Binary!.Calibration!.Slope, 0, 1);
        Assert.InRange(fit.Inference!.HosmerLemeshow!.MeanAbsoluteError!.Value, 0, 0.2);
    }

    [Fact]
    public void Fit_WithOffset_TrainingBaselineIsTheNullModelOfTheLikelihood()
    {
        LogisticFit fit =
            new LogisticRegression { Target = "low", Features = ["age", "smoke"], OffsetColumn = "offset" }.Fit(Birthwt(isOdd: true));

        DigitAssert.NineDigits(-fit.NullLogLikelihood / fit.Training.Rows, fit.Training.NullLogLoss);
        Assert.NotEqual(0.5, fit.Training.Binary!.NullRocAuc);
    }

    [Fact]
    public void Summarise_SeparatedOrEqualPredictions_HaveNoFiniteSlope()
    {
        bool[] isPositive = [false, false, true, true];

        Assert.Equal(double.PositiveInfinity, CalibrationSummary.Compute([-2, -1, 1, 2], isPositive, []).Slope);
        Assert.Equal(double.NegativeInfinity, CalibrationSummary.Compute([2, 1, -1, -2], isPositive, []).Slope);
        Assert.Equal(double.NaN, CalibrationSummary.Compute([1, 1, 1, 1], isPositive, []).Slope);
        Assert.Equal(-1, CalibrationSummary.Compute([1, 1, 1, 1], isPositive, []).Intercept, 1e-14);
        Assert.Equal(double.PositiveInfinity, CalibrationSummary.Compute([1, 2], [true, true], []).Intercept);
        Assert.Equal(double.NaN, CalibrationSummary.Compute([double.PositiveInfinity, 2], [true, false], []).Slope);
        Assert.Null(BaselineMetrics.Compute([1, 2], [true, true], []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(300)]
    public void Baseline_LargeOffsets_FindsTheIntercept(double scale)
    {
        // By symmetry the intercept is 0: both rows of each offset ±1 have opposite classes.
        double[] offsets = [scale, -scale, scale, -scale];
        BaselineMetrics baseline = BaselineMetrics.Compute(offsets, [true, false, false, true], [])!;

        DigitAssert.NineDigits(Math.Log(1 + Math.Exp(-scale)) + (scale / 2), baseline.LogLoss);
        Assert.Equal(0.5, baseline.Accuracy);
        Assert.Equal(0.5, baseline.RocAuc);
    }

    [Fact]
    public void Importance_PlainMaximumLikelihood_IsThatOfR() => AssertImportance(
        "titanic",
        new LogisticRegression
        {
            Target = "survived",
            Features = ["sex", "age", "passengerClass"],
            MissingHandling = MissingHandling.Drop,
        }.Fit(TextSource.File("titanic.csv")).Model);

    [Fact]
    public void Importance_IndicatorOfMissingCells_CountsForItsFeature() => AssertImportance(
        "titanicIndicator",
        new LogisticRegression
        {
            Target = "survived",
            Features = ["sex", "age", "passengerClass"],
            MissingHandling = MissingHandling.Indicator,
        }.Fit(TextSource.File("titanic.csv")).Model);

    [Fact]
    public void Importance_WeightedFit_IsWeighted() => AssertImportance(
        "birthwtWeighted",
        new LogisticRegression
        {
            Target = "low",
            Features = ["age", "race", "smoke"],
            CategoricalColumns = ["race"],
            WeightColumn = "weight",
        }.Fit(Birthwt(isOdd: null)).Model);

    [Fact]
    public void Importance_SeveralClasses_IsThatOfR_WhateverTheBase()
    {
        LogisticRegression regression = new() { Target = "race", Features = ["age", "smoke"] };

        AssertImportance("race", regression.Fit(Birthwt(isOdd: null)).Model);
        AssertImportance("race", (regression with { BaseClass = "3" }).Fit(Birthwt(isOdd: null)).Model);
    }

    [Fact]
    public void Importance_SavedModel_IsTheSame()
    {
        LogisticModel model =
            new LogisticRegression { Target = "survived", MissingHandling = MissingHandling.Impute }.Fit(
                TextSource.File("titanic.csv")).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        Assert.Equal(model.Importance, LogisticModel.Load(stream).Importance);
    }

    [Fact]
    public void Importance_LevelThatSeparates_DoesNotCount_NumberThatSeparatesIsInfinite()
    {
        string rows = "x,c,y\n1,a,0\n2,a,1\n3,a,0\n4,b,1\n5,b,0\n6,b,1\n7,r,1\n8,r,1\n2,a,1\n5,a,0\n";
        FeatureImportance level =
            new LogisticRegression { Target = "y" }.Fit(TextSource.Of(rows)).Model.Importance.Single(one => one.Feature == "c");
        FeatureImportance number =
            new LogisticRegression { Target = "y" }.Fit(
                TextSource.Of("x,y\n1,0\n2,0\n3,0\n4,0\n4,1\n5,1\n6,1\n7,1\n")).Model.Importance.Single();

        Assert.True(level.IsUnbounded);
        Assert.InRange(level.StandardDeviation, 0, 3);
        Assert.True(number.IsUnbounded);
        Assert.Equal(double.PositiveInfinity, number.StandardDeviation);
    }

    private static void AssertImportance(string key, LogisticModel model)
    {
        var importance = model.Importance.ToDictionary(one => one.Feature, one => one.StandardDeviation);
        Assert.Equal(importance.Values.OrderDescending(), model.Importance.Select(one => one.StandardDeviation));
        foreach ((string feature, double expected) in Golden.NamedNumbers(key, "importance"))
        {
            DigitAssert.Within(key == "race" ? 1e-6 : 5e-10, expected, importance[feature], feature);
        }
    }

    // birthwt with an offset and weights, its odd or even rows, or all.
    private static DataSource Birthwt(bool? isOdd)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("birthwt.csv"));
        IEnumerable<string> rows = lines.Skip(1).Where((_, row) => isOdd is null || (row % 2 == 0) == isOdd).Select(line =>
        {
            string[] cells = line.Split(',');
            return $"{line},{TextSource.Cell((double.Parse(cells[1]) - 130) / 40)},{1 + (int.Parse(cells[0]) % 3)}";
        });
        return TextSource.Of(lines[0] + ",offset,weight", rows);
    }
}
