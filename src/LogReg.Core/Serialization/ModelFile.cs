using System.Text.Json;
using LogReg.Shared;

namespace LogReg.Serialization;

/// <summary>Reads and writes model files; the content of one is never trusted.</summary>
internal static class ModelFile
{
    // Far above any real model (a coefficient takes some 50 bytes), far below what would exhaust the memory.
    private const long LargestFile = 1L << 30;

    private const int BufferBytes = 81920;

    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    public static ModelContent Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Load(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static async Task<ModelContent> LoadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                return await LoadAsync(stream, path, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    public static ModelContent Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            Append(content, buffer.AsSpan(0, read), name);
        }

        return Parse(content, name);
    }

    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static async Task<ModelContent> LoadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        for (int read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            read > 0;
            read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            Append(content, buffer.AsSpan(0, read), name);
        }

        return Parse(content, name);
    }

    /// <exception cref="LogRegException">The file cannot be written; one that stood before is as it was.</exception>
    public static void Save(ModelContent model, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(model, stream));
    }

    public static void Save(ModelContent model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, ModelWriter.ToDocument(model), ModelJsonContext.Default.ModelDocument);
        stream.WriteByte((byte)'\n');
    }

    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static async Task SaveAsync(ModelContent model, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        Save(model, content);
        content.Position = 0;
        await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private static LogRegException Unreadable(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException
            ? new LogRegException($"{path}: there is no such file", $"use a model file written by {Operation.Save}", exception)
            : new LogRegException(
                $"{path}: {(Directory.Exists(path) ? "this is a folder, not a model file" : exception.Message)}",
                $"use a model file written by {Operation.Save} that you may read",
                exception);

    private static void Append(MemoryStream content, ReadOnlySpan<byte> bytes, string name)
    {
        content.Write(bytes);
        if (content.Length > LargestFile)
        {
            throw Unusable(name, new ModelFormatException($"it is larger than {LargestFile >> 20} MB, the largest size of a model file"));
        }
    }

    private static ModelContent Parse(MemoryStream content, string name)
    {
        try
        {
            ModelDocument? document = JsonSerializer.Deserialize(TextOf(content), ModelJsonContext.Default.ModelDocument);
            return ModelReader.ToModel(document ?? throw new ModelFormatException("it holds null, not a model"));
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is long line ? $", line {line + 1}" : "";
            string member = exception.Path is null or "$" ? "" : $" at '{exception.Path}'";
            throw ForeignFile.Find(TextOf(content), name, exception) ?? new LogRegException(
                $"{name}{place}: this is not a model file: its JSON is invalid or has another structure{OneLine(member)}",
                $"use a model file written by {Operation.Save}; if it is truncated, train again",
                exception);
        }
        catch (ModelFormatException exception)
        {
            throw Unusable(name, exception);
        }
        catch (LogRegException exception) when (exception is not Data.DataException)
        {
            throw new LogRegException($"{name}: {OneLine(exception.Message)}", exception.Hint, exception);
        }
    }

    // Without a byte order mark.
    private static ReadOnlySpan<byte> TextOf(MemoryStream content)
    {
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        return bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static LogRegException Unusable(string name, ModelFormatException exception) =>
        new($"{name}: this model cannot be used: {OneLine(exception.Message)}", exception.Hint, exception);

    // A message quotes names from the file, which may hold anything.
    private static string OneLine(string text)
    {
        const int Longest = 300;
        string start = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(start.Select(character => MessageText.IsUnprintable(character) ? '·' : character));
    }
}
