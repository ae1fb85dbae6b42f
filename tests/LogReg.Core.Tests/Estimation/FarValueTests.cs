using System.Globalization;
using LogReg.Inference;

namespace LogReg.Tests.Estimation;

/// <summary>One value far from all others: the classes of the other rows overlap, so that every estimate is finite, however small their
/// differences are beside it. Right values by mpmath with 80 digits.</summary>
public class FarValueTests
{
    private const string Near =
        "x,y\n" + "0.16,1\n-0.33,0\n-0.59,0\n-0.05,1\n0.50,1\n0.25,0\n-0.35,1\n0.67,1\n-1.05,0\n-0.14,1\n-0.34,0\n-1.37,0\n-0.52,0\n-0.23,1\n-0.62,1\n"
        + "-0.98,1\n0.60,1\n0.95,0\n-0.16,1\n0.93,1\n-0.80,0\n1.20,1\n-1.07,0\n0.63,0\n-0.88,1\n0.21,1\n1.18,1\n0.65,1\n-1.63,0\n-0.52,0\n"
        + "0.10,1\n1.52,1\n0.02,0\n-1.01,1\n0.03,0\n1.09,1\n0.45,0\n1.07,0\n-1.34,1\n-0.95,1\n2.31,0\n0.52,0\n0.82,1\n-0.59,0\n-2.34,1\n"
        + "0.82,1\n0.33,0\n-2.30,0\n-1.31,1\n2.07,1\n-0.07,0\n0.51,1\n-0.34,0\n-0.16,1\n1.21,0\n0.36,1\n0.26,1\n0.20,0\n1.24,0\n0.36,1";

    // The far row has the class that the others suggest: the estimates are those of the others alone.
    [Theory]
    [InlineData("1e4")]
    [InlineData("1e5")]
    [InlineData("1e6")]
    [InlineData("1e7")]
    [InlineData("1e8")]
    [InlineData("1e9")]
    [InlineData("1e10")]
    public void Fit_FarRowOfTheLikelyClass_IsFinite(string value)
    {
        LogisticFit fit = Fit(value, 1);
        AssertFinite(fit);
        Assert.Empty(fit.Inference!.Undetermined);

        // Standardised, the other rows have digits to 1e-16 of the far value.
        double digits = Math.Max(1e-8, 1e-17 * double.Parse(value, CultureInfo.InvariantCulture));
        DigitAssert.Within(digits, 0.21446672203784228, fit.Model.Coefficients["x"], "x");
        DigitAssert.Within(digits, 0.19838981934707294, fit.Model.Coefficients["(intercept)"], "intercept");
        DigitAssert.Within(
            digits, 0.27737369543488358, fit.Model.Estimates().Single(estimate => estimate.Name == "x").StandardError, "error");
        DigitAssert.Within(1e-9, -40.985084558215382, fit.LogLikelihood, "log-likelihood");
    }

    // The far row contradicts the others: the estimate is close to 0, but not 0.
    [Theory]
    [InlineData("1e4", 0.20066796687341283, -0.00083626394852409226, 0.0059207506400682586, -41.290994582457736)]
    [InlineData("1e6", 0.20067075926015599, -1.2971961343432994e-5, 0.00059326779879622052, -41.288368518459431)]
    [InlineData("1e8", 0.2006706970058679, -1.7577194482759239e-7, 5.9328613632180669e-5, -41.288329350593634)]
    [InlineData("1e9", 0.20067069566180704, -1.9879780333373531e-8, 1.8761361967286041e-5, -41.288328882134767)]
    [InlineData("1e12", 0.20067069546248667, -2.6787535708390132e-11, 5.9328638642354465e-7, -41.288328822894253)]
    public void Fit_FarRowOfTheOtherClass_IsFinite(string value, double intercept, double slope, double error, double logLikelihood)
    {
        LogisticFit fit = Fit(value, 0);
        AssertFinite(fit);
        DigitAssert.Within(1e-5, slope, fit.Model.Coefficients["x"], "x");
        DigitAssert.Within(1e-7, intercept, fit.Model.Coefficients["(intercept)"], "intercept");
        DigitAssert.Within(1e-4, error, fit.Model.Estimates().Single(estimate => estimate.Name == "x").StandardError, "error");
        DigitAssert.Within(1e-9, logLikelihood, fit.LogLikelihood, "log-likelihood");
    }

    // Where standardised values have lost the digits of the other rows, nothing may be called proved but what is so.
    [Theory]
    [InlineData("1e12", 1)]
    [InlineData("1e13", 0)]
    [InlineData("1e13", 1)]
    [InlineData("1e14", 0)]
    [InlineData("1e14", 1)]
    [InlineData("1e15", 0)]
    [InlineData("1e15", 1)]
    public void Fit_BeyondTheDigits_IsNotCalledSeparated(string value, int ofClass)
    {
        LogisticFit fit = Fit(value, ofClass);
        SeparationKind kind = fit.Inference?.Separation.Kind ?? SeparationKind.Undetermined;
        Assert.True(kind is SeparationKind.None or SeparationKind.Undetermined, kind.ToString());
        if (kind == SeparationKind.None)
        {
            DigitAssert.Within(1e-6, ofClass == 1 ? -40.985084558215382 : -41.2883288228, fit.LogLikelihood, "log-likelihood");
        }
        else
        {
            Assert.Contains(fit.Warnings, warning => warning.Kind is FitWarningKind.QuasiSeparation or FitWarningKind.NotConverged);
        }
    }

    // A column that is 0 but for one row does separate it.
    [Theory]
    [InlineData("1e9", 0, -1)]
    [InlineData("1e9", 1, 1)]
    [InlineData("1", 0, -1)]
    public void Fit_ColumnOfOneRow_IsSeparatedAndItsSignIsStored(string value, int ofClass, int direction)
    {
        string[] lines = Near.Split('\n');
        string text = string.Join('\n', lines.Select((line, index) => index == 0 ? "f," + line : "0," + line)) + $"\n{value},0.5,{ofClass}";
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(TextSource.Of(text));
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        UnboundedCoefficient unbounded = Assert.Single(fit.Inference.Separation.Unbounded);
        Assert.Equal("f", unbounded.Name);
        Assert.Equal(direction, unbounded.Direction);
        Assert.Equal(direction, Math.Sign(fit.Model.Coefficients["f"]));
        DigitAssert.Within(1e-8, 0.21446672203784228, fit.Model.Coefficients["x"], "x");
    }

    private static void AssertFinite(LogisticFit fit)
    {
        Assert.True(fit.Converged);
        Assert.Equal(SeparationKind.None, fit.Inference!.Separation.Kind);
        Assert.Empty(fit.Inference.Separation.Unbounded);
        Assert.DoesNotContain(fit.Warnings, warning => warning.Kind == FitWarningKind.QuasiSeparation);
    }

    private static LogisticFit Fit(string value, int ofClass) =>
        new LogisticRegression { Target = "y" }.Fit(TextSource.Of($"{Near}\n{value},{ofClass}"));
}
