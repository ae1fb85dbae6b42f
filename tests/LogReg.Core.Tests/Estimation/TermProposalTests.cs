using System.Globalization;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

/// <summary>Tests of further terms, against R (Golden/proposals.R), and what they say where there is nothing to test.</summary>
public sealed class TermProposalTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("proposals");

    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    [Theory]
    [InlineData("all", "low", null, false)]
    [InlineData("weighted", "low", null, true)]
    [InlineData("some", null, "low ~ age + lwt*smoke + race", false)]
    [InlineData("classes", null, "race ~ age + lwt + smoke + ftv", false)]
    public void ProposeTerms_Birthwt_HasNineDigitsOfR(string name, string? target, string? formula, bool isWeighted)
    {
        LogisticRegression options = new()
        {
            Target = target,
            Formula = formula,
            CategoricalColumns = name == "classes" ? [] : ["race"],
            WeightColumn = isWeighted ? "w" : null,
        };
        TermProposals proposals = options.ProposeTerms(Birthwt(isWeighted));
        TermProposal[] tests = [.. proposals.Splines.Concat(proposals.Products).Where(test => !double.IsNaN(test.Test.Statistic))];

        Assert.Equal(
            Golden.Names("cases", name).Order(StringComparer.Ordinal), tests.Select(test => test.Term).Order(StringComparer.Ordinal));
        foreach (TermProposal test in tests)
        {
            double Expected(string member) => Golden.Number("cases", name, test.Term, member);
            DigitAssert.Near(1e-9, Expected("statistic"), test.Test.Statistic, test.Term);
            Assert.Equal(Expected("df"), test.Test.DegreesOfFreedom);
            DigitAssert.Near(1e-9, Expected("p"), test.Test.PValue, test.Term);
            DigitAssert.Near(1e-9, Expected("adjusted"), test.AdjustedPValue, test.Term);
        }
    }

    [Fact]
    public void ProposeTerms_OfAFit_IsTheDifferenceOfTheFits()
    {
        LogisticRegression options = new() { Target = "low", CategoricalColumns = ["race"] };
        TermProposals proposals = options.ProposeTerms(Birthwt());
        Assert.Equal(". + age:ftv", proposals.Formula);
        TermProposal proposed = proposals.Products[0];
        Assert.True(proposed.IsProposed);

        double smaller = options.Fit(Birthwt()).Inference!.LogLikelihood;
        double larger = (options with { Formula = proposed.Formula }).Fit(Birthwt()).Inference!.LogLikelihood;
        DigitAssert.Near(1e-9, 2 * (larger - smaller), proposed.Test.Statistic);
    }

    [Fact]
    public void ProposeTerms_ATable_HasTheTestsOfTheFile()
    {
        LogisticRegression options = new() { Target = "low", CategoricalColumns = ["race"] };
        Table table = Birthwt().ReadTable([.. Rows[0].Split(',').Select(
            column => new ColumnRequest(column, column == "race" ? ColumnKind.Categorical : ColumnKind.Numeric))]);
        TermProposals ofFile = options.ProposeTerms(Birthwt());
        TermProposals ofTable = options.ProposeTerms(table);
        Assert.Equal(ofFile.Splines.Select(test => test.Test), ofTable.Splines.Select(test => test.Test));
        Assert.Equal(ofFile.Products.Select(test => test.Test), ofTable.Products.Select(test => test.Test));
    }

    [Fact]
    public void ProposeTerms_ASpline_HasItsCurve()
    {
        TermProposals proposals = new LogisticRegression { Target = "low" }.ProposeTerms(Birthwt());
        TermProposal spline = proposals.Splines.Single(test => test.Columns[0] == "lwt");
        TermCurve curve = spline.Curve!;
        Assert.Equal(["1"], curve.LogOdds.Keys);
        DigitAssert.Near(1e-9, 94.4, curve.Values[0]);
        DigitAssert.Near(1e-9, 188.2, curve.Values[^1]);

        LogisticModel model = new LogisticRegression { Target = "low", Formula = spline.Formula }.Fit(Birthwt()).Model;
        var row = model.Features.ToDictionary(feature => feature.Name, feature => (object?)feature.TypicalCell);
        double LogOddsAt(double value)
        {
            row["lwt"] = value;
            double probability = model.PredictProbability(row);
            return Math.Log(probability / (1 - probability));
        }

        DigitAssert.Near(
            1e-6, LogOddsAt(curve.Values[^1]) - LogOddsAt(curve.Values[0]), curve.LogOdds["1"][^1] - curve.LogOdds["1"][0]);
    }

    [Fact]
    public void ProposeTerms_AColumnOfTwoValues_SaysThatASplineNeedsMore()
    {
        TermProposal test = new LogisticRegression { Target = "low" }.ProposeTerms(Birthwt()).Splines.Single(
            spline => spline.Columns[0] == "smoke");
        Assert.Equal(TermTestOutcome.NotFitted, test.Outcome);
        Assert.Equal("the column has too few different values for a spline with 4 knots", test.Problem);
        Assert.False(test.IsProposed);
        Assert.True(double.IsNaN(test.AdjustedPValue));
    }

    [Fact]
    public void ProposeTerms_AProductThatSeparates_IsReportedAndNotProposed()
    {
        TermProposals proposals = new LogisticRegression { Target = "low", CategoricalColumns = ["race"] }.ProposeTerms(Birthwt());
        TermProposal test = proposals.Products.Single(product => product.Term == "ptl:ht");
        Assert.Equal(TermTestOutcome.Separated, test.Outcome);
        Assert.False(test.IsProposed);
    }

    [Fact]
    public void ProposeTerms_ColumnsInCurves_ProposesTheirSplinesInProductsWithCategoriesToo()
    {
        TermProposals proposals = new LogisticRegression { Target = "y" }.ProposeTerms(Curved(4000, "two  words"));
        Assert.Equal(". + spline(`two  words`, 4) + z:`two  words` + spline(`two  words`, 4):g", proposals.Formula);
        LogisticFit fit = new LogisticRegression { Formula = proposals.Formula, Target = "y" }.Fit(Curved(4000, "two  words"));
        Assert.True(fit.Converged);
        Assert.Empty(fit.Inference!.Aliased);
    }

    [Fact]
    public void ProposeTerms_OfNamedFeatures_TakesThemAsAFormula()
    {
        TermProposals proposals = new LogisticRegression { Target = "low", Features = ["age", "ftv", "lwt"] }.ProposeTerms(Birthwt());
        Assert.Equal("age + ftv + lwt", proposals.BaseFormula);
        Assert.Equal("age + ftv + lwt + age:ftv", proposals.Formula);
    }

    [Fact]
    public void ProposeTerms_ManyRows_TestsASample()
    {
        TermProposals proposals = new LogisticRegression { Target = "y" }.ProposeTerms(Curved(TermProposals.MostRows + 5000, "x"));
        Assert.Equal(TermProposals.MostRows, proposals.Rows);
        Assert.Equal(TermProposals.MostRows + 5000, proposals.RowsAvailable);
    }

    [Fact]
    public void ProposeTerms_SeparatedClasses_SaysSoInsteadOfTesting()
    {
        DataSource data = TextSource.Of("x,z,y", Enumerable.Range(0, 40).Select(
            row => FormattableString.Invariant($"{row},{row * 7 % 11},{(row < 20 ? 0 : 1)}")));
        TermProposals proposals = new LogisticRegression { Target = "y" }.ProposeTerms(data);
        Assert.Empty(proposals.Splines);
        Assert.Equal("the model completely separates the classes, so that no term can improve it", proposals.Problem!.ToString());
    }

    [Fact]
    public void ProposeTerms_ManyLevels_LeavesTheirColumnOutOfTheTestedModels()
    {
        DataSource data = TextSource.Of("x,code,y", Enumerable.Range(0, 6000).Select(
            row => FormattableString.Invariant($"{row * 37 % 101},c{row % 1500},{(row * 7919 % 13 < 6 ? 0 : 1)}")));
        TermProposals proposals = new LogisticRegression { Target = "y" }.ProposeTerms(data);
        Assert.Equal(["code"], proposals.ColumnsLeftOut);
        Assert.Equal(".", proposals.BaseFormula);
        Assert.Single(proposals.Splines);
    }

    [Fact]
    public void ProposeTerms_ManyNumbers_SaysThatTheModelIsTooLarge()
    {
        string header = string.Join(',', Enumerable.Range(0, 1001).Select(column => $"x{column}")) + ",y";
        DataSource data = TextSource.Of(header, Enumerable.Range(0, 30).Select(row => string.Join(',', Enumerable.Range(0, 1001).Select(
            column => (row * (column + 3) * 7919 % 1009).ToString(CultureInfo.InvariantCulture))) + $",{row % 2}"));
        TermProposals proposals = new LogisticRegression { Target = "y" }.ProposeTerms(data);
        Assert.Contains("1,000 coefficients", proposals.Problem!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, proposals.Fits);
    }

    [Fact]
    public void Adjust_PValuesInAnyOrder_IsHolmsMethod() => Assert.Equal(
        [0.03, double.NaN, 0.06, 0.06, 0.9],
        HolmAdjustment.Adjust([0.0075, double.NaN, 0.03, 0.02, 0.9]).Select(value => Math.Round(value, 12)));

    private static CsvSource Birthwt(bool isWeighted = false) => isWeighted
        ? TextSource.Of(Rows[0] + ",w", Rows.Skip(1).Select((line, row) => $"{line},{((row + 1) % 3) + 1}"))
        : TextSource.Of(Rows[0], Rows.Skip(1));

    // A parabola in a column, whose slope depends on a category and on another number.
    private static CsvSource Curved(int count, string name)
    {
        var random = new Random(1);
        return TextSource.Of($"z,{name},g,y", Enumerable.Range(0, count).Select(_ =>
        {
            double x = random.NextDouble() * 4 - 2;
            double z = random.NextDouble() * 2 - 1;
            string group = random.Next(2) == 0 ? "a" : "b";
            double logOdds = (x * x) - 1 + (z * x) + (group == "a" ? 0.8 * x : 0);
            int y = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
            return FormattableString.Invariant($"{z:R},{x:R},{group},{y}");
        }));
    }
}
