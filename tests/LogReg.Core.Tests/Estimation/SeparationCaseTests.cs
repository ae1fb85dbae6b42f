using System.Text.Json.Nodes;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Serialization;

namespace LogReg.Tests.Estimation;

/// <summary>Separated data whose right values are known, from R's glm on what is left: levels of one class only, and a class that lies far
/// off.</summary>
public class SeparationCaseTests
{
    // Levels a and b hold class 0 only.
    private const string TwoLevels =
        "g,x,y\na,1,0\na,2,0\na,3,0\nb,1,0\nb,2,0\nb,4,0\nc,1,0\nc,2,1\nc,3,0\nc,4,1\nc,2,0\nc,1,1\nc,3,1\nd,1,1\nd,2,0\nd,3,1\nd,4,0\nd,2,1\n";

    private static readonly double[] FarOff =
    [
        -8.34,
        -6.24,
        -6.46,
        -7.08,
        -8.14,
        -5.83,
        -5.77,
        -6.95,
        -6.98,
        -8.06,
        -8.99,
        -7.52,
        -6.66,
        -8.72,
        -5.82,
        -8.07,
        -8.07,
        -8.83,
        -5.01,
        -6.05,
    ];

    private static readonly double[] Near =
    [
        3.98, 2.02, 3.87, 3.19, 2.50, 3.01, 3.92, 2.72, 4.04, 4.52, 4.62, 4.62, 1.79, 3.37, 2.37, 3.96, 3.11, 3.25, 3.49, 2.45, 3.13, 2.33,
        5.08, 2.59, 3.05, 1.30, 1.59, 2.21, 3.82, 3.79,
        4.31, 3.41, 5.85, 3.03, 3.20, 4.51, 3.06, 4.30, 4.99, 3.97, 4.44, 4.07, 3.37, 0.92, 2.84, 4.03, 2.42, 3.48, 4.24, 5.35, 2.69, 3.51,
        4.26, 4.55, 2.68, 5.87, 3.23, 5.11, 3.84, 4.44,
    ];

    [Theory]
    [InlineData("a", "(intercept) -1, g=b 0, g=c 1, g=d 1")]
    [InlineData("b", "(intercept) -1, g=a 0, g=c 1, g=d 1")]
    [InlineData("c", "g=a -1, g=b -1")]
    [InlineData("d", "g=a -1, g=b -1")]
    public void Fit_LevelsOfOneClass_TheirDifferenceIsNotDetermined(string reference, string unbounded)
    {
        LogisticFit fit = Fit(reference);
        Assert.Equal(unbounded, string.Join(", ", fit.Inference!.Separation.Unbounded.Select(one => $"{one.Name} {one.Direction}")));
        Assert.Equal(6, fit.Inference.Separation.SeparatedRows);
    }

    [Fact]
    public void Fit_LevelsOfOneClass_OthersAreThoseOfTheRestAlone()
    {
        CoefficientEstimate d = Fit("c").Model.Estimates().Single(estimate => estimate.Name == "g=d");
        DigitAssert.Near(1e-4, 0.1309, d.Estimate);
        DigitAssert.Near(1e-3, 1.194, d.StandardError);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    public void PredictInterval_LevelsOfOneClass_IsTheSameForAnyReference(string reference)
    {
        foreach (LogisticModel model in new[] { Fit(reference).Model, ModelText.Load(ModelText.Of(Fit(reference).Model)) })
        {
            ConfidenceInterval interval = model.PredictInterval(Row("c", 2));
            DigitAssert.Near(1e-9, 0.2285467784, interval.Lower);
            DigitAssert.Near(1e-9, 0.8650185393, interval.Upper);
            Assert.Equal(new ConfidenceInterval(0, 1), model.PredictInterval(Row("a", 2)));
            Assert.Equal(new ConfidenceInterval(0, 1), model.PredictInterval(Row("b", 2)));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    public void Diagnose_LevelsOfOneClass_IsTheSameForAnyReference(string reference)
    {
        double[] leverages = [0.271841, 0.149874, 0.184077, 0.380846, 0.149874, 0.271841];
        double[] distances = [0.157994, 0.030101, 0.068140, 0.180324, 0.057147, 0.066549];
        DiagnosedChunk chunk = Assert.Single(Fit(reference).Model.Diagnose(TextSource.Of(TwoLevels)));
        for (int row = 0; row < leverages.Length; row++)
        {
            Assert.True(double.IsNaN(chunk.Leverages[row]));
            DigitAssert.Near(1e-6, leverages[row], chunk.Leverages[6 + row]);
            DigitAssert.Near(1e-6, distances[row], chunk.CooksDistances[6 + row]);
        }
    }

    /// <summary>A file of an older version does not say which directions the data leave free, and has no covariances of coefficients
    /// without an estimate.</summary>
    [Theory]
    [InlineData("a", 0, 1)]
    [InlineData("c", 0.2285467784, 0.8650185393)]
    public void Load_OlderFile_KnowsAsMuchAsItsCoefficientsTell(string reference, double lower, double upper)
    {
        JsonNode root = JsonNode.Parse(ModelText.Of(Fit(reference).Model))!;
        JsonNode inference = root["inference"]!;
        Assert.True(inference["separation"]!.AsObject().Remove("freeDirections"));
        CoefficientCovariance covariance = Fit(reference).Inference!.Covariance!;
        inference["covariance"] =
            new JsonArray(
                [.. Enumerable.Range(0, covariance.Dimension).Select(
                    row => new JsonArray([.. Enumerable.Range(0, row + 1).Select(column => JsonValue.Create(covariance[row, column]))]))]);
        ConfidenceInterval interval = ModelText.Load(root.ToJsonString()).PredictInterval(Row("c", 2));
        DigitAssert.Near(1e-9, lower, interval.Lower);
        DigitAssert.Near(1e-9, upper, interval.Upper);
    }

    [Theory]
    [InlineData("[[1, 0]]")]
    [InlineData("[[0, 0, 0, 0, 0]]")]
    [InlineData("[[1, 0, 0, 0, 1e999]]")]
    public void Load_ImpossibleDirections_AreRefused(string directions)
    {
        JsonNode root = JsonNode.Parse(ModelText.Of(Fit("a").Model))!;
        root["inference"]!["separation"]!["freeDirections"] = JsonNode.Parse(directions);
        Assert.Throws<LogRegException>(() => ModelText.Load(root.ToJsonString()));
    }

    [Fact]
    public void Fit_ClassFarOff_KeepsWhatTellsTheOthersApart()
    {
        LogisticFit fit = FitThree(null);
        Assert.Equal("B", fit.Model.BaseClass);
        Assert.Equal(["A"], fit.SeparatedClasses);
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        CoefficientEstimate x = fit.Model.Estimates("C")[1];
        DigitAssert.Near(1e-10, 0.678790219646, x.Estimate);
        DigitAssert.Near(1e-10, 0.28680471979, x.StandardError);
        DigitAssert.Near(1e-10, 0.0179458699910, x.PValue);
        DigitAssert.Near(1e-11, -38.3274008781777, fit.LogLikelihood);
        Assert.Equal(
            "A: (intercept) 0, A: x -1",
            string.Join(", ", fit.Inference.Separation.Unbounded.Select(one => $"{one.Name} {one.Direction}")));
        Assert.Contains(
            fit.Warnings, warning => warning.Message.Contains("completely separated from all other classes: A", StringComparison.Ordinal));
    }

    /// <summary>Setosa lies apart; what tells the others apart is what R's glm(epsilon = 1e-15) finds of their rows alone.</summary>
    [Fact]
    public void Fit_Iris_AgreesWithGlmOnTheOtherSpecies()
    {
        LogisticFit fit = new LogisticRegression { Target = "species" }.Fit(TextSource.File("iris.csv"));
        Assert.Equal(["setosa"], fit.SeparatedClasses);
        double[] estimates = [-42.637803813, -2.465220195, -6.680887014, 9.429385154, 18.286136888];
        double[] errors = [25.707660832, 2.394301018, 4.479564566, 4.737207700, 9.742612139];
        DigitAssert.Near(1e-9, -5.94927339568, fit.LogLikelihood);
        IReadOnlyList<CoefficientEstimate> found = fit.Model.Estimates("virginica");
        for (int place = 0; place < found.Count; place++)
        {
            DigitAssert.Within(1e-8, estimates[place], found[place].Estimate, found[place].Name);
            DigitAssert.Within(1e-8, errors[place], found[place].StandardError, found[place].Name);
        }
    }

    [Theory]
    [InlineData("A", "B: (intercept) 0, B: x 1, C: (intercept) 0, C: x 1")]
    [InlineData("B", "A: (intercept) 0, A: x -1")]
    [InlineData("C", "A: (intercept) 0, A: x -1")]
    public void Fit_AnyBase_PredictsTheSame(string baseClass, string unbounded)
    {
        LogisticModel expected = FitThree(null).Model;
        LogisticModel model = ModelText.Load(ModelText.Of(FitThree(baseClass).Model));
        Assert.Equal(baseClass, model.BaseClass);
        Assert.Equal(["A", "B", "C"], model.ClassesWithEquation.Append(baseClass).Order());
        Assert.Equal(unbounded, string.Join(", ", model.Inference!.Separation.Unbounded.Select(one => $"{one.Name} {one.Direction}")));
        Assert.Equal(["A"], model.Inference.Separation.Classes);
        double[] first = new double[3];
        double[] second = new double[3];
        foreach (double x in Near)
        {
            expected.PredictProbabilities([x], first);
            model.PredictProbabilities([x], second);
            Assert.All(first.Zip(second), pair => DigitAssert.Near(1e-12, pair.First, pair.Second));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_RegularData_ABaseTurnsComparisonsRound(bool isRobust)
    {
        LogisticModel[] models =
        [
            .. new[] { "1st", "2nd" }.Select(name => new LogisticRegression
            {
                Target = "passengerClass",
                BaseClass = name,
                StandardErrors = isRobust ? StandardErrorKind.Hc0 : StandardErrorKind.Model,
            }.Fit(TextSource.File("titanic.csv")).Model),
        ];
        foreach ((CoefficientEstimate first, CoefficientEstimate second) in models[0].Estimates("2nd").Zip(models[1].Estimates("1st")))
        {
            DigitAssert.Near(1e-10, first.Estimate, -second.Estimate, first.Name);
            DigitAssert.Near(1e-10, first.StandardError, second.StandardError, first.Name);
        }

        foreach (int place in Enumerable.Range(0, models[0].Estimates("3rd").Count))
        {
            DigitAssert.Near(
                1e-10,
                models[0].Estimates("3rd")[place].Estimate - models[0].Estimates("2nd")[place].Estimate,
                models[1].Estimates("3rd")[place].Estimate);
        }

        int count = models[0].Estimates("3rd").Count;
        CoefficientCovariance covariance = models[0].Inference!.Covariance!;
        double variance = covariance[1, 1] + covariance[count + 1, count + 1] - (2 * covariance[1, count + 1]);
        DigitAssert.Near(1e-10, Math.Sqrt(variance), models[1].Estimates("3rd")[1].StandardError);
    }

    [Fact]
    public void Fit_StartFromAModelOfAnotherBase_StartsAtTheSamePlace()
    {
        LogisticModel model =
            new LogisticRegression { Target = "passengerClass", BaseClass = "3rd" }.Fit(TextSource.File("titanic.csv")).Model;
        LogisticFit fit = new LogisticRegression { Target = "passengerClass", InitialModel = model }.Fit(TextSource.File("titanic.csv"));
        Assert.InRange(fit.Iterations, 0, 2);
    }

    [Fact]
    public void Fit_BaseThatIsNone_SaysWhatThereIs()
    {
        DataException unknown = Assert.Throws<DataException>(() => FitThree("D"));
        Assert.Contains("'A', 'B', 'C'", unknown.Hint?.ToString(), StringComparison.Ordinal);
        DataException binary =
            Assert.Throws<DataException>(() => new LogisticRegression { Target = "y", BaseClass = "0" }.Fit(TextSource.Of(TwoLevels)));
        Assert.Contains("Positive", binary.Hint?.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => new LogisticRegression { Target = "y", BaseClass = "A", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }.Fit(Three()));
    }

    [Fact]
    public void Fit_SeparatedClassesWithADependentColumn_SaysSo()
    {
        Table table =
            new TableBuilder().AddNumeric("x", [.. FarOff, .. Near]).AddNumeric("twice", [.. FarOff.Concat(Near).Select(x => 2 * x)])
                .AddCategorical("y", FarOff.Concat(Near).Select(x => x < 0 ? "A" : x < 3.4 ? "B" : "C")).Build();
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(table);
        Assert.Equal(SeparationKind.Complete, fit.Inference!.Separation.Kind);
        Assert.Equal("twice", Assert.Single(fit.Inference.Aliased).Name);
        Assert.DoesNotContain(fit.Inference.Separation.Unbounded, one => one.Name.Contains("twice", StringComparison.Ordinal));
        Assert.Equal(4, fit.Inference.Rank);
        Assert.False(fit.Converged);
    }

    private static LogisticFit Fit(string reference) => new LogisticRegression
    {
        Target = "y",
        References = new Dictionary<string, string> { ["g"] = reference },
    }.Fit(TextSource.Of(TwoLevels));

    private static Dictionary<string, object?> Row(string level, double x) => new() { ["g"] = level, ["x"] = x };

    private static Table Three() => new TableBuilder().AddNumeric("x", [.. FarOff, .. Near])
        .AddCategorical("y", [.. FarOff.Select(_ => "A"), .. Near[..30].Select(_ => "B"), .. Near[30..].Select(_ => "C")]).Build();

    private static LogisticFit FitThree(string? baseClass) => new LogisticRegression { Target = "y", BaseClass = baseClass }.Fit(Three());

    // Level a has no row of class A, so that A has no finite contrast if a is the reference; rows of b and c have all classes mixed.
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void Fit_LevelThatLacksAClass_IsNotAClassThatStandsApart(string reference)
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 60).Select(row => $"{"abc"[row % 3]},{(row % 3 == 0 ? "BC"[row / 3 % 2] : "ABC"[row / 3 % 3])}"),
        ];
        LogisticFit fit =
            new LogisticRegression { Target = "y", References = new Dictionary<string, string> { ["g"] = reference } }.Fit(
                TextSource.Of("g,y", rows));
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        Assert.Empty(fit.SeparatedClasses);
        Assert.Empty(fit.Inference.Separation.Classes);
    }
}
