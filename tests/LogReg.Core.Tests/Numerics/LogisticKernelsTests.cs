using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class LogisticKernelsTests
{
    private static readonly double[] LogOdds = MakeLogOdds();
    private static readonly double[] Target = Make(4, random => random.Next(2));
    private static readonly double[] Weight = Make(5, random => random.Next(4) == 0 ? 0 : random.NextDouble() * 3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evaluate_AtAnyLengthAndOffset_AgreesWithThePlainKernel(bool weighted)
    {
        for (var length = 0; length <= 256; length++)
        {
            foreach (var offset in (int[])[0, 1, 3])
            {
                var eta = LogOdds.AsSpan(offset, length);
                var y = Target.AsSpan(offset, length);
                var w = weighted ? Weight.AsSpan(offset, length) : [];
                double[] residual = new double[length], curvature = new double[length];
                double[] plainResidual = new double[length], plainCurvature = new double[length];
                var actual = LogisticKernels.Evaluate(eta, y, w, residual, curvature);
                var expected = ReferenceKernels.Evaluate(eta, y, w, plainResidual, plainCurvature);

                Assert.Equal(expected.Loss, actual.Loss, expected.Loss * 1e-14);
                Assert.Equal(expected.SaturatedRows, actual.SaturatedRows);
                Assert.Equal(expected.MisclassifiedOrTied, actual.MisclassifiedOrTied);
                for (var i = 0; i < length; i++)
                {
                    Assert.True(GoldenValues.UlpsApart(plainResidual[i], residual[i]) <= 5, $"residual {i} of {length}");
                    Assert.True(GoldenValues.UlpsApart(plainCurvature[i], curvature[i]) <= 6, $"curvature {i} of {length}");
                }
            }
        }
    }

    [Fact]
    public void Evaluate_OfARow_HasTheSameBitsAtEveryPosition()
    {
        var residual = new double[LogOdds.Length];
        var curvature = new double[LogOdds.Length];
        LogisticKernels.Evaluate(LogOdds, Target, Weight, residual, curvature);
        double[] one = [0], other = [0];
        for (var i = 0; i < LogOdds.Length; i++)
        {
            LogisticKernels.Evaluate(LogOdds.AsSpan(i, 1), Target.AsSpan(i, 1), Weight.AsSpan(i, 1), one, other);
            Assert.Equal(residual[i], one[0]);
            Assert.Equal(curvature[i], other[0]);
        }
    }

    [Fact]
    public void Evaluate_OfGoldenPoints_HasTheGoldenLoss()
    {
        var residual = new double[1];
        foreach (var point in GoldenValues.Points.Where(point => Math.Abs(point.Argument) < 700))
        {
            var asNegative = LogisticKernels.Evaluate([point.Argument], [0], default, residual, default);
            Assert.True(GoldenValues.UlpsApart(point.Log1PlusExp, asNegative.Loss) <= 4, $"loss at {point.Argument:R}");
            Assert.True(GoldenValues.UlpsApart(point.Sigmoid, residual[0]) <= 4, $"residual at {point.Argument:R}");

            var asPositive = LogisticKernels.Evaluate([-point.Argument], [1], default, residual, default);
            Assert.Equal(asNegative, asPositive);
            Assert.True(GoldenValues.UlpsApart(-point.Sigmoid, residual[0]) <= 4, $"residual at {-point.Argument:R}");
        }
    }

    [Fact]
    public void Evaluate_WithoutOutputs_GivesTheSameLoss()
    {
        var with = LogisticKernels.Evaluate(LogOdds, Target, Weight, new double[LogOdds.Length], new double[LogOdds.Length]);
        Assert.Equal(with, LogisticKernels.Evaluate(LogOdds, Target, Weight, default, default));
    }

    [Fact]
    public void Evaluate_AtInfiniteLogOdds_IsExact()
    {
        double[] eta = [double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, -800];
        double[] residual = new double[5], curvature = new double[5];

        var right = LogisticKernels.Evaluate(eta, [1, 0, 1, 0, 0], default, residual, curvature);
        Assert.Equal(new BlockLoss(0, 5, 0), right);
        Assert.All(residual, value => Assert.Equal(0, value));
        Assert.All(curvature, value => Assert.Equal(0, value));

        var wrong = LogisticKernels.Evaluate(eta, [1, 0, 0, 0, 1], default, residual, curvature);
        Assert.Equal(new BlockLoss(double.PositiveInfinity, 5, 2), wrong);
        Assert.Equal([0, 0, 1, 0, -1], residual);

        Assert.Equal(new BlockLoss(800, 3, 1), LogisticKernels.Evaluate(eta, [1, 0, 0, 1, 1], [1, 1, 0, 0, 1], residual, curvature));
    }

    [Fact]
    public void Evaluate_AtZeroLogOdds_CountsTies()
    {
        var loss = LogisticKernels.Evaluate(new double[9], [1, 0, 1, 0, 1, 0, 1, 0, 1], default, default, default);
        Assert.Equal(9, loss.MisclassifiedOrTied);
        Assert.Equal(0, loss.SaturatedRows);
        Assert.Equal(9 * Math.Log(2), loss.Loss, 1e-15);
    }

    [Fact]
    public void Evaluate_OfNaN_GivesNaNAndNoSeparation()
    {
        var residual = new double[1];
        var loss = LogisticKernels.Evaluate([double.NaN], [1], default, residual, default);
        Assert.True(double.IsNaN(loss.Loss));
        Assert.True(double.IsNaN(residual[0]));
        Assert.Equal(1, loss.MisclassifiedOrTied);
    }

    [Fact]
    public void Evaluate_WithAnotherLength_Throws()
    {
        var three = new double[3];
        Assert.Throws<ArgumentException>("target", () => LogisticKernels.Evaluate(three, new double[2], default, three, three));
        Assert.Throws<ArgumentException>("weight", () => LogisticKernels.Evaluate(three, three, new double[4], three, three));
        Assert.Throws<ArgumentException>("residual", () => LogisticKernels.Evaluate(three, three, default, new double[2], three));
        Assert.Throws<ArgumentException>("curvature", () => LogisticKernels.Evaluate(three, three, default, three, new double[2]));
    }

    private static double[] MakeLogOdds()
    {
        var values = Make(3, random => (random.NextDouble() - 0.5) * 16);
        (values[0], values[7], values[11], values[20], values[21]) = (0, 100, -100, 690, -690);
        return values;
    }

    private static double[] Make(int seed, Func<Random, double> next)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 260).Select(_ => next(random))];
    }
}
