using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LogReg.Server.Scoring;

/// <summary>Answers. They are complete before their first byte is sent: what goes wrong has a status of its own.</summary>
internal static class Answer
{
    /// <summary>Writes a document as JSON.</summary>
    public static Task Write<T>(HttpContext context, T document, JsonTypeInfo<T> type) =>
        Write(context, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(document, type));

    /// <summary>Writes bytes.</summary>
    public static Task Write(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
