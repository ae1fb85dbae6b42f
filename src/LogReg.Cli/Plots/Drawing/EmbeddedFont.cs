using System.Buffers.Binary;

namespace LogReg.Cli.Plots.Drawing;

/// <summary>
/// The font that the program brings along: a machine may have none. It knows how wide a text is without drawing it, so that an SVG needs
/// nothing but text. DejaVu Sans is wider than most fonts: what has room in it has room in a page's own font, too.
/// </summary>
internal static class EmbeddedFont
{
    private const string ResourceName = "DejaVuSans-subset.ttf";

    // Places in the tables of a TrueType font, see the OpenType specification: head, hhea, hmtx, cmap of format 4.
    private const int UnitsPerEmOffset = 18;
    private const int MetricCountOffset = 34;

    private static readonly byte[] Bytes = Load();
    private static readonly int UnitsPerEm = Unsigned(Table("head") + UnitsPerEmOffset);
    private static readonly int MetricCount = Unsigned(Table("hhea") + MetricCountOffset);
    private static readonly int Metrics = Table("hmtx");
    private static readonly int Mapping = FindMapping();

    /// <summary>The height of a capital letter, as a share of the size.</summary>
    public const double CapitalHeight = 0.729;

    /// <summary>The fonts that an SVG asks for: this one, then what systems have.</summary>
    public const string Family = "'DejaVu Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

    /// <summary>The font file.</summary>
    public static ReadOnlySpan<byte> File => Bytes;

    /// <summary>The width of a text in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The font's size in pixels.</param>
    public static double Width(string text, double size)
    {
        long units = 0;
        foreach (System.Text.Rune character in text.EnumerateRunes())
        {
            units += Advance(character.Value);
        }

        return units * size / UnitsPerEm;
    }

    /// <summary>A text that is not wider than a limit: its end makes way for an ellipsis if need be.</summary>
    public static string Shorten(string text, double size, double limit)
    {
        if (Width(text, size) <= limit)
        {
            return text;
        }

        // As many characters as fit by themselves: a name may have many thousands.
        int length = 0;
        for (double width = 0; length < text.Length && width <= limit; length++)
        {
            width += Width(text.AsSpan(length, 1).ToString(), size);
        }

        while (length > 1 && Width(text[..length].TrimEnd() + "…", size) > limit)
        {
            length--;
        }

        return text[..length].TrimEnd() + "…";
    }

    private static byte[] Load()
    {
        using Stream stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is not there.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int Unsigned(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(offset));

    private static int Table(string tag)
    {
        const int HeaderLength = 12;
        const int RecordLength = 16;
        for (int record = HeaderLength; record < HeaderLength + (Unsigned(4) * RecordLength); record += RecordLength)
        {
            if (System.Text.Encoding.ASCII.GetString(Bytes, record, 4) == tag)
            {
                return (int)BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(record + 8));
            }
        }

        throw new InvalidOperationException($"The font has no table '{tag}'.");
    }

    private static int FindMapping()
    {
        int map = Table("cmap");
        for (int entry = 0; entry < Unsigned(map + 2); entry++)
        {
            int subtable = map + (int)BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(map + 4 + (entry * 8) + 4));
            if (Unsigned(subtable) == 4)
            {
                return subtable;
            }
        }

        throw new InvalidOperationException("The font has no character map of format 4.");
    }

    private static int Advance(int character) => Unsigned(Metrics + (4 * Math.Min(Glyph(character), MetricCount - 1)));

    private static int Glyph(int character)
    {
        int doubledCount = Unsigned(Mapping + 6);
        int ends = Mapping + 14;
        int starts = ends + doubledCount + 2;
        int deltas = starts + doubledCount;
        int ranges = deltas + doubledCount;
        for (int segment = 0; segment < doubledCount; segment += 2)
        {
            int start = Unsigned(starts + segment);
            if (character > Unsigned(ends + segment))
            {
                continue;
            }

            if (character < start)
            {
                return 0;
            }

            int range = Unsigned(ranges + segment);
            int glyph = range == 0 ? character : Unsigned(ranges + segment + range + (2 * (character - start)));
            return glyph == 0 ? 0 : (glyph + Unsigned(deltas + segment)) & 0xFFFF;
        }

        return 0;
    }
}
