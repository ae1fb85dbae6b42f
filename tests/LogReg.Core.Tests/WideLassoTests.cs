using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests;

/// <summary>Paths with more working columns than a matrix is formed for, of more than fit a narrow sparse group: the conditions of an
/// optimum (Karush, Kuhn, Tucker) by plain loops that share nothing with the library.</summary>
public class WideLassoTests
{
    private const int Rows = 1500;
    private const int Columns = 3000;
    private const int EntriesPerRow = 40;

    private static readonly LogisticRegression Lasso =
        new() { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path, Path = new PathOptions { Count = 25, MinimumRatio = 0.02 } };

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public void Fit_Path_MeetsTheConditionsOfAnOptimum(double alpha)
    {
        (int[][] places, double[][] values, bool[] isPositive) = Generate();
        LogisticRegression options = alpha == 1 ? Lasso : Lasso with { Penalty = PenaltyKind.ElasticNet, Alpha = alpha };

        LogisticFit fit = options.Fit(Source(places, values, isPositive), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(fit.Path!.Points.Max(point => point.NonZeroCount) > 900);
        foreach (PathPoint point in fit.Path.Points)
        {
            Assert.Equal(TerminationReason.Gradient, point.Termination);
            Assert.InRange(point.OptimalityResidual, 0, 1e-8);
            double residual = Residual(fit.Model.AtLambda(point.Lambda), point.Lambda, alpha, places, values, isPositive);
            Assert.True(residual <= 1.001e-8, $"{residual} at λ = {point.Lambda}");
        }
    }

    [Fact]
    public void Fit_Path_DoesNotDependOnThreads()
    {
        (int[][] places, double[][] values, bool[] isPositive) = Generate();
        LogisticModel[] models =
        [
            .. new[] { 1, 3 }.Select(
                threads => (Lasso with { Threads = threads }).Fit(
                    Source(places, values, isPositive), cancellationToken: TestContext.Current.CancellationToken).Model.AtLambda(0.0015)),
        ];

        Assert.Equal(
            models[0].CoefficientsOf("1").Select(pair => (pair.Key, BitConverter.DoubleToInt64Bits(pair.Value))),
            models[1].CoefficientsOf("1").Select(pair => (pair.Key, BitConverter.DoubleToInt64Bits(pair.Value))));
    }

    // Many more columns than rows: on the way down, more parameters are not 0 than the rows determine.
    [Fact]
    public void Fit_LambdaFarBelowTheOneBefore_Converges()
    {
        const int Many = 20_000;
        var random = new Random(1);
        var weights = new Dictionary<int, double>();
        while (weights.Count < 300)
        {
            weights[random.Next(Many)] = (random.NextDouble() - 0.5) * 8;
        }

        int[] weighted = [.. weights.Keys];
        var text = new StringBuilder();
        for (int row = 0; row < 800; row++)
        {
            int[] places =
            [
                .. Enumerable.Range(0, 40).Select(_ => random.Next(Many))
                    .Concat(Enumerable.Range(0, 6).Select(_ => weighted[random.Next(weighted.Length)])).Distinct().Order(),
            ];
            double logOdds = places.Sum(place => weights.GetValueOrDefault(place));
            text.Append(random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? '1' : '0');
            text.AppendJoin("", places.Select(
                place => string.Create(CultureInfo.InvariantCulture, $" {place + 1}:{0.5 + (1.5 * random.NextDouble()):F3}"))).Append('\n');
        }

        using var source = LibsvmSource.FromOneTimeStream(
            new MemoryStream(Encoding.ASCII.GetBytes(text.ToString())), "wide.svm", threads: 1, TestContext.Current.CancellationToken);
        LogisticRegression options = Lasso with { Path = new PathOptions { Lambdas = [0.02, 0.001] } };
        Assert.True(options.Fit(source, cancellationToken: TestContext.Current.CancellationToken).Converged);
    }

    // The largest violation, of the columns divided by their deviations, which are not centred.
    private static double Residual(LogisticModel model, double lambda, double alpha, int[][] places, double[][] values, bool[] isPositive)
    {
        Coefficients coefficients = model.CoefficientsOf("1");
        double[] own = [.. Enumerable.Range(1, Columns).Select(
            column => coefficients.GetValueOrDefault(column.ToString(CultureInfo.InvariantCulture)))];
        double[] gradient = new double[Columns];
        double[] sums = new double[Columns];
        double[] squares = new double[Columns];
        double ofIntercept = 0;
        for (int row = 0; row < Rows; row++)
        {
            double logOdds = coefficients.Intercept;
            for (int entry = 0; entry < places[row].Length; entry++)
            {
                logOdds += own[places[row][entry]] * values[row][entry];
            }

            double error = ((1 / (1 + Math.Exp(-logOdds))) - (isPositive[row] ? 1 : 0)) / Rows;
            ofIntercept += error;
            for (int entry = 0; entry < places[row].Length; entry++)
            {
                int column = places[row][entry];
                gradient[column] += error * values[row][entry];
                sums[column] += values[row][entry];
                squares[column] += values[row][entry] * values[row][entry];
            }
        }

        double largest = Math.Abs(ofIntercept);
        for (int column = 0; column < Columns; column++)
        {
            if (squares[column] > 0)
            {
                double deviation = Math.Sqrt((squares[column] / Rows) - (sums[column] / Rows * (sums[column] / Rows)));
                double slope = (gradient[column] / deviation) + (lambda * (1 - alpha) * own[column] * deviation);
                double strength = lambda * alpha;
                largest = Math.Max(
                    largest,
                    own[column] == 0 ? Math.Abs(slope) - strength : Math.Abs(slope + (strength * Math.Sign(own[column]))));
            }
        }

        return largest;
    }

    private static (int[][] Places, double[][] Values, bool[] IsPositive) Generate()
    {
        var random = new Random(1);
        double[] truth = [.. Enumerable.Range(0, Columns).Select(_ => random.NextDouble() < 0.1 ? 4 * (random.NextDouble() - 0.5) : 0)];
        int[][] places = new int[Rows][];
        double[][] values = new double[Rows][];
        bool[] isPositive = new bool[Rows];
        for (int row = 0; row < Rows; row++)
        {
            places[row] = [.. Enumerable.Range(0, EntriesPerRow).Select(
                _ => (int)(Columns * Math.Pow(random.NextDouble(), 2))).Distinct().Order()];
            values[row] = [.. places[row].Select(_ => Math.Round(0.1 + random.NextDouble(), 4))];
            double logOdds = places[row].Select((column, entry) => truth[column] * values[row][entry]).Sum();
            isPositive[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
        }

        return (places, values, isPositive);
    }

    private static LibsvmSource Source(int[][] places, double[][] values, bool[] isPositive)
    {
        var text = new StringBuilder();
        for (int row = 0; row < Rows; row++)
        {
            text.Append(isPositive[row] ? "1" : "0");
            for (int entry = 0; entry < places[row].Length; entry++)
            {
                text.Append(CultureInfo.InvariantCulture, $" {places[row][entry] + 1}:{values[row][entry]}");
            }

            text.Append('\n');
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return LibsvmSource.FromStream(() => new MemoryStream(bytes), "wide.svm");
    }
}
