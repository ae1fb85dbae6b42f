using LogReg.Shared;

namespace LogReg.Data;

/// <summary>
/// Rewrites a text into the CSV that the parser reads: lines above the header and comments become empty lines, blanks between cells one
/// tab, and a quote after a backslash a doubled one. Every line break stays, so that lines keep their numbers.
/// </summary>
internal sealed class DialectStream : ForwardStream
{
    private const int BufferSize = 1 << 16;
    private const byte Backslash = (byte)'\\';

    // What a byte can add besides itself, at the end of what was read or before it.
    private const int Extra = 2;

    private readonly Stream _text;
    private readonly CsvDialect _dialect;
    private readonly byte _delimiter;
    private readonly byte _comment;

    // A byte that no text has where there is no quotation.
    private readonly int _quote;
    private readonly byte[] _input = new byte[BufferSize];
    private readonly byte[] _output = new byte[(2 * BufferSize) + Extra];
    private State _state = State.LineStart;
    private long _linesToSkip;
    private bool _afterReturn;
    private bool _hasBlanksBefore;
    private bool _isEscaped;
    private bool _hasEnded;
    private int _taken;
    private int _written;

    /// <param name="text">The text as UTF-8, closed with this stream.</param>
    /// <param name="dialect">How it is written.</param>
    public DialectStream(Stream text, CsvDialect dialect)
    {
        _text = text;
        _dialect = dialect;
        _delimiter = (byte)(dialect.Separator ?? 0);
        _comment = (byte)(dialect.Comment ?? 0);
        _quote = dialect.QuoteByte ?? -1;
        _linesToSkip = dialect.SkipLines;
    }

    private enum State
    {
        /// <summary>Nothing but spaces has come in this line.</summary>
        LineStart,

        /// <summary>Nothing but spaces has come in this cell.</summary>
        CellStart,

        /// <summary>In a cell, in which a quote is text.</summary>
        Cell,

        /// <summary>Between quotes.</summary>
        Quoted,

        /// <summary>After a quote that closes the cell unless another one follows.</summary>
        QuotedEnd,

        /// <summary>In a line that is left out.</summary>
        Comment,
    }

    public override int Read(Span<byte> buffer)
    {
        while (_taken == _written && !_hasEnded && buffer.Length > 0)
        {
            int length = _text.Read(_input);
            _taken = _written = 0;
            _hasEnded = length == 0;
            if (_hasEnded && _isEscaped)
            {
                Write(Backslash);
            }

            foreach (byte next in _input.AsSpan(0, length))
            {
                Take(next);
            }
        }

        int count = Math.Min(buffer.Length, _written - _taken);
        _output.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(byte next)
    {
        bool isBreak = next is (byte)'\n' or (byte)'\r';
        if (_linesToSkip > 0)
        {
            SkipLine(next, isBreak);
        }
        else if (_state == State.Quoted)
        {
            TakeQuoted(next);
        }
        else if (isBreak)
        {
            _state = State.LineStart;
            _hasBlanksBefore = false;
            Write(next);
        }
        else if (_state != State.Comment)
        {
            TakeUnquoted(next);
        }
    }

    // CR LF is one line break: the LF comes after the line that its CR has ended.
    private void SkipLine(byte next, bool isBreak)
    {
        if (isBreak)
        {
            _linesToSkip -= next == (byte)'\n' && _afterReturn ? 0 : 1;
            Write(next);
        }

        _afterReturn = next == (byte)'\r';
    }

    private void TakeQuoted(byte next)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            if (next == _quote)
            {
                Write(next);
            }
            else if (next is not (Backslash or (byte)'\n' or (byte)'\r'))
            {
                Write(Backslash);
            }

            Write(next);
        }
        else if (next == Backslash && _dialect.HasBackslashes)
        {
            _isEscaped = true;
        }
        else
        {
            _state = next == _quote ? State.QuotedEnd : State.Quoted;
            Write(next);
        }
    }

    private void TakeUnquoted(byte next)
    {
        bool isBlank = next is (byte)' ' or (byte)'\t';
        if (isBlank && _dialect.HasBlanks)
        {
            _hasBlanksBefore = _state != State.LineStart;
            return;
        }

        if (_hasBlanksBefore)
        {
            _hasBlanksBefore = false;
            _state = State.CellStart;
            Write(_delimiter);
        }

        if (_state == State.LineStart && next == _comment && _comment != 0)
        {
            _state = State.Comment;
            return;
        }

        Write(next);
        if (IsDelimiter(next))
        {
            _state = State.CellStart;
        }
        else if (next == _quote && _state != State.Cell)
        {
            _state = State.Quoted;
        }
        else if (!isBlank || _state == State.QuotedEnd)
        {
            _state = State.Cell;
        }
    }

    // A delimiter that is still to be detected may be any of the usual ones.
    private bool IsDelimiter(byte next) => _dialect.Delimiter is null
        ? next is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|' or 1
        : next == _delimiter && !_dialect.HasBlanks;

    private void Write(byte next) => _output[_written++] = next;
}
