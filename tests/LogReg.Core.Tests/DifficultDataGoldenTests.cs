using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Tests.Golden;
using LogReg.Tests.Serialization;

namespace LogReg.Tests;

/// <summary>The digits that double precision loses, if nothing is done about it; the script that made the numbers, in 60 digits, is
/// Golden/difficult.py.</summary>
public class DifficultDataGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("difficult");

    private static readonly SolverKind[] Solvers =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    public static TheoryData<string, SolverKind> Fits
    {
        get
        {
            var fits = new TheoryData<string, SolverKind>();
            foreach (string name in Golden.Names().Where(name => name is not ("script" or "tool")))
            {
                foreach (SolverKind solver in Solvers)
                {
                    fits.Add(name, solver);
                }
            }

            return fits;
        }
    }

    [Theory]
    [MemberData(nameof(Fits))]
    public void Fit_AnySolver_HasNineDigitsOrSaysThatItHasNotConverged(string name, SolverKind solver)
    {
        LogisticFit fit = Fit(name, solver);
        if (!fit.Converged)
        {
            // Gradient descent may need more iterations than it has; Newton's method may not.
            Assert.Equal(SolverKind.GradientDescent, solver);
            return;
        }

        // Of columns that differ in their eighth digit standardising alone loses that many.
        double tolerance = name == "nearCollinear1e-8" ? 5e-8 : 5e-10;
        foreach (string className in Golden.Texts(name, "classes"))
        {
            foreach (CoefficientEstimate estimate in fit.Model.Estimates(className))
            {
                double expected = Golden.Number(name, "coefficients", className, estimate.Name);
                double error = Golden.Number(name, "standardErrors", className, estimate.Name);
                Assert.True(
                    Math.Abs(estimate.Estimate - expected) <= tolerance * Math.Max(Math.Abs(expected), error),
                    $"{estimate.Name}: expected {expected:R}, got {estimate.Estimate:R}");
                DigitAssert.Within(tolerance, error, estimate.StandardError, $"standard error of {estimate.Name}");
            }
        }

        DigitAssert.Within(tolerance, Golden.Number(name, "logLikelihood"), fit.LogLikelihood, "log-likelihood");
        DigitAssert.Within(tolerance, Golden.Number(name, "nullLogLikelihood"), fit.NullLogLikelihood, "null log-likelihood");
    }

    // The intercept, far from the data, is -2.4e7 with a standard error of 6e4: these rows determine it.
    [Fact]
    public void Fit_RowsThatAreAllButCertain_NamesWhatTheyLeaveUndetermined()
    {
        LogisticFit fit = Fit("nearSeparated", SolverKind.Auto);
        Assert.Equal(["g=L1", "g=L2", "g=L3"], fit.Model.Inference!.Undetermined);
        Assert.Contains(fit.Warnings, warning => warning.Kind == FitWarningKind.Undetermined);
        Assert.Equal(["g=L1", "g=L2", "g=L3"], ModelText.Load(ModelText.Of(fit.Model)).Inference!.Undetermined);
    }

    [Fact]
    public void Fit_NearlyDependentColumns_AreDetermined()
    {
        LogisticFit fit = Fit("nearCollinear1e-6", SolverKind.Auto);
        Assert.Empty(fit.Model.Inference!.Undetermined);
        Assert.Empty(fit.Model.Inference.Aliased);
        Assert.InRange(fit.Model.Inference.Collinearity!.ConditionNumber, 1e6, 1e8);
    }

    private static LogisticFit Fit(string name, SolverKind solver) => new LogisticRegression
    {
        Solver = solver,
        Target = "y",
        Features = Golden.Texts(name, "features"),
        WeightColumn = Golden.Text(name, "weight") is { Length: > 0 } weight ? weight : null,
        OffsetColumn = Golden.Text(name, "offset") is { Length: > 0 } offset ? offset : null,
    }.Fit(TextSource.Of(Golden.Text(name, "header"), Golden.Texts(name, "rows")), cancellationToken: TestContext.Current.CancellationToken);
}
