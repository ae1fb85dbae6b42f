using System.Text;
using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Fits of vectors and texts against scikit-learn (Golden/sparse.py).</summary>
public class SparseGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("sparse");

    [Theory]
    [InlineData("ridge", PenaltyKind.Ridge, SolverKind.Auto)]
    [InlineData("ridge", PenaltyKind.Ridge, SolverKind.NewtonConjugateGradient)]
    [InlineData("ridge", PenaltyKind.Ridge, SolverKind.Lbfgs)]
    [InlineData("lasso", PenaltyKind.Lasso, SolverKind.Auto)]
    public void Fit_LibsvmFile_HasTheCoefficientsOfScikitLearn(string name, PenaltyKind penalty, SolverKind solver)
    {
        var options = new LogisticRegression
        {
            Penalty = penalty,
            Lambda = Golden.Number("vectors", "lambda", name),
            Solver = solver,
            Tolerance = 1e-12,
        };

        LogisticModel model = options.Fit(Vectors(), cancellationToken: TestContext.Current.CancellationToken).Model;

        foreach ((string coefficient, double expected) in Golden.NamedNumbers("vectors", name))
        {
            DigitAssert.Near(5e-10, expected, model.CoefficientsOf("1")[coefficient], coefficient);
        }
    }

    [Fact]
    public void Fit_Text_HasTheCoefficientsOfScikitLearn()
    {
        LogisticModel model = FitTexts();
        Coefficients coefficients = model.CoefficientsOf("spam");
        IReadOnlyList<KeyValuePair<string, double>> expected = Golden.NamedNumbers("texts", "coefficients");

        Assert.Equal(expected.Select(pair => pair.Key).Order(StringComparer.Ordinal), coefficients.Keys.Order(StringComparer.Ordinal));
        foreach ((string coefficient, double value) in expected)
        {
            DigitAssert.Near(5e-10, value, coefficients[coefficient], coefficient);
        }
    }

    [Fact]
    public void Save_Text_LoadsWithTheSamePredictions()
    {
        LogisticModel model = FitTexts();
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);

        string[] rows = Golden.Texts("texts", "rows");
        double[] expected = Probabilities(model, Texts());
        Assert.Equal(expected, Probabilities(loaded, Texts()));
        for (int row = 0; row < rows.Length; row++)
        {
            // A row alone is scored as it is among others.
            var named = new Dictionary<string, object?> { ["x2"] = rows[row].Split('\t')[1] };
            DigitAssert.SameBits(expected[row], loaded.PredictProbability(named), rows[row]);
        }
    }

    private static LogisticModel FitTexts() => new LogisticRegression
    {
        Target = "x1",
        Formula = "text(x2)",
        Penalty = PenaltyKind.Ridge,
        Lambda = Golden.Number("texts", "lambda"),
        Tolerance = 1e-12,
    }.Fit(Texts(), cancellationToken: TestContext.Current.CancellationToken).Model;

    private static double[] Probabilities(LogisticModel model, DataSource source) =>
        [.. model.Score(source, cancellationToken: TestContext.Current.CancellationToken).SelectMany(
            chunk => chunk.Probabilities.ToArray())];

    private static LibsvmSource Vectors()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Golden.Text("vectors", "libsvm"));
        return LibsvmSource.FromStream(() => new MemoryStream(bytes), "data.svm");
    }

    private static CsvSource Texts() =>
        TextSource.Of(string.Join('\n', Golden.Texts("texts", "rows")) + "\n", new CsvOptions { HasHeader = false, Delimiter = '\t' });
}
