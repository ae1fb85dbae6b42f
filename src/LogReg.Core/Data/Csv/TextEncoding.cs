using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LogReg.Data;

/// <summary>Finds encodings of text by their names.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding of Western Europe's older spreadsheets.</summary>
    public const string Windows1252 = "windows-1252";

    /// <summary>Finds an encoding that refuses bytes which it cannot read.</summary>
    /// <param name="name">Its name, such as <c>windows-1252</c>, <c>latin1</c> or <c>utf-16</c>, in any case.</param>
    /// <param name="encoding">The encoding.</param>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryGet(string name, [NotNullWhen(true)] out Encoding? encoding)
    {
        encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            encoding ??= Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }

        return true;
    }

    /// <summary>The encoding of a name that was checked before.</summary>
    public static Encoding Get(string name) => TryGet(name, out Encoding? encoding)
        ? encoding
        : throw new ArgumentException($"there is no encoding {DataException.Quote(name)}", nameof(name));
}
