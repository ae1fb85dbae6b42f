using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>The generated writers of the reports: no reflection, so that native AOT works.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(TrainDocument))]
[JsonSerializable(typeof(EvaluationDocument))]
[JsonSerializable(typeof(InspectDocument))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
