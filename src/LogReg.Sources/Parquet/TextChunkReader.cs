using LogReg.Data;
using LogReg.Sources.Columns;

namespace LogReg.Sources.Parquet;

/// <summary>Reads the texts of a column chunk as codes: those of its dictionary as they are, and others by the texts that are
/// known.</summary>
/// <param name="pages">The pages.</param>
/// <param name="hasLevels">Whether cells may be null, which become −1.</param>
internal sealed class TextChunkReader(ChunkPages pages, bool hasLevels) : ChunkReader<int>(pages, hasLevels, -1)
{
    private readonly KnownTexts _known = new();
    private int _dictionaryCount;

    /// <summary>What the codes mean. Several may be the same.</summary>
    public IReadOnlyList<DataCell> Texts => _known.Texts;

    protected override void TakeDictionary(ArraySegment<byte> values, int count)
    {
        if (Texts.Count > 0)
        {
            throw new NotSupportedException("a second dictionary");
        }

        Values = values;
        for (int i = 0; i < count; i++)
        {
            _known.Add(TakeText());
        }

        _dictionaryCount = Texts.Count;
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

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _known.CodeOf(TakeText());
        }
    }

    private ReadOnlySpan<byte> TakeText()
    {
        int length = BitConverter.ToInt32(Take(sizeof(int)));
        return length < 0 ? throw new InvalidDataException("a text is damaged") : Take(length);
    }
}
