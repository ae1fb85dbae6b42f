using System.Text.Json.Serialization;

namespace LogReg.Cli.Output;

/// <summary>The report of <c>logreg check --json</c>.</summary>
internal sealed record CheckDocument
{
    public required string Data { get; init; }

    public required string? Target { get; init; }

    public required string? Positive { get; init; }

    public required IReadOnlyDictionary<string, long> ClassCounts { get; init; }

    public required CheckedRowsDocument Rows { get; init; }

    public required int ColumnCount { get; init; }

    public required int CoefficientCount { get; init; }

    public required double? EventsPerVariable { get; init; }

    public required IReadOnlyList<FindingDocument> Findings { get; init; }

    public required IReadOnlyList<ColumnDocument> Columns { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProposalsDocument? Proposals { get; init; }
}

internal sealed record CheckedRowsDocument(long Read, long Used, long WithoutTarget, long WithMissingCells, long OfWeightZero);

internal sealed record FindingDocument(string Kind, string Severity, IReadOnlyList<string> Columns, string Message, string Hint);

internal sealed record ColumnDocument(
    string Name,
    string Role,
    string Type,
    long Missing,
    double MissingShare,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Levels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Minimum,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Mean,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Maximum,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? StandardDeviation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RocAuc);

/// <summary>The tests of <c>logreg check --propose-terms</c>.</summary>
internal sealed record ProposalsDocument
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BaseFormula { get; init; }

    public string? Formula { get; init; }

    public string? Command { get; init; }

    public long Rows { get; init; }

    public long RowsAvailable { get; init; }

    public int Fits { get; init; }

    public IReadOnlyList<string> ColumnsLeftOut { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Caution { get; init; }

    public IReadOnlyList<ProposalDocument> Splines { get; init; } = [];

    public IReadOnlyList<ProposalDocument> Products { get; init; } = [];
}

internal sealed record ProposalDocument(
    string Term,
    IReadOnlyList<string> Columns,
    string Formula,
    string Outcome,
    double? Statistic,
    int DegreesOfFreedom,
    double? P,
    double? AdjustedP,
    bool Proposed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CurveDocument? Curve);

internal sealed record CurveDocument(IReadOnlyList<double> Values, IReadOnlyDictionary<string, IReadOnlyList<double>> LogOdds);
