using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class LbfgsMemoryTests
{
    [Fact]
    public void Direction_WithoutPairs_IsAgainstTheGradientOverTheDiagonal()
    {
        double[] direction = new double[2];
        new LbfgsMemory([1, 4], 3).Direction([2, -3], direction);
        Assert.Equal([-2, 0.75], direction);
    }

    [Fact]
    public void Direction_ParameterWithoutCurvature_StaysFinite()
    {
        double[] direction = new double[2];
        new LbfgsMemory([0, 1], 3).Direction([1, 1], direction);
        Assert.Equal([-1e8, -1], direction);
    }

    [Fact]
    public void Direction_MorePairsThanRoom_KeepsTheSecantOfTheLatest()
    {
        var objective = new QuadraticObjective([1, 4, 9], [1, 1, 1]);
        var memory = new LbfgsMemory([1, 1, 1], 2);
        Iterate from = At(objective, [0, 0, 0]);
        foreach (double[] point in (double[][])[[1, 0, 0], [1, 2, 0], [1, 2, 3], [0, 2, 5]])
        {
            Iterate to = At(objective, point);
            memory.Add(from, to);
            double[] change = [.. to.Gradient.Zip(from.Gradient, (later, earlier) => later - earlier)];
            double[] direction = new double[3];
            memory.Direction(change, direction);

            // H⁻¹ maps the latest change of the gradient to the latest step.
            for (int index = 0; index < 3; index++)
            {
                DigitAssert.Near(1e-12, from.Parameters[index] - to.Parameters[index], direction[index], $"{index}");
            }

            from = to;
        }

        Assert.False(memory.IsEmpty);
        memory.Clear();
        Assert.True(memory.IsEmpty);
    }

    [Fact]
    public void Add_NoCurvature_IsIgnored()
    {
        var memory = new LbfgsMemory([1], 2);
        var objective = new ScalarObjective(x => x, _ => 1, _ => 0);
        memory.Add(At(objective, [0]), At(objective, [1]));
        Assert.True(memory.IsEmpty);
    }

    private static Iterate At(LogReg.Objectives.IObjective objective, double[] point)
    {
        var iterate = new Iterate(point.Length);
        point.CopyTo(iterate.Parameters, 0);
        iterate.Evaluate(objective, CancellationToken.None);
        return iterate;
    }
}
