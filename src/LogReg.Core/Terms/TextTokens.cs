using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogReg.Terms;

/// <summary>
/// Cuts texts into words: runs of letters and digits, with marks that belong to them, in lower case whatever the culture. Sequences of
/// words are those that follow one another, with a space between them. One thread at a time.
/// </summary>
/// <param name="grams">The largest number of words in a sequence.</param>
internal sealed class TextTokens(int grams)
{
    private const int LongestRune = 4;

    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private byte[] _words = new byte[256];
    private int _length;

    /// <summary>The number of sequences of the last text.</summary>
    public int Count { get; private set; }

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text in UTF-8.</param>
    public void Read(ReadOnlySpan<byte> text)
    {
        _starts.Clear();
        _ends.Clear();
        _length = 0;
        bool isWord = false;
        while (!text.IsEmpty)
        {
            byte first = text[0];
            if (first < 0x80)
            {
                text = text[1..];
                isWord = char.IsAsciiLetterOrDigit((char)first) ? Add(isWord, [ToLower(first)]) : End(isWord);
                continue;
            }

            // What is not UTF-8 separates words.
            bool isRune = Rune.DecodeFromUtf8(text, out Rune rune, out int length) == OperationStatus.Done;
            text = text[length..];
            isWord = isRune && IsOfWord(rune, isWord) ? AddRune(isWord, Rune.ToLowerInvariant(rune)) : End(isWord);
        }

        End(isWord);
        Count = 0;
        for (int size = 1; size <= grams; size++)
        {
            Count += Math.Max(0, _starts.Count + 1 - size);
        }
    }

    /// <summary>A sequence of the last text: single words first, then pairs, and so on.</summary>
    /// <param name="index">Its position, from 0.</param>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int size = 1;
            while (index >= _starts.Count + 1 - size)
            {
                index -= _starts.Count + 1 - size;
                size++;
            }

            return _words.AsSpan(_starts[index].._ends[index + size - 1]);
        }
    }

    private static bool IsOfWord(Rune rune, bool isWithin) => Rune.IsLetterOrDigit(rune)
        || (isWithin && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static byte ToLower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    private bool AddRune(bool isWithin, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[LongestRune];
        return Add(isWithin, bytes[..rune.EncodeToUtf8(bytes)]);
    }

    private bool Add(bool isWithin, ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length + 1 > _words.Length)
        {
            Array.Resize(ref _words, 2 * _words.Length);
        }

        if (!isWithin)
        {
            if (_length > 0)
            {
                _words[_length++] = (byte)' ';
            }

            _starts.Add(_length);
        }

        bytes.CopyTo(_words.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    private bool End(bool isWithin)
    {
        if (isWithin)
        {
            _ends.Add(_length);
        }

        return false;
    }
}
