using System.Text.Json;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Numerics;

namespace LogReg.Tests.Inference;

/// <summary>Firth's penalised likelihood where it has several maxima: against brute force (Golden/firthmaxima.py), and test against
/// interval.</summary>
public class FirthMaximaTests
{
    private const double Quantile = 3.841458820694124;

    [Fact]
    public void Fit_TwoMaxima_FindsTheHigher()
    {
        double[] x = [0.1, 1.4, -0.1, 0.1, 1.0, -0.3, 0.2, 1.1, -0.1, -1.3, -0.2, 1.3];
        string[] y = ["1", "1", "0", "1", "1", "0", "1", "1", "0", "0", "0", "1"];
        LogisticFit fit = Fit(new TableBuilder().AddNumeric("x0", x).AddCategorical("y", y));
        Assert.True(fit.Converged);
        DigitAssert.Within(1e-5, 0.0195692, fit.Model.Coefficients["(intercept)"]);
        DigitAssert.Within(1e-8, 14.1997687, fit.Model.Coefficients["x0"]);
        DigitAssert.Within(
            1e-8, -3.36642023, PenalizedLikelihood([x], [.. y.Select(double.Parse)], null, null, [.. fit.Model.Coefficients.Values]));
    }

    [Fact]
    public void Fit_TwoMaximaUnderAnOffset_TestAndIntervalAgree()
    {
        double[] x = [2.17, -0.11, 1.32, 0.37, 0.76, -0.45, -0.69, -0.18];
        double[] o = [-0.83, -1.77, -0.02, 1.94, -0.19, 0.41, 0.39, 0.51];
        string[] y = ["1", "1", "1", "1", "1", "0", "0", "1"];
        LogisticFit fit = Fit(new TableBuilder().AddNumeric("x0", x).AddNumeric("o", o).AddCategorical("y", y), offset: "o");
        CoefficientEstimate estimate = fit.Model.Estimates()[1];
        Assert.Equal(estimate.PValue < 0.05, estimate.Interval.Lower > 0);
        Assert.Equal(0.0269, estimate.PValue, 4);
        double best = PenalizedLikelihood([x], [.. y.Select(double.Parse)], null, o, [.. fit.Model.Coefficients.Values]);
        foreach (double bound in new[] { estimate.Interval.Lower, estimate.Interval.Upper })
        {
            DigitAssert.Within(1e-6, Quantile / 2, best - HighestWithSlope(x, [.. y.Select(double.Parse)], o, bound), $"{bound}");
        }
    }

    [Fact]
    public void Fit_BoundBehindAFlat_IsFound()
    {
        LogisticFit fit =
            Fit(
                new TableBuilder().AddNumeric("x0", [-1.0, -2.5, 0.5, 0.6, 0.1]).AddNumeric("x1", [-0.5, -1, 1.1, -0.8, -0.9])
                    .AddCategorical("y", ["0", "0", "1", "1", "1"]));
        Assert.Equal(5.8095, fit.Model.Estimates()[1].Interval.Upper, 4);
    }

    // The penalised likelihood drops by 1.920729 at both, by 120 fits with the coefficient held there (Nelder and Mead, scipy 1.10).
    [Fact]
    public void Fit_SevenRowsAndThreeFeatures_BoundsAreAtTheirLevel()
    {
        LogisticFit fit = Fit(new TableBuilder()
            .AddNumeric("x0", [-1.0, 2, 2, -1, 1, 2, -2])
            .AddNumeric("x1", [1.0, 1, 0, -2, -2, 2, -2])
            .AddNumeric("x2", [1.0, -2, 2, 2, 2, 0, 0])
            .AddCategorical("y", ["0", "1", "0", "0", "1", "0", "1"]));
        ConfidenceInterval interval = fit.Model.Estimates()[1].Interval;
        Assert.Equal(-0.8756630, interval.Lower, 6);
        Assert.Equal(4.0821742, interval.Upper, 6);
    }

    [Fact]
    public void Fit_TestOfTheInterceptBehindAFlat_IsFound()
    {
        LogisticFit fit =
            Fit(
                new TableBuilder().AddNumeric("x0", [-1.8, 0.3, -0.8, -1.8, -0.3, 0.0, 0.4, 0.4, -2.0]).AddCategorical(
                    "y", ["0", "1", "0", "0", "0", "1", "1", "1", "0"]));
        Assert.Equal(0.3486, fit.Model.Estimates()[0].PValue, 4);
    }

    [Fact]
    public void Fit_RandomProblems_AgreesWithBruteForce()
    {
        using Stream stream = typeof(FirthMaximaTests).Assembly.GetManifestResourceStream("firthmaxima.golden.json")!;
        using JsonDocument golden = JsonDocument.Parse(stream);
        foreach (JsonElement problem in golden.RootElement.GetProperty("problems").EnumerateArray())
        {
            string name = $"problem {problem.GetProperty("seed").GetInt32()}";
            LogisticFit fit = FitOf(problem);
            IReadOnlyList<CoefficientEstimate> estimates = fit.Model.Estimates();
            double[] expected = Numbers(problem, "estimate");
            double[] statistics = Numbers(problem, "statistic");
            JsonElement bounds = problem.GetProperty("bounds");
            DigitAssert.Near(1e-7, problem.GetProperty("model").GetDouble(), fit.Inference!.LikelihoodRatio.Statistic, name);
            for (int place = 0; place < expected.Length; place++)
            {
                CoefficientEstimate own = estimates[place];
                DigitAssert.Near(1e-8, expected[place], own.Estimate, $"{name}: {own.Name}");
                DigitAssert.Near(1e-7, ChiSquared.UpperTail(statistics[place], 1), own.PValue, $"{name}: p of {own.Name}");
                DigitAssert.Near(1e-7, bounds[place][0].GetDouble(), own.Interval.Lower, $"{name}: lower bound of {own.Name}");
                DigitAssert.Near(1e-7, bounds[place][1].GetDouble(), own.Interval.Upper, $"{name}: upper bound of {own.Name}");
                Assert.Equal(problem.GetProperty("gaps")[place].GetBoolean(), own.Interval.HasGap);
                if (!own.Interval.HasGap)
                {
                    Assert.Equal(own.PValue < 0.05, own.Interval.Lower > 0 || own.Interval.Upper < 0);
                }
            }
        }
    }

    private static LogisticFit FitOf(JsonElement problem)
    {
        double[][] columns =
        [
            .. problem.GetProperty("x").EnumerateArray().Select(column => column.EnumerateArray().Select(one => one.GetDouble()).ToArray()),
        ];
        var table = new TableBuilder();
        for (int column = 0; column < columns.Length; column++)
        {
            table.AddNumeric($"x{column}", columns[column]);
        }

        table.AddNumeric("w", Numbers(problem, "w")).AddNumeric("o", Numbers(problem, "o"));
        table.AddCategorical("y", [.. Numbers(problem, "y").Select(one => one > 0 ? "1" : "0")]);
        bool isWeighted = Numbers(problem, "w").Any(weight => weight != 1);
        bool hasOffset = Numbers(problem, "o").Any(offset => offset != 0);
        return new LogisticRegression
        {
            Target = "y",
            Firth = true,
            Features = [.. Enumerable.Range(0, columns.Length).Select(column => $"x{column}")],
            WeightColumn = isWeighted ? "w" : null,
            WeightKind = WeightKind.Importance,
            OffsetColumn = hasOffset ? "o" : null,
        }.Fit(table.Build(), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static LogisticFit Fit(TableBuilder table, string? offset = null) =>
        new LogisticRegression { Target = "y", Firth = true, OffsetColumn = offset }.Fit(
            table.Build(), cancellationToken: TestContext.Current.CancellationToken);

    private static double[] Numbers(JsonElement problem, string member) =>
        [.. problem.GetProperty(member).EnumerateArray().Select(one => one.GetDouble())];

    // The profile of one slope by brute force over the intercept.
    private static double HighestWithSlope(double[] x, double[] y, double[] o, double slope)
    {
        double best = double.NegativeInfinity;
        double place = 0;
        double width = 3 * (Math.Abs(slope) + 5);
        for (int round = 0; round < 12; round++, width /= 50)
        {
            double center = place;
            for (int step = -400; step <= 400; step++)
            {
                double value = PenalizedLikelihood([x], y, null, o, [center + (width * step / 400), slope]);
                (best, place) = value > best ? (value, center + (width * step / 400)) : (best, place);
            }
        }

        return best;
    }

    private static double PenalizedLikelihood(double[][] columns, double[] y, double[]? w, double[]? o, double[] coefficients)
    {
        int rows = y.Length;
        double value = 0;
        double[] matrix = [.. Enumerable.Repeat(1.0, rows), .. columns.SelectMany(column => column)];
        double[] scale = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double logOdds =
                (o?[row] ?? 0) + coefficients[0] + columns.Select((column, index) => column[row] * coefficients[index + 1]).Sum();
            double positive = LogisticFunctions.Log1PlusExp(logOdds);
            double negative = LogisticFunctions.Log1PlusExp(-logOdds);
            value -= (w?[row] ?? 1) * (y[row] > 0 ? negative : positive);
            scale[row] = Math.Sqrt(w?[row] ?? 1) * Math.Exp(-(positive + negative) / 2);
        }

        var factorization = new RowWiseFactorization(rows, columns.Length + 1);
        Assert.True(factorization.Factor(matrix, scale));
        return value + (factorization.LogDeterminant / 2);
    }
}
