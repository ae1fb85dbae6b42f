using LogReg.Data;
using LogReg.Inference;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Leverage, Cook's distance and residuals as R finds them (Golden/influence.R), and what has none.</summary>
public class DiagnosisTests
{
    public static TheoryData<string> Fits => InferenceSamples.Fits;

    [Theory]
    [MemberData(nameof(Fits))]
    public void Diagnose_EachRow_AgreesWithR(string fit)
    {
        GoldenFile golden = GoldenFile.Load("influence");
        DiagnosedChunk chunk = Assert.Single(InferenceSamples.Model(fit).Diagnose(
            InferenceSamples.Source(fit), new DiagnosisOptions { WeightColumn = fit == "birthwtWeighted" ? "w" : null }));
        AssertAgrees("probability", chunk.Probabilities);
        AssertAgrees("leverage", chunk.Leverages);
        AssertAgrees("cooksDistance", chunk.CooksDistances);
        AssertAgrees("pearson", chunk.PearsonResiduals);
        AssertAgrees("deviance", chunk.DevianceResiduals);
        AssertAgrees("standardisedPearson", chunk.StandardisedPearsonResiduals);
        AssertAgrees("standardisedDeviance", chunk.StandardisedDevianceResiduals);
        double sum = 0;
        foreach (double leverage in chunk.Leverages)
        {
            sum += leverage;
        }

        // The hat matrix projects onto as many dimensions as there are coefficients.
        DigitAssert.NineDigits(golden.Number(fit, "rank"), sum);

        void AssertAgrees(string name, ReadOnlySpan<double> actual)
        {
            double[] expected = golden.Numbers(fit, name);
            double[] rows = golden.Numbers(fit, "rows");
            for (int index = 0; index < rows.Length; index++)
            {
                DigitAssert.NineDigits(expected[index], actual[(int)rows[index]], $"{name} of row {rows[index]}");
            }
        }
    }

    [Fact]
    public void Diagnose_UnknownClass_HasALeverageButNoResiduals()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        DiagnosedChunk chunk = Assert.Single(model.Diagnose(
            TextSource.Of(
                "survived,sex,age,passengerClass,w", ["yes,male,30,3rd,2", ",male,30,3rd,2", "perhaps,male,30,3rd,", "no,male,30,3rd,0"]),
            new DiagnosisOptions { WeightColumn = "w" }));
        Assert.Equal([1, -1, -1, 0], chunk.Classes.ToArray());
        Assert.Equal(chunk.Leverages[0], chunk.Leverages[1]);
        DigitAssert.Within(1e-15, chunk.Leverages[0] / 2, chunk.Leverages[2]);
        Assert.Equal([double.NaN, double.NaN, 0], chunk.CooksDistances[1..].ToArray());
        Assert.Equal([double.NaN, double.NaN, 0], chunk.PearsonResiduals[1..].ToArray());
        Assert.Equal([double.NaN, double.NaN, 0], chunk.DevianceResiduals[1..].ToArray());
        Assert.Equal(0, chunk.Leverages[3]);
        Assert.Equal(0, chunk.StandardisedDevianceResiduals[3]);
        Assert.True(double.IsNaN(chunk.StandardisedDevianceResiduals[2]) && double.IsNaN(chunk.StandardisedPearsonResiduals[2]));
    }

    [Fact]
    public void Diagnose_UnboundedLevel_HasResidualsButNoLeverage()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        model = InferenceSamples.With(model, model.Inference! with
        {
            Separation = new SeparationSummary(SeparationKind.Quasi, 5, [new UnboundedCoefficient("passengerClass=3rd", -1)]),
        });
        DiagnosedChunk chunk =
            Assert.Single(model.Diagnose(TextSource.Of("survived,sex,age,passengerClass", ["yes,male,30,3rd", "yes,male,30,2nd"])));
        Assert.True(
            double.IsNaN(chunk.Leverages[0]) && double.IsNaN(chunk.CooksDistances[0])
                && double.IsNaN(chunk.StandardisedPearsonResiduals[0]));
        Assert.True(chunk.PearsonResiduals[0] > 1 && chunk.DevianceResiduals[0] > 1);
        Assert.True(chunk.Leverages[1] > 0);
    }

    [Fact]
    public void Diagnose_LeverageOfOneOrMore_DividesNothing()
    {
        LogisticModel model = InferenceSamples.Model("birthwt");
        DiagnosedChunk chunk = Assert.Single(model.Diagnose(
            TextSource.Of("age,lwt,race,smoke,ptl,ht,ui,ftv,low,w", ["20,120,1,0,0,0,0,0,1,1000"]),
            new DiagnosisOptions { WeightColumn = "w" }));
        Assert.True(chunk.Leverages[0] > 1);
        Assert.True(double.IsNaN(chunk.StandardisedPearsonResiduals[0]) && double.IsNaN(chunk.CooksDistances[0]));
        Assert.True(double.IsFinite(chunk.PearsonResiduals[0]));
    }

    [Fact]
    public void Diagnose_ExtremeLogOdds_NeitherOverflowNorVanish()
    {
        LogisticModel model = SmallModel.Of(
            new TargetDescription("y", ["0", "1"], "1"),
            [new NumericFeature("x", 0, 0, 1)],
            [new LinearEquation(0, [[1]])],
            0.5,
            Training())
            .With(content => content with { Inference = InferenceSamples.Inference([0.01, 0, 1e-300], 2, 10, 2) });
        DiagnosedChunk chunk = Assert.Single(model.Diagnose(TextSource.Of("x,y", ["-700,1", "700,1", "-700,0", "1e306,1"])));
        DigitAssert.Within(1e-13, Math.Exp(350), chunk.PearsonResiduals[0]);
        DigitAssert.Within(1e-15, Math.Sqrt(1400), chunk.DevianceResiduals[0]);
        DigitAssert.Within(1e-13, 0.005, chunk.CooksDistances[0]);
        DigitAssert.Within(1e-13, Math.Exp(-350), chunk.PearsonResiduals[1]);
        DigitAssert.Within(1e-13, -Math.Exp(-350), chunk.PearsonResiduals[2]);
        Assert.Equal(0, chunk.PearsonResiduals[3]);
    }

    [Fact]
    public void Diagnose_RobustStandardErrors_UsesTheInverseInformation()
    {
        LogisticModel model = InferenceSamples.Model("birthwt");
        CoefficientCovariance own = model.Inference!.Covariance!;
        var other = new CoefficientCovariance(
            [.. Enumerable.Range(0, own.Dimension).SelectMany(row => Enumerable.Range(0, row + 1).Select(column => 2 * own[row, column]))],
            [.. Enumerable.Repeat(true, own.Dimension)]);
        double expected = First(model);
        Assert.Equal(
            expected,
            First(
                InferenceSamples.With(
                    model, model.Inference with { StandardErrors = StandardErrorKind.Hc0, Covariance = other, ModelCovariance = own })));
        LogisticModel without =
            InferenceSamples.With(model, model.Inference with { StandardErrors = StandardErrorKind.Hc0, Covariance = other });
        Assert.Throws<LogRegException>(() => First(without));

        static double First(LogisticModel model) => model.Diagnose(TextSource.File("birthwt.csv")).First().Leverages[0];
    }

    [Fact]
    public void Diagnose_NoCovariance_SaysWhatToDo()
    {
        LogisticModel model = InferenceSamples.Model("birthwt");
        AssertRefused(InferenceSamples.With(model, null), "the model has no standard errors", "SkipInference");
        AssertRefused(InferenceSamples.With(model, null, "ridge"), "penalty", "Lambda");
        AssertRefused(InferenceSamples.With(model, model.Inference! with { Covariance = null }), "no covariance", "500");

        static void AssertRefused(LogisticModel model, string message, string hint)
        {
            foreach (Func<object> call in (Func<object>[])[
                () => model.Diagnose(TextSource.File("birthwt.csv")),
                () => model.Score(TextSource.File("birthwt.csv"), new ScoringOptions { Interval = 0.9 }),
                () => model.PredictInterval([20, 120, 0, 0, 0, 0, 0, 0])])
            {
                var exception = Assert.Throws<LogRegException>(call);
                Assert.Contains(message, exception.Message, StringComparison.Ordinal);
                Assert.Contains(hint, exception.Hint?.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("1,", "the weight is missing")]
    [InlineData("1,-1", "the weight must be a number of 0 or more")]
    public void Diagnose_BadWeight_NamesTheLine(string cells, string problem)
    {
        LogisticModel model = SmallModel.Of(
            new TargetDescription("y", ["0", "1"], "1"),
            [new NumericFeature("x", 0, 0, 1)],
            [new LinearEquation(0, [[1]])],
            0.5,
            Training())
            .With(content => content with { Inference = InferenceSamples.Inference([1, 0, 1], 2, 10, 2) });
        var exception = Assert.Throws<DataException>(
            () => model.Diagnose(TextSource.Of("x,y,w", ["1,1,1", $"1,{cells}"]), new DiagnosisOptions { WeightColumn = "w" }).ToList());
        Assert.Equal($"data.csv, line 3, column 'w': {problem}", exception.Message);
    }

    [Fact]
    public void Diagnose_SeveralClassesOrNoSource_IsTheCallersError()
    {
        LogisticModel iris = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 }.Fit(TextSource.File("iris.csv")).Model;
        Assert.Throws<InvalidOperationException>(() => iris.Diagnose(TextSource.File("iris.csv")));
        Assert.Throws<InvalidOperationException>(() => iris.Score(TextSource.File("iris.csv"), new ScoringOptions { Interval = 0.9 }));
        Assert.Throws<InvalidOperationException>(() => iris.Score(TextSource.File("iris.csv"), new ScoringOptions { Contributions = 1 }));
        Assert.Throws<InvalidOperationException>(() => iris.PredictInterval([1, 1, 1, 1]));
        Assert.Throws<ArgumentNullException>(() => iris.Diagnose(null!));
    }

    [Fact]
    public void Diagnose_NoTargetOrWeightColumn_SaysSo()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        var noTarget = Assert.Throws<DataException>(() => model.Diagnose(TextSource.Of("sex,age,passengerClass", ["male,1,1st"])).ToList());
        Assert.Equal("data.csv: the file has no column 'survived', the target to compare predictions with", noTarget.Message);
        var noWeight = Assert.Throws<DataException>(
            () => model.Diagnose(TextSource.File("titanic.csv"), new DiagnosisOptions { WeightColumn = "w" }).ToList());
        Assert.Contains("the file has no column 'w', the column of weights", noWeight.Message, StringComparison.Ordinal);
    }

    private static TrainingSummary Training() => InferenceSamples.Model("birthwt").Training;
}
