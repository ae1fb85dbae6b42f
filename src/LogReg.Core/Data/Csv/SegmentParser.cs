using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace LogReg.Data;

/// <summary>Parses segments into columns. Each thread has its own.</summary>
internal sealed class SegmentParser : ISegmentParser
{
    private readonly ReadPlan _plan;
    private readonly RecordShape _shape;
    private readonly int _fieldCount;
    private readonly int[] _emptyFields;
    private readonly char _delimiter;
    private readonly byte? _quote;
    private readonly SwallowedRows? _swallowedRows;
    private readonly RecordFaults _faults;
    private readonly byte[][]? _names;
    private readonly CsvReaderOptions _plainOptions;
    private readonly CsvReaderOptions _quotedOptions;
    private ParsedRows _output = null!;
    private bool _lookAtNumbers;
    private bool _textAfterQuote;
    private int _recordOffset;
    private int _records;
    private ReadOnlyMemory<byte> _segment;

    /// <param name="plan">What to read.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="layout">The names, the delimiter and the places of cells.</param>
    public SegmentParser(ReadPlan plan, CsvOptions options, CsvLayout layout)
    {
        IReadOnlyList<string> names = layout.Header.Names;
        _plan = plan;
        _shape = layout.Shape;
        _fieldCount = _shape.FieldCount;
        _emptyFields = [.. _shape.EmptyFields];
        _delimiter = (char)layout.Separator;

        // A single name may well be a level of its column, too.
        _names = options.HasHeader && names.Count > 1 ? [.. names.Select(Encoding.UTF8.GetBytes)] : null;
        _quote = layout.Dialect.QuoteByte;

        // Between commas, a text of several lines is quoted, and its lines may look like rows.
        _swallowedRows = _delimiter == '\t' && layout.Dialect.MayBeUnquoted && _shape.FewestFields > 1
            ? new SwallowedRows(layout.Separator, _shape.FewestFields, _shape.MostFields, layout.Sample)
            : null;
        _faults = new RecordFaults(options, layout, _swallowedRows is not null);
        _plainOptions = LayoutReader.ReaderOptions(_delimiter, layout.Dialect.Quote) with
        {
            TrimWhitespace = false,
            TrimInsideQuotes = false,
        };
        _quotedOptions = LayoutReader.ReaderOptions(_delimiter, layout.Dialect.Quote) with
        {
            OnMalformedRecord = record => _textAfterQuote |= record.Reason == CsvMalformedReason.TextAfterClosingQuote,
        };
    }

    /// <summary>Parses the records of a segment up to the first fault.</summary>
    /// <param name="segment">Whole records in valid memory until the end of the call.</param>
    /// <param name="output">Receives the rows.</param>
    public void Parse(ReadOnlyMemory<byte> segment, ParsedRows output)
    {
        FindRow(segment, output, long.MaxValue);

        // Only a quoted cell makes one record of several lines. The last line of a file may have no end.
        long lines = output.LineCount + (segment.Span is [.., (byte)'\n' or (byte)'\r'] ? 0 : 1);
        if (_swallowedRows is not null && (output.Fault is not null || _records < lines)
            && _swallowedRows.Find(segment.Span) is int open and >= 0 && (output.Fault is null || open < output.Fault.Offset))
        {
            FindRow(segment, output, long.MaxValue, RecordFaults.RowsInQuotes(open));
        }
    }

    /// <summary>Parses the records of a segment up to the first fault or a given row.</summary>
    /// <param name="segment">Whole records in valid memory until the end of the call.</param>
    /// <param name="output">Receives the rows before it.</param>
    /// <param name="row">The row to stop at, from 0.</param>
    /// <returns>The position in the segment where the row starts, or −1 if it is not there.</returns>
    public int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row) => FindRow(segment, output, row, null);

    /// <summary>Whether the record is a line of spaces, which is passed over as an empty line is.</summary>
    public static bool IsBlank(CsvReader reader) => reader.FieldCount == 1 && !reader.RawRecord.ContainsAnyExcept((byte)' ', (byte)'\t');

    // Up to the record of a fault that is known already.
    private int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row, ReadFault? known)
    {
        _output = output;
        output.Reset();
        ReadOnlySpan<byte> bytes = segment.Span;

        // Most files are plain, which one look tells. Then nothing but texts needs trimming, since the parser of numbers passes over
        // spaces; where there are quotes, the reader must trim to know which of them open a cell.
        int lineCount = PlainLines.Count(bytes, _quote);
        bool isPlain = lineCount != PlainLines.NotPlain;
        output.LineCount = isPlain ? lineCount : LineCounter.Count(bytes);
        ReadFault? textFault = known ?? (isPlain ? null : TextFaults.Find(bytes));

        // The reader's numbers may have thousands separators. Only a quoted cell or a delimiter that is not a comma lets a
        // comma into a cell; then, and when a number counts as missing, each cell needs a second look.
        bool mayHaveCommas = _delimiter == ',' ? !isPlain && _quote is byte quote && bytes.Contains(quote) : bytes.Contains((byte)',');
        _lookAtNumbers = mayHaveCommas || _plan.Missing.ContainsNumbers;
        _textAfterQuote = false;
        _segment = segment;
        using CsvReader reader = CsvReader.Create(segment, isPlain ? _plainOptions : _quotedOptions);
        _records = 0;
        while (reader.Read())
        {
            _records++;
            _recordOffset = (int)reader.ByteOffset;
            if (textFault is not null && _recordOffset + reader.RawRecord.Length > textFault.Offset)
            {
                break;
            }

            if (_textAfterQuote)
            {
                output.Fault = _faults.TextAfterQuote(_recordOffset, reader);
                return -1;
            }

            if (IsBlank(reader))
            {
                continue;
            }

            if ((reader.FieldCount != _fieldCount || _emptyFields.Length > 0) && MisplacedCells(reader) is ReadFault misplaced)
            {
                output.Fault = misplaced;
                return -1;
            }

            if (_names is not null && IsHeader(reader))
            {
                if (!_plan.SkipsRepeatedHeaders)
                {
                    output.Fault = RecordFaults.RepeatedHeader(_recordOffset);
                    return -1;
                }

                output.RepeatedHeaders.Add(_recordOffset);
                continue;
            }

            if (output.RowCount == row)
            {
                return _recordOffset;
            }

            if (output.RowCount == output.Capacity)
            {
                output.Grow();
            }

            ParseRecord(reader, output.RowCount);
            if (output.Fault is not null)
            {
                return -1;
            }

            output.RowCount++;
        }

        output.Fault = textFault;
        return -1;
    }

    // Nearly all the time of reading is spent here, and a file is often read once in a process: waiting for the runtime to find out that
    // this method is hot would cost more than its profile gains.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ParseRecord(CsvReader reader, int row)
    {
        bool lookAtNumbers = _lookAtNumbers;
        ReadOnlySpan<byte> segment = _segment.Span;
        foreach (NumericBuffer column in _output.Numeric)
        {
            bool isPlain = PlainDecimal.TryParse(segment, reader.GetSpan(column.FieldIndex), out double value);
            if (!isPlain || (lookAtNumbers && IsSuspicious(Cell(reader, column))))
            {
                value = ParseNotPlain(reader, column, row);
            }

            column.Values[row] = value;
        }

        foreach (NumericBuffer column in _output.Noted)
        {
            column.Values[row] = ParseNoted(reader, column, row);
        }

        foreach (CategoricalBuffer column in _output.Categorical)
        {
            ReadOnlySpan<byte> text = Cell(reader, column);
            column.Codes[row] = _plan.Missing.Contains(text) ? Missing(text, column) : column.CodeOf(text, _recordOffset);
        }

        foreach (TextBuffer column in _output.Text)
        {
            column.Set(row, Cell(reader, column));
        }
    }

    private static ReadOnlySpan<byte> Cell(CsvReader reader, ColumnBuffer column)
    {
        return Trimmed(reader.GetSpan(column.FieldIndex));
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        // A byte above ASCII may be the first or the last of a no-break space.
        return text.Length > 0 && (text[0] <= (byte)' ' || text[^1] <= (byte)' ' || ((text[0] | text[^1]) & 0x80) != 0)
            ? CellText.Trim(text)
            : text;
    }

    private bool IsSuspicious(ReadOnlySpan<byte> number) =>
        number.Contains((byte)',') || (_plan.Missing.ContainsNumbers && _plan.Missing.Contains(number));

    // Long numbers, exponents, and whatever is no number.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double ParseNotPlain(CsvReader reader, NumericBuffer column, int row)
    {
        ReadOnlySpan<byte> text = Cell(reader, column);
        bool isNumber = reader.TryParse(column.FieldIndex, out double value) && double.IsFinite(value)
            && !(_lookAtNumbers && IsSuspicious(text));
        if (isNumber && NumberText.IsRoundedInteger(text, value))
        {
            column.Census.AddRounded(text, _recordOffset);
        }

        return isNumber && !MayBeCode(text) ? value : ParseUnusual(reader, text, column, row);
    }

    // A column whose numbers are written in a notation of their own; plain numbers may stand among them.
    private double ParseNoted(CsvReader reader, NumericBuffer column, int row)
    {
        ReadOnlySpan<byte> text = Cell(reader, column);
        return NumericCell.TryReadNoted(text, _recordOffset, column, _plan.Missing, out double value)
            ? value
            : ParseUnusual(reader, text, column, row);
    }

    private static int Missing(ReadOnlySpan<byte> text, CategoricalBuffer column)
    {
        if (NumberText.IsNone(text))
        {
            column.Census.AddNone();
        }

        return CategoricalColumn.Missing;
    }

    private static bool MayBeCode(ReadOnlySpan<byte> number) =>
        number.Length > 1 && ((number[0] == (byte)'0' && char.IsAsciiDigit((char)number[1])) || number.Contains((byte)'E'));

    private double ParseUnusual(CsvReader reader, ReadOnlySpan<byte> text, NumericBuffer column, int row)
    {
        if (_plan.Missing.Contains(text))
        {
            column.Census.AddMissing();
            return double.NaN;
        }

        NumberTextKind kind = NumericCell.Classify(text, column, out double value);
        bool isTolerated = kind == NumberTextKind.Text
            && (column.Column.IsInferred || NumericCell.MayBeNoted(text, _plan) || IsWithoutTarget(reader));
        return NumericCell.Read(text, kind, value, new CellPosition(row, _recordOffset), isTolerated, column, _output);
    }

    private bool IsWithoutTarget(CsvReader reader)
    {
        if (_plan.TargetField < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> target = Trimmed(reader.GetSpan(_plan.TargetField));
        return _plan.Missing.Contains(target) || SpreadsheetError.Is(target);
    }

    // Nearly every record differs in its first cell.
    private bool IsHeader(CsvReader reader)
    {
        for (int field = 0; field < _names!.Length; field++)
        {
            if (!Trimmed(reader.GetSpan(_shape.Fields[field])).SequenceEqual(_names[field]))
            {
                return false;
            }
        }

        return true;
    }

    private ReadFault? MisplacedCells(CsvReader reader)
    {
        if (reader.FieldCount < _shape.FewestFields || reader.FieldCount > _shape.MostFields)
        {
            return _faults.Ragged(_recordOffset, reader);
        }

        foreach (int field in _emptyFields)
        {
            if (field < reader.FieldCount && Trimmed(reader.GetSpan(field)) is { Length: > 0 } text)
            {
                return RecordFaults.TextWithoutName(_recordOffset, field, text);
            }
        }

        return null;
    }
}
