using System.Globalization;
using System.Text;
using CsCheck;
using LogReg.Terms;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg.Tests;

/// <summary>Every way in gives the same fit, every way out the same prediction, before and after saving: the same bits.</summary>
public class PredictionConsistencyTests
{
    private static readonly LogisticRegression Estimator = new() { Target = "y", WeightColumn = "w", ExcludedColumns = ["o"], Threads = 1 };

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Predict_AnyWayIn_GivesIdenticalBits(int classCount, bool ridge) =>
        SampleData.Generate(classCount, withMissing: true).Sample(
            data =>
            {
                LogisticModel model = Fit(data, ridge);
                double[][] expected = [.. Enumerable.Range(0, data.RowCount).Select(row => FromSpan(model, data, row))];
                Matrix<double> matrix = Matrix<double>.Build.Dense(data.RowCount, 3, (row, column) => SpanRow(model, data, row)[column]);
                Matrix<double> fromMatrix = model.PredictProbabilities(matrix);
                ScoredChunk chunk = Assert.Single(model.Score(TextSource.Of("c,n2,unused,n1", Enumerable.Range(0, data.RowCount).Select(
                    row => $"{data.Category[row]},{TextSource.Cell(data.Numbers[1][row])},x,{TextSource.Cell(data.Numbers[0][row])}"))));
                for (int row = 0; row < data.RowCount; row++)
                {
                    double[] byName = model.PredictProbabilities(data.RowByName(row));
                    for (int code = 0; code < classCount; code++)
                    {
                        DigitAssert.SameBits(expected[row][code], byName[code], $"dictionary, row {row}");
                        DigitAssert.SameBits(expected[row][code], fromMatrix[row, code], $"matrix, row {row}");
                        if (classCount > 2)
                        {
                            DigitAssert.SameBits(expected[row][code], chunk.Probabilities[(row * classCount) + code], $"CSV, row {row}");
                        }
                    }

                    if (classCount == 2)
                    {
                        DigitAssert.SameBits(expected[row][1], chunk.Probabilities[row], $"CSV, row {row}");
                        DigitAssert.SameBits(model.LogOdds(SpanRow(model, data, row)), chunk.LogOdds[row], $"CSV, row {row}");
                        DigitAssert.SameBits(chunk.LogOdds[row], model.LogOdds(matrix)[row], $"matrix, row {row}");
                        DigitAssert.SameBits(expected[row][1], model.PredictProbability(matrix)[row], $"matrix, row {row}");
                        DigitAssert.SameBits(expected[row][1], model.PredictProbability(data.RowByName(row)), $"dictionary, row {row}");
                    }

                    Assert.Equal(model.Predict(SpanRow(model, data, row)), model.Predict(data.RowByName(row)));
                }
            },
            iter: 10);

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Predict_AfterSaveAndLoad_GivesIdenticalBits(int classCount, bool ridge) =>
        SampleData.Generate(classCount, withMissing: true).Sample(
            data =>
            {
                LogisticModel model = Fit(data, ridge);
                using var stream = new MemoryStream();
                model.Save(stream);
                stream.Position = 0;
                LogisticModel loaded = LogisticModel.Load(stream);
                DigitAssert.IdenticalCoefficients(model, loaded);
                for (int row = 0; row < data.RowCount; row++)
                {
                    double[] expected = FromSpan(model, data, row);
                    double[] actual = FromSpan(loaded, data, row);
                    for (int code = 0; code < classCount; code++)
                    {
                        DigitAssert.SameBits(expected[code], actual[code], $"row {row}");
                    }
                }

                Assert.Equal(model.Features, loaded.Features);
                Assert.Equal(model.Target, loaded.Target);
                using var again = new MemoryStream();
                loaded.Save(again);
                Assert.Equal(stream.ToArray(), again.ToArray());
            },
            iter: 10);

    [Fact]
    public void Fit_AnyWayIn_GivesIdenticalCoefficients() => SampleData.Generate(2, withMissing: true).Sample(
        data =>
        {
            double[,] matrix = new double[data.RowCount, 2];
            int[] labels = new int[data.RowCount];
            var text = new StringBuilder("x1,x2,y\n");
            for (int row = 0; row < data.RowCount; row++)
            {
                matrix[row, 0] = data.Numbers[0][row];
                matrix[row, 1] = data.Numbers[1][row];
                labels[row] = (data.Classes[row] == "b") != (row % 5 == 0) ? 1 : 0;
                text.Append(
                    CultureInfo.InvariantCulture, $"{TextSource.Cell(matrix[row, 0])},{TextSource.Cell(matrix[row, 1])},{labels[row]}\n");
            }

            var estimator = new LogisticRegression { Threads = 2 };
            LogisticModel expected = estimator.Fit(matrix, labels).Model;
            double[] flat = [.. matrix.Cast<double>()];
            DigitAssert.IdenticalCoefficients(expected, estimator.Fit(flat.AsSpan(), labels).Model);
            DigitAssert.IdenticalCoefficients(
                expected, estimator.Fit(matrix, labels.Select(label => label.ToString(CultureInfo.InvariantCulture))).Model);
            DigitAssert.IdenticalCoefficients(
                expected,
                estimator.Fit(
                    Matrix<double>.Build.DenseOfArray(matrix),
                    Vector<double>.Build.Dense([.. labels.Select(label => (double)label)])).Model);
            DigitAssert.IdenticalCoefficients(expected, estimator.Fit(TextSource.Of(text.ToString())).Model);
        },
        iter: 10);

    private static LogisticModel Fit(SampleData data, bool ridge) =>
        (ridge ? Estimator with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 } : Estimator).Fit(data.ToTable()).Model;

    private static double[] FromSpan(LogisticModel model, SampleData data, int row)
    {
        double[] probabilities = new double[model.Target.Classes.Count];
        model.PredictProbabilities(SpanRow(model, data, row), probabilities);
        return probabilities;
    }

    private static double[] SpanRow(LogisticModel model, SampleData data, int row)
    {
        var category = (CategoricalFeature)model.Features[2];
        return [data.Numbers[0][row], data.Numbers[1][row], category.Levels.ToList().IndexOf(data.Category[row])];
    }
}
