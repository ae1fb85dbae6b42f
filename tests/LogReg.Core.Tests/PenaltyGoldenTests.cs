using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>
/// The same numbers as scikit-learn's saga, and for groups as proximal gradient descent; the script that made them is Golden/penalized.py.
/// </summary>
public class PenaltyGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("penalized");

    public static TheoryData<string> SingleCases { get; } = new(Golden.Names("sklearn"));

    public static TheoryData<string> GroupCases { get; } = new(Golden.Names("group"));

    [Theory]
    [MemberData(nameof(SingleCases))]
    public void Fit_OneLambda_AgreesWithScikitLearn(string key)
    {
        string[] path = ["sklearn", key];
        LogisticRegression estimator = Estimator(path) with { Lambda = Golden.Number([.. path, "lambda"]) };
        AssertOptimum(estimator.Fit(TextSource.File(Golden.Text([.. path, "data"]))), path);
    }

    [Theory]
    [MemberData(nameof(GroupCases))]
    public void Fit_GroupedLevels_AgreesWithProximalGradientDescent(string key)
    {
        DataSource source = TextSource.File(Golden.Text("group", key, "data"));
        foreach (string value in Golden.Names("group", key, "points"))
        {
            string[] path = ["group", key, "points", value];
            LogisticRegression estimator = Estimator("group", key) with { GroupLevels = true, Lambda = Golden.Number([.. path, "lambda"]) };
            AssertOptimum(estimator.Fit(source), path);
        }
    }

    [Theory]
    [MemberData(nameof(GroupCases))]
    public void Fit_PathOfGroupedLevels_AgreesWithProximalGradientDescent(string key)
    {
        IReadOnlyList<string> values = Golden.Names("group", key, "points");
        double[] lambdas = [.. values.Select(value => Golden.Number("group", key, "points", value, "lambda"))];
        LogisticFit fit = (Estimator("group", key) with
        {
            GroupLevels = true,
            LambdaChoice = LambdaChoice.Path,
            Path = new PathOptions { Lambdas = lambdas },
        }).Fit(TextSource.File(Golden.Text("group", key, "data")));

        Assert.True(fit.Converged, fit.Termination.ToString());
        for (int index = 0; index < lambdas.Length; index++)
        {
            string[] path = ["group", key, "points", values[index]];
            AssertCoefficients(fit.Model.AtLambda(lambdas[index]), path);
            DigitAssert.NineDigits(Golden.Number([.. path, "loss"]), fit.Path!.Points[index].Loss, "loss");
        }
    }

    private static void AssertOptimum(LogisticFit fit, string[] path)
    {
        Assert.True(fit.Converged, fit.Termination.ToString());
        DigitAssert.NineDigits(Golden.Number([.. path, "loss"]), fit.Training.LogLoss, "loss");
        DigitAssert.NineDigits(Golden.Number([.. path, "objective"]), fit.Objective, "objective");
        AssertCoefficients(fit.Model, path);
    }

    // Of several classes only the differences of intercepts mean anything.
    private static void AssertCoefficients(LogisticModel model, string[] path)
    {
        bool isBinary = model.Target.Classes.Count == 2;
        double mean = isBinary ? 0 : model.ClassesWithEquation.Average(name => model.CoefficientsOf(name).Intercept);
        foreach (string className in model.ClassesWithEquation)
        {
            string[] equation = isBinary ? [.. path, "coefficients"] : [.. path, "coefficients", className];
            IReadOnlyList<string> nonZeros = Golden.Names(equation);
            foreach ((string name, double value) in model.CoefficientsOf(className))
            {
                string where = $"{string.Join('/', equation)}/{name}";
                if (!nonZeros.Contains(name))
                {
                    Assert.True(value == 0, $"{where}: expected 0, got {value:R}");
                    continue;
                }

                bool isIntercept = name == Coefficients.InterceptName;
                DigitAssert.Near(1e-9, 1, (value - (isIntercept ? mean : 0)) / Golden.Number([.. equation, name]), where);
            }
        }
    }

    private static LogisticRegression Estimator(params string[] path)
    {
        string data = Golden.Text([.. path, "data"]);
        double alpha = Golden.Number([.. path, "alpha"]);
        var estimator = new LogisticRegression
        {
            Target = path[^1].StartsWith("passengerClass", StringComparison.Ordinal) ? "passengerClass" : null,
            Penalty = alpha == 0 ? PenaltyKind.Ridge : alpha == 1 ? PenaltyKind.Lasso : PenaltyKind.ElasticNet,
            CategoricalColumns = data == "birthwt.csv" ? ["race"] : [],
            MissingHandling = MissingHandling.Drop,
            Tolerance = 1e-14,
        };
        return alpha is > 0 and < 1 ? estimator with { Alpha = alpha } : estimator;
    }
}
