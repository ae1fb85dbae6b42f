using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LogReg.Server.Scoring;

/// <summary>Answers. They are complete before their first byte is sent: what goes wrong has a status of its own.</summary>
internal static class Answer
{
    /// <summary>Writes a document as JSON.</summary>
    public static Task Write<T>(HttpContext context, T document, JsonTypeInfo<T> type) =>
        Write(context, "application/json; charset=utf-8", Serialized(document, type));

    /// <summary>Writes bytes.</summary>
    public static async Task Write(HttpContext context, string type, PieceBuffer bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        foreach (ReadOnlyMemory<byte> piece in bytes.Pieces)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }

    /// <summary>Writes bytes.</summary>
    public static Task Write(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static PieceBuffer Serialized<T>(T document, JsonTypeInfo<T> type)
    {
        var bytes = new PieceBuffer();
        using var writer = new Utf8JsonWriter(
            bytes, new JsonWriterOptions { Encoder = type.Options.Encoder, Indented = type.Options.WriteIndented, SkipValidation = true });
        JsonSerializer.Serialize(writer, document, type);
        return bytes;
    }
}
