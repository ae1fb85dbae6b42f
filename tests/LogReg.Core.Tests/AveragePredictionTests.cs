using System.Globalization;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Averages of probabilities over rows, and the importance of columns with several terms, against R (Golden/averages.R).</summary>
public sealed class AveragePredictionTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("averages");

    private static readonly string[] Rows = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, object?>> Settings =
    [
        new Dictionary<string, object?> { ["lwt"] = 100 },
        new Dictionary<string, object?> { ["lwt"] = 170.0, ["smoke"] = "1" },
        new Dictionary<string, object?> { ["race"] = "2" },
        new Dictionary<string, object?> { ["age"] = 30, ["smoke"] = 0 },
        new Dictionary<string, object?>(),
    ];

    public static TheoryData<string> Formulas => [.. Golden.Names("cases")];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void PredictAverages_SettingsOfColumns_HaveNineDigitsOfR(string formula)
    {
        LogisticModel model = Fit(formula);
        string? weights = Golden.Number("cases", formula, "weighted") == 1 ? "w" : null;

        IReadOnlyList<AveragePrediction> averages = model.PredictAverages(Source(), Settings, new() { WeightColumn = weights });

        for (int place = 0; place < Settings.Count; place++)
        {
            double Number(string name) => Golden.Numbers("cases", formula, name)[place];
            DigitAssert.Near(1e-9, Number("means"), averages[place].Probabilities[model.Target.PositiveIndex], $"setting {place}");
            DigitAssert.Near(1e-8, Number("errors"), averages[place].StandardError, $"setting {place}");
            DigitAssert.Near(1e-8, Number("lower"), averages[place].Interval.Lower, $"setting {place}");
            DigitAssert.Near(1e-8, Number("upper"), averages[place].Interval.Upper, $"setting {place}");
            Assert.Equal(189, averages[place].Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Importance_ColumnsWithSeveralTerms_HasNineDigitsOfRAndIsStored(string formula)
    {
        LogisticModel model = Fit(formula);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);

        string[] columns = Golden.Texts("cases", formula, "columns");
        double[] expected = Golden.Numbers("cases", formula, "importance");
        for (int place = 0; place < columns.Length; place++)
        {
            FeatureImportance own = model.Importance.Single(one => one.Feature == columns[place]);
            DigitAssert.Near(1e-8, expected[place], own.StandardDeviation, columns[place]);
            Assert.Equal(own, loaded.Importance.Single(one => one.Feature == columns[place]));
        }

        Assert.Equal(model.Importance.OrderByDescending(one => one.StandardDeviation), model.Importance);
    }

    [Theory]
    [InlineData("race*category(ui) + lwt")]
    [InlineData("cut(lwt, 110, 140):race + age*smoke*lwt")]
    [InlineData("spline(lwt, 4):race + poly(age, 2) + age:smoke")]
    public void Importance_AnyTerms_IsTheDeviationOfTheContributionsOfRows(string formula)
    {
        LogisticModel model = Options(formula).Fit(Source()).Model;
        int count = model.Features.Count;
        double[][] contributions = [.. model.Features.Select(_ => new double[Rows.Length - 1])];
        ScoredChunk chunk = model.Score(Source(), new ScoringOptions { Contributions = count }).Single();
        for (int row = 0; row < chunk.RowCount; row++)
        {
            for (int place = 0; place < count; place++)
            {
                int feature = chunk.Explanations!.Features[(row * count) + place];
                contributions[feature][row] = chunk.Explanations.Contributions[(row * count) + place];
            }
        }

        for (int feature = 0; feature < count; feature++)
        {
            double mean = contributions[feature].Average();
            double expected = Math.Sqrt(contributions[feature].Average(one => (one - mean) * (one - mean)));
            string name = model.Features[feature].Name;
            DigitAssert.Near(1e-9, expected, model.Importance.Single(one => one.Feature == name).StandardDeviation, name);
        }
    }

    [Fact]
    public void Importance_OfSeveralClasses_IsTheRootMeanSquareOverPairs()
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("iris.csv"));
        string[] names = lines[0].Split(',');
        LogisticRegression options = new()
        {
            Formula = $"{names[^1]} ~ {names[0]}*{names[1]}",
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.01,
        };
        LogisticModel model = options.Fit(TextSource.File("iris.csv")).Model;

        double[][] parts =
        [
            .. model.Target.Classes.Select(name => model.CoefficientsOf(name)).Select(own => lines.Skip(1).Select(
                line => line.Split(',').Take(2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).Select(
                    cells => (own[names[0]] * cells[0]) + (own[$"{names[0]}:{names[1]}"] * cells[0] * cells[1] / 2)).ToArray()),
        ];
        double[] variances = [Variance(parts[0], parts[1]), Variance(parts[0], parts[2]), Variance(parts[1], parts[2])];
        DigitAssert.Near(
            1e-9, Math.Sqrt(variances.Average()), model.Importance.Single(one => one.Feature == names[0]).StandardDeviation);

        static double Variance(double[] left, double[] right)
        {
            double[] differences = [.. left.Zip(right, (one, other) => one - other)];
            double mean = differences.Average();
            return differences.Average(one => (one - mean) * (one - mean));
        }
    }

    [Fact]
    public void Importance_AtAnotherLambda_IsNotKnownOfColumnsWithSeveralTerms()
    {
        LogisticRegression options = Options("age*smoke + lwt") with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path };
        LogisticModel model = options.Fit(Source()).Model;
        LogisticModel other = model.AtLambda(model.Path!.Points[3].Lambda);
        Assert.Equal(
            ["age", "smoke"], other.Importance.Where(one => double.IsNaN(one.StandardDeviation)).Select(one => one.Feature).Order());
        Assert.Equal("lwt", other.Importance[0].Feature);
    }

    [Fact]
    public void PredictAverages_OfOneRow_HasTheIntervalOfThatRow()
    {
        LogisticModel model = Fit("spline(lwt, 4)*smoke + race + age");
        string[] cells = Rows[5].Split(',');
        Dictionary<string, object?> row = Rows[0].Split(',').Zip(cells).ToDictionary(pair => pair.First, pair => (object?)pair.Second);
        row["lwt"] = 150;
        ConfidenceInterval expected = model.PredictInterval(row, 0.9);

        AveragePrediction own = model.PredictAverages(
            TextSource.Of($"{Rows[0]}\n{Rows[5]}\n"),
            [new Dictionary<string, object?> { ["lwt"] = 150 }],
            new() { Confidence = 0.9 })[0];

        DigitAssert.Near(1e-12, model.PredictProbability(row), own.Probabilities[model.Target.PositiveIndex]);
        DigitAssert.Near(1e-10, expected.Lower, own.Interval.Lower);
        DigitAssert.Near(1e-10, expected.Upper, own.Interval.Upper);
    }

    [Fact]
    public void PredictAverages_OfSeveralClasses_SumToOneAndHaveNoInterval()
    {
        string[] names = File.ReadAllLines(TestData.PathOf("iris.csv"))[0].Split(',');
        var options = new LogisticRegression { Target = names[^1], Penalty = PenaltyKind.Ridge, Lambda = 0.01 };
        LogisticModel model = options.Fit(TextSource.File("iris.csv")).Model;
        AveragePrediction own =
            model.PredictAverages(TextSource.File("iris.csv"), [new Dictionary<string, object?> { [names[0]] = 5 }])[0];
        Assert.Equal(1, own.Probabilities.Sum(), 12);
        Assert.True(double.IsNaN(own.StandardError));
        Assert.True(double.IsNaN(own.Interval.Lower));
    }

    [Fact]
    public void PredictAverages_WrongCalls_SayWhatIsWrong()
    {
        LogisticModel model = Fit("age*smoke + lwt");
        var unknown = Assert.Throws<ArgumentException>(
            () => model.PredictAverages(Source(), [new Dictionary<string, object?> { ["height"] = 1 }]));
        Assert.Contains("no feature 'height'; its features are", unknown.Message, StringComparison.Ordinal);
        var empty = Assert.Throws<DataException>(() => model.PredictAverages(TextSource.Of(Rows[0] + "\n"), [Settings[4]]));
        Assert.Contains("no row to average over", empty.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AveragingOptions { Confidence = 1 });
    }

    [Theory]
    [InlineData("spline(lwt, knots 100, 120, 150)*smoke", "lwt", new double[] { 100, 120, 150 })]
    [InlineData("linear(log(lwt), 4.5, 5) + linear(lwt, 100)", "lwt", new[] { 90.017131300521811, 100, 148.4131591025766 })]
    [InlineData("linear(scale(lwt), 0) + age", "age", new double[0])]
    [InlineData("linear(abs(lwt), 100)", "lwt", new double[0])]
    public void KnotsOf_SplinesAndBrokenLines_AreInTheUnitsOfTheColumn(string formula, string feature, double[] expected)
    {
        IReadOnlyList<double> knots = Options(formula).Fit(Source()).Model.KnotsOf(feature);
        Assert.Equal(expected.Length, knots.Count);
        foreach ((double one, double own) in expected.Zip(knots))
        {
            DigitAssert.Near(1e-12, one, own);
        }
    }

    [Fact]
    public void LimitsOf_Intervals_AreInTheUnitsOfTheColumn()
    {
        LogisticModel model = Options("cut(lwt, 110, 140)*smoke + cut(log2(age), 4.5)").Fit(Source()).Model;
        Assert.Equal([110, 140], model.LimitsOf("lwt"));
        DigitAssert.Near(1e-12, 22.627416997969522, model.LimitsOf("age").Single());
        Assert.Empty(model.LimitsOf("smoke"));
        Assert.Empty(model.KnotsOf("lwt"));
    }

    private static LogisticModel Fit(string formula) =>
        (Options(formula) with
        {
            WeightColumn = Golden.Names("cases").Contains(formula) && Golden.Number("cases", formula, "weighted") == 1 ? "w" : null,
            ExcludedColumns = Golden.Names("cases").Contains(formula) && Golden.Number("cases", formula, "weighted") == 1 ? [] : ["w"],
        }).Fit(Source()).Model;

    private static LogisticRegression Options(string formula) =>
        new() { Target = "low", Formula = formula, CategoricalColumns = ["race"] };

    private static CsvSource Source() =>
        TextSource.Of(Rows[0] + ",w", Rows.Skip(1).Select((line, row) => $"{line},{((row + 1) % 3) + 1}"));
}
