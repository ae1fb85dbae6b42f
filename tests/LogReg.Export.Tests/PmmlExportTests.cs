using System.Text;
using LogReg.Data;

namespace LogReg.Export.Tests;

/// <summary>Exported PMML gives the probabilities of the model, by an evaluator of the specification.</summary>
public sealed class PmmlExportTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Pmml_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        (List<double> expected, List<double> actual) = Run(
            model, [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))]);
        DocumentedDifferences.Hold(kind, "PMML", expected, actual);
    }

    [Theory]
    [InlineData("main effects")]
    [InlineData(ExportedModels.Isotonic)]
    public void Pmml_WithAThreshold_PredictsByIt(string kind)
    {
        LogisticModel model = ExportedModels.Fit(kind, false);
        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))];
        Compare(model.WithThreshold(rows.Select(row => model.PredictProbability(row)).Order().ElementAt(rows.Length / 2)), rows);
    }

    [Fact]
    public void Pmml_OfAnOffset_AddsIt() => Compare(
        new LogisticRegression { Target = "y", OffsetColumn = "n", Features = ["x", "z"] }
            .Fit(ExportedModels.Source(ExportedModels.Training())).Model,
        [.. Enumerable.Range(0, 5).Select(row => new Dictionary<string, object?> { ["x"] = row - 1.5, ["z"] = null, ["n"] = 0.5 * row })]);

    [Fact]
    public void Pmml_OfALevelWithAControlCharacter_SaysWhyNot()
    {
        string rows = "y,x\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 2},{(row % 3 == 0 ? "a\u0001" : "b")}\n"));
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(ExportedModels.Source(rows)).Model;
        LogRegException error = Assert.Throws<LogRegException>(() => Export(model));
        Assert.Contains("control character, which PMML cannot hold: 'a?'", error.Message, StringComparison.Ordinal);
    }

    private static void Compare(LogisticModel model, Dictionary<string, object?>[] rows)
    {
        (List<double> expected, List<double> actual) = Run(model, rows);
        Assert.Equal(expected.Count, actual.Count);
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max(), 0, Tolerance);
    }

    private static (List<double> Expected, List<double> Actual) Run(LogisticModel model, Dictionary<string, object?>[] rows)
    {
        var evaluator = new PmmlEvaluator(Export(model));
        var expected = new List<double>();
        var actual = new List<double>();
        foreach (Dictionary<string, object?> row in rows)
        {
            IReadOnlyList<object?> outputs = evaluator.Evaluate(Pmml(model, row));
            expected.AddRange(model.PredictProbabilities(row));
            actual.AddRange(outputs.OfType<double>());
            Assert.Equal(model.Predict(row), outputs[^1]);
        }

        return (expected, actual);
    }

    // Dates as days; missing texts as a file may have them.
    private static Dictionary<string, object?> Pmml(LogisticModel model, Dictionary<string, object?> row) => row.ToDictionary(
        pair => pair.Key,
        pair => pair.Value switch
        {
            DateTime moment => (moment - DateTime.UnixEpoch).TotalDays,
            null when model.Features.Any(feature => feature.Name == pair.Key && feature.Kind == ColumnKind.Categorical) => "NA",
            object value => value,
            null => null,
        });

    private static string Export(LogisticModel model)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Pmml, stream, new ExportOptions { Title = "model.json" });
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
