using LogReg.Data;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Options that speak of columns, in models with a formula.</summary>
public sealed class FormulaOptionsTests
{
    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    private static readonly LogisticRegression Lasso = new()
    {
        CategoricalColumns = ["race"],
        Penalty = PenaltyKind.Lasso,
        Lambda = 0.01,
        Tolerance = 1e-11,
    };

    [Theory]
    [InlineData("low ~ age + log(lwt)*smoke")]
    [InlineData(" low~age  +  `lwt`")]
    public void Fit_Formula_IsKeptAsItWasWritten(string formula)
    {
        LogisticModel model = new LogisticRegression { Formula = formula }.Fit(Birthwt()).Model;
        Assert.Equal(formula, model.Formula);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        Assert.Equal(formula, LogisticModel.Load(stream).Formula);
    }

    [Fact]
    public void Fit_WithoutFormula_HasNone()
    {
        LogisticModel model = new LogisticRegression { Target = "low" }.Fit(Birthwt()).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        Assert.Null(model.Formula);
        Assert.DoesNotContain("formula\"", System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age:smoke")]
    [InlineData("smoke : age")]
    [InlineData("`smoke`:(age)")]
    public void PenaltyFactors_OfATerm_AreThoseOfAllItsCoefficients(string term)
    {
        LogisticModel free = (Lasso with { Formula = "low ~ age*smoke + lwt", Lambda = 10, PenaltyFactors = Of((term, 0)) })
            .Fit(Birthwt()).Model;
        Assert.Equal(["age:smoke"], Nonzero(free));
    }

    [Theory]
    [InlineData("spline(lwt,4)", "lwt|lwt'|lwt''")]
    [InlineData("lwt", "lwt|lwt'|lwt''")]
    [InlineData("race:smoke", "smoke:race=1|smoke:race=2|smoke:race=3")]
    public void PenaltyFactors_OfZero_LeaveATermUnpenalised(string term, string coefficients)
    {
        LogisticModel model = (Lasso with
        {
            Formula = "low ~ spline(lwt, 4) + age + smoke:race",
            Lambda = 10,
            PenaltyFactors = Of((term, 0)),
        }).Fit(Birthwt()).Model;
        string[] nonzero = Nonzero(model);
        Assert.Equal(coefficients.Split('|').Length, nonzero.Length);
        Assert.All(nonzero, name => Assert.Contains(term.Contains("lwt") ? "lwt" : "race", name, StringComparison.Ordinal));
    }

    [Fact]
    public void PenaltyFactors_OfAColumn_AreThoseOfItsTermsWithoutOneOfTheirOwn()
    {
        LogisticRegression options = Lasso with { Formula = "low ~ lwt + lwt^2 + log(lwt) + lwt:smoke", Lambda = 10 };
        LogisticModel model = (options with { PenaltyFactors = Of(("lwt", 0), ("log(lwt)", 1)) }).Fit(Birthwt()).Model;
        Assert.Equal(["lwt", "lwt^2"], Nonzero(model));
    }

    [Theory]
    [InlineData("spline(lwt, 5)", "the formula has no term 'spline(lwt, 5)' (penalty factor)", "did you mean 'spline(lwt, 4)'?")]
    [InlineData("agee:race", "the formula has no term 'agee:race' (penalty factor)", "did you mean 'age:race'?")]
    [InlineData("race", "the formula has no term of the column 'race' alone (penalty factor)", "name one of its products: 'age:race'")]
    [InlineData("ftv", "the formula has no term of the column 'ftv' alone (penalty factor)", "add the column to the formula, or")]
    [InlineData("age*race", "the formula has no term 'age*race' (penalty factor)", "did you mean 'age:race'")]
    public void PenaltyFactors_OfNoTerm_OfferTheNearest(string term, string message, string hint)
    {
        LogisticRegression options = Lasso with { Formula = "low ~ spline(lwt, 4) + age + age:race", PenaltyFactors = Of((term, 2)) };
        var error = Assert.Throws<DataException>(() => options.Fit(Birthwt()));
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(hint, error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PenaltyFactors_OfOneTermTwice_AreRefused()
    {
        LogisticRegression options =
            Lasso with { Formula = "low ~ age*smoke", PenaltyFactors = Of(("age:smoke", 2), ("smoke:age", 3)) };
        Assert.Contains("has two values", Assert.Throws<DataException>(() => options.Fit(Birthwt())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PenaltyFactors_OfThePoint_AreThoseWithoutAFormula()
    {
        LogisticRegression options =
            Lasso with { Target = "low", PenaltyFactors = Of(("race", 0), ("age", 2)), NonnegativeColumns = ["ui"] };
        DigitAssert.IdenticalCoefficients(
            options.Fit(Birthwt()).Model, (options with { Formula = "." }).Fit(Birthwt()).Model);
    }

    [Theory]
    [InlineData("age:smoke")]
    [InlineData("smoke:age")]
    [InlineData("log(lwt)")]
    public void NonnegativeColumns_OfATerm_BoundItsCoefficient(string term)
    {
        LogisticRegression options = Lasso with { Formula = "low ~ log(lwt) + age*smoke", Penalty = PenaltyKind.None, Lambda = 0 };
        string name = term == "smoke:age" ? "age:smoke" : term;
        LogisticRegression reversed = options with { Formula = "low ~ log(lwt) + age*smoke" };
        double free = options.Fit(Birthwt()).Model.Coefficients[name];
        double bounded = (reversed with { NonnegativeColumns = [term] }).Fit(Birthwt()).Model.Coefficients[name];
        Assert.True(free < 0 ? bounded == 0 : Math.Abs(free - bounded) < 1e-6, $"{free} became {bounded}");
    }

    [Theory]
    [InlineData("spline(lwt, 4)", "the term 'spline(lwt, 4)' has 3 coefficients")]
    [InlineData("lwt", "the term 'spline(lwt, 4)' has 3 coefficients")]
    [InlineData("age:race", "the term 'age:race' has 2 coefficients")]
    public void NonnegativeColumns_OfATermWithSeveralCoefficients_AreRefused(string term, string message)
    {
        LogisticRegression options = Lasso with
        {
            Penalty = PenaltyKind.None,
            Lambda = 0,
            Formula = "low ~ spline(lwt, 4) + age + age:race",
            NonnegativeColumns = [term],
        };
        var error = Assert.Throws<LogRegException>(() => options.Fit(Birthwt()));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void GroupLevels_OfTerms_SatisfyTheConditionsOfAnOptimum(double lambda)
    {
        LogisticModel model = (Lasso with
        {
            Formula = "low ~ linear(lwt, 110, 140) + smoke + smoke:race + age^2",
            GroupLevels = true,
            Lambda = lambda,
            PenaltyFactors = Of(("age^2", 0.5)),
        }).Fit(Birthwt()).Model;

        Dictionary<string, Func<Dictionary<string, double>, double>[]> terms = new()
        {
            ["smoke"] = [row => row["smoke"]],
            ["age^2"] = [row => row["age"] * row["age"]],
            ["linear(lwt, 110, 140)"] =
                [row => row["lwt"], row => Math.Max(0, row["lwt"] - 110), row => Math.Max(0, row["lwt"] - 140)],
            ["smoke:race"] = [.. new[] { 1, 2, 3 }.Select(
                race => (Func<Dictionary<string, double>, double>)(row => row["race"] == race ? row["smoke"] : 0))],
        };
        Assert.Equal(terms.Keys.Order(), model.CoefficientDescriptions.Skip(1).Select(one => one.Term ?? one.Name).Distinct().Order());
        double[] residuals = [.. Enumerable.Range(0, Rows.Length - 1).Select(
            row => model.PredictProbability(Values(row).ToDictionary(pair => pair.Key, pair => (object?)pair.Value)) - Values(row)["low"])];
        foreach ((string term, Func<Dictionary<string, double>, double>[] columns) in terms)
        {
            IEnumerable<CoefficientDescription> own = model.CoefficientDescriptions.Skip(1).Where(one => (one.Term ?? one.Name) == term);
            string[] names = [.. own.Select(one => one.Name)];
            (double[] beta, double[] gradient) = Standardised(columns, [.. names.Select(name => model.Coefficients[name])], residuals);
            double corner = lambda * (term == "age^2" ? 0.5 : 1) * Math.Sqrt(columns.Length);
            double norm = Math.Sqrt(beta.Sum(value => value * value));
            double miss = norm == 0
                ? Math.Max(0, Math.Sqrt(gradient.Sum(value => value * value)) - corner)
                : beta.Zip(gradient, (value, slope) => Math.Abs(slope + (corner * value / norm))).Max();
            Assert.True(miss < 1e-8, $"{term} misses the optimum by {miss}");
            Assert.True(norm == 0 || beta.All(value => value != 0), $"{term} is in the model in part");
        }
    }

    [Theory]
    [InlineData("low ~ spline(lwt, 4)*smoke + race", 10)]
    [InlineData("low ~ lwt + race + smoke:race", 3)]
    [InlineData("low ~ age + lwt", 1)]
    public void InitialModel_OfAFormula_GivesTheCoefficientsOfEqualTerms(string formula, int matched)
    {
        LogisticRegression options = new() { Formula = formula, CategoricalColumns = ["race"] };
        LogisticModel initial = (options with { Formula = "low ~ spline(lwt, 4)*smoke + race" }).Fit(Birthwt()).Model;
        LogisticFit own = options.Fit(Birthwt());
        LogisticFit warm = (options with { InitialModel = initial }).Fit(Birthwt());
        Assert.Equal(matched, warm.Start!.Matched);
        Assert.Equal(own.Model.Coefficients.Count, warm.Start.Coefficients);
        DigitAssert.SameCoefficients(1e-8, own.Model, warm.Model);
        Assert.True(matched < 10 || warm.Iterations <= 2, $"{warm.Iterations} iterations from the solution");
    }

    [Fact]
    public void InitialModel_WithoutAFormula_StartsTheTermsOfOne()
    {
        LogisticModel initial = new LogisticRegression { Target = "low", CategoricalColumns = ["race"] }.Fit(Birthwt()).Model;
        LogisticRegression options =
            new() { Formula = "low ~ . + smoke:race", CategoricalColumns = ["race"], References = Level("race", "3") };
        LogisticFit warm = (options with { InitialModel = initial }).Fit(Birthwt());
        Assert.Equal(initial.Coefficients.Count, warm.Start!.Matched);
        DigitAssert.SameCoefficients(1e-8, options.Fit(Birthwt()).Model, warm.Model);
    }

    [Theory]
    [InlineData("low ~ age*race", "age:race=1|age:race=3")]
    [InlineData("low ~ age*category(race)", "age:race=1|age:race=3")]
    [InlineData("low ~ smoke + age + age:race", "age:race=1|age:race=3")]
    [InlineData("low ~ smoke + age:race", "age:race=1|age:race=2|age:race=3")]
    public void References_OfAProduct_AreThoseOfItsColumn(string formula, string names)
    {
        LogisticRegression options = new() { Formula = formula, CategoricalColumns = ["race"] };
        LogisticModel model = (options with { References = Level("race", "2") }).Fit(Birthwt()).Model;
        Assert.Equal(names.Split('|'), model.Coefficients.Keys.Where(name => name.StartsWith("age:", StringComparison.Ordinal)));
        LogisticModel usual = options.Fit(Birthwt()).Model;
        for (int row = 0; row < Rows.Length - 1; row += 11)
        {
            Dictionary<string, object?> cells = Values(row).ToDictionary(pair => pair.Key, pair => (object?)pair.Value);
            DigitAssert.Near(1e-9, usual.PredictProbability(cells), model.PredictProbability(cells), $"row {row}");
        }
    }

    [Theory]
    [InlineData("low ~ age*smoke", PenaltyKind.None, "The formula does not use the column 'race', so it cannot have a reference level.")]
    [InlineData("low ~ age*race", PenaltyKind.Ridge, "References = [\"race\"] cannot be used with Penalty")]
    [InlineData("low ~ spline(race)", PenaltyKind.None, "the column 'race' has a reference level, but the formula reads it as a number")]
    public void References_ThatHaveNoEffect_AreRefused(string formula, PenaltyKind penalty, string message)
    {
        LogisticRegression options = new()
        {
            Formula = formula,
            References = Level("race", "2"),
            Penalty = penalty,
            Lambda = penalty == PenaltyKind.None ? 0 : 0.1,
        };
        Exception error = Assert.ThrowsAny<Exception>(() => options.Fit(Birthwt()));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void References_UnderAPenalty_HoldWhereATermHasNone()
    {
        LogisticModel model = new LogisticRegression
        {
            Formula = "low ~ age*race",
            References = Level("race", "2"),
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.1,
            PenaltyFactors = Of(("race:age", 0)),
        }.Fit(Birthwt()).Model;
        Assert.Equal(["(intercept)", "age", "race=1", "race=3", "age:race=1", "age:race=3"], model.Coefficients.Keys);
    }

    [Fact]
    public void MissingIndicator_OfThePoint_IsThatWithoutAFormula()
    {
        LogisticRegression options = Indicating(formula: null) with { Target = "low" };
        DigitAssert.IdenticalCoefficients(
            options.Fit(WithGaps()).Model, (options with { Formula = "." }).Fit(WithGaps()).Model);
    }

    [Theory]
    [InlineData("low ~ spline(lwt, 4)*smoke + age", "missing(age)|missing(lwt)")]
    [InlineData("low ~ lwt + lwt^2 + age:smoke", "missing(lwt)|missing(age)")]
    [InlineData("low ~ lwt + missing(lwt)", "missing(lwt)")]
    [InlineData("low ~ missing(lwt) + log(lwt)", "missing(lwt)")]
    public void MissingIndicator_OfAFormula_IsOneColumnPerColumn(string formula, string names)
    {
        LogisticModel model = Indicating(formula).Fit(WithGaps()).Model;
        Assert.Equal(
            names.Split('|').Order(), model.Coefficients.Keys.Where(name => name.StartsWith("missing(", StringComparison.Ordinal)).Order());
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);
        double[] together = [.. model.Score(WithGaps()).Single().Probabilities];
        double[] again = [.. loaded.Score(WithGaps()).Single().Probabilities];
        for (int row = 0; row < together.Length; row++)
        {
            DigitAssert.SameBits(together[row], again[row], $"row {row}");
        }

        foreach (int row in new[] { 0, 3, 5, 15 })
        {
            DigitAssert.SameBits(together[row], loaded.PredictProbability(Gapped(row)), $"row {row}");
        }
    }

    [Fact]
    public void MissingIndicator_OfASpline_IsA01ColumnBesideTheImputedColumn()
    {
        LogisticModel model = Indicating("low ~ spline(lwt, knots 100, 120, 150) + age").Fit(WithGaps()).Model;
        double mean = ((NumericFeature)model.Features.Single(feature => feature.Name == "lwt")).ImputeWith;
        double ofAge = ((NumericFeature)model.Features.Single(feature => feature.Name == "age")).ImputeWith;
        IEnumerable<string> filled = Enumerable.Range(0, Rows.Length - 1).Select(row => string.Join(',', Gapped(row).Select(
            cell => cell.Value ?? (cell.Key == "lwt" ? Text(mean) : Text(ofAge)))) + $",{Gap(row, "lwt")},{Gap(row, "age")}");
        LogisticRegression plain = new() { Formula = "low ~ spline(lwt, knots 100, 120, 150) + age + noLwt + noAge" };
        LogisticModel byHand = plain.Fit(TextSource.Of(Rows[0] + ",noLwt,noAge", filled)).Model;
        DigitAssert.Near(1e-8, byHand.Coefficients["noLwt"], model.Coefficients["missing(lwt)"]);
        DigitAssert.Near(1e-8, byHand.Coefficients["noAge"], model.Coefficients["missing(age)"]);
        DigitAssert.Near(1e-8, byHand.Coefficients.Values.ElementAt(1), model.Coefficients.Values.ElementAt(1));

        static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void MissingIndicator_UnderAPenalty_IsPenalisedAsItsColumn()
    {
        LogisticRegression options = Indicating("low ~ spline(lwt, 4) + age") with
        {
            Penalty = PenaltyKind.Lasso,
            Lambda = 10,
            PenaltyFactors = Of(("lwt", 0)),
        };
        Assert.Contains("missing(lwt)", Nonzero(options.Fit(WithGaps()).Model));
        Assert.DoesNotContain("missing(age)", Nonzero(options.Fit(WithGaps()).Model));
    }

    [Fact]
    public void MissingIndicator_CrossValidated_IsFittedInEachFold()
    {
        LogisticFit fit = (Indicating("low ~ spline(lwt, 4)*smoke + age") with
        {
            Penalty = PenaltyKind.Lasso,
            Lambda = 0.02,
            GroupLevels = true,
            CrossValidation = new() { Folds = 3 },
        }).Fit(WithGaps());
        Assert.True(fit.Converged);
    }

    private static LogisticRegression Indicating(string? formula) =>
        new() { Formula = formula, MissingHandling = MissingHandling.Indicator };

    private static int Gap(int row, string column) => column == "lwt" ? (row % 5 == 0 ? 1 : 0) : column == "age" && row % 7 == 3 ? 1 : 0;

    private static Dictionary<string, object?> Gapped(int row) => Rows[0].Split(',').Zip(Rows[row + 1].Split(',')).ToDictionary(
        pair => pair.First, pair => Gap(row, pair.First) == 1 ? null : (object?)pair.Second);

    private static CsvSource WithGaps() => TextSource.Of(
        Rows[0], Enumerable.Range(0, Rows.Length - 1).Select(row => string.Join(',', Gapped(row).Values)));

    private static Dictionary<string, string> Level(string column, string level) => new() { [column] = level };

    private static (double[] Beta, double[] Gradient) Standardised(
        Func<Dictionary<string, double>, double>[] columns, double[] coefficients, double[] residuals)
    {
        double[] beta = new double[columns.Length];
        double[] gradient = new double[columns.Length];
        for (int place = 0; place < columns.Length; place++)
        {
            double[] values = [.. Enumerable.Range(0, residuals.Length).Select(row => columns[place](Values(row)))];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
            beta[place] = coefficients[place] * deviation;
            gradient[place] = values.Zip(residuals, (value, residual) => (value - mean) / deviation * residual).Average();
        }

        return (beta, gradient);
    }

    private static Dictionary<string, double> Of(params (string Name, double Factor)[] factors) =>
        factors.ToDictionary(pair => pair.Name, pair => pair.Factor);

    private static string[] Nonzero(LogisticModel model) =>
        [.. model.Coefficients.Skip(1).Where(pair => pair.Value != 0).Select(pair => pair.Key)];

    private static CsvSource Birthwt() => TextSource.Of(Rows[0], Rows.Skip(1));

    private static Dictionary<string, double> Values(int row) => Rows[0].Split(',').Zip(Rows[row + 1].Split(',')).ToDictionary(
        pair => pair.First, pair => double.Parse(pair.Second, System.Globalization.CultureInfo.InvariantCulture));
}
