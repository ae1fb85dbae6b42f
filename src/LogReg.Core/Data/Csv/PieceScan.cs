namespace LogReg.Data;

/// <summary>
/// One look at a piece of a text that may start within a record: it finds the ends of records for each state in which the first byte may be
/// read, and counts the rows for the most likely one.
/// </summary>
/// <param name="input">The text.</param>
/// <param name="layout">Its layout.</param>
/// <param name="counter">Counts rows.</param>
/// <param name="rows">Receives what it counts.</param>
internal sealed class PieceScan(CsvInput input, CsvLayout layout, RowCounter counter, ParsedRows rows)
{
    // Bytes are copied and looked at in a core's own cache.
    private const int LongestBlock = 1 << 17;

    private readonly byte _delimiter = layout.Separator;
    private readonly byte? _quote = layout.Dialect.QuoteByte;
    private readonly List<RowMark> _marks = [];
    private RecordStates _states = null!;
    private Phase _phase = Phase.Searching;
    private bool[] _holds = [];
    private long _from;
    private RowMark _counted;
    private byte[] _buffer = [];

    // How many bytes at the beginning of the buffer are the start of a record whose rest follows.
    private int _kept;

    private enum Phase
    {
        /// <summary>No record has started yet.</summary>
        Searching,

        /// <summary>Rows are being counted.</summary>
        Counting,

        /// <summary>Whatever follows is left to the count that reports faults.</summary>
        Stopped,
    }

    /// <summary>Looks at a piece.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="EndOfStreamException">The text ends before.</exception>
    public RecordScan Run(long from, long to, CancellationToken cancellationToken)
    {
        using Utf8Input text = input.Open(layout.Dialect);
        text.Skip(from);
        _states = new RecordStates(_delimiter, _quote) { Position = from };
        _buffer = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(to - from, 1, Math.Min(input.Tuning.BlockBytes, LongestBlock)));
        while (_states.Position < to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = (int)Math.Min(_buffer.Length - _kept, to - _states.Position);
            if (text.Text.ReadAtLeast(_buffer.AsSpan(_kept, length), length, throwOnEndOfStream: false) < length)
            {
                throw new EndOfStreamException("it became shorter while it was read");
            }

            Take(_kept + length);
        }

        RecordScan scan = _states.Finish();
        return _counted.Offset > _from
            ? scan with { Counted = [new CountedStretch(_from, new CountedRows(_counted, _marks), _holds)] }
            : scan;
    }

    private void Take(int length)
    {
        switch (_phase)
        {
            case Phase.Counting:
                Count(length, added: _kept);
                break;
            case Phase.Searching:
                RecordStates before = _states.Copy();
                _states.Add(_buffer.AsSpan(0, length));
                if (FindStart(before, length))
                {
                    Count(_kept, added: _kept);
                }

                break;
            default:
                _states.Add(_buffer.AsSpan(0, length));
                break;
        }
    }

    // Nearly all pieces that are cut anywhere start within a cell without quotes.
    private bool FindStart(RecordStates before, int length)
    {
        long start = _states.FirstOf(before.Position == layout.DataOffset ? RecordScan.RecordStart : RecordStates.WithinText);
        if (start < 0)
        {
            return false;
        }

        int skipped = (int)(start - before.Position);
        before.Add(_buffer.AsSpan(0, skipped));
        _holds = before.StartRecords(_buffer.AsSpan(skipped, length - skipped));
        _from = start;
        _counted = new RowMark(0, start);
        _phase = Phase.Counting;
        Keep(skipped, length);
        return true;
    }

    // Counts the rows of the whole records in the buffer; the bytes from one on are new to the states.
    private void Count(int length, int added)
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan(0, length);
        int end = RecordBoundary.Find(text, _delimiter, isLast: false, quoteOrNone: null).End;
        LineLook look = counter.Look(text[..end]);
        bool hasQuotes = look.HasQuotes || (_quote is byte quote && text[end..].Contains(quote));
        _states.Add(text[added..], hasQuotes);
        end = look.HasQuotes ? RecordBoundary.Find(text, _delimiter, isLast: false, _quote).End : end;
        if (end > 0)
        {
            counter.Count(_buffer.AsMemory(0, end), look, rows);
            if (rows.Fault is not null)
            {
                Stop();
                return;
            }

            _marks.Add(_counted);
            _counted = new RowMark(_counted.Row + rows.RowCount, _counted.Offset + end, _counted.Line + rows.LineCount);
        }

        Keep(end, length);
    }

    private void Keep(int from, int to)
    {
        _buffer.AsSpan(from, to - from).CopyTo(_buffer);
        _kept = to - from;
        if (_kept >= input.Tuning.LongestRecordBytes)
        {
            Stop();
        }
        else if (_kept > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }

    private void Stop()
    {
        _phase = Phase.Stopped;
        _kept = 0;
    }
}
