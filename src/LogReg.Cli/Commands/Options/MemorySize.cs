using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>An amount of memory as people write it: a number and a unit, 1 KB being 1,024 bytes.</summary>
internal static class MemorySize
{
    private const string Units = "KMGT";

    /// <summary>Reads an amount such as 2GB, 1.5g or 500 MiB.</summary>
    /// <returns>Bytes, or <see langword="null"/> where the text is no amount.</returns>
    public static long? Parse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        rest = rest.EndsWith("B", StringComparison.OrdinalIgnoreCase) ? rest[..^1] : rest;
        rest = rest.EndsWith("i", StringComparison.OrdinalIgnoreCase) ? rest[..^1] : rest;
        double factor = 1;
        int unit = rest.IsEmpty ? -1 : Units.IndexOf(char.ToUpperInvariant(rest[^1]), StringComparison.Ordinal);
        if (unit >= 0)
        {
            factor = Math.Pow(1024, unit + 1);
            rest = rest[..^1];
        }

        bool isNumber = double.TryParse(rest.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        return isNumber && number * factor < long.MaxValue ? (long)(number * factor) : null;
    }
}
