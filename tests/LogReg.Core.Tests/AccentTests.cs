using LogReg.Data;

namespace LogReg.Tests;

/// <summary>Levels that look alike but are other characters.</summary>
public sealed class AccentTests
{
    [Theory]
    [InlineData("M\u00FCnchen", "Mu\u0308nchen", true)]
    [InlineData("Mu\u0308nchen", "M\u00FCnchen", true)]
    [InlineData("Vi\u1EC7t", "Vie\u0323\u0302t", true)]
    [InlineData("M\u00FCnchen", "Munchen", false)]
    [InlineData("M\u00FCnchen", "Ko\u0308ln", false)]
    [InlineData("Munchen", "Mu\u0308nchen", false)]
    public void Score_ALevelInTheOtherFormOfUnicode_IsWarnedOf(string trained, string scored, bool isWarned)
    {
        LogisticModel model = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 1 }.Fit(
            TextSource.Of("city,y", Enumerable.Range(0, 40).Select(row => $"{(row % 3 == 0 ? trained : "Paris")},{row * 7 % 11 % 2}")),
            cancellationToken: TestContext.Current.CancellationToken).Model;
        ScoringTally tally = model.CreateTally();
        foreach (ScoredChunk chunk in model.Score(
            TextSource.Of("city", [scored, "Paris", "Paris"]), cancellationToken: TestContext.Current.CancellationToken))
        {
            tally.Add(chunk);
        }

        DataWarning? warning = tally.Warnings.FirstOrDefault(one => one.Message.Contains("characters of their own", StringComparison.Ordinal));
        Assert.Equal(
            isWarned
                ? $"'{scored}' in 'city' may be the level '{trained}' of training: one of them has accents as characters of their own, and so they "
                    + "are two levels"
                : null,
            warning?.Message);
    }
}
