using System.Text.Json;
using LogReg.Data;
using LogReg.Terms;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg.Tests;

public class LogisticModelTests
{
    private static readonly TrainingSummary Training = new()
    {
        Rows = 1,
        Solver = "newton",
        Iterations = 1,
        Converged = true,
        Termination = "gradient",
        Penalty = "none",
        Lambda = 0,
        Alpha = 0,
        Loss = 0,
        Accuracy = 1,
    };

    // log-odds = 1 + 2·age (missing: 3) + (male: −4, (missing): 0.5)
    private static readonly LogisticModel Model = SmallModel.Of(
        new TargetDescription("survived", ["no", "yes"], "yes"),
        [new NumericFeature("age", 3, 3, 1), new CategoricalFeature("sex", ["female", "male", "(missing)"], "female")],
        [new LinearEquation(1, [[2], [0, -4, 0.5]])],
        0.5,
        Training);

    private static readonly LogisticModel Multiclass = SmallModel.Of(
        new TargetDescription("kind", ["a", "b", "c"], null),
        [new NumericFeature("x", 0, 0, 1)],
        [new LinearEquation(0, [[1]]), new LinearEquation(1, [[-1]])],
        0.5,
        Training);

    [Fact]
    public void LogOdds_SpanRow_IsTheSum()
    {
        Assert.Equal(1 + (2 * 0.25) - 4, Model.LogOdds([0.25, 1]));
        Assert.Equal(1 + (2 * 0.25), Model.LogOdds([0.25, 0]));
        Assert.Equal(1 + (2 * 3) + 0.5, Model.LogOdds([double.NaN, double.NaN]));
        Assert.Equal(1 + 2, Model.LogOdds([1, CategoricalFeature.UnseenLevel]));
    }

    [Fact]
    public void LogOdds_RowByName_TakesAnyKindOfValue()
    {
        Assert.Equal(-2.5, Model.LogOdds(Row(0.25, "male")));
        Assert.Equal(-1, Model.LogOdds(Row(1, " male ")));
        Assert.Equal(-1, Model.LogOdds(Row("1", "male")));
        Assert.Equal(-1, Model.LogOdds(Row(true, "male")));
        Assert.Equal(-1, Model.LogOdds(Row(1m, "male")));
        Assert.Equal(-1, Model.LogOdds(Row(1L, "male")));
        Assert.Equal(7.5, Model.LogOdds(Row(null, null)));
        Assert.Equal(7.5, Model.LogOdds(Row("NA", "")));
        Assert.Equal(7.5, Model.LogOdds(Row(double.NaN, double.NaN)));
        Assert.Equal(3, Model.LogOdds(Row(1, "unheard of")));
    }

    [Fact]
    public void LogOdds_RowByName_IgnoresOtherColumns()
    {
        Dictionary<string, object?> row = Row(1, "male");
        row["other"] = new object();
        Assert.Equal(-1, Model.LogOdds(row));
    }

    [Theory]
    [InlineData("""{ "age": 1, "sex": "male" }""", -1)]
    [InlineData("""{ "age": "1.0", "sex": " male " }""", -1)]
    [InlineData("""{ "age": true, "sex": "male", "other": [1, {}] }""", -1)]
    [InlineData("""{ "age": null, "sex": null }""", 7.5)]
    [InlineData("""{ "age": "NA", "sex": "" }""", 7.5)]
    [InlineData("""{ "age": 1, "sex": 17 }""", 3)]
    public void LogOdds_RowAsJson_IsReadAsItsValues(string json, double expected)
    {
        Assert.Equal(expected, Model.LogOdds(JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!));
    }

    [Theory]
    [InlineData("""{ "age": [1], "sex": "male" }""", "'age' is a JSON array")]
    [InlineData("""{ "age": 1, "sex": { "is": "male" } }""", "'sex' is a JSON object")]
    [InlineData("""{ "age": 1e999, "sex": "male" }""", "'age' is numeric")]
    [InlineData("""{ "age": "old", "sex": "male" }""", "'old' is not a finite number")]
    [InlineData("{}", "'age'; null means that it is missing")]
    public void LogOdds_BadJson_IsTheCallersError(string json, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Model.LogOdds(JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "age": 1, "sex": "\ud800" }""")]
    [InlineData("""{ "age": "\udc00", "sex": "male" }""")]
    public void LogOdds_JsonWithHalfASurrogatePair_IsTheCallersError(string json)
    {
        var row = JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!;
        Assert.Contains("not valid Unicode", Assert.Throws<ArgumentException>(() => Model.LogOdds(row)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.Score(row));
    }

    [Fact]
    public void LogOdds_JsonThatIsNoUtf8_IsTheCallersError()
    {
        var row = JsonSerializer.Deserialize<Dictionary<string, object?>>((byte[])[.. "{ \"age\": 1, \"sex\": \"x"u8, 0xff, .. "\" }"u8])!;
        Assert.Contains(
            "'sex' is a JSON text that is not valid Unicode",
            Assert.Throws<ArgumentException>(() => Model.LogOdds(row)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LogOdds_AValueOfManyCharacters_IsShortenedInTheError()
    {
        var error = Assert.Throws<ArgumentException>(() => Model.LogOdds(Row(new string('x', 70_000), "male")));
        Assert.InRange(error.Message.Length, 50, 200);
    }

    [Fact]
    public void Score_ARow_FlagsWhatTrainingNeverSaw()
    {
        LogisticModel model = SmallModel.Of(
            new TargetDescription("survived", ["no", "yes"], "yes"),
            [new NumericFeature("age", 3, 3, 1) { Minimum = 1, Maximum = 5 }, new CategoricalFeature("sex", ["female", "male"], "female")],
            [new LinearEquation(1, [[2], [0, -4]])],
            0.5,
            Training);
        ScoredRow usual = model.Score(Row(1, "male"));
        Assert.Equal("no", usual.Prediction);
        Assert.Equal(model.PredictProbability(Row(1, "male")), usual.Probability);
        Assert.Equal([1 - usual.Probability!.Value, usual.Probability.Value], usual.Probabilities);
        Assert.Empty(usual.Flags);
        Assert.Equal(
            [new RowFlag(0, 0, RowFlagKind.BelowRange), new RowFlag(0, 1, RowFlagKind.UnseenLevel)], model.Score(Row(0.5, "other")).Flags);
        Assert.Equal([new RowFlag(0, 0, RowFlagKind.AboveRange)], model.Score(Row(6, "male")).Flags);
        Assert.Equal(
            [new RowFlag(0, 0, RowFlagKind.Imputed), new RowFlag(0, 1, RowFlagKind.Missing)], model.Score(Row(null, null)).Flags);
        Assert.Equal([new RowFlag(0, 0, RowFlagKind.Imputed)], Model.Score(Row(null, null)).Flags);
        Assert.Equal([new RowFlag(0, 1, RowFlagKind.UnseenLevel)], model.Score([2, CategoricalFeature.UnseenLevel]).Flags);
        Assert.Equal(
            model.PredictProbability([2, CategoricalFeature.UnseenLevel]), model.Score([2, CategoricalFeature.UnseenLevel]).Probability);
    }

    [Fact]
    public void Score_SeveralClasses_HasAProbabilityForEach()
    {
        ScoredRow scored = Multiclass.Score([2]);
        Assert.Equal("b", scored.Prediction);
        Assert.Null(scored.Probability);
        Assert.Equal(3, scored.Probabilities.Count);
        Assert.Equal(scored.Probabilities, Multiclass.Score(new Dictionary<string, object?> { ["x"] = 2 }).Probabilities);
    }

    [Fact]
    public void LogOdds_BadRows_AreTheCallersError()
    {
        Assert.Contains(
            "2 features, but the row has 1",
            Assert.Throws<ArgumentException>(() => Model.LogOdds([1.0])).Message,
            StringComparison.Ordinal);
        Assert.Contains("'sex'", Assert.Throws<ArgumentException>(() => Model.LogOdds([1, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.LogOdds([1, 0.5]));
        Assert.Throws<ArgumentException>(() => Model.LogOdds([1, -2]));
        Assert.Throws<ArgumentException>(() => Model.LogOdds([1, double.PositiveInfinity]));
        Assert.Contains(
            "'abc'", Assert.Throws<ArgumentException>(() => Model.LogOdds(Row("abc", "male"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.LogOdds(Row(double.PositiveInfinity, "male")));
        Assert.Throws<ArgumentException>(() => Model.LogOdds(Row(new object(), "male")));
        var missing =
            Assert.Throws<ArgumentException>(() => Model.LogOdds(new Dictionary<string, object?> { ["agee"] = 1, ["sex"] = "male" }));
        Assert.Contains("'agee'", missing.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Model.LogOdds((IReadOnlyDictionary<string, object?>)null!));
        Assert.Throws<ArgumentException>(() => Model.LogOdds(Matrix<double>.Build.Dense(1, 3)));
        Assert.Throws<ArgumentException>(() => Model.PredictProbabilities([1, 1], new double[3]));
    }

    [Fact]
    public void Predict_AtTheThreshold_IsPositive()
    {
        LogisticModel zero = SmallModel.Of(Model.Target, [Model.Features[0]], [new LinearEquation(0, [[1]])], 0.5, Training);
        Assert.Equal("yes", zero.Predict([0]));
        Assert.Equal("no", zero.Predict([-1e-9]));
        LogisticModel strict = SmallModel.Of(Model.Target, [Model.Features[0]], [new LinearEquation(0, [[1]])], 0.9, Training);
        Assert.Equal("no", strict.Predict([2]));
        Assert.Equal("yes", strict.Predict([2.2]));
    }

    [Fact]
    public void PredictProbabilities_ExtremeLogOdds_KeepTheSmallOne()
    {
        double[] probabilities = new double[2];
        Model.PredictProbabilities([50, 0], probabilities);
        Assert.Equal(1, probabilities[1]);
        DigitAssert.Within(1e-14, Math.Exp(-101), probabilities[0]);
    }

    [Fact]
    public void PredictProbabilities_ThreeClasses_AreTheSoftmax()
    {
        double[] probabilities = new double[3];
        Multiclass.PredictProbabilities([2], probabilities);
        double sum = 1 + Math.Exp(2) + Math.Exp(-1);
        DigitAssert.Within(1e-15, 1 / sum, probabilities[0]);
        DigitAssert.Within(1e-15, Math.Exp(2) / sum, probabilities[1]);
        DigitAssert.Within(1e-15, Math.Exp(-1) / sum, probabilities[2]);
        Assert.Equal("b", Multiclass.Predict([2]));
        Assert.Equal("c", Multiclass.Predict([-2]));
        Assert.Equal("b", Multiclass.Predict(new Dictionary<string, object?> { ["x"] = 2 }));
    }

    [Fact]
    public void Multiclass_BinaryMembers_SayWhatToUse()
    {
        Assert.Contains(
            "PredictProbabilities",
            Assert.Throws<InvalidOperationException>(() => Multiclass.LogOdds([1.0])).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Multiclass.PredictProbability([1.0]));
        Assert.Contains(
            "CoefficientsOf", Assert.Throws<InvalidOperationException>(() => Multiclass.Coefficients).Message, StringComparison.Ordinal);
        Assert.Contains("b, c", Assert.Throws<ArgumentException>(() => Multiclass.CoefficientsOf("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coefficients_ByName_AreInTheOrderOfTheFeatures()
    {
        Assert.Equal(["(intercept)", "age", "sex=male", "sex=(missing)"], Model.Coefficients.Keys);
        Assert.Equal([1, 2, -4, 0.5], Model.Coefficients.Values);
        Assert.Equal(4, Model.Coefficients.Count);
        Assert.Equal(1, Model.Coefficients.Intercept);
        DigitAssert.Within(1e-15, Math.Exp(-4), Model.Coefficients.OddsRatio("sex=male"));
        Assert.True(Model.Coefficients.ContainsKey("age"));
        Assert.False(Model.Coefficients.TryGetValue("sex=female", out double none));
        Assert.Equal(0, none);
        var exception = Assert.Throws<KeyNotFoundException>(() => Model.Coefficients["sex=mal"]);
        Assert.Contains("did you mean 'sex=male'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Csv_MatchesColumnsByNameAndCountsWhatItFilledIn()
    {
        ScoredChunk chunk = Assert.Single(Model.Score(
            TextSource.Of("other,sex,survived,age", ["x,male,yes,0.25", "x,,no,", "x,robot,,1", "x,female,maybe,1"]),
            new ScoringOptions { KeptColumns = ["other"] }));
        Assert.Equal([-2.5, 7.5, 3, 3], chunk.LogOdds.ToArray());
        Assert.Equal([1, 1], chunk.MissingCells);
        Assert.Equal([0, 1], chunk.UnseenCells);
        Assert.Equal(["robot"], chunk.UnseenExamples[1]);
        Assert.True(chunk.HasTarget);
        Assert.Equal([1, 0, -1, -1], chunk.Classes.ToArray());
        Assert.Equal("x"u8.ToArray(), Assert.Single(chunk.KeptColumns)[0].ToArray());
    }

    [Fact]
    public void Score_WithoutTarget_HasNone()
    {
        Assert.False(Assert.Single(Model.Score(TextSource.Of("sex,age", ["male,1"]))).HasTarget);
        Assert.False(
            Assert.Single(
                Model.Score(TextSource.Of("sex,age,survived", ["male,1,yes"]), new ScoringOptions { ReadTarget = false })).HasTarget);
    }

    [Fact]
    public void Score_MissingColumn_NamesTheNearest()
    {
        var exception = Assert.Throws<DataException>(() => Model.Score(TextSource.Of("sex,aeg", ["male,1"])).Count());
        Assert.Equal("data.csv: the file has no column 'age', which the model needs; it has 'aeg'", exception.Message);
        Assert.Equal("rename 'aeg' to 'age'", exception.Hint);
        Assert.Throws<DataException>(
            () => Model.Score(TextSource.Of("sex,age", ["male,1"]), new ScoringOptions { KeptColumns = ["id"] }).Count());
    }

    [Fact]
    public void Score_TextInANumericColumn_NamesTheCell()
    {
        var exception = Assert.Throws<DataException>(() => Model.Score(TextSource.Of("sex,age", ["male,1", "male,old"])).Count());
        Assert.Equal((3, "age"), (exception.Line, exception.Column));
    }

    [Fact]
    public void Score_Offset_IsAddedAndRequired()
    {
        LogisticModel model = SmallModel.Of(Model.Target, Model.Features, [new LinearEquation(1, [[2], [0, -4, 0.5]])], 0.5, Training)
            .With(content => content with { OffsetColumn = "o" });
        Assert.Equal(["age", "sex", "o"], model.RequiredColumns);
        Assert.Equal([10 - 1.0], Assert.Single(model.Score(TextSource.Of("sex,age,o", ["male,1,10"]))).LogOdds.ToArray());
        var exception = Assert.Throws<DataException>(() => model.Score(TextSource.Of("sex,age,o", ["male,1,10", "male,1,"])).Count());
        Assert.Equal((3, "o"), (exception.Line, exception.Column));
        Dictionary<string, object?> row = Row(1, "male");
        row["o"] = 10;
        Assert.Equal(9, model.LogOdds(row));
        row["o"] = null;
        Assert.Throws<ArgumentException>(() => model.LogOdds(row));
    }

    [Fact]
    public void Score_TargetWrittenAsAnotherNumber_IsTheSameClass()
    {
        LogisticModel model =
            SmallModel.Of(
                new TargetDescription("y", ["0", "1"], "1"),
                [new NumericFeature("x", 0, 0, 1)],
                [new LinearEquation(0, [[1]])],
                0.5,
                Training);
        Assert.Equal([1, 1, 0, -1], Assert.Single(model.Score(TextSource.Of("x,y", ["1,1.0", "1,1", "1,0e0", "1,2"]))).Classes.ToArray());
    }

    [Fact]
    public void PredictProbability_Span_AllocatesNothing()
    {
        double[] row = [1, 1];
        double[] probabilities = new double[2];
        double[] classProbabilities = new double[3];
        Assert.Equal(0, AllocatedBytes.Of(Run));

        void Run()
        {
            for (int repeat = 0; repeat < 100; repeat++)
            {
                Model.LogOdds(row.AsSpan());
                Model.PredictProbability(row.AsSpan());
                Model.Predict(row.AsSpan());
                Model.PredictProbabilities(row, probabilities);
                Multiclass.PredictProbabilities(row.AsSpan(0, 1), classProbabilities);
            }
        }
    }

    [Fact]
    public void PredictProbability_ManyThreads_GiveTheSameBits()
    {
        double expected = Model.PredictProbability(Row(0.25, "male"));
        Parallel.For(0, 1000, _ => DigitAssert.SameBits(expected, Model.PredictProbability(Row(0.25, "male"))));
    }

    private static Dictionary<string, object?> Row(object? age, object? sex) => new() { ["age"] = age, ["sex"] = sex };
}
