using System.Globalization;
using LogReg.Data;
using LogReg.Inference;

namespace LogReg.Tests;

/// <summary>Powers and products of numbers far from 0 say the same as those of numbers near it.</summary>
public sealed class NumbersFarFromZeroTests
{
    private static readonly int[] Places = [.. Enumerable.Range(0, 400)];

    public static TheoryData<string, double, double> Cases => new()
    {
        { "y ~ x + x^2 + x^3", 2019, 1e-8 },
        { "y ~ x + x^2 + x^3", 20_000, 1e-3 },
        { "y ~ x*z", 1e9, 1e-6 },
        { "y ~ spline(x, 4)*g", 1e9, 1e-6 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_PowersAndProducts_HaveTheEffectsTestsAndIntervalsOfCentredNumbers(string formula, double origin, double tolerance)
    {
        LogisticModel near = Fit(formula, 0);
        LogisticModel far = Reload(Fit(formula, origin));

        DigitAssert.Near(1e-8, near.Inference!.LogLikelihood, far.Inference!.LogLikelihood);
        foreach ((ColumnTest right, ColumnTest own) in near.ColumnTests.Zip(far.ColumnTests))
        {
            DigitAssert.Near(tolerance, right.Overall.Statistic, own.Overall.Statistic, right.Column);
        }

        CoefficientEstimate[] expected = [.. near.Effects().Select(effect => effect.Difference)];
        CoefficientEstimate[] effects = [.. far.Effects().Select(effect => effect.Difference)];
        Assert.Equal(expected.Length, effects.Length);
        for (int effect = 0; effect < effects.Length; effect++)
        {
            DigitAssert.Near(tolerance, expected[effect].StandardError, effects[effect].StandardError, expected[effect].Name);
        }

        foreach (int row in (int[])[0, 7, 101])
        {
            ConfidenceInterval right = near.PredictInterval(RowOf(row, 0));
            ConfidenceInterval own = far.PredictInterval(RowOf(row, origin));
            DigitAssert.Near(tolerance, right.Lower, own.Lower, $"row {row}");
            DigitAssert.Near(tolerance, right.Upper, own.Upper, $"row {row}");
        }
    }

    [Fact]
    public void Fit_FinishedInTwiceTheDigits_HasAHistoryThatEndsThere()
    {
        LogisticFit fit = new LogisticRegression { Formula = "y ~ x + x^2 + x^3" }.Fit(Of(2019));
        DigitAssert.Near(1e-12, -fit.Model.Inference!.LogLikelihood / Places.Length, fit.History[^1].Loss);
        Assert.Equal(fit.Iterations, fit.History[^1].Iteration);
    }

    [Fact]
    public void Fit_APowerThatRoundingHides_IsAWarning()
    {
        LogisticFit fit = new LogisticRegression { Formula = "y ~ x + x^2" }.Fit(Of(3e8 + 0.3));
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(
            "x^2: the numbers are so far from 0 that rounding hides what distinguishes this term from the others; no digit of the estimates "
                + "can be relied on",
            warning.Message);
        Assert.Empty(new LogisticRegression { Formula = "y ~ center(x) + center(x)^2" }.Fit(Of(3e8 + 0.3)).Warnings);
    }

    private static LogisticModel Fit(string formula, double origin) =>
        new LogisticRegression { Formula = formula, Tolerance = 1e-12 }.Fit(Of(origin)).Model;

    private static CsvSource Of(double origin) => TextSource.Of("y,x,z,g", Places.Select(row => string.Create(
        CultureInfo.InvariantCulture, $"{((row * 7919 % 101) + (6 * X(row)) > 50 ? 1 : 0)},{origin + X(row)},{Z(row)},{"abc"[row * 5 % 3]}")));

    private static Dictionary<string, object?> RowOf(int row, double origin) => new()
    {
        ["x"] = origin + X(row),
        ["z"] = Z(row),
        ["g"] = "abc"[row * 5 % 3].ToString(),
    };

    private static int X(int row) => (row * 37 % 11) - 5;

    private static double Z(int row) => ((row * 53 % 29) - 14) / 4.0;

    private static LogisticModel Reload(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return LogisticModel.Load(stream);
    }
}
