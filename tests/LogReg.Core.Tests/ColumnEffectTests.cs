using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>What columns do through functions and products, against R's rms (Golden/effects.R).</summary>
public sealed class ColumnEffectTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("effects");

    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    public static TheoryData<string> Cases => [.. Golden.Names("cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Effects_OfAFormula_HaveNineDigitsOfR(string name)
    {
        LogisticModel model = Loaded(Fit(name));
        AssertEffects(model.Effects(), "cases", name, "effects");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ColumnTests_OfAFormula_HaveNineDigitsOfR(string name) => AssertTests(Loaded(Fit(name)), "cases", name, "tests");

    [Fact]
    public void Effects_OfSeveralClasses_HaveNineDigitsOfR()
    {
        LogisticRegression options = new()
        {
            Formula = "race ~ spline(lwt, 3) + age*smoke",
            CategoricalColumns = ["race"],
            BaseClass = "1",
        };
        LogisticModel model = Loaded(options.Fit(Birthwt()).Model);
        AssertEffects(model.Effects("2"), "classes", "2");
        AssertEffects(model.Effects("3"), "classes", "3");
        AssertTests(model, "classes", "tests");
    }

    [Fact]
    public void TermTests_OfAFormula_TestTheCoefficientsOfEachTerm()
    {
        LogisticModel model = Fit("spline(lwt, 4)*smoke + age");
        Assert.Equal(["age", "smoke", "spline(lwt, 4)", "spline(lwt, 4):smoke"], model.TermTests.Select(test => test.Feature).Order());
        FeatureTest product = model.TermTests.Single(test => test.Feature == "spline(lwt, 4):smoke");
        Assert.Equal(model.ColumnTests.Single(test => test.Column == "smoke").Products, product.Test);
    }

    [Fact]
    public void VarianceInflation_OfTerms_HasNineDigitsOfR()
    {
        LogisticModel model = Fit("spline(lwt, 4) + smoke*race");
        foreach ((string term, double factor) in Golden.NamedNumbers("vif", "spline(lwt, 4) + smoke*race"))
        {
            DigitAssert.Near(1e-9, factor, model.Inference!.Collinearity!.Inflations.Single(one => one.Feature == term).Factor, term);
        }
    }

    [Fact]
    public void Effects_WithoutFormula_AreNone()
    {
        LogisticModel model = new LogisticRegression { Target = "low" }.Fit(Birthwt()).Model;
        Assert.Empty(model.Effects());
        Assert.Empty(model.ColumnTests);
        Assert.Empty(model.TermTests);
    }

    [Theory]
    [InlineData("age + smoke")]
    [InlineData(".")]
    public void Effects_OfAFormulaOfColumnsAlone_AreNone(string formula) => Assert.Empty(Fit(formula).Effects());

    [Fact]
    public void Effects_WithAPenalty_HaveNoStandardErrors()
    {
        LogisticRegression options = Options("spline(lwt, 4)*race") with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 };
        LogisticModel model = options.Fit(Birthwt()).Model;
        Assert.Empty(model.ColumnTests);
        Assert.NotEmpty(model.Effects());
        foreach (ColumnEffect effect in model.Effects())
        {
            Assert.True(double.IsNaN(effect.Difference.StandardError) && effect.NoEstimate is null);
            var row = new Dictionary<string, object?>
            {
                [effect.At!.Column] = effect.At.Level ?? (object?)effect.At.Number,
                [effect.Column] = effect.From.Level ?? (object?)effect.From.Number,
            };
            double before = model.LogOdds(row);
            row[effect.Column] = effect.To.Level ?? (object?)effect.To.Number;
            DigitAssert.Near(1e-9, model.LogOdds(row) - before, effect.Difference.Estimate, effect.Difference.Name);
        }
    }

    // No smoker of group b has the outcome: her odds have no finite estimate, the others' have.
    [Fact]
    public void Effects_OfSeparatedRows_HaveNoEstimateWhereTheyAreSeparated()
    {
        LogisticModel model = Separated("group*smoke + x", firth: false);
        Assert.NotEmpty(model.Inference!.Separation.Unbounded);
        ColumnEffect[] effects = [.. model.Effects()];
        ColumnEffect separated = effects.Single(effect => effect.Column == "smoke" && effect.At!.Level == "b");
        Assert.Equal(NoEstimateReason.Separation, separated.NoEstimate);
        Assert.True(double.IsNaN(separated.Difference.Estimate));
        ColumnEffect other = effects.Single(effect => effect.Column == "smoke" && effect.At!.Level == "a");
        Assert.Null(other.NoEstimate);
        Assert.True(double.IsFinite(other.Difference.StandardError));
        Assert.True(double.IsNaN(model.ColumnTests.Single(test => test.Column == "smoke").Overall.Statistic));
        Assert.True(double.IsFinite(model.ColumnTests.Single(test => test.Column == "x").Overall.Statistic));
    }

    // With the level b as reference, the separated difference is that of a coefficient, and the finite one that of a sum of two without an
    // estimate.
    [Fact]
    public void Effects_OfASumOfCoefficientsWithoutEstimate_HaveOne()
    {
        LogisticModel model = Separated("group*smoke + x", firth: false, reference: "b");
        Assert.Equal(2, model.Inference!.Separation.Unbounded.Count);
        LogisticModel other = Separated("group*smoke + x", firth: false);
        ColumnEffect expected = other.Effects().Single(effect => effect.Column == "smoke" && effect.At!.Level == "a");
        ColumnEffect actual = model.Effects().Single(effect => effect.Column == "smoke" && effect.At!.Level == "a");
        DigitAssert.Near(1e-6, expected.Difference.Estimate, actual.Difference.Estimate);
        DigitAssert.Near(1e-6, expected.Difference.StandardError, actual.Difference.StandardError);
    }

    [Fact]
    public void Effects_ByFirth_AreFiniteUnderSeparation() => Assert.All(
        Separated("group*smoke + x", firth: true).Effects(), effect => Assert.True(double.IsFinite(effect.Difference.StandardError)));

    // lwt and its spline: the line is in both, and yet every difference is determined.
    [Fact]
    public void Effects_OfAnAliasedTerm_AreThoseWithoutIt()
    {
        LogisticModel model = Loaded(Fit("lwt + spline(lwt, 4)"));
        Assert.NotEmpty(model.Inference!.Aliased);
        ColumnEffect expected = Assert.Single(Fit("spline(lwt, 4)").Effects());
        ColumnEffect effect = Assert.Single(model.Effects());
        DigitAssert.Near(1e-8, expected.Difference.Estimate, effect.Difference.Estimate);
        DigitAssert.Near(1e-8, expected.Difference.StandardError, effect.Difference.StandardError);
        ColumnTest test = Assert.Single(model.ColumnTests);
        Assert.Equal(3, test.Overall.DegreesOfFreedom);
        Assert.Equal(2, test.NonLinearity!.DegreesOfFreedom);
    }

    // Nobody in group a smokes. With a as reference, the column of a product is aliased, and its coefficient 0, so that the coefficient of
    // smoke is a difference within another group.
    [Theory]
    [InlineData("group*smoke", "a")]
    [InlineData("group*smoke", "c")]
    [InlineData("group*kind", "a")]
    [InlineData("group*kind", "c")]
    public void Effects_WithoutRowsToCompare_HaveNoEstimate(string formula, string reference)
    {
        string other = formula.EndsWith("smoke", StringComparison.Ordinal) ? "smoke" : "kind";
        LogisticModel model = Loaded(WithoutRows(formula, reference));
        ColumnEffect[] effects = [.. model.Effects().Where(effect => effect.Column == other)];
        Assert.Equal(["a", "b", "c"], effects.Select(effect => effect.At!.Level));
        Assert.NotNull(effects[0].NoEstimate);
        Assert.Null(effects[1].NoEstimate);
        Assert.Null(effects[2].NoEstimate);

        // Within a group the odds ratio is that of its fourfold table.
        DigitAssert.Near(1e-8, LogOddsRatio('b'), effects[1].Difference.Estimate);
        DigitAssert.Near(1e-8, LogOddsRatio('c'), effects[2].Difference.Estimate);
    }

    [Fact]
    public void Effects_OfIntervals_CompareThem()
    {
        LogisticModel model = Fit("cut(age, 20, 30) + lwt");
        ColumnEffect[] effects = [.. model.Effects()];
        Assert.Equal(["20 to <30", ">=30"], effects.Select(effect => effect.To.Level));
        Assert.All(effects, effect => Assert.Equal("<20", effect.From.Level));
        Assert.Equal(
            model.Estimates().Where(estimate => estimate.Name.StartsWith("cut", StringComparison.Ordinal)).Select(one => one.Estimate),
            effects.Select(effect => effect.Difference.Estimate));
        LogisticModel product = Fit("smoke*cut(age, 20, 30)");
        Assert.Equal(
            ["<20", "20 to <30", ">=30"], product.Effects().Where(effect => effect.Column == "smoke").Select(one => one.At!.Level));
        Assert.Null(product.ColumnTests.Single(test => test.Column == "age").NonLinearity);
    }

    [Fact]
    public void Effects_OfTermsOfMissingCells_AreNone()
    {
        LogisticModel model = Fit("missing(age) + age*smoke");
        Assert.DoesNotContain("missing(age)", model.CoefficientsOfEffects);
    }

    [Theory]
    [InlineData("log(lwt)", null)]
    [InlineData("log(lwt) + lwt", "lwt")]
    [InlineData("spline(log(lwt), 4)", "log(lwt)")]
    [InlineData("spline(scale(lwt), 4)", "lwt")]
    [InlineData("lwt^2", null)]
    [InlineData("lwt + lwt^2 + lwt^3", "lwt")]
    [InlineData("center(lwt)*smoke", null)]
    [InlineData("lwt*smoke + log(lwt)", "lwt")]
    public void ColumnTests_OfNonLinearity_CompareWithALine(string formula, string? line)
    {
        ColumnTest test = Fit(formula).ColumnTests.Single(test => test.Column == "lwt");
        Assert.Equal(line, test.LinearIn);
        Assert.Equal(line is null, test.NonLinearity is null);
    }

    [Fact]
    public void Effects_OfARareValue_GoFromTheSmallestToTheLargest()
    {
        ColumnEffect effect = Fit("ptl*smoke").Effects().First(effect => effect.Column == "ptl");
        Assert.Equal((0, 3), (effect.From.Number, effect.To.Number));
    }

    [Fact]
    public void Effects_OfSeveralClassesWithoutAClass_SayThatOneIsNeeded()
    {
        LogisticModel model = new LogisticRegression { Formula = "race ~ age*smoke", CategoricalColumns = ["race"] }.Fit(Birthwt()).Model;
        Assert.Throws<InvalidOperationException>(() => model.Effects());
        Assert.Throws<ArgumentException>(() => model.Effects("4"));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Effects("2", confidence: 1));
    }

    private static void AssertEffects(IReadOnlyList<ColumnEffect> effects, params string[] path)
    {
        Assert.Equal(Golden.Names(path).Order(), effects.Select(effect => effect.Difference.Name).Order());
        foreach (ColumnEffect effect in effects)
        {
            string name = effect.Difference.Name;
            double[] expected = Golden.Numbers([.. path, name]);
            double scale = Math.Max(Math.Abs(expected[0]), expected[1]);
            DigitAssert.Near(1e-9, expected[0] / scale, effect.Difference.Estimate / scale, name);
            DigitAssert.Near(1e-9, expected[1], effect.Difference.StandardError, name);
            DigitAssert.Near(1e-8, expected[2], effect.Difference.Interval.Lower, name);
            DigitAssert.Near(1e-8, expected[3], effect.Difference.Interval.Upper, name);
        }
    }

    private static void AssertTests(LogisticModel model, params string[] path)
    {
        foreach (string name in Golden.Names(path))
        {
            string column = name.Split(' ')[0];
            ColumnTest test = model.ColumnTests.Single(test => test.Column == column);
            ChiSquaredTest? actual = name == column ? test.Overall
                : name.EndsWith("products", StringComparison.Ordinal) ? test.Products
                : test.NonLinearity;
            double[] expected = Golden.Numbers([.. path, name]);
            DigitAssert.Near(1e-9, expected[0], actual!.Statistic, name);
            Assert.Equal(expected[1], actual.DegreesOfFreedom);
            DigitAssert.Near(1e-9, expected[2], actual.PValue, name);
        }

        int count = model.ColumnTests.Sum(test => 1 + (test.NonLinearity is null ? 0 : 1) + (test.Products is null ? 0 : 1));
        Assert.Equal(Golden.Names(path).Count, count);
    }

    private static LogisticModel Fit(string name)
    {
        string formula = name.Replace("weighted ", "", StringComparison.Ordinal).Replace("robust ", "", StringComparison.Ordinal);
        bool isWeighted = name.StartsWith("weighted", StringComparison.Ordinal);
        LogisticRegression options = Options(formula) with
        {
            WeightColumn = isWeighted ? "w" : null,
            StandardErrors = name.StartsWith("robust", StringComparison.Ordinal) ? StandardErrorKind.Hc0 : StandardErrorKind.Model,
        };
        return options.Fit(isWeighted ? WithWeights() : Birthwt()).Model;
    }

    private static LogisticModel Loaded(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return LogisticModel.Load(stream);
    }

    private static LogisticModel Separated(string formula, bool firth, string reference = "a")
    {
        IEnumerable<string> rows = Enumerable.Range(0, 120).Select(row =>
        {
            bool isSecond = row % 2 == 1;
            int smoke = row / 2 % 2;
            int outcome = isSecond && smoke == 1 ? 0 : row * 7 % 13 < 5 ? 1 : 0;
            return FormattableString.Invariant($"{outcome},{(isSecond ? "b" : "a")},{smoke},{row * 31 % 17}");
        });
        LogisticRegression options = new()
        {
            Target = "y",
            Formula = formula,
            Firth = firth,
            References = new Dictionary<string, string> { ["group"] = reference },
        };
        return options.Fit(TextSource.Of("y,group,smoke,x", rows)).Model;
    }

    private static IEnumerable<(char Group, int Smoke, int Outcome)> Smokers() => Enumerable.Range(0, 150)
        .Select(row => (Group: "abc"[row % 3], Smoke: row / 3 % 2, Outcome: row * 7 % 13 < 5 + (row % 3) ? 1 : 0))
        .Where(row => row.Group != 'a' || row.Smoke == 0);

    private static LogisticModel WithoutRows(string formula, string reference)
    {
        LogisticRegression options = new()
        {
            Target = "y",
            Formula = formula,
            References = new Dictionary<string, string> { ["group"] = reference },
        };
        return options.Fit(TextSource.Of("y,group,smoke,kind", Smokers().Select(
            row => $"{row.Outcome},{row.Group},{row.Smoke},{(row.Smoke == 1 ? "smoker" : "other")}"))).Model;
    }

    private static double LogOddsRatio(char group)
    {
        double Log(int smoke, int outcome) => Math.Log(Smokers().Count(
            row => row.Group == group && row.Smoke == smoke && row.Outcome == outcome));
        return Log(1, 1) - Log(1, 0) - Log(0, 1) + Log(0, 0);
    }

    private static LogisticRegression Options(string formula) => new() { Target = "low", Formula = formula, CategoricalColumns = ["race"] };

    private static CsvSource Birthwt() => TextSource.Of(Rows[0], Rows.Skip(1));

    private static CsvSource WithWeights() =>
        TextSource.Of(Rows[0] + ",w", Rows.Skip(1).Select((line, row) => $"{line},{((row + 1) % 3) + 1}"));
}
