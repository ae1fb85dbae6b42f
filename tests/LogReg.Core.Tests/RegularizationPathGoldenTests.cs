using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>The same paths as glmnet, taken to full convergence; the script that made them is Golden/glmnet.R.</summary>
public class RegularizationPathGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("glmnet");

    public static TheoryData<string> Cases { get; } = new(Golden.Names().Where(name => name is not ("script" or "tool")));

    public static TheoryData<string> CasesWithCorners { get; } = new(Cases
        .Select(row => row.Data).Where(name => Golden.Number(name, "alpha") > 0));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_PathToTheLastDigits_AgreesWithGlmnetToNineDigits(string key) => AssertPath(key, tolerance: 1e-14, digits: 1e-9);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_PathAtTheDefaultTolerance_AgreesWithGlmnetToSixDigits(string key) => AssertPath(key, tolerance: 1e-8, digits: 1e-6);

    /// <summary>Where the path begins is known to the last digits, whatever is left unpenalised, weighted, bounded or offset.</summary>
    [Theory]
    [MemberData(nameof(CasesWithCorners))]
    public void Fit_PathThatChoosesItsLambdas_BeginsWhereTheFirstCoefficientEnters(string key)
    {
        LogisticRegression estimator = Estimator(key);
        LogisticFit fit = (estimator with { Path = new PathOptions { Count = 2, MinimumRatio = 0.999 } }).Fit(Source(key));

        int free = key == "birthwtFactors" ? 1 : 0;
        DigitAssert.Within(1e-12, Golden.Number(key, "largestLambda"), fit.Path!.Points[0].Lambda, "the largest λ");
        Assert.Equal(free, fit.Path.Points[0].NonZeroCount);
        Assert.True(fit.Path.Points[1].NonZeroCount > free);
    }

    private static void AssertPath(string key, double tolerance, double digits)
    {
        LogisticFit fit = (Estimator(key) with { Tolerance = tolerance }).Fit(Source(key));
        Assert.True(fit.Converged, fit.Termination.ToString());
        double[] lambdas = Golden.Numbers(key, "lambdas");
        double[] losses = Golden.Numbers(key, "losses");
        Assert.Equal(lambdas, fit.Path!.Points.Select(point => point.Lambda));
        bool isBinary = fit.Model.Target.Classes.Count == 2;
        for (int index = 0; index < lambdas.Length; index++)
        {
            string where = $"{key} at λ = {lambdas[index]}";
            PathPoint point = fit.Path.Points[index];
            Assert.True(point.OptimalityResidual <= tolerance, $"{where}: the optimality residual is {point.OptimalityResidual}");
            DigitAssert.Within(digits, losses[index], point.Loss, where);
            LogisticModel model = fit.Model.AtLambda(lambdas[index]);
            int nonZeros = isBinary
                ? AssertEquation([key, "coefficients"], index, model.Coefficients, 0, digits, where)
                : AssertEquations(key, index, model, digits, where);
            Assert.Equal(nonZeros, point.NonZeroCount);
        }
    }

    // Of several classes only the differences of intercepts mean anything.
    private static int AssertEquations(string key, int index, LogisticModel model, double digits, string where)
    {
        double mean = model.ClassesWithEquation.Average(name => model.CoefficientsOf(name).Intercept);
        foreach (string name in model.ClassesWithEquation)
        {
            AssertEquation([key, "coefficients", name], index, model.CoefficientsOf(name), mean, digits, $"{where}, {name}");
        }

        return model.CoefficientsOf(model.ClassesWithEquation.First()).Keys
            .Count(name => name != Coefficients.InterceptName && model.ClassesWithEquation.Any(equation => model.CoefficientsOf(equation)[name] != 0));
    }

    private static int AssertEquation(string[] path, int index, Coefficients actual, double intercept, double digits, string where)
    {
        IReadOnlyList<string> names = Golden.Names(path);
        int nonZeros = 0;
        Assert.Subset(actual.Keys.ToHashSet(), names.ToHashSet());
        foreach ((string name, double value) in actual)
        {
            double expected = names.Contains(name) ? Golden.Numbers([.. path, name])[index] : 0;
            if (name == Coefficients.InterceptName)
            {
                DigitAssert.Near(digits, expected, value - intercept, $"{where}: {name}");
                continue;
            }

            // 0 is 0 and nothing else.
            Assert.True(expected == 0 == (value == 0), $"{where}: {name}: expected {expected:R}, got {value:R}");
            DigitAssert.Within(digits, expected, value, $"{where}: {name}");
            nonZeros += value == 0 ? 0 : 1;
        }

        return nonZeros;
    }

    private static LogisticRegression Estimator(string key)
    {
        double alpha = Golden.Number(key, "alpha");
        var estimator = new LogisticRegression
        {
            Penalty = alpha == 0 ? PenaltyKind.Ridge : alpha == 1 ? PenaltyKind.Lasso : PenaltyKind.ElasticNet,
            LambdaChoice = LambdaChoice.Path,
            Path = new PathOptions { Lambdas = Golden.Numbers(key, "lambdas") },
            CategoricalColumns = key.StartsWith("birthwt", StringComparison.Ordinal) ? ["race"] : [],
        };
        estimator = alpha is > 0 and < 1 ? estimator with { Alpha = alpha } : estimator;
        return key switch
        {
            "birthwtFactors" => estimator with
            {
                PenaltyFactors = new Dictionary<string, double> { ["age"] = 0, ["lwt"] = 2, ["smoke"] = 0.5 },
            },
            "birthwtNonnegative" => estimator with { NonnegativeColumns = ["age", "lwt", "race", "smoke", "ptl"] },
            "birthwtWeighted" => estimator with { WeightColumn = "extra" },
            "birthwtOffset" => estimator with { OffsetColumn = "extra" },
            "titanicElasticNet" => estimator with { Target = "passengerClass", MissingHandling = MissingHandling.Drop },
            _ => estimator,
        };
    }

    private static CsvSource Source(string key)
    {
        string file = Golden.Text(key, "data");
        return key switch
        {
            "birthwtWeighted" => TextSource.FileWith(file, "extra", row => (int.Parse(row["lwt"]) % 3) + 1),
            "birthwtOffset" => TextSource.FileWith(file, "extra", row => (0.1 * int.Parse(row["ftv"])) - 0.2),
            _ => TextSource.File(file),
        };
    }
}
