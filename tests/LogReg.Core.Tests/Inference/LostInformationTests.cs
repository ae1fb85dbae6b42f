using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>
/// Columns that are independent, but whose information in the equation of one class is lost in rounding: what the rows determine has its
/// exact standard error, and nothing else has one of 0. The exact numbers, and the data, come from Golden/lost-information.py.
/// </summary>
public class LostInformationTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("lost-information");

    [Theory]
    [InlineData("first", "2-b", "3-c", "1-low")]
    [InlineData("second", "3-c", "2-low", "1-b")]
    [InlineData("third", "2-c", "3-low", "1-b")]
    public void Fit_InformationLostInOneEquation_HasExactErrorsOfTheOthers(
        string target, string firstEquation, string secondEquation, string baseClass)
    {
        LogisticFit fit = Fit(target);
        Assert.Equal(SeparationKind.None, fit.Inference!.Separation.Kind);
        Assert.Equal(baseClass, fit.Model.BaseClass);
        Assert.Empty(fit.Inference.Aliased);
        Assert.Empty(fit.Inference.Separation.Unbounded);
        DigitAssert.Within(1e-13, Golden.Number("logLikelihood"), fit.LogLikelihood, "log-likelihood");
        var undetermined = new List<string>();
        foreach (string equation in (string[])[firstEquation, secondEquation])
        {
            string contrast = $"{equation[2..]} against {baseClass[2..]}";
            foreach (CoefficientEstimate estimate in fit.Model.Estimates(equation))
            {
                if (Golden.Number(contrast, estimate.Name, "standardError") > 1e10)
                {
                    undetermined.Add($"{equation}: {estimate.Name}");
                    Assert.True(
                        double.IsNaN(estimate.Estimate) && double.IsNaN(estimate.StandardError) && double.IsNaN(estimate.PValue),
                        $"{equation}: {estimate.Name}");
                    continue;
                }

                DigitAssert.Within(
                    1e-11, Golden.Number(contrast, estimate.Name, "standardError"), estimate.StandardError, $"{contrast}: {estimate.Name}");
                DigitAssert.Within(
                    1e-11, Golden.Number(contrast, estimate.Name, "estimate"), estimate.Estimate, $"{contrast}: {estimate.Name}");
            }
        }

        Assert.Equal(undetermined.Order(StringComparer.Ordinal), fit.Inference.Undetermined.Order(StringComparer.Ordinal));
        FitWarning warning = Assert.Single(fit.Warnings, one => one.Kind == FitWarningKind.Undetermined);
        Assert.Contains("cannot be computed", warning.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(fit.Warnings, one => one.Kind == FitWarningKind.Collinearity);
    }

    [Fact]
    public void Fit_InformationLostForTwoClasses_IsNotCalledALinearCombination()
    {
        LogisticFit fit =
            new LogisticRegression
            {
                Target = "second",
                Positive = "2-low",
                Features = ["x", "z"],
                WeightColumn = "w",
                WeightKind = WeightKind.Importance,
            }
                .Fit(
                    TextSource.Of(
                        "x,z,w,second",
                        File.ReadLines(TestData.PathOf("cases/lost-information.csv")).Skip(1).Select(static line =>
                        {
                            string[] cells = line.Split(',');
                            return $"{cells[0]},{cells[1]},{cells[2]},{(cells[4] == "2-low" ? "2-low" : "1-other")}";
                        })));
        Assert.Empty(fit.Inference!.Aliased);
        Assert.Equal(["x", "z"], fit.Inference.Undetermined);
        IReadOnlyList<CoefficientEstimate> estimates = fit.Model.Estimates();
        Assert.InRange(estimates[0].StandardError, 0.2, 0.5);
        Assert.All(estimates.Skip(1), one => Assert.False(one.StandardError < 1e6));
    }

    [Fact]
    public void Save_EstimateThatIsLost_IsReadBackAsUnknown()
    {
        LogisticModel model = Fit("second").Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel read = LogisticModel.Load(stream);
        Assert.Equal(model.Inference!.Undetermined, read.Inference!.Undetermined);
        Assert.All(
            model.Estimates("2-low").Zip(read.Estimates("2-low")),
            pair => DigitAssert.SameBits(pair.First.Estimate, pair.Second.Estimate, pair.First.Name));
    }

    private static LogisticFit Fit(string target) => new LogisticRegression
    {
        Target = target,
        Features = ["x", "z"],
        WeightColumn = "w",
        WeightKind = WeightKind.Importance,
    }.Fit(CsvSource.FromFile(TestData.PathOf("cases/lost-information.csv")));
}
