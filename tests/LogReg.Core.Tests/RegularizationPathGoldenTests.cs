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

    /// <summary>Nine significant digits of each coefficient.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_PathToTheLastDigits_AgreesWithGlmnet(string key) => AssertPath(
        key,
        1e-14,
        (_, name, expected) => 1e-9 * (name == Coefficients.InterceptName ? Math.Max(1, Math.Abs(expected)) : Math.Abs(expected)));

    /// <summary>A millionth of the largest change of the log-odds for one standard deviation more of a feature; an intercept has the errors
    /// of all.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_PathAtTheDefaultTolerance_AgreesWithGlmnetToSixDigits(string key) => AssertPath(
        key, 1e-8, (model, name, expected) => name == Coefficients.InterceptName
            ? 1e-5 * Math.Max(1, Math.Abs(expected))
            : 1e-6 * Math.Max(1, LargestEffect(key, model)) / Golden.Number(key, "deviations", name));

    /// <summary>Where the path begins is known to the last digits, whatever is left unpenalised, weighted, bounded or offset.</summary>
    [Theory]
    [MemberData(nameof(CasesWithCorners))]
    public void Fit_PathThatChoosesItsLambdas_BeginsWhereTheFirstCoefficientEnters(string key)
    {
        LogisticRegression estimator = Estimator(key);
        LogisticFit fit =
            (estimator with { Tolerance = 1e-14, Path = new PathOptions { Count = 2, MinimumRatio = 0.999 } }).Fit(Source(key));

        int free = key == "birthwtFactors" ? 1 : 0;
        DigitAssert.Within(1e-12, Golden.Number(key, "largestLambda"), fit.Path!.Points[0].Lambda, "the largest λ");
        Assert.Equal(free, fit.Path.Points[0].NonZeroCount);
        Assert.True(fit.Path.Points[1].NonZeroCount > free);
    }

    // What a standard deviation more of a feature changes the log-odds by, for the feature where that is most.
    private static double LargestEffect(string key, LogisticModel model) =>
        model.ClassesWithEquation.Max(className => model.CoefficientsOf(className)
            .Where(pair => pair.Key != Coefficients.InterceptName).Max(
                pair => Math.Abs(pair.Value) * Golden.Number(key, "deviations", pair.Key)));

    private static void AssertPath(string key, double tolerance, Func<LogisticModel, string, double, double> allowed)
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
            DigitAssert.Within(100 * tolerance, losses[index], point.Loss, where);
            LogisticModel model = fit.Model.AtLambda(lambdas[index]);
            int nonZeros = isBinary
                ? AssertEquation([key, "coefficients"], index, model.Coefficients, 0, Allowed, where)
                : AssertEquations(key, index, model, Allowed, where);
            Assert.Equal(nonZeros, point.NonZeroCount);

            double Allowed(string name, double expected) => allowed(model, name, expected);
        }
    }

    // Of several classes only the differences of intercepts mean anything.
    private static int AssertEquations(string key, int index, LogisticModel model, Func<string, double, double> allowed, string where)
    {
        double mean = model.ClassesWithEquation.Average(name => model.CoefficientsOf(name).Intercept);
        foreach (string name in model.ClassesWithEquation)
        {
            AssertEquation([key, "coefficients", name], index, model.CoefficientsOf(name), mean, allowed, $"{where}, {name}");
        }

        return model.CoefficientsOf(model.ClassesWithEquation.First()).Keys
            .Count(
                name =>
                    name != Coefficients.InterceptName
                        && model.ClassesWithEquation.Any(equation => model.CoefficientsOf(equation)[name] != 0));
    }

    private static int AssertEquation(
        string[] path, int index, Coefficients actual, double shift, Func<string, double, double> allowed, string where)
    {
        IReadOnlyList<string> names = Golden.Names(path);
        int nonZeros = 0;
        Assert.Subset(actual.Keys.ToHashSet(), names.ToHashSet());
        foreach ((string name, double value) in actual)
        {
            double expected = names.Contains(name) ? Golden.Numbers([.. path, name])[index] : 0;
            bool isIntercept = name == Coefficients.InterceptName;
            double difference = value - (isIntercept ? shift : 0) - expected;
            Assert.True(Math.Abs(difference) <= allowed(name, expected), $"{where}: {name}: expected {expected:R}, got {value:R}");
            if (isIntercept)
            {
                continue;
            }

            // 0 is 0 and nothing else.
            Assert.True(expected == 0 == (value == 0), $"{where}: {name}: expected {expected:R}, got {value:R}");
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

    private static DataSource Source(string key)
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
