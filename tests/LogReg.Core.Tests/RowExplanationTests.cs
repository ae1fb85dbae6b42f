using System.Text;
using CsCheck;
using LogReg.Inference;
using LogReg.Scoring;
using LogReg.Terms;

namespace LogReg.Tests;

/// <summary>What makes a row's log-odds differ from those at the training mean.</summary>
public class RowExplanationTests
{
    private static readonly LogisticRegression Estimator = new() { Target = "y", WeightColumn = "w", OffsetColumn = "o", Threads = 1 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Score_ContributionsMeanAndOffset_AddUpToTheLogOdds(bool ridge) => SampleData.Generate(2, withMissing: true).Sample(
        data =>
        {
            LogisticModel model =
                (ridge ? Estimator with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 } : Estimator).Fit(data.ToTable()).Model;
            IEnumerable<string> rows = Enumerable.Range(0, data.RowCount).Select(row =>
                $"{(row % 7 == 0 ? "violet" : data.Category[row])},{TextSource.Cell(data.Numbers[0][row])},{TextSource.Cell(data.Numbers[1][row])},{TextSource.Cell(data.Offsets[row])}");
            ScoredChunk chunk = Assert.Single(model.Score(TextSource.Of("c,n1,n2,o", rows), new ScoringOptions { Contributions = 10 }));
            RowExplanations explanations = chunk.Explanations!;
            Assert.Equal(3, explanations.Count);
            for (int row = 0; row < data.RowCount; row++)
            {
                ReadOnlySpan<double> contributions = explanations.Contributions.Slice(row * 3, 3);
                double sum = explanations.MeanLogOdds + data.Offsets[row] + contributions[0] + contributions[1] + contributions[2];
                Assert.Equal(chunk.LogOdds[row], sum, 1e-11 * (1 + Math.Abs(contributions[0])));
                Assert.True(
                    Math.Abs(contributions[0]) >= Math.Abs(contributions[1]) && Math.Abs(contributions[1]) >= Math.Abs(contributions[2]));
                Assert.Equal([0, 1, 2], explanations.Features.Slice(row * 3, 3).ToArray().Order());
            }
        },
        iter: 20);

    // A model file is untrusted: numbers that cannot be right are refused, and never become NaN or infinite contributions.
    [Fact]
    public void Score_MeanBeyondReason_IsRefusedRatherThanNaN()
    {
        var layout = new TermLayout([new NumericFeature("x", ImputeWith: 0, Mean: 1e308, StandardDeviation: 0.4)]);
        Assert.Throws<LogRegException>(() => new RowExplainer(layout, new LinearEquation(0, [[3.0]]), 1, []));
        Assert.NotNull(new RowExplainer(layout, new LinearEquation(0, [[0.5]]), 1, []));
        var covariance = new CoefficientCovariance([1, 0, 1], [true, true]);
        var variance = LogOddsVariance.Create(layout, covariance, new SeparationSummary(SeparationKind.None, 0, []));
        Assert.Equal(double.PositiveInfinity, new LogOddsVarianceEvaluator(variance).Compute([1.0]));
    }

    [Fact]
    public void Score_TrainingRows_ContributeNothingOnAverage()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        RowExplanations explanations =
            Assert.Single(model.Score(InferenceSamples.Source("titanic"), new ScoringOptions { Contributions = 3 })).Explanations!;
        double[] sums = new double[3];
        for (int index = 0; index < explanations.Features.Length; index++)
        {
            sums[explanations.Features[index]] += explanations.Contributions[index];
        }

        Assert.All(sums, sum => Assert.Equal(0, sum, 1e-9));
        Assert.Empty(explanations.Flags);
    }

    [Fact]
    public void Score_FewContributions_AreTheLargest()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        ScoringOptions Options(int count) => new() { Contributions = count };
        RowExplanations all = model.Score(InferenceSamples.Source("titanic"), Options(3)).Single().Explanations!;
        RowExplanations two = model.Score(InferenceSamples.Source("titanic"), Options(2)).Single().Explanations!;
        for (int row = 0; row < 1046; row++)
        {
            Assert.Equal(all.Features.Slice(row * 3, 2), two.Features.Slice(row * 2, 2));
            Assert.Equal(all.Contributions.Slice(row * 3, 2), two.Contributions.Slice(row * 2, 2));
        }
    }

    [Fact]
    public void Score_UglyCells_AreFlaggedInOrder()
    {
        LogisticModel model = InferenceSamples.Model("titanic");
        RowExplanations explanations = Assert.Single(model.Score(
            TextSource.Of(
                "passengerClass,age,sex",
                ["1st,30,male", "crew,120,male", "1st,NA,", "3rd,-5,none", "3rd,80,female", "3rd,0.1667,male", "2nd,0.16,male"]),
            new ScoringOptions { Contributions = 1 })).Explanations!;
        Assert.Equal(
            [
                new RowFlag(1, 1, RowFlagKind.AboveRange), new RowFlag(1, 2, RowFlagKind.UnseenLevel),
                new RowFlag(2, 0, RowFlagKind.Missing), new RowFlag(2, 1, RowFlagKind.Imputed),
                new RowFlag(3, 0, RowFlagKind.Missing), new RowFlag(3, 1, RowFlagKind.BelowRange),
                new RowFlag(5, 1, RowFlagKind.BelowRange), new RowFlag(6, 1, RowFlagKind.BelowRange),
            ],
            explanations.Flags.Where(
                flag => flag != new RowFlag(5, 1, RowFlagKind.BelowRange) || ((NumericFeature)model.Features[1]).Minimum > 0.1667));
        Assert.Equal("crew", Encoding.UTF8.GetString(explanations.CellText(1, 2)));
        Assert.Equal("120", Encoding.UTF8.GetString(explanations.CellText(1, 1)));
        Assert.Equal("(missing)", Encoding.UTF8.GetString(explanations.CellText(2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => explanations.CellText(0, 3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => explanations.CellText(7, 0).Length);
    }

    [Fact]
    public void Score_MissingLevelOfTraining_IsALevelLikeAnyOther()
    {
        LogisticModel model =
            new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(
                TextSource.Of("c,y", ["a,0", "a,1", ",0", ",1", ",1", "b,0", "b,1", "a,0"])).Model;
        RowExplanations explanations =
            Assert.Single(model.Score(TextSource.Of("c", ["NA", "b"]), new ScoringOptions { Contributions = 1 })).Explanations!;
        Assert.Empty(explanations.Flags);
        Assert.Equal("(missing)", Encoding.UTF8.GetString(explanations.CellText(0, 0)));
    }

    [Fact]
    public void Score_ModelOfAnOlderVersion_SaysWhatToDo()
    {
        string text = Serialization.ModelText.Titanic();
        string older =
            System.Text.RegularExpressions.Regex.Replace(text, ",\\s*\"shares\": \\[[^]]*\\]", "").Replace(
                "\"minimum\"", "\"low\"", StringComparison.Ordinal)
                .Replace("\"maximum\"", "\"high\"", StringComparison.Ordinal);
        LogisticModel model = Serialization.ModelText.Load(older);
        var exception =
            Assert.Throws<LogRegException>(
                () => model.Score(TextSource.File("titanic.csv"), new ScoringOptions { Contributions = 1 }).ToList());
        Assert.Contains("'sex'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("train it again", exception.Hint?.ToString(), StringComparison.Ordinal);
    }
}
