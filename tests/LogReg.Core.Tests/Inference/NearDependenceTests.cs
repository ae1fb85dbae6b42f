using System.Globalization;
using LogReg.Inference;

namespace LogReg.Tests.Inference;

/// <summary>A column that differs from another in its seventh digit says the same as the difference itself, whatever else is asked of the
/// fit.</summary>
public class NearDependenceTests
{
    private const int Rows = 120;

    // A power of two: z = x + d/2²⁰ is exact, and its coefficient is 2²⁰ times that of d.
    private const double Factor = 1 << 20;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_LevelThatSeparates_HasTheLimitOfTheDifference(int classCount)
    {
        LogisticFit near = Fit("z", classCount, new LogisticRegression());
        LogisticFit plain = Fit("d", classCount, new LogisticRegression());
        Assert.Equal(SeparationKind.Quasi, near.Inference!.Separation.Kind);
        DigitAssert.NineDigits(plain.LogLikelihood, near.LogLikelihood);
        foreach (string className in plain.Model.ClassesWithEquation)
        {
            CoefficientEstimate expected = plain.Model.Estimates(className).Single(one => one.Name == "d");
            CoefficientEstimate actual = near.Model.Estimates(className).Single(one => one.Name == "z");
            DigitAssert.Near(1e-8, expected.Estimate * Factor, actual.Estimate, className);
            DigitAssert.Within(1e-8, expected.StandardError * Factor, actual.StandardError, className);
        }
    }

    [Fact]
    public void Fit_DropTests_HaveTheDegreesOfFreedomOfTheDifference()
    {
        var regression = new LogisticRegression { TestFeatures = true, ExcludedColumns = ["g"] };
        FeatureTest near = Fit("z", 2, regression).Inference!.FeatureTests.Single(one => one.Feature == "z");
        FeatureTest plain = Fit("d", 2, regression).Inference!.FeatureTests.Single(one => one.Feature == "d");
        Assert.Equal(1, near.Test.DegreesOfFreedom);
        DigitAssert.Near(1e-7, plain.Test.Statistic, near.Test.Statistic);
    }

    [Theory]
    [InlineData(StandardErrorKind.Hc0)]
    [InlineData(StandardErrorKind.Hc1)]
    public void Fit_RobustErrors_AreThoseOfTheDifference(StandardErrorKind kind)
    {
        var regression = new LogisticRegression { StandardErrors = kind, ExcludedColumns = ["g"] };
        LogisticFit near = Fit("z", 2, regression);
        LogisticFit plain = Fit("d", 2, regression);
        DigitAssert.Within(
            1e-8,
            plain.Model.Estimates().Single(one => one.Name == "d").StandardError * Factor,
            near.Model.Estimates().Single(one => one.Name == "z").StandardError);
        Assert.Equal(plain.Inference!.RobustWald!.DegreesOfFreedom, near.Inference!.RobustWald!.DegreesOfFreedom);
        DigitAssert.Within(1e-7, plain.Inference.RobustWald.Statistic, near.Inference.RobustWald.Statistic);
    }

    [Fact]
    public void Fit_Profile_HasTheBoundsOfTheDifferenceOrSaysThatItHasNone()
    {
        var regression = new LogisticRegression { Intervals = IntervalKind.Profile, ExcludedColumns = ["g"] };
        ConfidenceInterval near = Fit("z", 2, regression).Model.Estimates().Single(one => one.Name == "z").Interval;
        ConfidenceInterval plain = Fit("d", 2, regression).Model.Estimates().Single(one => one.Name == "d").Interval;
        DigitAssert.Within(1e-7, plain.Lower * Factor, near.Lower);
        DigitAssert.Within(1e-7, plain.Upper * Factor, near.Upper);

        // Of the intercept the fits at a bound would have both columns still.
        ConfidenceInterval intercept = Fit("z", 2, regression).Model.Estimates()[0].Interval;
        ConfidenceInterval expected = Fit("d", 2, regression).Model.Estimates()[0].Interval;
        Assert.True(double.IsNaN(intercept.Lower) || Math.Abs(intercept.Lower - expected.Lower) < 1e-6);
    }

    [Fact]
    public void Fit_Firth_LeavesOutWhatItCannotTellApart()
    {
        LogisticFit fit = Fit("z", 2, new LogisticRegression { Firth = true, ExcludedColumns = ["g"] });
        Assert.True(!fit.Converged || fit.Inference!.Aliased.Single().Name == "z");
    }

    private static LogisticFit Fit(string column, int classCount, LogisticRegression regression)
    {
        var rows = new List<string>();
        for (int row = 0; row < Rows; row++)
        {
            double x = (row % 17 / 4.0) - 2;
            double d = (row % 11 / 2.0) - 2.5;
            string level = row % 7 == 0 ? "r" : row % 2 == 0 ? "p" : "q";
            int ofClass = level == "r" ? 0 : (row * row / 3) % classCount;
            double value = column == "d" ? d : x + (d / Factor);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{x:R},{value:R},{level},{"ABC"[ofClass]}"));
        }

        return (regression with { Target = "y" }).Fit(TextSource.Of($"x,{column},g,y", rows));
    }
}
