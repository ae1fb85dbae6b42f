using System.Text;
using LogReg.Data;

namespace LogReg.Sources.Parquet;

/// <summary>Reads the texts of a column chunk as codes: those of its dictionary as they are, and others by the texts that are
/// known.</summary>
/// <param name="pages">The pages.</param>
/// <param name="hasLevels">Whether cells may be null, which become −1.</param>
internal sealed class TextChunkReader(ChunkPages pages, bool hasLevels) : ChunkReader<int>(pages, hasLevels, -1)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<DataCell> _texts = [];
    private char[] _characters = new char[256];
    private int _dictionaryCount;

    /// <summary>What the codes mean. Several may be the same.</summary>
    public IReadOnlyList<DataCell> Texts => _texts;

    protected override void TakeDictionary(ArraySegment<byte> values, int count)
    {
        if (_texts.Count > 0)
        {
            throw new NotSupportedException("a second dictionary");
        }

        Values = values;
        for (int i = 0; i < count; i++)
        {
            string text = Encoding.UTF8.GetString(TakeText());
            _known.TryAdd(text, i);
            _texts.Add(DataCell.Of(text));
        }

        _dictionaryCount = _texts.Count;
    }

    protected override void BeginValues()
    {
        if (ValueEncoding != global::Parquet.Meta.Encoding.PLAIN)
        {
            throw new NotSupportedException($"{ValueEncoding} texts");
        }
    }

    protected override void ReadValues(Span<int> values)
    {
        if (HasCodes)
        {
            Codes.Read(values);
            if (_dictionaryCount == 0 ? !values.IsEmpty : values.ContainsAnyExceptInRange(0, _dictionaryCount - 1))
            {
                throw new InvalidDataException("a value is not in the dictionary");
            }

            return;
        }

        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> utf8 = TakeText();
            int longest = Encoding.UTF8.GetMaxCharCount(utf8.Length);
            if (longest > _characters.Length)
            {
                _characters = new char[Math.Max(longest, 2 * _characters.Length)];
            }

            ReadOnlySpan<char> text = _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
            if (!lookup.TryGetValue(text, out int code))
            {
                code = _texts.Count;
                string level = text.ToString();
                _known.Add(level, code);
                _texts.Add(DataCell.Of(level));
            }

            values[i] = code;
        }
    }

    private ReadOnlySpan<byte> TakeText()
    {
        int length = BitConverter.ToInt32(Take(sizeof(int)));
        return length < 0 ? throw new InvalidDataException("a text is damaged") : Take(length);
    }
}
