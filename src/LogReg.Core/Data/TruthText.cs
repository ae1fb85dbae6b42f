using System.Text;

namespace LogReg.Data;

/// <summary>The truth values true and false, which programs write in different cases: True, TRUE, true.</summary>
internal static class TruthText
{
    /// <summary>Reads a trimmed text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="truth">The truth value.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out bool truth)
    {
        truth = utf8.Length == 4;
        return utf8.Length is 4 or 5 && Ascii.EqualsIgnoreCase(utf8, truth ? "true"u8 : "false"u8);
    }

    /// <summary>Whether two texts are the same truth value.</summary>
    public static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
        && (string.Equals(left, "true", StringComparison.OrdinalIgnoreCase)
            || string.Equals(left, "false", StringComparison.OrdinalIgnoreCase));
}
