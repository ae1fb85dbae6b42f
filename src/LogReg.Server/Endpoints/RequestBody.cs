using System.Globalization;
using System.Text.Json;
using LogReg.Server.Problems;
using Microsoft.Net.Http.Headers;

namespace LogReg.Server.Endpoints;

/// <summary>The body of a request, and the kind of answer that it wants.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Whether the body is CSV rather than JSON.</summary>
    /// <exception cref="ApiException">It is neither.</exception>
    public static bool IsCsv(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
        {
            throw Unsupported(request.ContentType);
        }

        return type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
            || (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                ? false
                : throw Unsupported(request.ContentType));
    }

    /// <summary>The error for a body that is neither JSON nor CSV.</summary>
    public static ApiException Unsupported(string? type) => ApiException.Of(
        StatusCodes.Status415UnsupportedMediaType,
        string.IsNullOrEmpty(type)
            ? "the request does not say what its body is"
            : $"the body is '{(type.Length > 80 ? type[..80] + "…" : type)}', but must be JSON or CSV",
        "send the header 'Content-Type: application/json' or 'Content-Type: text/csv'");

    /// <summary>Whether the answer is to be CSV: by Accept, or like the body.</summary>
    /// <exception cref="ApiException">Neither JSON nor CSV is accepted.</exception>
    public static bool WantsCsv(HttpRequest request, bool isCsv)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return isCsv;
        }

        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted))
        {
            return isCsv;
        }

        double csv = QualityOf(accepted, "text", "csv");
        double json = QualityOf(accepted, "application", "json");
        return csv > 0 || json > 0
            ? csv > json || (csv == json && isCsv)
            : throw ApiException.Of(
                StatusCodes.Status406NotAcceptable,
                "the request accepts neither JSON nor CSV",
                "send the header 'Accept: application/json' or 'Accept: text/csv'");
    }

    /// <summary>Reads JSON.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static async Task<JsonDocument> ReadJson(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            // The search for names that occur twice meets half of a surrogate pair.
            throw ApiException.Bad("the name of a member is not valid Unicode", "send UTF-8, and pairs of \\u escapes");
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is long line
                ? string.Create(CultureInfo.InvariantCulture, $", line {line + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}")
                : "";
            string words = exception.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ');
            throw ApiException.Bad(
                $"the request{place}: the body is not valid JSON: {words}",
                "send an object such as {\"rows\": [{…}]}, or a CSV file with 'Content-Type: text/csv'");
        }
    }

    /// <summary>Reads all bytes.</summary>
    public static async Task<byte[]> ReadBytes(HttpContext context)
    {
        using var bytes = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, 1 << 20));
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return bytes.ToArray();
    }

    private static double QualityOf(IList<MediaTypeHeaderValue> accepted, string type, string subtype) => accepted
        .Where(one => (one.MatchesAllTypes || one.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            && (one.MatchesAllSubTypes || one.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase)))
        .OrderByDescending(one => one.MatchesAllTypes ? 0 : one.MatchesAllSubTypes ? 1 : 2)
        .Select(one => one.Quality ?? 1)
        .FirstOrDefault(0);
}
