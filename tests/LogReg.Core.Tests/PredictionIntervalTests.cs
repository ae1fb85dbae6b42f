using CsCheck;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Confidence intervals of probabilities as R's predict(se.fit = TRUE) gives them, and honest ones where there is no
/// estimate.</summary>
public class PredictionIntervalTests
{
    public static TheoryData<string> Fits => InferenceSamples.Fits;

    [Theory]
    [MemberData(nameof(Fits))]
    public void Score_Interval_AgreesWithR(string fit)
    {
        GoldenFile golden = GoldenFile.Load("influence");
        LogisticModel model = InferenceSamples.Model(fit);
        foreach ((double confidence, string suffix) in new[] { (0.95, "95"), (0.5, "50") })
        {
            ScoredChunk chunk = Assert.Single(model.Score(InferenceSamples.Source(fit), new ScoringOptions { Interval = confidence }));
            double[] rows = golden.Numbers(fit, "rows");
            for (int index = 0; index < rows.Length; index++)
            {
                DigitAssert.NineDigits(
                    golden.Numbers(fit, "lower" + suffix)[index], chunk.Lower[(int)rows[index]], $"lower, row {rows[index]}");
                DigitAssert.NineDigits(
                    golden.Numbers(fit, "upper" + suffix)[index], chunk.Upper[(int)rows[index]], $"upper, row {rows[index]}");
            }
        }
    }

    [Fact]
    public void PredictInterval_Row_HasTheBitsOfTheStream()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        ScoredChunk chunk = Assert.Single(model.Score(
            TextSource.Of("passengerClass,sex,age", ["3rd,male,30", "1st,female,", "4th,male,0.5", ",female,99"]),
            new ScoringOptions { Interval = 0.9 }));
        double[][] rows = [[1, 30, 2], [0, double.NaN, 0], [1, 0.5, CategoricalFeature.UnseenLevel], [0, 99, double.NaN]];
        Dictionary<string, object?>[] named =
        [
            new() { ["sex"] = "male", ["age"] = 30, ["passengerClass"] = "3rd" },
            new() { ["sex"] = "female", ["age"] = null, ["passengerClass"] = "1st" },
            new() { ["sex"] = "male", ["age"] = 0.5, ["passengerClass"] = "4th" },
            new() { ["sex"] = "female", ["age"] = 99, ["passengerClass"] = "" },
        ];
        for (int row = 0; row < rows.Length; row++)
        {
            var expected = new ConfidenceInterval(chunk.Lower[row], chunk.Upper[row]);
            Assert.Equal(expected, model.PredictInterval(rows[row], 0.9));
            Assert.Equal(expected, model.PredictInterval(named[row], 0.9));
            Assert.InRange(chunk.Probabilities[row], chunk.Lower[row], chunk.Upper[row]);
        }
    }

    [Fact]
    public void PredictInterval_Offset_MovesIt()
    {
        LogisticModel model = InferenceSamples.Model("birthwtOffset");
        var row = new Dictionary<string, object?>
        {
            ["age"] = 20,
            ["lwt"] = 120,
            ["race"] = 1,
            ["smoke"] = 0,
            ["ptl"] = 0,
            ["ht"] = 0,
            ["ui"] = 0,
            ["ftv"] = 0,
            ["o"] = 1.5,
        };
        ConfidenceInterval moved = model.PredictInterval(row);
        row.Remove("o");
        ConfidenceInterval own = model.PredictInterval(row);
        DigitAssert.Within(1e-12, Math.Log(own.Lower / (1 - own.Lower)) + 1.5, Math.Log(moved.Lower / (1 - moved.Lower)));
    }

    [Theory]
    [InlineData("passengerClass=3rd", "male,30,3rd", true)]
    [InlineData("passengerClass=3rd", "male,30,2nd", false)]
    [InlineData("passengerClass=3rd", "male,30,unseen", false)]
    [InlineData("age", "male,30,2nd", true)]
    [InlineData("age", "male,0,2nd", false)]
    [InlineData("(intercept)", "male,0,2nd", true)]
    public void Score_UnboundedCoefficient_GivesNoFalselyNarrowInterval(string unbounded, string row, bool isUsed)
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        model = InferenceSamples.With(model, model.Inference! with
        {
            Separation = new SeparationSummary(SeparationKind.Quasi, 5, [new UnboundedCoefficient(unbounded, -1)]),
        });
        ScoredChunk chunk =
            Assert.Single(model.Score(TextSource.Of("sex,age,passengerClass", [row]), new ScoringOptions { Interval = 0.95 }));
        Assert.Equal(isUsed, chunk.Lower[0] == 0);
        Assert.Equal(isUsed, chunk.Upper[0] == 1);
    }

    [Fact]
    public void Score_CompletelySeparated_KnowsNothing()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        string[] names = [.. model.Coefficients.Keys];
        model = InferenceSamples.With(model, InferenceSamples.Inference(new double[15], 5, 100, 5, names));
        ScoredChunk chunk =
            Assert.Single(model.Score(TextSource.Of("sex,age,passengerClass", ["male,3,1st"]), new ScoringOptions { Interval = 0.95 }));
        Assert.Equal((0.0, 1.0), (chunk.Lower[0], chunk.Upper[0]));
    }

    [Fact]
    public void Score_MeansFarFromZero_KeepTheirDigits() => Gen.Select(Gen.Double[-3, 3], Gen.Double[0.1, 2], Gen.Double[-0.9, 0.9]).Sample(
        (place, spread, correlation) =>
        {
            // The variance at the mean is 0.04; on the original scale the intercept's is 4e8 times the slope's.
            const double Mean = 2e4;
            double slope = 0.01 / (spread * spread);
            double cross = correlation * 0.2 * Math.Sqrt(slope);
            double[] triangle = [0.04 - (2 * Mean * cross) + (Mean * Mean * slope), cross - (Mean * slope), slope];
            LogisticModel model = OneNumber(Mean, spread, triangle);
            double variance = 0.04 + (2 * place * cross) + (place * place * slope);
            double expected = LogisticFunctions.Sigmoid(1.959963984540054 * Math.Sqrt(variance));
            DigitAssert.Within(1e-6, expected, model.PredictInterval([Mean + place]).Upper);
        },
        iter: 100);

    [Fact]
    public void Score_CovarianceLostToRounding_IsRefused()
    {
        const double Mean = 1e12;
        LogisticModel model = OneNumber(Mean, 1, [(Mean * Mean * 0.01) + 0.04, -Mean * 0.01, 0.01]);
        var exception = Assert.Throws<LogRegException>(() => model.PredictInterval([Mean]));
        Assert.Contains("has no correct digits for predictions", exception.Message, StringComparison.Ordinal);
        Assert.Contains("subtract", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PredictInterval_CovarianceOfAnotherSize_IsRefused() =>
        Assert.Throws<LogRegException>(() => OneNumber(0, 1, [1, 0, 1, 0, 0, 1]).PredictInterval([1.0]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void Interval_OutOfRange_IsTheCallersError(double confidence)
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        Assert.Throws<ArgumentOutOfRangeException>(() => model.PredictInterval([1, 30, 2], confidence));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new ScoringOptions { Interval = confidence });
        Assert.Contains("between 0 and 1", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoringOptions { Contributions = -1 });
    }

    private static LogisticModel OneNumber(double mean, double spread, double[] triangle) => SmallModel.Of(
        new TargetDescription("y", ["0", "1"], "1"),
        [new NumericFeature("x", mean, mean, spread)],
        [new LinearEquation(0, [[0]])],
        0.5,
        InferenceSamples.Model("birthwt").Training)
        .With(content => content with { Inference = InferenceSamples.Inference(triangle, (int)Math.Sqrt(2 * triangle.Length), 10, 2) });
}
