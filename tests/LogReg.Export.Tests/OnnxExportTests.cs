using System.Globalization;
using LogReg.Terms;
using Microsoft.ML.OnnxRuntime;

namespace LogReg.Export.Tests;

/// <summary>Exported graphs give the probabilities of the model, run by ONNX Runtime.</summary>
public sealed class OnnxExportTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Onnx_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))];
        (string[] labels, double[] probabilities) = Run(model, rows);
        Assert.Equal(rows.Length, labels.Length);
        DocumentedDifferences.Hold(kind, "ONNX", [.. rows.SelectMany(row => model.PredictProbabilities(row))], probabilities);
        Assert.Equal(rows.Select(row => model.Predict(row)), labels);
    }

    [Theory]
    [InlineData("main effects")]
    [InlineData(ExportedModels.Isotonic)]
    public void Onnx_WithAThreshold_LabelsByIt(string kind)
    {
        LogisticModel model = ExportedModels.Fit(kind, false);
        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))];
        model = model.WithThreshold(rows.Select(row => model.PredictProbability(row)).Order().ElementAt(rows.Length / 2));
        string[] labels = Run(model, rows).Labels;
        Assert.Equal(rows.Select(row => model.Predict(row)), labels);
        Assert.Equal(2, labels.Distinct().Count());
    }

    [Fact]
    public void Onnx_OfAnOffset_AddsIt()
    {
        LogisticModel model = new LogisticRegression { Target = "y", OffsetColumn = "n", Features = ["x", "z"] }
            .Fit(ExportedModels.Source(ExportedModels.Training())).Model;
        Dictionary<string, object?>[] rows =
        [
            .. Enumerable.Range(0, 5).Select(row => new Dictionary<string, object?> { ["x"] = row - 1.5, ["z"] = null, ["n"] = 0.5 * row }),
        ];
        double[] probabilities = Run(model, rows).Probabilities;
        double[] expected = [.. rows.SelectMany(row => model.PredictProbabilities(row))];
        Assert.InRange(expected.Zip(probabilities, (one, other) => Math.Abs(one - other)).Max(), 0, Tolerance);
    }

    private static (string[] Labels, double[] Probabilities) Run(LogisticModel model, Dictionary<string, object?>[] rows)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Onnx, stream, new ExportOptions { Title = "model.json" });
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(stream.ToArray(), options);
        NamedOnnxValue[] inputs =
        [
            .. model.Features.Select(feature => Input(feature.Name, feature is CategoricalFeature, rows)),
            .. model.OffsetColumn is string offset ? [Input(offset, isText: false, rows)] : Array.Empty<NamedOnnxValue>(),
        ];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(inputs);
        return (
            [.. outputs.Single(output => output.Name == "label").AsEnumerable<string>()],
            [.. outputs.Single(output => output.Name == "probabilities").AsEnumerable<double>()]);
    }

    private static NamedOnnxValue Input(string name, bool isText, Dictionary<string, object?>[] rows)
    {
        int[] shape = [rows.Length, 1];
        IEnumerable<object?> cells = rows.Select(row => row[name]);
        return isText
            ? NamedOnnxValue.CreateFromTensor(name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<string>(
                cells.Select(cell => (string?)cell ?? "").ToArray(), shape))
            : NamedOnnxValue.CreateFromTensor(name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<double>(
                cells.Select(cell => cell switch
                {
                    null => double.NaN,
                    DateTime moment => (moment - DateTime.UnixEpoch).TotalDays,
                    _ => Convert.ToDouble(cell, CultureInfo.InvariantCulture),
                }).ToArray(), shape));
    }
}
