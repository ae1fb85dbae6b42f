using CsCheck;
using LogReg.Data;

namespace LogReg.Tests;

/// <summary>What must hold for any data: the meaning of weights, scales, orders and codings.</summary>
public class LogisticRegressionPropertyTests
{
    private const int Iterations = 25;

    /// <summary>The weights count, nothing is penalised.</summary>
    private static readonly LogisticRegression Weighted =
        new() { Target = "y", WeightColumn = "w", ExcludedColumns = ["o"], Tolerance = 1e-11, Threads = 1 };

    private static readonly LogisticRegression Ridge = Weighted with { Penalty = PenaltyKind.Ridge, Lambda = 0.05 };

    public static TheoryData<int, bool> Models { get; } = new MatrixTheoryData<int, bool>([2, 3], [false, true]);

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_WeightTwo_EqualsTheRowTwice(int classCount, bool ridge) => SampleData.Generate(classCount, withMissing: true).Sample(
        data =>
        {
            LogisticRegression estimator = ridge ? Ridge : Weighted;
            SampleData repeated =
                data.Take(Enumerable.Range(0, data.RowCount).SelectMany(row => Enumerable.Repeat(row, (int)data.Weights[row])));
            LogisticFit weighted = estimator.Fit(data.ToTable());
            LogisticFit twice = (estimator with { WeightColumn = null, ExcludedColumns = ["o", "w"] }).Fit(repeated.ToTable());
            DigitAssert.SameCoefficients(1e-9, twice.Model, weighted.Model);
            DigitAssert.Within(1e-12, twice.LogLikelihood, weighted.LogLikelihood, "log-likelihood");
            DigitAssert.Within(1e-12, twice.NullLogLikelihood, weighted.NullLogLikelihood, "null log-likelihood");
            DigitAssert.Within(1e-12, twice.Training.Accuracy, weighted.Training.Accuracy, "accuracy");
        },
        iter: Iterations);

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_WeightZero_EqualsTheRowGone(int classCount, bool ridge) => SampleData.Generate(classCount, withMissing: true).Sample(
        data =>
        {
            LogisticRegression estimator = ridge ? Ridge : Weighted;

            // Rows of weight 0 of a strange class, level and size: none of that may leave a trace.
            int[] extra = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 2 == 0)];
            SampleData strange = data.Take([.. Enumerable.Range(0, data.RowCount), .. extra]);
            for (int row = data.RowCount; row < strange.RowCount; row++)
            {
                strange.Weights[row] = 0;
                strange.Classes[row] = "zzz";
                strange.Category[row] = "violet";
                strange.Numbers[0][row] = 1e9;
            }

            LogisticFit without = estimator.Fit(data.ToTable());
            LogisticFit with = estimator.Fit(strange.ToTable());
            DigitAssert.IdenticalCoefficients(without.Model, with.Model);
            Assert.Equal(extra.Length, with.Data.RowsOfWeightZero);
            Assert.Equal(without.Data.TrainingRows, with.Data.TrainingRows);
            Assert.Equal(without.Model.Target, with.Model.Target);
        },
        iter: Iterations);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_ShiftedAndScaledFeature_PredictsTheSame(int classCount) => Gen.Select(
        SampleData.Generate(classCount), Gen.Double[0.001, 1000], Gen.Double[-1000, 1000]).Sample(
        (data, scale, shift) =>
        {
            SampleData moved = data with { Numbers = [[.. data.Numbers[0].Select(value => (value * scale) + shift)], data.Numbers[1]] };
            LogisticModel model = Weighted.Fit(data.ToTable()).Model;
            LogisticModel movedModel = Weighted.Fit(moved.ToTable()).Model;
            for (int row = 0; row < data.RowCount; row++)
            {
                double[] expected = model.PredictProbabilities(data.RowByName(row));
                double[] actual = movedModel.PredictProbabilities(moved.RowByName(row));
                for (int code = 0; code < classCount; code++)
                {
                    DigitAssert.Near(1e-8, expected[code], actual[code], $"row {row}");
                }
            }

            foreach (string className in model.ClassesWithEquation)
            {
                DigitAssert.Near(1e-7, model.CoefficientsOf(className)["n1"], movedModel.CoefficientsOf(className)["n1"] * scale, "n1");
                DigitAssert.Near(1e-7, model.CoefficientsOf(className)["n2"], movedModel.CoefficientsOf(className)["n2"], "n2");
            }
        },
        iter: Iterations);

    [Fact]
    public void Fit_ScaledFeatureUnderRidge_PredictsTheSame() => Gen.Select(SampleData.Generate(2), Gen.Double[0.001, 1000]).Sample(
        (data, scale) =>
        {
            // The penalty is on standardised features, so that units do not matter there either.
            SampleData scaled = data with { Numbers = [[.. data.Numbers[0].Select(value => value * scale)], data.Numbers[1]] };
            LogisticModel model = Ridge.Fit(data.ToTable()).Model;
            LogisticModel scaledModel = Ridge.Fit(scaled.ToTable()).Model;
            DigitAssert.Near(1e-8, model.Coefficients["n1"], scaledModel.Coefficients["n1"] * scale, "n1");
            DigitAssert.Near(1e-8, model.Coefficients["c=blue"], scaledModel.Coefficients["c=blue"], "c=blue");
        },
        iter: Iterations);

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_RowsInAnotherOrder_AgreesToTheLastDigits(int classCount, bool ridge) => Gen.Select(
        SampleData.Generate(classCount, withMissing: true), Gen.Int[0, 1_000_000]).Sample(
        (data, seed) =>
        {
            LogisticRegression estimator = ridge ? Ridge : Weighted;
            int[] order =
            [
                .. Enumerable.Range(0, data.RowCount).OrderBy(row => unchecked((row + 1) * (seed + 7919L) * 2654435761) % 1_000_003),
            ];
            DigitAssert.SameCoefficients(1e-9, estimator.Fit(data.ToTable()).Model, estimator.Fit(data.Take(order).ToTable()).Model);
        },
        iter: Iterations);

    [Fact]
    public void Fit_ColumnsInAnotherOrder_PermutesTheCoefficients() => SampleData.Generate(2).Sample(
        data =>
        {
            Table reordered = new TableBuilder()
                .AddCategorical("c", data.Category).AddNumeric("w", data.Weights).AddCategorical("y", data.Classes)
                .AddNumeric("n2", data.Numbers[1]).AddNumeric("o", data.Offsets).AddNumeric("n1", data.Numbers[0]).Build();
            LogisticModel model = Weighted.Fit(reordered).Model;
            Assert.Equal(["(intercept)", "c=green", "c=red", "n2", "n1"], model.Coefficients.Keys);
            DigitAssert.SameCoefficients(1e-9, Weighted.Fit(data.ToTable()).Model, model);
        },
        iter: Iterations);

    [Fact]
    public void Fit_IndicatorColumns_EqualTheCategory() => SampleData.Generate(2).Sample(
        data =>
        {
            Table explicitly = new TableBuilder()
                .AddNumeric("n1", data.Numbers[0]).AddNumeric("n2", data.Numbers[1])
                .AddNumeric("c=green", Indicator(data, "green")).AddNumeric("c=red", Indicator(data, "red"))
                .AddNumeric("w", data.Weights).AddNumeric("o", data.Offsets).AddCategorical("y", data.Classes).Build();
            DigitAssert.SameCoefficients(1e-9, Weighted.Fit(data.ToTable()).Model, Weighted.Fit(explicitly).Model);
        },
        iter: Iterations);

    [Fact]
    public void Fit_AnotherReferenceLevel_PredictsTheSame() => SampleData.Generate(2).Sample(
        data =>
        {
            LogisticModel blue = Weighted.Fit(data.ToTable()).Model;
            LogisticModel red = (Weighted with { References = new Dictionary<string, string> { ["c"] = "red" } }).Fit(data.ToTable()).Model;
            Assert.Equal(["(intercept)", "n1", "n2", "c=blue", "c=green"], red.Coefficients.Keys);
            DigitAssert.Near(1e-8, -blue.Coefficients["c=red"], red.Coefficients["c=blue"]);
            DigitAssert.Near(1e-8, blue.Coefficients["c=green"] - blue.Coefficients["c=red"], red.Coefficients["c=green"]);
            for (int row = 0; row < data.RowCount; row++)
            {
                DigitAssert.Near(1e-9, blue.LogOdds(data.RowByName(row)), red.LogOdds(data.RowByName(row)), $"row {row}");
            }
        },
        iter: Iterations);

    [Fact]
    public void Fit_ColumnOfOnes_IsTheInterceptAgain() => SampleData.Generate(2).Sample(
        data =>
        {
            Table withOnes = Ones(data);
            LogisticRegression forced = Weighted with { Features = ["n1", "one"] };
            LogisticFit fit = forced.Fit(withOnes);
            LogisticModel without = (Weighted with { Features = ["n1"] }).Fit(withOnes).Model;

            // The model has one constant already, so that the column gets nothing and is named.
            Assert.Equal(0, fit.Model.Coefficients["one"]);
            Assert.Contains(
                fit.Warnings,
                warning => warning.Kind == FitWarningKind.Collinearity && warning.Message.Contains("one", StringComparison.Ordinal));
            DigitAssert.Near(1e-9, without.Coefficients.Intercept, fit.Model.Coefficients.Intercept, "intercept");
            DigitAssert.Near(1e-9, without.Coefficients["n1"], fit.Model.Coefficients["n1"], "n1");
        },
        iter: Iterations);

    [Fact]
    public void Fit_SwappedPositive_NegatesTheCoefficients() => SampleData.Generate(2).Sample(
        data =>
        {
            LogisticModel b = Weighted.Fit(data.ToTable()).Model;
            LogisticModel a = (Weighted with { Positive = "a" }).Fit(data.ToTable()).Model;
            Assert.Equal("a", a.Target.Positive);
            Assert.Equal("b", a.Target.Negative);
            foreach ((string name, double value) in b.Coefficients)
            {
                DigitAssert.Near(1e-9, -value, a.Coefficients[name], name);
            }
        },
        iter: Iterations);

    [Fact]
    public void Fit_OffsetEqualToAFeature_LowersItsCoefficientByOne() => SampleData.Generate(2).Sample(
        data =>
        {
            SampleData shifted = data with { Offsets = data.Numbers[0] };
            LogisticModel with = (Weighted with { ExcludedColumns = [], OffsetColumn = "o" }).Fit(shifted.ToTable()).Model;
            LogisticModel without = Weighted.Fit(data.ToTable()).Model;
            DigitAssert.Near(1e-8, without.Coefficients["n1"] - 1, with.Coefficients["n1"], "n1");
            DigitAssert.Near(1e-8, without.Coefficients["n2"], with.Coefficients["n2"], "n2");
            DigitAssert.Near(1e-8, without.Coefficients.Intercept, with.Coefficients.Intercept, "intercept");
        },
        iter: Iterations);

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_AtTheMinimum_MeanProbabilitiesAreTheClassShares(int classCount, bool ridge) => SampleData.Generate(classCount).Sample(
        data =>
        {
            // The intercept's gradient is 0, penalised or not.
            LogisticModel model = (ridge ? Ridge : Weighted).Fit(data.ToTable()).Model;
            double[] sums = new double[classCount];
            double[] shares = new double[classCount];
            for (int row = 0; row < data.RowCount; row++)
            {
                double[] probabilities = model.PredictProbabilities(data.RowByName(row));
                for (int code = 0; code < classCount; code++)
                {
                    sums[code] += data.Weights[row] * probabilities[code];
                    shares[code] += data.Classes[row][0] - 'a' == code ? data.Weights[row] : 0;
                }
            }

            for (int code = 0; code < classCount; code++)
            {
                DigitAssert.Within(1e-9, shares[code], sums[code], $"class {code}");
            }
        },
        iter: Iterations);

    private static double[] Indicator(SampleData data, string level) => [.. data.Category.Select(value => value == level ? 1.0 : 0)];

    private static Table Ones(SampleData data) => new TableBuilder()
        .AddNumeric("n1", data.Numbers[0]).AddNumeric("one", [.. Enumerable.Repeat(1.0, data.RowCount)])
        .AddCategorical("y", data.Classes).AddNumeric("w", data.Weights).AddNumeric("o", data.Offsets).Build();
}
