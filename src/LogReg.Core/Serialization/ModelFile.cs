using System.Text.Json;

namespace LogReg.Serialization;

/// <summary>Reads and writes model files; the content of one is never trusted.</summary>
internal static class ModelFile
{
    // Far above any real model (a coefficient takes some 50 bytes), far below what would exhaust the memory.
    private const long LargestFile = 1L << 30;

    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    public static ModelContent Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Load(stream, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LogRegException($"{path}: there is no such file", "use a model file written by 'logreg train'", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string problem = Directory.Exists(path) ? "this is a folder, not a model file" : exception.Message;
            throw new LogRegException($"{path}: {problem}", "use a model file written by 'logreg train' that you may read", exception);
        }
    }

    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    public static ModelContent Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            ModelDocument? document = Deserialize(stream);
            return ModelReader.ToModel(document ?? throw new ModelFormatException("it holds null, not a model"));
        }
        catch (JsonException exception)
        {
            string place = exception.LineNumber is long line ? $", line {line + 1}" : "";
            string member = exception.Path is null or "$" ? "" : $" at '{exception.Path}'";
            throw new LogRegException(
                $"{name}{place}: this is not a model file: its JSON is invalid or has another structure{OneLine(member)}",
                "use a model file written by 'logreg train'; if it is truncated, train again",
                exception);
        }
        catch (ModelFormatException exception)
        {
            throw new LogRegException($"{name}: this model cannot be used: {OneLine(exception.Message)}", exception.Hint, exception);
        }
        catch (LogRegException exception) when (exception is not Data.DataException)
        {
            throw new LogRegException($"{name}: {OneLine(exception.Message)}", exception.Hint, exception);
        }
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

    // A message quotes names from the file, which may hold anything.
    private static string OneLine(string text)
    {
        const int Longest = 300;
        string start = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(start.Select(character => Data.DataException.IsUnprintable(character) ? '·' : character));
    }

    private static ModelDocument? Deserialize(Stream stream)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            content.Write(buffer, 0, read);
            if (content.Length > LargestFile)
            {
                throw new ModelFormatException($"it is larger than {LargestFile >> 20} MB, the largest size of a model file");
            }
        }

        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        return JsonSerializer.Deserialize(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, ModelJsonContext.Default.ModelDocument);
    }
}
