using System.Text;

namespace LogReg.Data;

/// <summary>
/// Cuts the text of a file into segments of whole records. One thread may read at a time; each brings its own segment, so that the cut
/// segments are parsed side by side.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly Utf8Input _input;
    private readonly byte _delimiter;
    private readonly byte? _quote;
    private readonly CsvTuning _tuning;
    private readonly bool _isLive;
    private byte[] _carry = [];
    private int _carryLength;
    private bool _ended;
    private bool _inputEnded;
    private ReadFault? _inputFault;
    private long _nextIndex;
    private long _position;
    private long _left = long.MaxValue;

    /// <summary>Starts at the beginning of the text.</summary>
    /// <param name="input">The text, closed with this reader.</param>
    /// <param name="delimiter">The byte between fields.</param>
    /// <param name="tuning">The sizes to work with.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <param name="isLive">Whether whole records are handed out as soon as no more input waits, rather than in blocks of the usual
    /// size.</param>
    public SegmentReader(Utf8Input input, byte delimiter, CsvTuning tuning, byte? quote = (byte)'"', bool isLive = false)
    {
        _isLive = isLive;
        _input = input;
        _delimiter = delimiter;
        _quote = quote;
        _tuning = tuning;
    }

    /// <summary>Whether it takes no time to leave out first bytes.</summary>
    public bool CanSkip => _input.Length is not null;

    /// <summary>Leaves out the first bytes, which must end where a record ends.</summary>
    /// <param name="length">The number of bytes.</param>
    /// <param name="end">The place in the text where the reading ends, which must be one where a record ends.</param>
    public void Skip(long length, long end = long.MaxValue)
    {
        try
        {
            _input.Skip(length);
        }
        catch (Exception exception) when (IsInputError(exception))
        {
            _inputFault = InputFault(exception, _input.Encoding);
            _inputEnded = true;
        }

        _position = length;
        _left = end - length;
    }

    /// <summary>Reads the next whole records, or the fault that ends the reading.</summary>
    /// <param name="segment">Receives them.</param>
    /// <returns>Whether there was something left.</returns>
    public bool TryRead(Segment segment)
    {
        if (_ended)
        {
            return false;
        }

        // A short piece of a text needs no large buffer.
        int size = Math.Max((int)Math.Clamp(_left, 1, _tuning.BlockBytes), 2 * _carryLength);
        int length = 0;
        while (true)
        {
            length = Fill(segment, length, size);
            bool isLast = _inputEnded;
            RecordBoundary boundary = RecordBoundary.Find(
                segment.Buffer.AsSpan(0, length), _delimiter, isLast && _inputFault is null, _quote);
            if (isLast)
            {
                return EmitLast(segment, length, boundary);
            }

            if (boundary.End > 0)
            {
                Carry(segment.Buffer.AsSpan(boundary.End, length - boundary.End));
                return Emit(segment, boundary.End);
            }

            if (length >= _tuning.LongestRecordBytes)
            {
                return EmitFault(segment, LongRecord(boundary.OpenQuote));
            }

            if (length < size)
            {
                continue;
            }

            size = (int)Math.Min(2L * size, Math.Max(_tuning.LongestRecordBytes, size + 1L));
        }
    }

    public void Dispose() => _input.Dispose();

    /// <summary>The fault of a record that does not end.</summary>
    public static ReadFault UnclosedQuote(int offset) => new(offset, "the quote that opens here is never closed")
    {
        Hint = OptionText.Of(
            $"close the quote, or double it (\"\") if it is part of the text; if all quotes are text, use {Option.Quote.Is(CsvQuote.None)}"),
    };

    private ReadFault LongRecord(int openQuote) => openQuote >= 0
        ? new ReadFault(openQuote, $"the quote that opens here is not closed within {_tuning.LongestRecordBytes >> 20} MB")
        {
            Hint = OptionText.Of(
                $"the closing quote is probably missing; add it, or double the opening one (\"\") if it is part of the text; if all quotes "
                    + $"are text, use {Option.Quote.Is(CsvQuote.None)}"),
        }
        : new ReadFault(0, $"the line that starts here is longer than {_tuning.LongestRecordBytes >> 20} MB")
        {
            Hint = "this does not look like a CSV file with one record per line",
        };

    private bool EmitLast(Segment segment, int length, RecordBoundary boundary)
    {
        if (_inputFault is null && boundary.OpenQuote < 0)
        {
            _ended = true;
            return length > 0 && Emit(segment, length);
        }

        if (boundary.End > 0)
        {
            // Errors are reported in the order of the file: first the records before the fault, then the fault.
            Carry(segment.Buffer.AsSpan(boundary.End, length - boundary.End));
            return Emit(segment, boundary.End);
        }

        return EmitFault(segment, _inputFault ?? UnclosedQuote(boundary.OpenQuote));
    }

    private bool EmitFault(Segment segment, ReadFault fault)
    {
        _ended = true;
        Emit(segment, fault.Offset);
        segment.Fault = fault;
        return true;
    }

    private bool Emit(Segment segment, int length)
    {
        segment.Length = length;
        segment.Fault = null;
        segment.Index = _nextIndex++;
        segment.Offset = _position;
        _position += length;
        segment.BytesRead = _input.BytesRead;
        return true;
    }

    private void Carry(ReadOnlySpan<byte> rest)
    {
        if (_carry.Length < rest.Length)
        {
            _carry = new byte[Math.Max(rest.Length, 2 * _carry.Length)];
        }

        rest.CopyTo(_carry);
        _carryLength = rest.Length;
    }

    private int Fill(Segment segment, int length, int size)
    {
        if (segment.Buffer.Length < size)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>(size);
            segment.Buffer.AsSpan(0, length).CopyTo(larger);
            segment.Buffer = larger;
        }

        if (length == 0)
        {
            _carry.AsSpan(0, _carryLength).CopyTo(segment.Buffer);
            length = _carryLength;
            _carryLength = 0;
        }

        try
        {
            while (length < size && !_inputEnded)
            {
                int read = _left == 0 ? 0 : _input.Text.Read(segment.Buffer.AsSpan(length, (int)Math.Min(size - length, _left)));
                _inputEnded = read == 0;
                _left -= read;
                length += read;

                // A stream gives what has arrived; whoever wrote a record may wait for the answer before writing the next one.
                if (_isLive && segment.Buffer.AsSpan(length - read, read).ContainsAny((byte)'\n', (byte)'\r'))
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (IsInputError(exception))
        {
            _inputFault = InputFault(exception, _input.Encoding);
            _inputEnded = true;
        }

        return length;
    }

    /// <summary>Whether an exception is caused by the file, not by a bug in the program.</summary>
    public static bool IsInputError(Exception exception) =>
        exception is IOException or InvalidDataException or DecoderFallbackException or UnauthorizedAccessException;

    /// <summary>The fault that stops the reading of a file.</summary>
    /// <param name="exception">What stopped it.</param>
    /// <param name="encoding">The encoding in which the text was read; <see langword="null"/> for UTF-8.</param>
    public static ReadFault InputFault(Exception exception, Encoding? encoding) => exception switch
    {
        DecoderFallbackException => new ReadFault(0, $"the text is not valid {(encoding ?? Encoding.UTF8).WebName.ToUpperInvariant()}")
        {
            HasLine = false,
            Hint = OptionText.Of($"save the file as UTF-8, or name its encoding by {Option.Encoding}"),
            Cause = exception,
        },
        DamagedBlockException => new ReadFault(0, exception.Message)
        {
            HasLine = false,
            Hint = "copy or compress the file again",
            Cause = exception,
        },
        InvalidDataException => new ReadFault(0, "the gzip data are damaged or cut off")
        {
            HasLine = false,
            Hint = "copy or compress the file again",
            Cause = exception,
        },
        _ => new ReadFault(0, "the file cannot be read: " + exception.Message.ReplaceLineEndings(" "))
        {
            HasLine = false,
            Hint = exception.InnerException is not null
                ? "copy or download the file again, or compress it again"
                : "check the file and the disk that it is on",
            Cause = exception,
        },
    };
}
