using System.Text;
using CsvHelper;

namespace LogReg.Data;

/// <summary>The first records of a file, without those that are blank.</summary>
internal sealed class RecordSample
{
    private const int MostRecords = 200;

    // A file may have a million columns.
    private const int MostCells = 1 << 18;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly CsvReaderOptions _options;
    private readonly List<SampleRecord> _records = [];

    /// <param name="text">The start of the text, up to the end of a record.</param>
    /// <param name="start">Where the first record begins.</param>
    /// <param name="separator">The character between cells.</param>
    /// <param name="quote">The character around quoted cells.</param>
    public RecordSample(ReadOnlyMemory<byte> text, int start, char separator, CsvQuote? quote)
    {
        _text = text;
        _options = LayoutReader.ReaderOptions(separator, quote);
        using CsvReader reader = CsvReader.Create(text[start..], _options);
        int cells = 0;
        while (_records.Count < MostRecords && (cells < MostCells || _records.Count < 2) && reader.Read())
        {
            if (!SegmentParser.IsBlank(reader))
            {
                _records.Add(Describe(reader, start));
                cells += reader.FieldCount;
            }
        }
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<SampleRecord> Records => _records;

    /// <summary>The line of a record, from 1.</summary>
    public long LineOf(SampleRecord record) => 1 + LineCounter.Count(_text.Span[..record.Offset]);

    /// <summary>The first byte of a record.</summary>
    public byte FirstByteOf(SampleRecord record) => record.Length > 0 ? _text.Span[record.Offset] : (byte)0;

    /// <summary>The text of a record.</summary>
    public ReadOnlySpan<byte> TextOf(SampleRecord record) => _text.Span.Slice(record.Offset, record.Length);

    /// <summary>The cells of a record, trimmed.</summary>
    public string[] CellsOf(SampleRecord record)
    {
        using CsvReader reader = CsvReader.Create(_text[record.Offset..], _options);
        reader.Read();
        string[] cells = new string[reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = CellText.Trim(Encoding.UTF8.GetString(reader.GetSpan(i)));
        }

        return cells;
    }

    private static SampleRecord Describe(CsvReader reader, int start)
    {
        int filled = 0;
        int last = -1;
        for (int i = 0; i < reader.FieldCount; i++)
        {
            if (CellText.Trim(reader.GetSpan(i)).Length > 0)
            {
                filled++;
                last = i;
            }
        }

        return new SampleRecord(start + (int)reader.ByteOffset, reader.RawRecord.Length, reader.FieldCount, filled, last);
    }
}
