using System.Globalization;

namespace LogReg.Export.Tests;

/// <summary>Exported workbooks give the probabilities and predictions of the model, computed by LibreOffice.</summary>
public sealed class ExcelExportTests(ComputedWorkbooks workbooks) : IClassFixture<ComputedWorkbooks>
{
    private const double Tolerance = 1e-12;

    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Score_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        IReadOnlyList<IReadOnlyList<string>> lines = workbooks.Sheet(kind, isPenalised, "Score");
        int first = model.Features.Count + (model.Target.IsBinary ? 1 : lines[0].Count(name => name.StartsWith("log-odds of ",
            StringComparison.Ordinal)));
        int width = model.Target.IsBinary ? 1 : model.Target.Classes.Count;
        double[] expected = ExportedModels.Probabilities(model);
        IReadOnlyList<string>[] rows = [.. lines.Skip(1).Take(expected.Length / width)];
        double[] actual = [.. rows.SelectMany(row => row.Skip(first).Take(width)).Select(Number)];
        Assert.Equal(expected.Length, actual.Length);
        DocumentedDifferences.Hold(kind, "Excel", expected, actual);
        IEnumerable<string> predictions = expected.Chunk(width).Select(
            one => width > 1 ? model.Target.Classes[Array.IndexOf(one, one.Max())]
            : one[0] >= model.Threshold ? model.Target.Positive! : model.Target.Negative!);
        Assert.Equal(predictions, rows.Select(row => row[first + width]));

        // A row without cells has no result.
        Assert.Equal("", lines[rows.Length + 1][first]);
    }

    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Calculator_OfEveryKindOfTerm_HasTheProbabilityOfItsRow(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        IReadOnlyList<IReadOnlyList<string>> lines = workbooks.Sheet(kind, isPenalised, "Calculator");
        var row = new Dictionary<string, object?>();
        foreach ((int place, Terms.Feature feature) in model.Features.Index())
        {
            Assert.Equal(feature.Name, lines[4 + place][0]);
            Assert.Equal("", lines[4 + place][3]);
            string text = lines[4 + place][1];
            row[feature.Name] = feature is Terms.NumericFeature { DateOrder: not null } ? DateTime.Parse(text, CultureInfo.InvariantCulture)
                : feature is Terms.NumericFeature ? Number(text) : text;
        }

        double expected = model.Target.IsBinary ? model.PredictProbability(row) : model.PredictProbabilities(row)[0];
        string label = model.Target.IsBinary ? $"probability of {model.Target.Positive}" : $"probability({model.Target.Classes[0]})";
        Assert.InRange(Number(lines.Single(line => line[5] == label)[6]) - expected, -Tolerance, Tolerance);
        Assert.Equal(model.Predict(row), lines.Single(line => line[5] == "prediction")[6]);
    }

    // Of the sheet Calculator, percentages stay percentages.
    private static double Number(string text) => text.EndsWith('%')
        ? double.Parse(text[..^1], CultureInfo.InvariantCulture) / 100
        : double.Parse(text, CultureInfo.InvariantCulture);
}
