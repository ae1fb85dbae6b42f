using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LogReg.Data;

namespace LogReg.Tests;

/// <summary>Formulas on data at the edge of what they are for.</summary>
public sealed class FormulaEdgeCaseTests
{
    private static readonly int[] Places = [.. Enumerable.Range(0, 120)];

    [Theory]
    [InlineData("y ~ log(abs(x)) + z", "log(abs(x)) has no value for 0, which stands for missing cells")]
    [InlineData("y ~ cut(log(abs(x)), 0.5) + z", "cut(log(abs(x)), 0.5) has no value for 0, which stands for missing cells")]
    public void Fit_AFunctionThatIsNotDefinedAtTheImputedValue_IsAnError(string formula, string message)
    {
        CsvSource source = Of("y,x,z", row => $"{Y(row)},{(row % 2 == 0 ? 1 : -1) * (1 + (row / 2 % 7))},{row * 31 % 17}");
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression { Formula = formula }.Fit(source));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AFunctionThatIsNotDefinedInARowOfWeight0_LeavesTheRowOut()
    {
        static string Row(int row, string weight, string x) => $"{Y(row)},{x},{weight}";
        static string X(int row) => (1 + (row * 7 % 13)).ToString(CultureInfo.InvariantCulture);
        var options = new LogisticRegression { Formula = "y ~ log(x)", WeightColumn = "w" };
        LogisticModel model = options.Fit(Of("y,x,w", row => row % 10 == 3 ? Row(row, "0", "0") : Row(row, "1", X(row)))).Model;
        LogisticModel expected = options.Fit(
            TextSource.Of("y,x,w", Places.Where(row => row % 10 != 3).Select(row => Row(row, "1", X(row))))).Model;
        foreach ((double right, double own) in expected.Coefficients.Values.Zip(model.Coefficients.Values))
        {
            DigitAssert.Near(1e-12, right, own);
        }
    }

    [Theory]
    [InlineData("y ~ x^9")]
    [InlineData("y ~ exp(x)")]
    [InlineData("y ~ g + x^9:g")]
    public void Fit_NumbersWhoseSquaresOverflow_IsAnError(string formula)
    {
        CsvSource source = Of(
            "y,x,g", row => $"{Y(row)},{(formula.Contains("exp", StringComparison.Ordinal) ? "40" : "1e2")}{row % 9},{"abc"[row % 3]}");
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression { Formula = formula }.Fit(source));
        Assert.Contains("too large to be standardised", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AProductOfManyNumbers_IsAnError()
    {
        CsvSource source = Of("y,a,b,c", row => $"{Y(row)},l{row},m{row * 7 % 120},n{row % 2}");
        DataException error = Assert.Throws<DataException>(
            () => new LogisticRegression { Formula = "y ~ steps(a)*effect(b)", CategoricalColumns = ["a", "b"] }.Fit(source));
        Assert.Contains("would have 14,161 columns of numbers, more than 10,000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_AMissingCellOfCategory_IsTheReferenceLevelEvenIfTheMeanIsALevel()
    {
        CsvSource source = Of("y,x", row => $"{Y(row)},{1 + (row / 40)}");
        LogisticModel model = new LogisticRegression { Formula = "y ~ category(x)" }.Fit(source).Model;
        double reference = model.PredictProbability(new Dictionary<string, object?> { ["x"] = 1 });
        Assert.NotEqual(reference, model.PredictProbability(new Dictionary<string, object?> { ["x"] = 2 }));
        DigitAssert.SameBits(reference, model.PredictProbability(new Dictionary<string, object?> { ["x"] = null }));
        DigitAssert.SameBits(reference, model.Score(TextSource.Of("x\nNA\n2\n")).Single().Probabilities[0]);
        DigitAssert.SameBits(reference, model.Score(TextSource.Of("x\nNA\n")).Single().Probabilities[0]);
    }

    [Fact]
    public void Fit_ALevelThatIsCalledLikeTheRareOnes_IsOneOfThem()
    {
        static string Level(int row) => row % 4 == 0 ? "(other)" : row == 7 ? "rare" : row % 4 == 1 ? "a" : "b";
        CsvSource source = Of("y,g", row => $"{Y(row)},{Level(row)}");
        var references = new Dictionary<string, string> { ["g"] = "a" };
        LogisticModel model = new LogisticRegression { Formula = "y ~ lump(g, 0.1)", References = references }.Fit(source).Model;
        Assert.Equal(["(intercept)", "lump(g, 0.1)=b", "lump(g, 0.1)=(other)"], model.Coefficients.Keys);
        LogisticModel loaded = Reload(model);
        foreach (string level in (string[])["(other)", "rare", "a", "b", "new"])
        {
            var row = new Dictionary<string, object?> { ["g"] = level };
            DigitAssert.SameBits(model.PredictProbability(row), loaded.PredictProbability(row));
        }
    }

    [Fact]
    public void Fit_CrossValidation_StepsWithNamedLevelsInAFoldThatLacksOne()
    {
        CsvSource source = Of("y,g,x", row => $"{Y(row)},{(row == 5 ? "high" : row % 2 == 0 ? "low" : "middle")},{row * 31 % 17}");
        LogisticFit fit = new LogisticRegression
        {
            Formula = "y ~ steps(g, low, middle, high) + x",
            CrossValidation = new CrossValidationOptions { Folds = 5 },
        }.Fit(source);
        Assert.Equal(
            ["steps(g, low, middle, high)>=middle", "steps(g, low, middle, high)>=high"], fit.Model.Coefficients.Keys.Skip(1).Take(2));
        Assert.True(double.IsFinite(fit.CrossValidation!.Points[0].LogLoss.Mean));
    }

    [Fact]
    public void Fit_WeightsThatSumTo1_PlacesTheKnotsOfTheRows()
    {
        static double Weight(int row) => 1 + (row % 3);
        double sum = Places.Sum(Weight);
        var options = new LogisticRegression { Formula = "y ~ spline(x, 4)", WeightColumn = "w" };
        IReadOnlyList<double> KnotsWith(double factor) => options.Fit(Of(
            "y,x,w", row => FormattableString.Invariant($"{Y(row)},{row * 31 % 97},{Weight(row) * factor}"))).Model.KnotsOf("x");
        IReadOnlyList<double> whole = KnotsWith(1 / sum * Places.Length);
        Assert.Equal(4, whole.Distinct().Count());
        foreach ((double right, double own) in whole.Zip(KnotsWith(1 / sum)))
        {
            DigitAssert.Near(1e-12, right, own);
        }
    }

    [Fact]
    public void Fit_StepsWithoutTheirMarginBesideTheLevelsThemselves_AreOneTerm()
    {
        CsvSource source = Of("y,g,x", row => $"{Y(row)},{"abc"[row * 5 % 3]},{row * 31 % 17}");
        LogisticModel model = new LogisticRegression { Formula = "y ~ g + steps(g):x + g:x" }.Fit(source).Model;
        Assert.Equal(["(intercept)", "g=b", "g=c", "g=a:x", "g=b:x", "g=c:x"], model.Coefficients.Keys);
        Assert.All(Reload(model).Score(source).Single().Probabilities.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [InlineData("knots")]
    [InlineData("imputed")]
    [InlineData("coding")]
    [InlineData("name")]
    public void Load_AFactorThatNoFormulaMakes_IsRefused(string fault)
    {
        CsvSource source = Of("y,g,x", row => $"{Y(row)},{"abc"[row * 5 % 3]},{1 + (row * 31 % 17)}");
        LogisticModel model = new LogisticRegression { Formula = "y ~ effect(g) + linear(x, 5) + log(x)" }.Fit(source).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        JsonNode file = JsonNode.Parse(stream.ToArray())!;
        JsonNode Factor(int term) => file["terms"]![term]!["factors"]![0]!;
        switch (fault)
        {
            case "knots":
                Factor(1)["functions"]![0]!["knots"] = new JsonArray([.. Enumerable.Range(0, 101).Select(knot => (JsonNode)knot)]);
                break;
            case "imputed":
                file["features"]![1]!["imputeWith"] = -1;
                break;
            case "coding":
                file["features"]![0]!["levels"] = new JsonArray("a");
                file["features"]![0]!["shares"] = new JsonArray(1);
                Factor(0)["levels"] = new JsonArray("a");
                break;
            default:
                Factor(2)["name"] = new string('x', 20_001);
                break;
        }

        LogRegException error = Assert.Throws<LogRegException>(
            () => LogisticModel.Load(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString()))));
        Assert.Contains("is missing or invalid", error.Message, StringComparison.Ordinal);
    }

    private static int Y(int row) => (row * row) + (row * 3 % 11) > 60 && row * 13 % 7 > 2 ? 1 : 0;

    private static CsvSource Of(string header, Func<int, string> row) => TextSource.Of(header, Places.Select(row));

    private static LogisticModel Reload(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return LogisticModel.Load(stream);
    }
}
