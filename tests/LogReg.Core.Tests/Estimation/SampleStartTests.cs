using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Tests.Estimation;

public class SampleStartTests
{
    // With an intercept 93 coefficients an equation, 64 rows of a quarter for each, and n·p² of 2·10⁸.
    private const int Columns = 92;
    private const int EnoughRows = 4 * 64 * (Columns + 1);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Fit_ManyRows_StartsAtASampleAndEndsWhereOthersDo(int classCount, bool isSorted)
    {
        (double[,] features, int[] classes) = Draw(EnoughRows, classCount, isSorted);
        LogisticFit fit = new LogisticRegression().Fit(features, classes);
        Assert.Equal((SolverKind.Newton, true), (fit.Solver, fit.Converged));
        Assert.InRange(fit.SampleRows, (EnoughRows / 4) - 32, EnoughRows / 4);

        // The start is nearer to the solution than 0 is.
        Assert.InRange(fit.History[0].Loss, fit.Training.LogLoss, Math.Log(classCount) - 0.01);

        // A model to start from stands in the place of the sample.
        LogisticFit fromZero = new LogisticRegression { InitialModel = Zero(classCount, fit.Model) }.Fit(features, classes);
        Assert.Equal(0, fromZero.SampleRows);
        Assert.True(fromZero.Iterations > fit.Iterations);
        DigitAssert.SameCoefficients(1e-11, fromZero.Model, fit.Model);
        Assert.Equal(fromZero.Inference!.StandardErrors, fit.Inference!.StandardErrors);
    }

    [Fact]
    public void Fit_OneRowLess_StartsAtZero()
    {
        (double[,] features, int[] classes) = Draw(EnoughRows - 1, 2, isSorted: false);
        LogisticFit fit = new LogisticRegression().Fit(features, classes);
        Assert.Equal(0, fit.SampleRows);
        Assert.Equal(Math.Log(2), fit.History[0].Loss, 1e-12);
    }

    [Fact]
    public void Fit_OtherSolvers_StartAtZero()
    {
        (double[,] features, int[] classes) = Draw(EnoughRows, 2, isSorted: false);
        LogisticFit fit = new LogisticRegression { Solver = SolverKind.Lbfgs }.Fit(features, classes);
        Assert.Equal(0, fit.SampleRows);
        Assert.Equal(Math.Log(2), fit.History[0].Loss, 1e-12);
    }

    [Fact]
    public void Fit_RareClassThatTheSampleSeparates_EndsWhereOthersDo()
    {
        // One row of two hundred is of the class: the sample has thirty of them, for 93 coefficients.
        (double[,] features, int[] classes) = Draw(EnoughRows, 2, isSorted: false);
        for (int row = 0; row < classes.Length; row++)
        {
            classes[row] = row % 200 == 77 ? 1 : 0;
        }

        LogisticFit fit = new LogisticRegression().Fit(features, classes);
        Assert.True(fit.Converged);
        DigitAssert.SameCoefficients(
            1e-9, new LogisticRegression { InitialModel = Zero(2, fit.Model) }.Fit(features, classes).Model, fit.Model);
    }

    private static LogisticModel Zero(int classCount, LogisticModel like)
    {
        LinearEquation[] equations =
        [
            .. Enumerable.Range(0, classCount - 1).Select(_ => new LinearEquation(0, [.. like.Features.Select(_ => new double[1])])),
        ];
        return SmallModel.Of(like.Target, like.Features, equations, 0.5, like.Training);
    }

    // Class k is the more likely the larger the k-th number is.
    private static (double[,] Features, int[] Classes) Draw(int rowCount, int classCount, bool isSorted)
    {
        var random = new Random(5);
        double[,] features = new double[rowCount, Columns];
        int[] classes = new int[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                features[row, column] = random.NextDouble() - 0.5;
            }

            double best = double.NegativeInfinity;
            for (int code = 0; code < classCount; code++)
            {
                double utility = (3 * features[row, code]) - Math.Log(-Math.Log(random.NextDouble()));
                if (utility > best)
                {
                    (best, classes[row]) = (utility, code);
                }
            }
        }

        return isSorted ? Sorted(features, classes) : (features, classes);
    }

    private static (double[,] Features, int[] Classes) Sorted(double[,] features, int[] classes)
    {
        int[] order = [.. Enumerable.Range(0, classes.Length).OrderBy(row => classes[row])];
        double[,] sorted = new double[classes.Length, Columns];
        for (int row = 0; row < order.Length; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                sorted[row, column] = features[order[row], column];
            }
        }

        return (sorted, [.. order.Select(row => classes[row])]);
    }
}
