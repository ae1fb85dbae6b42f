using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class WolfeLineSearchTests
{
    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(50)]
    public void Search_AnyFirstStep_MeetsTheStrongWolfeConditions(double firstStep)
    {
        var objective = new ScalarObjective(x => Math.Exp(x) - (3 * x), x => Math.Exp(x) - 3, Math.Exp);
        var origin = new Iterate(1);
        origin.Evaluate(objective, CancellationToken.None);
        var search = new WolfeLineSearch(objective);
        double? step = search.Search(origin, [1], firstStep, CancellationToken.None);
        Assert.NotNull(step);
        double value = Math.Exp(step.Value) - (3 * step.Value);
        double slope = Math.Exp(step.Value) - 3;
        Assert.True(value <= 1 - (1e-4 * 2 * step.Value));
        Assert.True(Math.Abs(slope) <= 0.9 * 2);
        Assert.Equal(step.Value, search.Accepted.Parameters[0]);
        Assert.InRange(objective.Evaluations, 2, 40);
    }

    [Fact]
    public void Search_Uphill_FindsNothing()
    {
        var objective = new ScalarObjective(Math.Exp, Math.Exp, Math.Exp);
        var origin = new Iterate(1);
        origin.Evaluate(objective, CancellationToken.None);
        Assert.Null(new WolfeLineSearch(objective).Search(origin, [1], 1, CancellationToken.None));
    }
}
