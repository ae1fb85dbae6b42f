using LogReg.Data;
using LogReg.Server.Documents;
using LogReg.Terms;
using Microsoft.AspNetCore.WebUtilities;

namespace LogReg.Server.Problems;

/// <summary>A request that cannot be answered, with what to tell its sender.</summary>
internal sealed class ApiException : Exception
{
    private const int LongestValue = 200;

    private ApiException(ProblemDocument problem)
        : base(problem.Detail)
    {
        Problem = problem;
    }

    /// <summary>What is wrong.</summary>
    public ProblemDocument Problem { get; }

    /// <summary>A problem with a status of its own.</summary>
    public static ApiException Of(int status, string detail, string? hint = null, int? retryAfter = null) => new(new ProblemDocument
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = detail,
        Hint = hint,
        RetryAfter = retryAfter,
    });

    /// <summary>A request that is wrong.</summary>
    public static ApiException Bad(
        string detail, string? hint = null, long? row = null, string? column = null, string? value = null, string? expected = null)
    {
        ProblemDocument problem = Of(StatusCodes.Status400BadRequest, detail, hint).Problem;
        return new(problem with { Row = row, Column = column, Text = Cut(value), Required = expected });
    }

    /// <summary>A row or a file that the model cannot score.</summary>
    /// <param name="exception">What the library says; it names the place.</param>
    /// <param name="model">The model, which knows what a column must hold.</param>
    public static ApiException Of(LogRegException exception, LogisticModel model)
    {
        var data = exception as DataException;
        Feature? feature = model.Features.FirstOrDefault(one => one.Name == data?.Column);
        string? expected = data?.Value is null ? null
            : feature is NumericFeature { DateOrder: not null } ? "a date"
            : feature is NumericFeature || data.Column == model.OffsetColumn ? "a number"
            : null;

        // What is known of the column says more than a general hint, but not more than one that names an option of the request.
        string? hint = exception.Hint?.Remedies.Count > 0 ? RequestSpelling.HintOf(exception.Hint) : null;
        hint ??= expected is null
            ? RequestSpelling.HintOf(exception.Hint)
            : $"send {(expected == "a date" ? "a date such as \"2026-01-31\"" : "a number such as 29")}, or nothing if it is missing";
        return new(Bad(RequestSpelling.Of(exception.Text), hint, column: data?.Column, value: data?.Value, expected: expected).Problem with
        {
            Row = data?.Place is { IsLine: false } place ? place.Number : null,
            Line = data?.Line,
        });
    }

    private static string? Cut(string? value) => value is { Length: > LongestValue } ? value[..LongestValue] + "…" : value;
}
