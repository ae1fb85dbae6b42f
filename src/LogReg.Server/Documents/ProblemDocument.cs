using System.Text.Json.Serialization;

namespace LogReg.Server.Documents;

/// <summary>What is wrong with a request, as <c>application/problem+json</c> (RFC 9457).</summary>
internal sealed record ProblemDocument
{
    /// <summary>The kind of problem: no page describes it.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The name of the status.</summary>
    public required string Title { get; init; }

    /// <summary>The status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong, in one line.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do, in one line.</summary>
    public string? Hint { get; init; }

    /// <summary>The row at fault, from 1.</summary>
    public long? Row { get; init; }

    /// <summary>The line of the CSV body at fault, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>The column at fault.</summary>
    public string? Column { get; init; }

    /// <summary>The value at fault, as a text.</summary>
    public string? Text { get; init; }

    /// <summary>What the value must be.</summary>
    public string? Required { get; init; }

    /// <summary>After how many seconds it is worth trying again.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }
}
