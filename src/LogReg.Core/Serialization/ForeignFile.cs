using LogReg.Data;

namespace LogReg.Serialization;

/// <summary>Recognises files that are taken for model files by mistake: data, caches and others.</summary>
internal static class ForeignFile
{
    private const int Looked = 1 << 12;

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> Cache => [0x89, (byte)'L', (byte)'R', (byte)'C'];

    private static OptionText TrainOnIt => $"train a model on it with {Operation.Train}, and use the model file";

    /// <summary>The error for content that is not a JSON object.</summary>
    /// <param name="content">The content, without a byte order mark.</param>
    /// <param name="name">The name of the file, for the message.</param>
    /// <param name="cause">Why it cannot be read as a model.</param>
    /// <returns>The error; <see langword="null"/> if the content may be a model that is damaged.</returns>
    public static LogRegException? Find(ReadOnlySpan<byte> content, string name, Exception cause)
    {
        ReadOnlySpan<byte> start = content[..Math.Min(content.Length, Looked)].TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] == (byte)'{')
        {
            return null;
        }

        return start.StartsWith(Gzip)
                ? Error("is a gzip archive", $"unpack it if it is a model, or use a model file written by {Operation.Save}")
            : start.StartsWith(Cache) ? Error("is a logreg cache", TrainOnIt)
            : KindOf(start) is FileKind kind ? Error($"is {kind.Name}", $"use a model file written by {Operation.Save}")
            : IsTable(start) ? Error("looks like a CSV file", TrainOnIt)
            : null;

        LogRegException Error(string what, OptionText hint) => new($"{name}: this {what}, not a model file", hint, cause);
    }

    private static FileKind? KindOf(ReadOnlySpan<byte> start)
    {
        foreach (FileKind kind in FileKind.All)
        {
            if (kind.Is(start))
            {
                return kind;
            }
        }

        return TextKind.Find(start);
    }

    // Text with a delimiter in its first line.
    private static bool IsTable(ReadOnlySpan<byte> start)
    {
        int end = start.IndexOfAny("\r\n"u8);
        return !start.Contains((byte)0) && (end < 0 ? start : start[..end]).ContainsAny(",;\t|"u8);
    }
}
