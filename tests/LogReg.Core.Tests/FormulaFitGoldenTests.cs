using System.Globalization;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Models with formulas beyond plain maximum likelihood of two classes, against R: see Golden/formulafits.R.</summary>
public sealed class FormulaFitGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("formulafits");

    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    public static TheoryData<string> Weighted => [.. Golden.Names("weighted")];

    public static TheoryData<string> Classes => [.. Golden.Names("classes")];

    public static TheoryData<string> Firth => [.. Golden.Names("firth")];

    public static TheoryData<string> Penalised => [.. Golden.Names("penalised")];

    public static TheoryData<string> PenalisedClasses => [.. Golden.Names("penalisedClasses")];

    [Theory]
    [MemberData(nameof(Weighted))]
    public void Fit_Weighted_IsTheFitOfRepeatedRows(string formula)
    {
        LogisticModel model = (Options(formula) with { WeightColumn = "w" }).Fit(Birthwt()).Model;
        AssertLikelihood(model, "weighted", formula);
    }

    [Fact]
    public void Fit_WithOffset_AgreesWithGlm()
    {
        string formula = Golden.Names("offset").Single();
        LogisticModel model = (Options(formula) with { OffsetColumn = "shift" }).Fit(Birthwt()).Model;
        AssertLikelihood(model, "offset", formula);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Fit_SeveralClasses_AgreesWithNewtonsMethod(string formula)
    {
        LogisticModel model = new LogisticRegression { Target = "race", Formula = formula, Tolerance = 1e-12 }.Fit(Birthwt()).Model;
        Assert.Equal(Golden.Names("classes", formula, "coefficients"), model.ClassesWithEquation);
        foreach (string name in model.ClassesWithEquation)
        {
            AssertNear(1e-9, ["classes", formula, "coefficients", name], model.CoefficientsOf(name));
            AssertNear(
                1e-8,
                ["classes", formula, "standardErrors", name],
                model.Estimates(name).Select(estimate => KeyValuePair.Create(estimate.Name, estimate.StandardError)));
        }

        DigitAssert.Near(1e-10, Golden.Number("classes", formula, "logLikelihood"), model.Inference!.LogLikelihood);
    }

    [Theory]
    [InlineData("hc0", StandardErrorKind.Hc0)]
    [InlineData("hc1", StandardErrorKind.Hc1)]
    [InlineData("cluster", StandardErrorKind.Cluster)]
    public void Fit_RobustErrors_AgreeWithSandwich(string name, StandardErrorKind kind)
    {
        string formula = Golden.Names("robust").Single();
        LogisticModel model = (Options(formula) with
        {
            StandardErrors = kind,
            ClusterColumn = kind == StandardErrorKind.Cluster ? "site" : null,
        }).Fit(Birthwt()).Model;
        AssertNear(
            1e-9,
            ["robust", formula, name],
            model.Estimates().Select(estimate => KeyValuePair.Create(estimate.Name, estimate.StandardError)));
    }

    [Theory]
    [MemberData(nameof(Firth))]
    public void Fit_Firth_AgreesWithBrglm(string formula)
    {
        LogisticModel model = (Options(formula) with { Firth = true, Intervals = IntervalKind.Wald }).Fit(Birthwt()).Model;
        AssertNear(1e-9, ["firth", formula, "coefficients"], model.Coefficients);
        AssertNear(
            1e-8,
            ["firth", formula, "standardErrors"],
            model.Estimates().Select(estimate => KeyValuePair.Create(estimate.Name, estimate.StandardError)));
    }

    [Theory]
    [MemberData(nameof(Penalised))]
    public void Fit_Penalised_AgreesWithGlmnet(string name) => AssertPenalised("penalised", name, "low", ["race"]);

    [Theory]
    [MemberData(nameof(PenalisedClasses))]
    public void Fit_PenalisedSeveralClasses_AgreesWithGlmnet(string name) => AssertPenalised("penalisedClasses", name, "race", []);

    [Fact]
    public void Fit_CrossValidated_FitsKnotsInEachFold()
    {
        string formula = Golden.Names("validated").Single();
        CrossValidation validation = (Options(formula) with
        {
            CrossValidation = new CrossValidationOptions { FoldsColumn = "fold" },
        }).Fit(Birthwt()).CrossValidation!;
        DigitAssert.NineDigits(Golden.Number("validated", formula, "mean"), validation.Selected.LogLoss.Mean);
        DigitAssert.NineDigits(Golden.Number("validated", formula, "mean"), validation.OutOfSample!.LogLoss);
    }

    [Fact]
    public void Fit_CrossValidatedRidge_FitsKnotsAndScalesInEachFold()
    {
        string formula = Golden.Names("validatedRidge").Single();
        CrossValidation validation = (Options(formula) with
        {
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.03,
            CrossValidation = new CrossValidationOptions { FoldsColumn = "fold" },
        }).Fit(Birthwt()).CrossValidation!;
        DigitAssert.NineDigits(Golden.Number("validatedRidge", formula, "mean"), validation.Selected.LogLoss.Mean);
    }

    private static void AssertPenalised(string section, string name, string target, string[] categorical)
    {
        string formula = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        double alpha = Golden.Number(section, name, "alpha");
        double[] lambdas = Golden.Numbers(section, name, "lambdas");
        for (int index = 0; index < lambdas.Length; index++)
        {
            LogisticRegression options = new()
            {
                Target = target,
                Formula = formula,
                CategoricalColumns = categorical,
                Penalty = alpha == 0 ? PenaltyKind.Ridge : alpha == 1 ? PenaltyKind.Lasso : PenaltyKind.ElasticNet,
                Lambda = lambdas[index],
                Tolerance = 1e-14,
            };
            LogisticModel model = (alpha is > 0 and < 1 ? options with { Alpha = alpha } : options).Fit(Birthwt()).Model;
            bool isBinary = model.Target.IsBinary;

            // Of several classes only the differences of intercepts mean anything.
            double mean = isBinary ? 0 : model.ClassesWithEquation.Average(one => model.CoefficientsOf(one).Intercept);
            foreach (string equation in model.ClassesWithEquation)
            {
                string[] path = isBinary ? [section, name, "coefficients"] : [section, name, "coefficients", equation];
                IReadOnlyList<string> known = Golden.Names(path);
                foreach ((string coefficient, double value) in model.CoefficientsOf(equation))
                {
                    double expected = known.Contains(coefficient) ? Golden.Numbers([.. path, coefficient])[index] : 0;
                    bool isIntercept = coefficient == Coefficients.InterceptName;
                    DigitAssert.Near(1e-9, expected, value - (isIntercept ? mean : 0), $"{coefficient} at λ = {lambdas[index]}");
                    Assert.Equal(expected == 0, value == 0);
                }
            }
        }
    }

    private static void AssertLikelihood(LogisticModel model, string section, string formula)
    {
        AssertNear(1e-9, [section, formula, "coefficients"], model.Coefficients);
        AssertNear(
            1e-8,
            [section, formula, "standardErrors"],
            model.Estimates().Select(estimate => KeyValuePair.Create(estimate.Name, estimate.StandardError)));
        DigitAssert.Near(1e-10, Golden.Number(section, formula, "logLikelihood"), model.Inference!.LogLikelihood);
    }

    private static void AssertNear(double tolerance, string[] path, IEnumerable<KeyValuePair<string, double>> actual)
    {
        Dictionary<string, double> values = new(actual);
        IReadOnlyList<KeyValuePair<string, double>> expected = Golden.NamedNumbers(path);
        Assert.Equal(expected.Select(pair => pair.Key), values.Keys);
        foreach ((string name, double value) in expected)
        {
            DigitAssert.Near(tolerance, 1, values[name] / value, $"{string.Join('/', path)}/{name}");
        }
    }

    private static LogisticRegression Options(string formula) =>
        new() { Target = "low", Formula = formula, CategoricalColumns = ["race"], Tolerance = 1e-12 };

    // Weights, folds and clusters by the number of the row, and an offset.
    private static CsvSource Birthwt()
    {
        int ftv = Array.IndexOf(Rows[0].Split(','), "ftv");
        return TextSource.Of(
            Rows[0] + ",w,fold,site,shift",
            Rows.Skip(1).Select((line, row) => FormattableString.Invariant(
                $"{line},{((row + 1) % 3) + 1},{row % 5},{row % 24},{(0.1 * double.Parse(line.Split(',')[ftv], CultureInfo.InvariantCulture)) - 0.2:R}")));
    }
}
