using System.Text;
using LogReg.Data;

namespace LogReg.Sources.Columns;

/// <summary>Different texts, each of which becomes a string once.</summary>
internal sealed class KnownTexts
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<DataCell> _texts = [];
    private char[] _characters = new char[256];

    /// <summary>What the codes mean. Several of a dictionary may be the same.</summary>
    public IReadOnlyList<DataCell> Texts => _texts;

    /// <summary>Adds the texts of a dictionary, whose codes are their places.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        string text = Encoding.UTF8.GetString(utf8);
        _known.TryAdd(text, _texts.Count);
        _texts.Add(DataCell.Of(text));
    }

    /// <summary>The code of a text, a new one if it was not there before.</summary>
    /// <param name="utf8">The text.</param>
    public int CodeOf(ReadOnlySpan<byte> utf8)
    {
        int longest = Encoding.UTF8.GetMaxCharCount(utf8.Length);
        if (longest > _characters.Length)
        {
            _characters = new char[Math.Max(longest, 2 * _characters.Length)];
        }

        ReadOnlySpan<char> text = _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            string level = text.ToString();
            _known.Add(level, code);
            _texts.Add(DataCell.Of(level));
        }

        return code;
    }
}
