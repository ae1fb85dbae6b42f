using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Hosting;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Server.Scoring;
using Microsoft.Net.Http.Headers;

namespace LogReg.Server.Endpoints;

/// <summary>Predictions for the rows of a request.</summary>
internal static class PredictEndpoint
{
    private const string Rows = "rows";

    /// <summary>Answers <c>POST /v1/models/{name}:predict</c>.</summary>
    public static async Task Handle(HttpContext context, ServedModel served)
    {
        PredictionOptions options = PredictionOptions.Of(context.Request.Query, served);
        BodyKind kind = RequestBody.KindOf(context.Request, out MediaTypeHeaderValue type);
        bool wantsCsv = RequestBody.WantsCsv(context.Request, kind);
        using IPredictionWriter writer = kind switch
        {
            BodyKind.Json => await ScoreJson(context, served, options, wantsCsv),
            BodyKind.Csv => ScoreCsv(context, served, options, wantsCsv, type, await RequestBody.ReadText(context)),
            _ => ScoreLibsvm(context, served, options, wantsCsv, await RequestBody.ReadText(context)),
        };
        await writer.WriteAsync(context);
    }

    private static async Task<IPredictionWriter> ScoreJson(
        HttpContext context, ServedModel served, PredictionOptions options, bool wantsCsv)
    {
        options.RequireUsed(
            "a JSON body", served.Vector is null ? [ReadingNames.DecimalSeparator, ReadingNames.ThousandsSeparator] : []);
        JsonElement root = await RequestBody.ReadJson(context);
        ServerSettings settings = context.RequestServices.GetRequiredService<ServerSettings>();
        var rows = RowList.Of(served, options);
        if (root.ValueKind == JsonValueKind.Array)
        {
            rows.AddAll(root, settings.MaxRows, context.RequestAborted);
        }
        else if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Rows, out JsonElement listed)
            && listed.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonProperty member in root.EnumerateObject())
            {
                options = JsonText.NameOf(member) == Rows ? options : options.With(member, served);
            }

            rows.AddAll(listed, settings.MaxRows, context.RequestAborted);
        }
        else if (root.ValueKind == JsonValueKind.Object && served.PlaceOf(Rows) < 0 && Rows != served.Model.Target.Name
            && root.TryGetProperty(Rows, out JsonElement other))
        {
            throw ApiException.Bad(
                $"'{Rows}' is {RowList.KindOf(other)}, but must be an array",
                "send an object such as {\"rows\": [{…}]}, or a row alone",
                column: Rows);
        }
        else
        {
            rows.Add(root);
        }

        using DataSource? source = rows.Count == 0 && served.Vector is not null ? null : rows.ToSource();
        return Score(context, served, source, options, wantsCsv, needsAll: false);
    }

    private static IPredictionWriter ScoreCsv(
        HttpContext context,
        ServedModel served,
        PredictionOptions options,
        bool wantsCsv,
        MediaTypeHeaderValue type,
        byte[] body)
    {
        if (served.Vector is not null)
        {
            throw ApiException.Bad(
                "the model reads vectors, which a CSV file does not have",
                "send the lines of a LIBSVM file with 'Content-Type: text/libsvm', or JSON rows from index to number");
        }

        if (body.Length == 0)
        {
            throw ApiException.Bad("the request is empty", "send a CSV file whose first line has the names of the columns");
        }

        RequestBody.RequireColumns(body);
        RequireAppendable(options, wantsCsv);
        CsvOptions reading = CsvReading.With(options.Reading, type, options.ReadingNamed.Contains(ReadingNames.Header));
        using DataSource source = CsvSource.FromStream(() => new MemoryStream(body, writable: false), "the request", reading);
        try
        {
            RequireKnown(source, served, options);
            return Score(context, served, source, options, wantsCsv, options.Append);
        }
        catch (ApiException) when (IsJson(body))
        {
            throw ApiException.Bad("the body is JSON, but the request says that it is CSV", "send the header 'Content-Type: application/json'");
        }
    }

    private static IPredictionWriter ScoreLibsvm(
        HttpContext context, ServedModel served, PredictionOptions options, bool wantsCsv, byte[] body)
    {
        if (served.Vector is null)
        {
            throw ApiException.Bad(
                "the model reads columns by their names, which a LIBSVM file does not have", "send CSV, or JSON rows from name to value");
        }

        if (options.ReadingNamed is [string idle, ..])
        {
            throw ApiException.Bad($"'{idle}' has no effect on a LIBSVM body", "leave it out");
        }

        RequireAppendable(options, wantsCsv);
        using DataSource? source = body.Length == 0
            ? null
            : LibsvmSource.FromStream(() => new MemoryStream(body, writable: false), "the request", threads: 1);
        return Score(context, served, source, options, wantsCsv, options.Append);
    }

    private static void RequireAppendable(PredictionOptions options, bool wantsCsv)
    {
        if (options.Append && !wantsCsv)
        {
            throw ApiException.Bad("append is for answers in CSV", "send the header 'Accept: text/csv', or leave append out");
        }
    }

    // Without a source there are no rows.
    private static IPredictionWriter Score(
        HttpContext context, ServedModel served, DataSource? source, PredictionOptions options, bool wantsCsv, bool needsAll)
    {
        try
        {
            IReadOnlyList<string> kept = needsAll && source is not null ? source.ReadColumnNames()
                : options.Flags || options.Reasons > 0 ? [.. served.Model.Features.Select(feature => feature.Name)]
                : [];
            IPredictionWriter writer =
                wantsCsv ? new CsvPredictionWriter(served, options, kept) : new JsonPredictionWriter(served, options, kept);
            if (source is not null)
            {
                context.RequestServices.GetRequiredService<RequestScorer>().Score(
                    served, source, options, kept, writer.Add, context.RequestAborted);
            }

            return writer;
        }
        catch (LogRegException exception)
        {
            throw ApiException.Of(exception, served.Model);
        }
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

    private static bool IsJson(byte[] body)
    {
        if (body.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
