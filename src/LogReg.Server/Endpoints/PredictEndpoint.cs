using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Hosting;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Server.Scoring;

namespace LogReg.Server.Endpoints;

/// <summary>Predictions for the rows of a request.</summary>
internal static class PredictEndpoint
{
    private static ReadOnlySpan<byte> GzipSigns => [0x1F, 0x8B];

    /// <summary>Answers <c>POST /v1/models/{name}:predict</c>.</summary>
    public static async Task Handle(HttpContext context, ServedModel served)
    {
        PredictionOptions options = PredictionOptions.Of(context.Request.Query, served);
        bool isCsv = RequestBody.IsCsv(context.Request);
        bool wantsCsv = RequestBody.WantsCsv(context.Request, isCsv);
        using IPredictionWriter writer = isCsv
            ? ScoreCsv(context, served, options, wantsCsv, await RequestBody.ReadBytes(context))
            : await ScoreJson(context, served, options, wantsCsv);
        context.Response.ContentType = writer.ContentType;
        await writer.WriteAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<IPredictionWriter> ScoreJson(
        HttpContext context, ServedModel served, PredictionOptions options, bool wantsCsv)
    {
        using JsonDocument body = await RequestBody.ReadJson(context);
        ServerSettings settings = context.RequestServices.GetRequiredService<ServerSettings>();
        var rows = new JsonRows(served, options.IgnoresUnknown ?? false);
        JsonElement root = body.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            rows.AddAll(root, settings.MaxRows, context.RequestAborted);
        }
        else if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("rows", out JsonElement listed)
            && listed.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonProperty member in root.EnumerateObject())
            {
                options = JsonText.NameOf(member) == "rows" ? options : options.With(member, served);
            }

            rows.AddAll(listed, settings.MaxRows, context.RequestAborted);
        }
        else
        {
            rows.Add(root);
        }

        if (options.Append)
        {
            throw ApiException.Bad("append is for CSV bodies", "leave it out: the predictions are in the order of the rows");
        }

        using var source = new JsonRowSource(served, rows.Cells);
        return Score(context, served, source, options, wantsCsv, needsAll: false);
    }

    private static IPredictionWriter ScoreCsv(
        HttpContext context, ServedModel served, PredictionOptions options, bool wantsCsv, byte[] body)
    {
        if (body.Length == 0)
        {
            throw ApiException.Bad("the request is empty", "send a CSV file whose first line has the names of the columns");
        }

        if (body.AsSpan().StartsWith(GzipSigns))
        {
            // A small body could unpack to any size.
            throw ApiException.Of(
                StatusCodes.Status415UnsupportedMediaType, "the body is compressed with gzip", "send the CSV file as it is");
        }

        if (options.Append && !wantsCsv)
        {
            throw ApiException.Bad("append is for answers in CSV", "send the header 'Accept: text/csv', or leave append out");
        }

        using DataSource source = CsvSource.FromStream(
            () => new MemoryStream(body, writable: false),
            "the request",
            new CsvOptions { MissingValues = served.Model.MissingValues, Threads = 1 });
        RequireKnown(source, served, options);
        return Score(context, served, source, options, wantsCsv, options.Append);
    }

    private static IPredictionWriter Score(
        HttpContext context, ServedModel served, DataSource source, PredictionOptions options, bool wantsCsv, bool needsAll)
    {
        IReadOnlyList<string> kept = needsAll ? source.ReadColumnNames()
            : options.Flags || options.Reasons > 0 ? [.. served.Model.Features.Select(feature => feature.Name)]
            : [];
        IPredictionWriter writer =
            wantsCsv ? new CsvPredictionWriter(served, options, kept) : new JsonPredictionWriter(served, options, kept);
        context.RequestServices.GetRequiredService<RequestScorer>().Score(
            served, source, options, kept, writer.Add, context.RequestAborted);
        return writer;
    }

    // As 'logreg predict', a file may have more columns than the model, unless the request says otherwise.
    private static void RequireKnown(DataSource source, ServedModel served, PredictionOptions options)
    {
        try
        {
            IReadOnlyList<string> names = source.ReadColumnNames();
            if (options.IgnoresUnknown is false
                && names.FirstOrDefault(name => served.PlaceOf(name) < 0 && name != served.Model.Target.Name) is string unknown)
            {
                throw ApiException.Bad(
                    $"the model has no column '{unknown}'", "leave it out, or leave ?unknown=error out of the address", column: unknown);
            }
        }
        catch (LogRegException exception)
        {
            throw ApiException.Of(exception, served.Model);
        }
    }
}
