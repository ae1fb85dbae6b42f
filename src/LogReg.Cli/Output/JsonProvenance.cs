using System.Globalization;
using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>How a model came about, for programs.</summary>
internal sealed record JsonProvenance
{
    public required string Program { get; init; }

    public required string Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Date { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Data { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required long? RowsRead { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? DataHash { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? NoHashReason { get; init; }

    public required IReadOnlyList<string> Options { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Update { get; init; }

    public static JsonProvenance? Of(LogisticModel model) => Of(model.Provenance);

    public static JsonProvenance? Of(ModelProvenance? made) => made is null ? null : new()
    {
        Program = made.Program,
        Version = made.Version,
        Date = made.Date is DateTimeOffset date ? Time(date) : null,
        Data = made.Data,
        RowsRead = made.RowsRead,
        DataHash = made.DataHash,
        NoHashReason = made.NoHashReason,
        Options = made.Options,
        Seed = made.Seed,
        Update = made.Update,
    };

    /// <summary>A time as in the model file: in UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
