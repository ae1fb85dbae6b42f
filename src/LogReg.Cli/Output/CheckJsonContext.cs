using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>The generated writer of the check's report: no reflection, so that native AOT works.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class CheckJsonContext : JsonSerializerContext;
