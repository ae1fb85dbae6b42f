using System.Globalization;
using System.Text.Json;
using LogReg.Server.Hosting;
using LogReg.Server.Problems;
using LogReg.Server.Scoring;
using Microsoft.Net.Http.Headers;

namespace LogReg.Server.Endpoints;

/// <summary>The body of a request, and the kind of answer that it wants.</summary>
internal static class RequestBody
{
    private const int LongestShown = 80;
    private const int MostColumns = 100_000;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    private static ReadOnlySpan<byte> GzipSigns => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>How the body is written.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">The type of its body.</param>
    /// <exception cref="ApiException">It is written in another way, or compressed.</exception>
    public static BodyKind KindOf(HttpRequest request, out MediaTypeHeaderValue type)
    {
        type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? given)
            ? given
            : throw Unsupported(request.ContentType);
        string? encoding = request.Headers.ContentEncoding;
        if (!string.IsNullOrEmpty(encoding) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw Compressed(Cut(encoding));
        }

        return Is(type, "text/csv") ? BodyKind.Csv
            : Is(type, "text/libsvm") ? BodyKind.Libsvm
            : !Is(type, "application/json") && !type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                ? throw Unsupported(request.ContentType)
            : !type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset).Value) ? BodyKind.Json
            : throw ApiException.Of(
                StatusCodes.Status415UnsupportedMediaType,
                $"the body is in the character set '{Cut(type.Charset.Value!)}', but JSON must be UTF-8",
                "send it in UTF-8, with 'Content-Type: application/json'");
    }

    /// <summary>Makes sure that the body is JSON.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (KindOf(request, out _) != BodyKind.Json)
        {
            throw ApiException.Of(
                StatusCodes.Status415UnsupportedMediaType,
                $"the body is '{Cut(request.ContentType!)}', but must be JSON here",
                "send the header 'Content-Type: application/json'");
        }
    }

    /// <summary>The error for a body that is written in a way that the server does not read.</summary>
    public static ApiException Unsupported(string? type) => ApiException.Of(
        StatusCodes.Status415UnsupportedMediaType,
        string.IsNullOrEmpty(type)
            ? "the request does not say what its body is"
            : $"the body is '{Cut(type)}', but must be JSON, CSV or LIBSVM text",
        "send the header 'Content-Type: application/json' or 'Content-Type: text/csv'");

    /// <summary>Whether the answer is to be CSV: by Accept, or like the body.</summary>
    /// <exception cref="ApiException">Neither JSON nor CSV is accepted.</exception>
    public static bool WantsCsv(HttpRequest request, BodyKind kind)
    {
        bool usual = kind != BodyKind.Json;
        if (request.Headers.Accept.Count == 0
            || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted))
        {
            return usual;
        }

        double csv = QualityOf(accepted, "text", "csv");
        double json = QualityOf(accepted, "application", "json");
        return csv > 0 || json > 0
            ? csv > json || (csv == json && usual)
            : throw ApiException.Of(
                StatusCodes.Status406NotAcceptable,
                "the request accepts neither JSON nor CSV",
                "send the header 'Accept: application/json' or 'Accept: text/csv'");
    }

    /// <summary>Reads JSON.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static async Task<JsonElement> ReadJson(HttpContext context)
    {
        ReadOnlyMemory<byte> bytes = await ReadAll(context);
        bytes = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        try
        {
            // A document that is disposed of gives its tables back to a pool, which keeps the largest for each thread.
            return JsonDocument.Parse(bytes, Options).RootElement;
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
            if (words.StartsWith("Duplicate property ", StringComparison.Ordinal))
            {
                string name = words.Split('\'') is [_, .. string[] parts, _] ? string.Join('\'', parts) : "";
                throw ApiException.Bad($"an object of the request has the member '{Cut(name)}' twice", "send each member once");
            }

            throw ApiException.Bad(
                $"the request{place}: the body is not valid JSON: {words}",
                "send an object such as {\"rows\": [{…}]}, or a CSV file with 'Content-Type: text/csv'");
        }
    }

    /// <summary>Makes sure that a CSV file has no more columns than a table could have: each costs much more than its byte.</summary>
    /// <exception cref="ApiException">There are more.</exception>
    public static void RequireColumns(ReadOnlySpan<byte> csv)
    {
        int end = csv.IndexOfAny("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? csv : csv[..end];
        foreach (byte delimiter in ",;\t|"u8)
        {
            if (line.Count(delimiter) >= MostColumns)
            {
                throw ApiException.Of(
                    StatusCodes.Status413PayloadTooLarge,
                    FormattableString.Invariant($"the first line of the request has more than {MostColumns:N0} cells"),
                    "send the columns that the model reads");
            }
        }
    }

    /// <summary>Reads all bytes of a text.</summary>
    /// <exception cref="ApiException">It is compressed.</exception>
    public static async Task<byte[]> ReadText(HttpContext context)
    {
        byte[] bytes = await ReadAll(context);
        return bytes.AsSpan().StartsWith(GzipSigns) ? throw Compressed("gzip") : bytes;
    }

    // One array of the right size where the request says its size: nothing is left behind but what was needed.
    private static async Task<byte[]> ReadAll(HttpContext context)
    {
        HttpRequest request = context.Request;
        byte[] bytes;
        if (request.ContentLength is long length
            && length <= context.RequestServices.GetRequiredService<ServerSettings>().MaxBody)
        {
            bytes = GC.AllocateUninitializedArray<byte>((int)length);
            await request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
        }
        else
        {
            var pieces = new PieceBuffer();
            int count;
            while ((count = await request.Body.ReadAsync(pieces.GetMemory(), context.RequestAborted)) > 0)
            {
                pieces.Advance(count);
            }

            bytes = pieces.ToArray();
        }

        // What a large body needed is free once it has been answered.
        if (bytes.Length >= MemoryRelief.LargeBody)
        {
            MemoryRelief relief = context.RequestServices.GetRequiredService<MemoryRelief>();
            int size = bytes.Length;
            context.Response.OnCompleted(() =>
            {
                relief.Add(size);
                return Task.CompletedTask;
            });
        }

        return bytes;
    }

    private static bool Is(MediaTypeHeaderValue type, string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? charset) =>
        "utf-8".Equals(charset, StringComparison.OrdinalIgnoreCase) || "us-ascii".Equals(charset, StringComparison.OrdinalIgnoreCase);

    // A small body could unpack to any size.
    private static ApiException Compressed(string encoding) => ApiException.Of(
        StatusCodes.Status415UnsupportedMediaType,
        $"the body is compressed with {encoding}",
        "send it as it is: the server does not unpack bodies");

    private static string Cut(string text) => text.Length > LongestShown ? text[..LongestShown] + "…" : text;

    private static double QualityOf(IList<MediaTypeHeaderValue> accepted, string type, string subtype) => accepted
        .Where(one => (one.MatchesAllTypes || one.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            && (one.MatchesAllSubTypes || one.SubType.Equals(subtype, StringComparison.OrdinalIgnoreCase)))
        .OrderByDescending(one => one.MatchesAllTypes ? 0 : one.MatchesAllSubTypes ? 1 : 2)
        .Select(one => one.Quality ?? 1)
        .FirstOrDefault(0);
}
