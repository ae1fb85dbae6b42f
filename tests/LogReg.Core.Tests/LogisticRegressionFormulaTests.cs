using System.Globalization;
using LogReg.Data;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Models with formulas, against R (Golden/formulas.R), and what must hold of any formula.</summary>
public sealed class LogisticRegressionFormulaTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("formulas");

    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    public static TheoryData<string> Formulas => [.. Golden.Names("cases")];

    public static TheoryData<string> MoreFormulas =>
    [
        "spline(lwt, 3) + spline(age, 6) + spline(ftv, 4)",
        "spline(lwt, 7)*race",
        "spline(log(lwt), 4) + sqrt(age)^3 + abs(ftv)",
        "poly(lwt, 4):smoke + race:poly(age, 2)",
        "scale(lwt)*center(age)*race",
        "linear(lwt, 110, 130)*category(ui) + exp(smoke)",
        "race:category(ui) + log1p(ptl)^2 + log2(age) + log10(lwt)",
    ];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Fit_Formula_HasNineDigitsOfR(string formula)
    {
        bool isWeighted = Golden.Number("cases", formula, "weighted") == 1;
        LogisticRegression options = Options(formula) with { WeightColumn = isWeighted ? "w" : null };
        LogisticModel model = options.Fit(isWeighted ? WithWeights() : Birthwt()).Model;

        double[] coefficients = [.. model.Coefficients.Values];
        Assert.Equal(Golden.Numbers("cases", formula, "coefficients").Length, coefficients.Length);
        double[] errors = [.. model.Estimates().Select(estimate => estimate.StandardError)];
        for (int place = 0; place < coefficients.Length; place++)
        {
            string name = model.Coefficients.Keys.ElementAt(place);
            DigitAssert.Near(1e-9, Golden.Numbers("cases", formula, "coefficients")[place], coefficients[place], name);
            DigitAssert.Near(1e-8, Golden.Numbers("cases", formula, "errors")[place], errors[place], name);
        }

        DigitAssert.Near(1e-10, Golden.Number("cases", formula, "logLikelihood"), model.Inference!.LogLikelihood);
        double[] first = Golden.Numbers("cases", formula, "first");
        for (int row = 0; row < first.Length; row++)
        {
            DigitAssert.Near(1e-9, first[row], model.PredictProbability(RowOf(row)), $"row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    [MemberData(nameof(MoreFormulas))]
    public void Predict_ARowAlone_IsTheSameAsAmongOthersAndAfterLoading(string formula)
    {
        LogisticModel model = Options(formula).Fit(Birthwt()).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);

        double[] together = [.. model.Score(Birthwt()).SelectMany(chunk => chunk.Probabilities.ToArray())];
        double[] afterLoading = [.. loaded.Score(Birthwt()).SelectMany(chunk => chunk.Probabilities.ToArray())];
        for (int row = 0; row < together.Length; row += 17)
        {
            string alone = $"{Rows[0]}\n{Rows[row + 1]}\n";
            double own = model.Score(TextSource.Of(alone)).Single().Probabilities[0];
            DigitAssert.SameBits(together[row], own, $"row {row}");
            DigitAssert.SameBits(together[row], afterLoading[row], $"row {row}");
            DigitAssert.SameBits(together[row], loaded.PredictProbability(RowOf(row)), $"row {row}");
        }
    }

    [Fact]
    public void Fit_AFunctionOrProduct_KeepsTheQuantilesOfItsColumns()
    {
        LogisticModel model = Options("spline(lwt, 4) + age*smoke + ftv").Fit(Birthwt()).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        NumericFeature[] features = [.. LogisticModel.Load(stream).Features.OfType<NumericFeature>()];
        Assert.Equal(model.Features, features);

        IReadOnlyList<double> weights = features.Single(feature => feature.Name == "lwt").Quantiles!;
        Assert.Equal(21, weights.Count);
        Assert.Equal([80, 110, 121, 140, 250], [weights[0], weights[5], weights[10], weights[15], weights[20]]);
        DigitAssert.Near(1e-15, 94.4, weights[1]);
        Assert.NotNull(features.Single(feature => feature.Name == "age").Quantiles);
        Assert.Null(features.Single(feature => feature.Name == "ftv").Quantiles);
    }

    [Fact]
    public void Fit_ThePointAlone_IsNoFormulaToTheLastBit() => DigitAssert.IdenticalCoefficients(
        Options(formula: null).Fit(Birthwt()).Model, Options(".").Fit(Birthwt()).Model);

    [Theory]
    [InlineData("age*smoke", "age + smoke + age:smoke")]
    [InlineData("age*race*smoke", "(age + race + smoke)^2 + age:race:smoke")]
    [InlineData("spline(lwt, 4)*smoke + race", "race + smoke + spline(lwt, 4) + smoke:spline(lwt, 4)")]
    [InlineData("race*category(ui)", "race + category(ui) + race:category(ui)")]
    [InlineData("log(lwt)*poly(age, 2)", "poly(age, 2) + log(lwt) + poly(age, 2):log(lwt)")]
    [InlineData("spline(lwt, 3)*race", "race + spline(lwt, 3) + race:spline(lwt, 3)")]
    [InlineData("linear(age, 20, 30)*smoke + center(lwt)", "center(lwt) + smoke + linear(age, 20, 30) + smoke:linear(age, 20, 30)")]
    public void Fit_EqualFormulas_PredictTheSame(string one, string other)
    {
        LogisticModel first = Options(one).Fit(Birthwt()).Model;
        LogisticModel second = Options(other).Fit(Birthwt()).Model;
        for (int row = 0; row < Rows.Length - 1; row += 7)
        {
            DigitAssert.Near(1e-11, first.PredictProbability(RowOf(row)), second.PredictProbability(RowOf(row)), $"row {row}");
        }
    }

    [Theory]
    [InlineData("age + ftv + smoke:race + spline(lwt, 4) + age:ftv", "age:ftv + spline(lwt, 4) + smoke:race + ftv:age + ftv + age")]
    [InlineData("age + race + smoke + age:race + race:smoke", "race:smoke + age:race + smoke + race + age")]
    [InlineData("age*smoke + poly(lwt, 2) + race", "race + poly(lwt, 2) + smoke*age")]
    public void Fit_TermsInAnotherOrder_HaveTheSameCoefficients(string one, string other)
    {
        // In a product, the factor that the formula names first comes first.
        static Dictionary<string, double> ByName(LogisticModel model) => model.Coefficients.ToDictionary(
            pair => string.Join(':', pair.Key.Split(':').Order(StringComparer.Ordinal)), pair => pair.Value);
        Dictionary<string, double> first = ByName((Options(one) with { Tolerance = 1e-12 }).Fit(Birthwt()).Model);
        Dictionary<string, double> second = ByName((Options(other) with { Tolerance = 1e-12 }).Fit(Birthwt()).Model);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, double value) in first)
        {
            DigitAssert.Within(1e-9, value, second[name], name);
        }
    }

    [Theory]
    [InlineData("age*lwt + smoke")]
    [InlineData("spline(lwt, 4)*smoke")]
    [InlineData("spline(lwt, 4)*spline(age, 3)")]
    [InlineData("race*lwt")]
    [InlineData("race:lwt + race")]
    [InlineData("poly(lwt, 3)*smoke")]
    [InlineData("center(lwt)*age + poly(lwt, 2)")]
    [InlineData("scale(lwt)*race + lwt")]
    [InlineData("lwt + lwt^2")]
    [InlineData("lwt*smoke*age")]
    public void Fit_WithAConstantAdded_PredictsTheSame(string formula)
    {
        DataSource shifted = TextSource.Of(Rows[0], Rows.Skip(1).Select(line => Shift(line, "lwt", 1000)));
        LogisticModel own = Options(formula).Fit(Birthwt()).Model;
        LogisticModel other = Options(formula).Fit(shifted).Model;
        double[] before = [.. own.Score(Birthwt()).Single().Probabilities];
        double[] after = [.. other.Score(shifted).Single().Probabilities];
        for (int row = 0; row < before.Length; row++)
        {
            DigitAssert.Near(1e-8, before[row], after[row], $"row {row}");
        }
    }

    [Fact]
    public void Fit_WithSeveralClasses_FitsTheTermsOfEachEquation()
    {
        string[] names = File.ReadAllLines(TestData.PathOf("iris.csv"))[0].Split(',');
        LogisticRegression options = new()
        {
            Formula = $"{names[^1]} ~ {names[0]}*{names[1]}",
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.01,
        };
        LogisticModel model = options.Fit(TextSource.File("iris.csv")).Model;
        Assert.Equal(["(intercept)", names[0], names[1], $"{names[0]}:{names[1]}"], model.CoefficientsOf(model.Target.Classes[0]).Keys);
    }

    [Fact]
    public void Fit_CrossValidated_FitsConstantsInEachFold()
    {
        LogisticFit fit = (Options("spline(lwt, 4) + scale(age)*smoke") with { CrossValidation = new() { Folds = 5 } }).Fit(Birthwt());
        Assert.Equal(5, fit.CrossValidation!.Folds);
    }

    [Fact]
    public void Fit_Drop1_KeepsTermsOfProducts()
    {
        LogisticFit fit = (Options("age*smoke + lwt") with { TestFeatures = true }).Fit(Birthwt());
        Assert.Equal(["lwt", "age:smoke"], fit.Inference!.FeatureTests.Select(test => test.Feature));
    }

    [Fact]
    public void Fit_LogOfZero_NamesTheLineAndLog1P()
    {
        var error = Assert.Throws<DataException>(() => Options("log(ptl) + age").Fit(Birthwt()));
        Assert.Equal("data.csv, line 2, column 'ptl': log(ptl) has no value for 0", error.Message);
        Assert.Contains("log1p", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log(race) + age", "log needs numbers, but the column is categorical")]
    [InlineData("spline(smoke) + age", "the column has too few different values for a spline with 5 knots")]
    [InlineData("poly(smoke, 2) + age", "the column has too few different values for polynomials of degree 2")]
    [InlineData("log(poly(age, 2))", "log(poly(age, 2)) applies a function to several numbers")]
    public void Fit_FunctionOfTheWrongColumn_SaysWhy(string formula, string message)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => Options(formula).Fit(Birthwt()));
        Assert.Contains(formula.Contains("race", StringComparison.Ordinal) ? "race" : message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_MissingCells_AreImputedBeforeTheFunction()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 60).Select(
            row => $"{(row * 7 % 11 < 5 ? 1 : 0)},{(row % 9 == 0 ? "" : row.ToString(CultureInfo.InvariantCulture))}");
        LogisticRegression options = new() { Formula = "y ~ x + x^2", MissingHandling = MissingHandling.Impute };
        LogisticModel model = options.Fit(TextSource.Of("y,x", rows)).Model;
        double mean = ((LogReg.Terms.NumericFeature)model.Features[0]).ImputeWith;
        DigitAssert.SameBits(
            model.PredictProbability(new Dictionary<string, object?> { ["x"] = mean }),
            model.PredictProbability(new Dictionary<string, object?> { ["x"] = null }));
    }

    [Fact]
    public void Fit_MissingCellsAsATerm_KeepTheirRows()
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 90).Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{(row * 7 % 11 < 5 ? 1 : 0)},{(row % 9 == 0 ? "" : row % 13)},{row % 5},{(row % 8 == 0 ? "" : row % 3)}")),
        ];
        DataSource data = TextSource.Of("y,x,z,c", rows);
        LogisticFit fit = new LogisticRegression { Formula = "y ~ x + missing(x) + z + missing(c)" }.Fit(data);
        Assert.Equal(90, fit.Data.TrainingRows);
        LogisticModel indicator = new LogisticRegression
        {
            Target = "y",
            ExcludedColumns = ["c"],
            MissingHandling = MissingHandling.Indicator,
        }.Fit(data).Model;
        LogisticModel own = new LogisticRegression { Formula = "y ~ x + missing(x) + z" }.Fit(data).Model;
        foreach ((string name, double value) in indicator.Coefficients)
        {
            DigitAssert.Near(1e-9, value, own.Coefficients[name], name);
        }

        double missing = fit.Model.Score(TextSource.Of("x,z,c\n,2,1\n")).Single().LogOdds[0];
        DigitAssert.SameBits(
            missing, fit.Model.LogOdds(new Dictionary<string, object?> { ["x"] = null, ["z"] = 2, ["c"] = 1 }));
    }

    [Theory]
    [InlineData("race + category(race) + age", "race + age")]
    [InlineData("category(ui) + ui:smoke", "category(ui) + category(ui):smoke")]
    [InlineData("number(ftv) + ftv + age", "ftv + age")]
    public void Fit_AColumnWithAndWithoutItsKind_IsOneColumn(string formula, string expected) => DigitAssert.IdenticalCoefficients(
        Options(expected).Fit(Birthwt()).Model, Options(formula).Fit(Birthwt()).Model);

    [Fact]
    public void Score_LevelsThatNeverMetInTraining_AreCounted()
    {
        string[] rows = [.. Rows.Skip(1).Where(line => line.Split(',') is not [_, _, "2", "1", ..])];
        LogisticModel model = (Options("age + race:category(smoke)") with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 })
            .Fit(TextSource.Of(Rows[0], rows)).Model;
        ScoredChunk chunk = model.Score(Birthwt()).Single();
        Assert.Equal(new Dictionary<string, long> { ["race:smoke"] = Rows.Length - 1 - rows.Length }, chunk.UnseenCombinations);
        Assert.Equal(chunk.UnseenCombinations, model.Evaluate(Birthwt()).UnseenCombinations);
        Assert.Empty(model.Score(TextSource.Of(Rows[0], rows)).Single().UnseenCombinations);
    }

    [Fact]
    public void Predict_ALevelThatTrainingDidNotSee_IsOneOfTheRare()
    {
        LogisticModel model = Options("lump(ptl, 0.1) + age").Fit(Birthwt()).Model;
        Assert.Equal(["(intercept)", "lump(ptl, 0.1)=1", "lump(ptl, 0.1)=(other)", "age"], model.Coefficients.Keys);
        DigitAssert.SameBits(Probability("3"), Probability("17"));
        Assert.NotEqual(Probability("0"), Probability("17"));

        double Probability(string level) => model.PredictProbability(new Dictionary<string, object?> { ["age"] = 20, ["ptl"] = level });
    }

    [Fact]
    public void Fit_OrderedLevels_HaveSteps()
    {
        IEnumerable<string> rows =
            Rows.Skip(1).Select(
                line => line + "," + new[] { "low", "medium", "high" }[line.Split(',')[Rows[0].Split(',').IndexOf("race")][0] - '1']);
        LogisticRegression options = Options("steps(size, low, medium, high) + age");
        LogisticModel model = options.Fit(TextSource.Of(Rows[0] + ",size", rows)).Model;
        LogisticModel expected = Options("steps(race) + age").Fit(Birthwt()).Model;
        Assert.Equal("steps(size, low, medium, high)>=medium", model.Coefficients.Keys.ElementAt(1));
        foreach ((double right, double own) in expected.Coefficients.Values.Zip(model.Coefficients.Values))
        {
            DigitAssert.Near(1e-9, right, own);
        }
    }

    [Theory]
    [InlineData("steps(race, 1, 2)", "lacks the level '3'")]
    [InlineData("steps(race, 1, 2, 3, 4)", "names a level '4' that does not occur")]
    [InlineData("cut(age, 100)", "puts every row into the same interval")]
    [InlineData("bins(smoke, 5) + cut(lump(race, 0.1), 3)", "needs numbers")]
    [InlineData("lump(cut(age, 30), 0.1)", "needs levels")]
    [InlineData("steps(lump(race, 0.9)) + age", "has a single level in the training rows")]
    public void Fit_LevelsThatCannotBe_SaysWhy(string formula, string message)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => Options(formula).Fit(Birthwt()));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_AValueThatAFunctionIsNotDefinedFor_CountsAsMissing()
    {
        LogisticModel model = Options("log(lwt) + lwt + age").Fit(Birthwt()).Model;
        DataSource rows = TextSource.Of("age,lwt\n20,0\n20,\n20,130\n");
        ScoredChunk chunk = model.Score(rows, new ScoringOptions { Contributions = 1 }).Single();
        Assert.Equal(2, chunk.MissingCells[model.Features.ToList().FindIndex(feature => feature.Name == "lwt")]);
        DigitAssert.SameBits(chunk.Probabilities[1], chunk.Probabilities[0]);
        Assert.Equal([0, 1], chunk.Explanations!.Flags.Select(flag => flag.Row));
        DigitAssert.SameBits(
            chunk.Probabilities[0], model.PredictProbability(new Dictionary<string, object?> { ["age"] = 20, ["lwt"] = 0 }));
    }

    [Fact]
    public void Explain_Product_IsSharedByItsColumns()
    {
        LogisticModel model = Options("age*smoke").Fit(Birthwt()).Model;
        ScoringOptions options = new() { Contributions = 2 };
        foreach (ScoredChunk chunk in model.Score(Birthwt(), options))
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                double sum = chunk.Explanations!.MeanLogOdds + chunk.Explanations.Contributions.Slice(row * 2, 2).ToArray().Sum();
                DigitAssert.Near(1e-9, chunk.LogOdds[row], sum);
            }
        }
    }

    private static LogisticRegression Options(string? formula) =>
        new() { Target = "low", Formula = formula, CategoricalColumns = ["race"] };

    private static CsvSource Birthwt() => TextSource.Of(Rows[0], Rows.Skip(1));

    private static CsvSource WithWeights() =>
        TextSource.Of(Rows[0] + ",w", Rows.Skip(1).Select((line, row) => $"{line},{((row + 1) % 3) + 1}"));

    private static Dictionary<string, object?> RowOf(int row) => Rows[0].Split(',').Zip(Rows[row + 1].Split(',')).ToDictionary(
        pair => pair.First, pair => (object?)pair.Second);

    private static string Shift(string line, string column, double by)
    {
        string[] cells = line.Split(',');
        int place = Array.IndexOf(Rows[0].Split(','), column);
        cells[place] = (double.Parse(cells[place], CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    }
}
