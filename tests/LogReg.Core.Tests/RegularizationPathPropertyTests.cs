using CsCheck;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests;

/// <summary>What must hold of every penalised fit, on random small data with weights, missing cells, a category, constant, collinear and
/// superfluous columns.</summary>
public class RegularizationPathPropertyTests
{
    private const int Iterations = 10;

    private static readonly LogisticRegression Plain =
        new() { Target = "y", WeightColumn = "w", ExcludedColumns = ["o"], Tolerance = 1e-11, Threads = 1 };

    /// <summary>Offsets are for two classes.</summary>
    public static TheoryData<string, int> Penalties { get; } = [.. new MatrixTheoryData<string, int>(
        ["ridge", "lasso", "elastic net", "factors", "bounds", "groups"], [2, 3]), ("offset", 2)];

    /// <summary>Those whose first λ follows from the classes' shares.</summary>
    public static TheoryData<string, int> PenaltiesWithCorners { get; } =
        new MatrixTheoryData<string, int>(["lasso", "elastic net", "groups"], [2, 3]);

    [Theory]
    [MemberData(nameof(Penalties))]
    public void Fit_Path_MeetsTheConditionsOfAnOptimumAtEveryPoint(string penalty, int classCount) => Generate(classCount).Sample(
        data =>
        {
            LogisticRegression estimator = OfPath(Estimator(penalty), new PathOptions { Count = 6, MinimumRatio = 0.01 });
            LogisticFit fit = estimator.Fit(data.ToTable());
            var optimality = new PlainOptimality(data, estimator);
            double previousLoss = double.PositiveInfinity;
            foreach (PathPoint point in fit.Path!.Points)
            {
                LogisticModel model = fit.Model.AtLambda(point.Lambda);
                double residual = optimality.Residual(model, point.Lambda);
                Assert.True(residual <= 1e-10, $"{penalty} at λ = {point.Lambda}: {residual} after {point.Termination}");
                Assert.True(point.OptimalityResidual <= 1e-11, $"{penalty} at λ = {point.Lambda}: {point.OptimalityResidual}");
                Assert.Equal(CountNonZeros(model), point.NonZeroCount);
                AssertStructure(model, estimator);

                // Less penalty, less loss: along a path both may only go one way.
                Assert.True(point.Loss <= previousLoss + 1e-10, $"the loss rises at λ = {point.Lambda}");
                Assert.InRange(point.DevianceExplained, estimator.OffsetColumn is null ? -1e-12 : double.NegativeInfinity, 1);
                previousLoss = point.Loss;
            }
        },
        iter: Iterations);

    [Theory]
    [MemberData(nameof(Penalties))]
    public void Fit_OneLambda_MeetsTheConditionsOfAnOptimum(string penalty, int classCount) =>
        Gen.Select(Generate(classCount), Gen.Double[-7, -1]).Sample(
            (data, logLambda) =>
            {
                LogisticRegression estimator = Estimator(penalty) with { Lambda = Math.Exp(logLambda) };
                LogisticFit fit = estimator.Fit(data.ToTable());
                double residual = new PlainOptimality(data, estimator).Residual(fit.Model, estimator.Lambda);
                Assert.True(residual <= 1e-10, $"{penalty} at λ = {estimator.Lambda}: {residual} after {fit.Termination}");
                AssertStructure(fit.Model, estimator);
            },
            iter: Iterations);

    [Theory]
    [MemberData(nameof(PenaltiesWithCorners))]
    public void Fit_LambdaFromTheLargestOn_LeavesNothing(string penalty, int classCount) => Generate(classCount).Sample(
        data =>
        {
            LogisticRegression estimator = Estimator(penalty);
            double largest = new PlainOptimality(data, estimator).LargestLambda();
            LogisticFit path = OfPath(estimator, new PathOptions { Count = 2, MinimumRatio = 0.99 }).Fit(data.ToTable());
            DigitAssert.Within(1e-9, largest, path.Path!.Points[0].Lambda, "the first λ of a path");
            Assert.Equal(0, path.Path.Points[0].NonZeroCount);
            Assert.Equal(0, CountNonZeros((estimator with { Lambda = largest * 1.000001 }).Fit(data.ToTable()).Model));
            Assert.Equal(0, CountNonZeros((estimator with { Lambda = largest * 1000 }).Fit(data.ToTable()).Model));
            Assert.NotEqual(0, CountNonZeros((estimator with { Lambda = largest * 0.999 }).Fit(data.ToTable()).Model));
        },
        iter: Iterations);

    /// <summary>
    /// Between two λ the solutions of a penalty with a ridge part are no further apart than |λ − λ'|·‖∂P(β)‖/(λ'(1 − α)): from the monotony
    /// of gradients and the strong convexity of the penalty P.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_NeighbouringLambdas_HaveNeighbouringSolutions(int classCount) =>
        Gen.Select(Generate(classCount), Gen.Double[0.1, 0.9]).Sample(
            (data, alpha) =>
            {
                double[] lambdas = [.. Enumerable.Range(0, 12).Select(index => 0.2 * Math.Pow(0.999, index) * (index < 6 ? 1 : 0.1))];
                LogisticRegression estimator = OfPath(
                    Plain with { Penalty = PenaltyKind.ElasticNet, Alpha = alpha }, new PathOptions { Lambdas = lambdas });
                LogisticFit fit = estimator.Fit(data.ToTable());
                double[][] slopes = [.. lambdas.Select(lambda => StandardizedSlopes(data, fit.Model.AtLambda(lambda)))];
                for (int index = 1; index < lambdas.Length; index++)
                {
                    double squares = slopes[index - 1].Sum(slope => Math.Pow(alpha + ((1 - alpha) * Math.Abs(slope)), 2));
                    double bound = (lambdas[index - 1] - lambdas[index]) * Math.Sqrt(squares) / (lambdas[index] * (1 - alpha));
                    double distance = Math.Sqrt(slopes[index].Zip(slopes[index - 1], (one, other) => (one - other) * (one - other)).Sum());
                    Assert.True(distance <= bound + 1e-8, $"between λ = {lambdas[index - 1]} and {lambdas[index]}: {distance} > {bound}");
                }
            },
            iter: Iterations);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_FinerPath_HasTheSameSolutions(int classCount) => Generate(classCount).Sample(
        data =>
        {
            double[] coarse = [0.1, 0.01];
            double[] fine = [0.3, 0.1, 0.07, 0.05, 0.02, 0.01];
            LogisticRegression estimator = Estimator("elastic net");
            LogisticModel few = OfPath(estimator, new PathOptions { Lambdas = coarse }).Fit(data.ToTable()).Model;
            LogisticModel many = OfPath(estimator, new PathOptions { Lambdas = fine }).Fit(data.ToTable()).Model;
            foreach (double lambda in coarse)
            {
                LogisticModel alone = (estimator with { Lambda = lambda }).Fit(data.ToTable()).Model;
                DigitAssert.SameCoefficients(1e-8, few.AtLambda(lambda), many.AtLambda(lambda));
                DigitAssert.SameCoefficients(1e-8, alone, many.AtLambda(lambda));
            }
        },
        iter: Iterations);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_PathOfRidge_AgreesWithNewton(int classCount) => Gen.Select(Generate(classCount), Gen.Double[0.1, 3]).Sample(
        (data, factor) =>
        {
            double[] lambdas = [1, 0.1, 0.01];
            LogisticRegression ridge =
                Plain with { Penalty = PenaltyKind.Ridge, PenaltyFactors = new Dictionary<string, double> { ["n1"] = factor } };
            LogisticModel path = OfPath(ridge, new PathOptions { Lambdas = lambdas }).Fit(data.ToTable()).Model;
            LogisticModel withoutLasso =
                OfPath(ridge with { Penalty = PenaltyKind.ElasticNet, Alpha = 0 }, new PathOptions { Lambdas = lambdas }).Fit(
                    data.ToTable()).Model;
            foreach (double lambda in lambdas)
            {
                LogisticModel newton = (ridge with { Lambda = lambda, Solver = SolverKind.Newton }).Fit(data.ToTable()).Model;
                DigitAssert.SameCoefficients(1e-8, newton, path.AtLambda(lambda));
                DigitAssert.SameCoefficients(1e-8, newton, withoutLasso.AtLambda(lambda));
                DigitAssert.SameCoefficients(
                    1e-8, newton, (ridge with { Lambda = lambda, Solver = SolverKind.CoordinateDescent }).Fit(data.ToTable()).Model);
            }
        },
        iter: Iterations);

    /// <summary>More than one block and one chunk of rows: 17,000 of them.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits(int classCount, bool groups)
    {
        Table table = ManyRows(classCount);
        LogisticRegression estimator = OfPath(
            Plain with { Tolerance = 1e-8, Penalty = PenaltyKind.ElasticNet, Alpha = 0.8, GroupLevels = groups },
            new PathOptions { Count = 5, MinimumRatio = 0.01 });
        LogisticFit one = (estimator with { Threads = 1 }).Fit(table);
        for (int threads = 2; threads <= 4; threads++)
        {
            LogisticFit several = (estimator with { Threads = threads }).Fit(table);
            Assert.Equal(one.Path!.Points, several.Path!.Points);
            foreach (PathPoint point in one.Path.Points)
            {
                DigitAssert.IdenticalCoefficients(one.Model.AtLambda(point.Lambda), several.Model.AtLambda(point.Lambda));
            }
        }
    }

    /// <summary>Weight 2 is the row twice at every λ, and missing cells are the mean there, too.</summary>
    [Theory]
    [InlineData("elastic net")]
    [InlineData("groups")]
    public void Fit_WeightTwo_EqualsTheRowTwiceAlongThePath(string penalty) => Generate(2).Sample(
        data =>
        {
            SampleData repeated =
                data.Take(Enumerable.Range(0, data.RowCount).SelectMany(row => Enumerable.Repeat(row, (int)data.Weights[row])));
            LogisticRegression estimator = OfPath(Estimator(penalty), new PathOptions { Lambdas = [0.1, 0.03, 0.01] });
            LogisticModel weighted = estimator.Fit(data.ToTable()).Model;
            LogisticModel twice = (estimator with { WeightColumn = null, ExcludedColumns = ["o", "w"] }).Fit(repeated.ToTable()).Model;
            foreach (double lambda in estimator.Path.Lambdas!)
            {
                DigitAssert.SameCoefficients(1e-8, twice.AtLambda(lambda), weighted.AtLambda(lambda));
            }
        },
        iter: Iterations);

    private static LogisticRegression OfPath(LogisticRegression estimator, PathOptions path) =>
        estimator with { Lambda = 0, LambdaChoice = LambdaChoice.Path, Path = path };

    private static LogisticRegression Estimator(string penalty)
    {
        LogisticRegression net = Plain with { Penalty = PenaltyKind.ElasticNet, Alpha = 0.6 };
        return penalty switch
        {
            "ridge" => Plain with { Penalty = PenaltyKind.Ridge },
            "lasso" => Plain with { Penalty = PenaltyKind.Lasso },
            "factors" => net with { PenaltyFactors = new Dictionary<string, double> { ["n1"] = 0, ["n2"] = 2, ["c"] = 0.5 } },
            "bounds" => net with { NonnegativeColumns = ["n1", "n3", "c"] },
            "groups" => net with { GroupLevels = true },
            "offset" => net with { OffsetColumn = "o", ExcludedColumns = [] },
            _ => net,
        };
    }

    // The columns of SampleData, then n3 = n1 + n2, a constant n4, n5 like n1 but for a few rows, and up to 30 of small numbers that say
    // nothing.
    private static Gen<SampleData> Generate(int classCount) =>
        Gen.Select(SampleData.Generate(classCount, withMissing: true), Gen.Int[0, 30]).Select(
            (data, superfluous) =>
            {
                double[] first = data.Numbers[0];
                double[] second = data.Numbers[1];
                IEnumerable<double[]> others = Enumerable.Range(0, superfluous).Select(
                    column =>
                        Enumerable.Range(0, data.RowCount).Select(
                            row => (double)(((row + 3) * (column + 7) * 37 % 101 * (row + column) % 13) - 6)).ToArray());
                return data with
                {
                    Numbers =
                    [
                        first,
                        second,
                        [.. first.Zip(second, (one, other) => one + other)],
                        [.. Enumerable.Repeat(7.0, data.RowCount)],
                        [.. first.Select((value, row) => row % 9 == 0 ? 1 : value)],
                        .. others,
                    ],
                };
            });

    private static Table ManyRows(int classCount)
    {
        const int rows = 17_000;
        string[] levels = ["red", "green", "blue", "black", "white"];
        double[][] numbers =
        [
            .. Enumerable.Range(1, 5).Select(
                column => Enumerable.Range(0, rows).Select(row => Math.Sin((row + 1.0) * column * 1.7)).ToArray()),
        ];
        IEnumerable<string> classes = Enumerable.Range(0, rows).Select(row =>
            ((char)('a'
                + ((int)Math.Abs(
                    (numbers[0][row] * 3) + numbers[3][row] + (Math.Cos(row * 12.9898) * 4) + (row % 5)) % classCount))).ToString());
        var builder = new TableBuilder();
        for (int column = 0; column < numbers.Length; column++)
        {
            builder.AddNumeric($"n{column + 1}", numbers[column]);
        }

        return builder
            .AddCategorical("c", Enumerable.Range(0, rows).Select(row => levels[row % 5]))
            .AddCategorical("y", classes)
            .AddNumeric("w", [.. Enumerable.Range(0, rows).Select(row => 1 + (row % 3 * 0.5))])
            .AddNumeric("o", new double[rows])
            .Build();
    }

    // Bounds hold, and groups are 0 as a whole or nowhere. That an unpenalised coefficient is not held at 0 shows in the residual; on small
    // weights that cancel it may be 0 by itself.
    private static void AssertStructure(LogisticModel model, LogisticRegression estimator)
    {
        foreach (string className in model.ClassesWithEquation)
        {
            Coefficients coefficients = model.CoefficientsOf(className);
            foreach ((string name, double value) in coefficients)
            {
                Assert.True(value >= 0 || !estimator.NonnegativeColumns.Contains(name.Split('=')[0]), $"{name} is {value}");
            }
        }

        if (estimator.GroupLevels)
        {
            bool[] areZero = [.. model.ClassesWithEquation.SelectMany(
                className =>
                    model.CoefficientsOf(className).Where(pair => pair.Key.StartsWith("c=", StringComparison.Ordinal)).Select(
                        pair => pair.Value == 0))];
            Assert.Single(areZero.Distinct());
        }
    }

    private static int CountNonZeros(LogisticModel model) =>
        model.CoefficientsOf(model.ClassesWithEquation.First()).Keys.Count(name =>
            name != Coefficients.InterceptName && model.ClassesWithEquation.Any(className => model.CoefficientsOf(className)[name] != 0));

    private static double[] StandardizedSlopes(SampleData data, LogisticModel model) =>
        [.. model.ClassesWithEquation.SelectMany(className => model.CoefficientsOf(className)
            .Where(pair => pair.Key != Coefficients.InterceptName).Select(
                pair => pair.Value * PlainOptimality.DeviationOf(data, pair.Key)))];
}
