using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class DependentColumnsTests
{
    [Theory]
    [InlineData(SolverKind.Lbfgs, 2)]
    [InlineData(SolverKind.Lbfgs, 3)]
    [InlineData(SolverKind.GradientDescent, 2)]
    [InlineData(SolverKind.NewtonConjugateGradient, 2)]
    public void Fit_AColumnThatFollowsFromOthers_IsHeldAtZeroByEverySolver(SolverKind solver, int classCount)
    {
        (double[,] features, int[] classes) = Draw(classCount);
        LogisticFit newton = new LogisticRegression { Solver = SolverKind.Newton }.Fit(features, classes, ["first", "second", "third"]);
        LogisticFit fit =
            new LogisticRegression { Solver = solver, Tolerance = 1e-10 }.Fit(features, classes, ["first", "second", "third"]);
        Assert.True(fit.Converged);
        foreach (string name in fit.Model.ClassesWithEquation)
        {
            Assert.Equal(0, fit.Model.CoefficientsOf(name)["third"]);
            Assert.Equal(newton.Model.CoefficientsOf(name)["first"], fit.Model.CoefficientsOf(name)["first"], 1e-7);
            Assert.Equal(newton.Model.CoefficientsOf(name)["second"], fit.Model.CoefficientsOf(name)["second"], 1e-7);
        }

        Assert.Equal(newton.LogLikelihood, fit.LogLikelihood, 1e-9);
        Assert.Equal(newton.Inference!.Rank, fit.Inference!.Rank);
        Assert.Equal(newton.Inference.LikelihoodRatio.PValue, fit.Inference.LikelihoodRatio.PValue, 1e-9);
    }

    // z = x − 2y + 1; the classes follow x and y, with much noise.
    private static (double[,] Features, int[] Classes) Draw(int classCount)
    {
        var random = new Random(11);
        double[,] features = new double[400, 3];
        int[] classes = new int[400];
        for (int row = 0; row < classes.Length; row++)
        {
            double x = random.NextDouble() - 0.5;
            double y = random.NextDouble() - 0.5;
            (features[row, 0], features[row, 1], features[row, 2]) = (x, y, x - (2 * y) + 1);
            classes[row] = Math.Clamp((int)Math.Floor(((x + y + (3 * random.NextDouble())) / 3) * classCount), 0, classCount - 1);
        }

        return (features, classes);
    }
}
