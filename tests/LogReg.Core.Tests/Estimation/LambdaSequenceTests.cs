using LogReg.Estimation;

namespace LogReg.Tests.Estimation;

public class LambdaSequenceTests
{
    [Fact]
    public void Of_MoreRowsThanCoefficients_FallsByFourPowersOfTen()
    {
        double[] lambdas = LambdaSequence.Of(new PathOptions(), 2, alpha: 1, rows: 50, coefficients: 50);
        Assert.Equal(100, lambdas.Length);
        Assert.Equal(2, lambdas[0]);
        Assert.Equal(2e-4, lambdas[^1], 15);
        Assert.Equal(2 * Math.Pow(1e-4, 1.0 / 99), lambdas[1], 14);
    }

    [Fact]
    public void Of_MoreCoefficientsThanRows_FallsByTwo() =>
        Assert.Equal(0.02, LambdaSequence.Of(new PathOptions { Count = 5 }, 2, alpha: 1, rows: 50, coefficients: 51)[^1], 15);

    [Fact]
    public void Of_Ridge_FallsByTwoPowersMore() =>
        Assert.Equal(2e-6, LambdaSequence.Of(new PathOptions { Count = 5 }, 2, alpha: 0, rows: 50, coefficients: 50)[^1], 15);

    [Fact]
    public void Of_Options_AreTaken()
    {
        Assert.Equal([1, 0.5], LambdaSequence.Of(new PathOptions { Lambdas = [1, 0.5] }, 7, 1, 10, 2));
        Assert.Equal([8, 4, 2], LambdaSequence.Of(new PathOptions { Count = 3, MinimumRatio = 0.25 }, 8, 1, 10, 2));
        Assert.Equal([0], LambdaSequence.Of(new PathOptions(), 0, 1, 10, 2));
    }
}
