using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class EarlyStoppingTests
{
    private static readonly LogisticRegression Options = new() { Solver = SolverKind.GradientDescent, EarlyStopping = 0.25 };

    [Fact]
    public void Fit_SeparableClasses_StopsBeforeTheCoefficientsGrow()
    {
        LogisticFit fit = Options.Fit(TextSource.File("breast-cancer.csv"));
        Assert.Equal(TerminationReason.EarlyStopping, fit.Termination);
        Assert.True(fit.Converged);
        Assert.Null(fit.Inference);
        Assert.Contains("stopped short", fit.InferenceNote?.ToString(), StringComparison.Ordinal);
        Assert.True(fit.Model.Training.Converged);
        Assert.Equal("early-stopping", fit.Model.Training.Termination);
        Assert.Empty(fit.Warnings);
    }

    [Fact]
    public void Fit_RowsSetAside_TakeNoPartInTheFit()
    {
        LogisticFit fit = Options.Fit(TextSource.File("breast-cancer.csv"));
        Assert.Equal(569, fit.Data.TrainingRows + fit.Data.WatchedRows);

        // A quarter of each class: 357/4 and 212/4.
        Assert.Equal(89 + 53, fit.Data.WatchedRows);
        Assert.Equal([357 - 89, 212 - 53], fit.Data.ClassCounts);
    }

    [Fact]
    public void Fit_Result_IsTheBestOfTheHistory()
    {
        LogisticFit fit = Options.Fit(TextSource.File("breast-cancer.csv"));
        Assert.Contains(fit.History, entry => entry.Objective == fit.Objective);
        Assert.True(fit.History[^1].Objective < fit.Objective);
    }

    [Fact]
    public void Minimize_LossThatFallsToTheEnd_ReachesTheMinimum()
    {
        var objective = new Solvers.ScalarObjective(x => (x - 2) * (x - 2) / 2, x => x - 2, _ => 1);
        SolverResult result =
            new GradientDescentSolver(objective).Minimize(objective, [0], new SolverOptions(1000, 1e-9), null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
    }

    [Fact]
    public void Minimize_LossThatRisesAfterAPoint_ReturnsThatPoint()
    {
        var objective = new Solvers.ScalarObjective(x => (x - 2) * (x - 2) / 2, x => x - 2, _ => 1);
        var watched = new Solvers.ScalarObjective(x => (x - 1) * (x - 1), x => 2 * (x - 1), _ => 2);
        SolverResult result =
            new GradientDescentSolver(watched).Minimize(objective, [0], new SolverOptions(1000, 1e-9, 0.05), null, CancellationToken.None);
        Assert.Equal(TerminationReason.EarlyStopping, result.Termination);
        double[] visited = [.. result.History.Select(entry => 2 - Math.Sqrt(2 * entry.Objective))];
        DigitAssert.Near(1e-12, visited.MinBy(point => Math.Abs(point - 1)), result.Parameters[0]);
    }

    [Fact]
    public void Fit_ShareThatLeavesAClassOut_Fails()
    {
        LogRegException error = Assert.Throws<LogReg.Data.DataException>(() =>
            (Options with { EarlyStopping = 0.9 }).Fit(TextSource.Of("x,y", ["1,a", "2,b", "3,a", "4,b", "5,a"])));
        Assert.Contains("early stopping with a share of 0.9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AnotherSolver_IsRefused() =>
        Assert.Throws<ArgumentException>(() => (Options with { Solver = SolverKind.Newton }).Fit(TextSource.File("titanic.csv")));
}
