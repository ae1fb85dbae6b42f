using System.Buffers.Binary;

namespace LogReg.Charts.Drawing;

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

        double room = (limit - Width("…", size)) * UnitsPerEm / size;
        int length = 0;
        foreach (System.Text.Rune character in text.EnumerateRunes())
        {
            room -= Advance(character.Value);
            if (room < 0 && length > 0)
            {
                break;
            }

            length += character.Utf16SequenceLength;
        }

        string cut = text[..length].TrimEnd() + "…";
        return Width(cut, size) < Width(text, size) ? cut : text;
    }

    /// <summary>A text in lines that are not wider than a limit, broken between words; what the last line cannot hold makes way for an
    /// ellipsis.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="limit">The width in pixels.</param>
    /// <param name="most">The largest number of lines.</param>
    public static IReadOnlyList<string> Wrap(string text, double size, double limit, int most)
    {
        var lines = new List<string>();
        string rest = text;
        while (lines.Count < most - 1 && Width(rest, size) > limit)
        {
            int end = 0;
            int start = 0;
            for (int space = rest.IndexOf(' ', start); space >= 0 && Width(rest[..space], size) <= limit; space = rest.IndexOf(' ', start))
            {
                end = space;
                start = space + 1;
            }

            if (end == 0)
            {
                break;
            }

            lines.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }

        lines.Add(Shorten(rest, size, limit));
        return lines;
    }

    /// <summary>A name in two lines where one is too narrow, broken behind a sign or between words.</summary>
    /// <param name="name">One line.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="limit">The width in pixels.</param>
    public static IReadOnlyList<string> WrapName(string name, double size, double limit)
    {
        if (Width(name, size) <= limit)
        {
            return [name];
        }

        int end = 0;
        for (int index = 1; index < Math.Min(name.Length, 200) && Width(name[..index], size) <= limit; index++)
        {
            end = " =_-./:,".Contains(name[index - 1], StringComparison.Ordinal) ? index : end;
        }

        return end == 0 ? [Shorten(name, size, limit)] : [name[..end].TrimEnd(), Shorten(name[end..], size, limit)];
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
