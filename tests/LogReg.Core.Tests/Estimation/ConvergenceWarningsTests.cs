using LogReg.Estimation;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class ConvergenceWarningsTests
{
    private static readonly TargetDescription Target = new("y", ["0", "1"], "1");
    private static readonly LogisticRegression Descent = new() { Solver = SolverKind.GradientDescent };
    private static readonly LogisticRegression Stochastic = new() { Solver = SolverKind.StochasticGradient };

    [Fact]
    public void Of_TooFewIterations_NamesOnlyWhatTheOptionsAllow()
    {
        Assert.Equal("raise MaxIterations, or use Solver = Newton", Hint(SolverKind.GradientDescent, Descent));
        Assert.Equal("raise MaxIterations", Hint(SolverKind.GradientDescent, Descent with { EarlyStopping = 0.2 }));
        Assert.Equal(
            "raise MaxIterations, choose another LearningRate, or leave it out",
            Hint(SolverKind.GradientDescent, Descent with { LearningRate = 0.01 }));
        Assert.Equal(
            "raise MaxIterations, or use a larger Lambda",
            Hint(SolverKind.CoordinateDescent, new() { Penalty = PenaltyKind.Lasso, Lambda = 0.1 }));
        Assert.Equal("raise StochasticGradient.Epochs, or use Solver = Newton", Hint(SolverKind.StochasticGradient, Stochastic));
        Assert.Equal(
            "raise StochasticGradient.Epochs, or use Solver = Newton without the options of sgd",
            Hint(SolverKind.StochasticGradient, Stochastic with { StochasticGradient = new StochasticGradientOptions { Stream = true } }));
    }

    [Fact]
    public void Of_TooFewEpochsWithALearningRate_NamesIt()
    {
        FitWarning warning =
            One(TerminationReason.MaximumIterations, SolverKind.StochasticGradient, Stochastic with { LearningRate = 1e-9 });
        Assert.EndsWith("; the learning rate of 1e-09 may be the cause", warning.Message, StringComparison.Ordinal);
        Assert.Equal("raise StochasticGradient.Epochs, choose another LearningRate, or leave it out", warning.Hint);
    }

    [Fact]
    public void Of_WorseThanNull_NamesTheCauseAtHand()
    {
        FitWarning rate = Worse(Descent with { LearningRate = 2.5 }, hasWeights: true);
        Assert.Equal("the fit is worse than the null model: the learning rate of 2.5 is not suitable for these data", rate.Message);
        Assert.Equal("choose another LearningRate, or leave it out", rate.Hint);
        FitWarning early = Worse(Descent with { EarlyStopping = 0.3 }, hasWeights: false);
        Assert.Contains("too few rows to set some aside for early stopping", early.Message, StringComparison.Ordinal);
        Assert.Contains("EarlyStopping", early.Hint?.ToString(), StringComparison.Ordinal);
        Assert.Contains("rows with small weights were lost", Worse(Descent, hasWeights: true).Message, StringComparison.Ordinal);
        FitWarning other = Worse(Descent, hasWeights: false);
        Assert.DoesNotContain("weight", other.Message, StringComparison.Ordinal);
        Assert.Equal("raise MaxIterations, or use Solver = Newton", other.Hint);
    }

    private static string Hint(SolverKind solver, LogisticRegression options) =>
        One(TerminationReason.MaximumIterations, solver, options).Hint.ToString();

    private static FitWarning Worse(LogisticRegression options, bool hasWeights) =>
        One(TerminationReason.Divergence, options.Solver, options, isWorseThanNull: true, hasWeights);

    private static FitWarning One(
        TerminationReason reason, SolverKind solver, LogisticRegression options, bool isWorseThanNull = false, bool hasWeights = false) =>
        Assert.Single(ConvergenceWarnings.Of(
            new SolverResult([0], new ObjectiveEvaluation(1, 1, 0, false), 0.1, 3, reason, [], []),
            solver,
            Target,
            options.ToPlan(),
            null,
            isWorseThanNull,
            hasWeights));
}
