using System.Text;
using LogReg.Data;
using LogReg.Equations;
using LogReg.Monitoring;
using LogReg.Terms;
using LogReg.Tests.Golden;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>Isotonic calibration: its steps against scikit-learn's, and that everything that predicts uses them.</summary>
public sealed class IsotonicTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("isotonic");

    // The equation of Golden/isotonic.py.
    private static readonly LogisticModel Model = SmallModel.Of(
        new TargetDescription("churned", ["no", "yes"], "yes"),
        [new NumericFeature("tenure_months", 0, 0, 1), new NumericFeature("support_calls", 0, 0, 1)],
        [new LinearEquation(-1.7, [[-0.03], [0.45]])],
        0.5,
        SmallTraining());

    [Theory]
    [InlineData("all")]
    [InlineData("few")]
    [InlineData("new")]
    public void Update_Isotonic_HasTheStepsOfScikitLearn(string key)
    {
        CalibrationSteps steps = Update(key).Model.CalibrationSteps!;
        double[] scores = Golden.Numbers(key, "scores");
        double[] expected = Golden.Numbers(key, "probabilities");
        Assert.Equal(expected.Distinct(), steps.Probabilities);
        Assert.Equal(steps.Probabilities.Count - 1, steps.Limits.Count);
        for (int place = 0; place < scores.Length; place++)
        {
            // The limits stand clear of all scores, half-way between two of them.
            Assert.Equal(expected[place], steps.Probabilities[steps.Limits.Count(limit => limit <= scores[place])]);
            Assert.All(steps.Limits, limit => Assert.True(Math.Abs(limit - scores[place]) > 1e-7));
        }

        // Where scikit-learn is strictly between 0 and 1, the probability is its own.
        Assert.All(
            Golden.Numbers(key, "fitted").Zip(expected).Where(pair => pair.First is > 0.2 and < 0.6),
            pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void Model_WithSteps_PredictsThemEverywhere()
    {
        ModelUpdate update = Update("new");
        LogisticModel model = update.Model;
        var row = new Dictionary<string, object?> { ["tenure_months"] = 3, ["support_calls"] = 4 };
        double probability = model.PredictProbability(row);
        int step = model.CalibrationSteps!.Limits.Count(limit => limit <= -1.7 - 0.09 + 1.8);
        Assert.Equal(model.CalibrationSteps.Probabilities[step], probability, 1e-15);
        Assert.Equal(probability, model.PredictProbability([3, 4]));
        Assert.Equal(probability, model.PredictProbabilities(row)[1]);
        Assert.Equal(1, model.PredictProbabilities(row).Sum(), 1e-15);
        Assert.Equal(probability, model.Score(row).Probability);
        Assert.Equal(-1.7 - 0.09 + 1.8, model.LogOdds(row), 1e-15);

        // The equation for other languages has the steps as predictions have them.
        EquationCalibration written = model.WriteEquation().Calibration!;
        Assert.Equal(model.CalibrationSteps.Limits, written.Limits);
        Assert.Equal(probability, written.Probabilities[step]);
        Assert.Null(Model.WriteEquation().Calibration);

        // A threshold at the probability of a step takes its rows, in predictions as in an evaluation.
        Assert.All(model.CalibrationSteps.Probabilities, one => Assert.True(
            model.WithThreshold(one).PredictProbability([3, 4]) >= one == (one <= model.CalibrationSteps.Probabilities[step])));
        ModelEvaluation evaluation = model.Evaluate(Source("new"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(update.After.LogLoss, evaluation.Metrics.Binary!.LogLoss, 1e-14);
        ScoredChunk chunk = model.Score(Source("new"), cancellationToken: TestContext.Current.CancellationToken).First();
        Assert.Equal(model.PredictProbability([Cell("tenure_months"), Cell("support_calls")]), chunk.Probabilities[0]);

        // On the rows of the calibration, expected and observed agree, but for the ends.
        OutcomeCheck outcomes = model.Monitor(Source("new"), cancellationToken: TestContext.Current.CancellationToken).Outcomes!;
        Assert.Equal(update.After.LogLoss, outcomes.LogLoss);
        Assert.Equal(1, outcomes.Ratio.Estimate, 0.01);
    }

    [Fact]
    public void Model_WithSteps_IsSavedAndLoaded_AsVersion6()
    {
        LogisticModel model = Update("new").Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("\"formatVersion\": 6", text, StringComparison.Ordinal);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);
        Assert.Equal(model.CalibrationSteps!.Limits, loaded.CalibrationSteps!.Limits);
        Assert.Equal(model.CalibrationSteps.Probabilities, loaded.CalibrationSteps.Probabilities);
        Assert.Equal(model.Updates[0] with { Warnings = [] }, loaded.Updates[0] with { Warnings = [] });
        Assert.Equal(model.Updates[0].Warnings, loaded.Updates[0].Warnings);
    }

    [Theory]
    [InlineData("\"limits\": [", "\"limits\": [9, ", "must have finite rising limits")]
    [InlineData("\"stepProbabilities\": [", "\"stepProbabilities\": [0, ", "must have finite rising limits")]
    [InlineData("\"stepProbabilities\"", "\"others\"", "'calibrationSteps.stepProbabilities' is missing")]
    [InlineData("\"knownRows\": 656", "\"knownRows\": -1", "'updates.knownRows' is negative")]
    public void Load_DamagedSteps_AreRefused(string old, string replacement, string message)
    {
        using var stream = new MemoryStream();
        Update("new").Model.Save(stream);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains(old, text, StringComparison.Ordinal);
        using var damaged = new MemoryStream(Encoding.UTF8.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal)));
        var exception = Assert.Throws<LogRegException>(() => LogisticModel.Load(damaged));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_OfAModelWithSteps_ReplacesThemOrIsRefused()
    {
        LogisticModel model = Update("new").Model;
        ModelUpdate again = Update("all", model);
        Assert.Equal(Update("all").Model.CalibrationSteps!.Probabilities, again.Model.CalibrationSteps!.Probabilities);
        Assert.Equal(["isotonic", "isotonic"], again.Model.Updates.Select(update => update.Method));
        Assert.Null(Update("all", model, UpdateMethod.Refit).Model.CalibrationSteps);
        foreach (UpdateMethod method in new[] { UpdateMethod.Auto, UpdateMethod.Intercept, UpdateMethod.Slope })
        {
            Assert.Contains("step function", Assert.Throws<LogRegException>(() => Update("all", model, method)).Message);
        }
    }

    [Theory]
    [InlineData("all", 0)]
    [InlineData("new", 1)]
    public void Update_IsotonicWithFewRows_Warns(string key, int count) =>
        Assert.Equal(count, Update(key).Warnings.Count(warning => warning.Message.Contains("fewer than 1,000 rows")));

    // Where a longer tenure goes with more of the other class, everything is pooled.
    [Fact]
    public void Update_IsotonicOfAFallingModel_IsRefused()
    {
        LogisticModel falling = Model.With(content => new ModelContent(
            content.Target, content.Layout, [new LinearEquation(0, [[1.0], [0.0]])], 0.5, content.Training));
        Assert.Contains("a single step", Assert.Throws<DataException>(() => Update("all", falling)).Message);
    }

    [Fact]
    public void Update_MethodOfSteps_LeavesCoefficients() =>
        Assert.All(Update("new").Coefficients, one => Assert.Equal(one.Before, one.After));

    private static double Cell(string name)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("churn.csv"));
        return double.Parse(lines.Skip(1).First(ChurnRows.IsNew).Split(',')[Array.IndexOf(lines[0].Split(','), name)]);
    }

    private static DataSource Source(string key)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("churn.csv"));
        HashSet<string> last = [.. lines.TakeLast(150)];
        return ChurnRows.Source(line => key == "all" || (key == "few" ? last.Contains(line) : ChurnRows.IsNew(line)));
    }

    private static ModelUpdate Update(string key, LogisticModel? model = null, UpdateMethod method = UpdateMethod.Isotonic) =>
        (model ?? Model).Update(Source(key), new UpdateOptions { Method = method }, null, TestContext.Current.CancellationToken);

    private static TrainingSummary SmallTraining() => new()
    {
        Rows = 1344,
        Solver = "newton",
        Iterations = 5,
        Converged = true,
        Termination = "gradient",
        Penalty = "none",
        Lambda = 0,
        Alpha = 0,
        Loss = 0.5,
        Accuracy = 0.8,
    };
}
