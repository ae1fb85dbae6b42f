namespace LogReg.Data;

/// <summary>
/// The states in which a byte of CSV may be read, by the rule of <see cref="RecordBoundary"/>: so that a text can be cut anywhere, and
/// whoever has a piece finds out what it is for each state at its start. A quote opens a cell only at the start of the cell, after blanks;
/// blanks after a closing quote start no cell.
/// </summary>
/// <param name="delimiter">The byte between cells.</param>
/// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
internal sealed class RecordStates(byte delimiter, byte? quote)
{
    /// <summary>The state within a cell without quotes.</summary>
    public const int WithinText = (int)State.Text;

    private enum State
    {
        /// <summary>A record starts here.</summary>
        RecordStart = RecordScan.RecordStart,

        /// <summary>After a carriage return: a record starts here, or after the line feed that follows.</summary>
        AfterReturn,

        /// <summary>At the start of a cell, perhaps after blanks.</summary>
        CellStart,

        /// <summary>In a cell without quotes, or after one in quotes: quotes are text.</summary>
        Text,

        /// <summary>Between quotes.</summary>
        Quoted,

        /// <summary>After a quote between quotes, which closes the cell unless another one follows.</summary>
        QuoteInQuoted,
    }

    // Without quotes, no cell is between them.
    private State[] _states =
        [.. Enum.GetValues<State>().Select(state => quote is null && state >= State.Quoted ? State.Text : state)];

    private long[] _firsts = [.. Enumerable.Repeat(-1L, RecordScan.States)];

    /// <summary>Where a piece starts; to be set before its first block.</summary>
    public required long Position { get; set; }

    /// <summary>The same, to be led on by itself.</summary>
    public RecordStates Copy() =>
        new(delimiter, quote) { Position = Position, _states = [.. _states], _firsts = [.. _firsts] };

    /// <summary>Where the first record starts so far; −1 if none has started.</summary>
    /// <param name="start">The state at the start of the piece.</param>
    public long FirstOf(int start) => _firsts[start];

    /// <summary>For each state at the start of the piece whether a record starts at the place that has been reached.</summary>
    /// <param name="next">The bytes that follow.</param>
    public bool[] StartRecords(ReadOnlySpan<byte> next)
    {
        bool isFeed = next is [(byte)'\n', ..];
        return Array.ConvertAll(_states, state => state == State.RecordStart || (state == State.AfterReturn && !isFeed));
    }

    /// <summary>Reads the next bytes.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="hasQuotes">Whether there may be quotes among them.</param>
    public void Add(ReadOnlySpan<byte> block, bool hasQuotes = true)
    {
        var known = new (bool IsKnown, State End)[RecordScan.States];
        for (int start = 0; start < _states.Length; start++)
        {
            State state = _states[start];
            if (_firsts[start] >= 0 && known[(int)state].IsKnown)
            {
                _states[start] = known[(int)state].End;
                continue;
            }

            _states[start] = new Walk(block, delimiter, quote, hasQuotes && quote is not null, Position, ref _firsts[start]).Run(state);
            known[(int)state] = (true, _states[start]);
        }

        Position += block.Length;
    }

    /// <summary>What the bytes are; to be asked at the end of the piece, which <see cref="Position"/> is.</summary>
    public RecordScan Finish() => new(
        Array.ConvertAll(_states, state => (int)state), Array.ConvertAll(_firsts, first => first < Position ? first : -1));

    /// <summary>One block, read from one state on.</summary>
    private ref struct Walk(
        ReadOnlySpan<byte> block, byte delimiter, byte? quote, bool hasQuotes, long position, ref long first)
    {
        private readonly ReadOnlySpan<byte> _block = block;
        private readonly ref long _first = ref first;

        public State Run(State state)
        {
            if (_block.IsEmpty)
            {
                return state;
            }

            int at = 0;
            switch (state)
            {
                case State.RecordStart:
                    Found(0);
                    break;
                case State.AfterReturn:
                    Found(_block[0] == (byte)'\n' ? 1 : 0);
                    break;
                case State.QuoteInQuoted when _block[0] == quote:
                    (state, at) = (State.Quoted, 1);
                    break;
                case State.QuoteInQuoted:
                    state = State.Text;
                    break;
            }

            while (true)
            {
                if (state == State.Quoted)
                {
                    int close = hasQuotes ? RecordBoundary.FindClose(_block, at, quote!.Value) : -1;
                    if (close < 0)
                    {
                        return State.Quoted;
                    }

                    if (close + 1 == _block.Length)
                    {
                        return State.QuoteInQuoted;
                    }

                    (state, at) = (State.Text, close + 1);
                }

                int open = FindOpen(at, state);
                FindFirst(at, open < 0 ? _block.Length : open);
                if (open < 0)
                {
                    return EndOf(at, state);
                }

                (state, at) = (State.Quoted, open + 1);
            }
        }

        // The next quote that opens a cell.
        private readonly int FindOpen(int from, State state)
        {
            int search = from;
            while (hasQuotes && quote is byte quoteByte && _block[search..].IndexOf(quoteByte) is int distance and >= 0)
            {
                int open = search + distance;
                if (StateAt(from, open, state) is not State.Text)
                {
                    return open;
                }

                search = open + 1;
            }

            return -1;
        }

        // The state before a byte, where no quote opens a cell between.
        private readonly State StateAt(int from, int to, State state)
        {
            int before = to - 1;
            while (before >= from && _block[before] is (byte)' ' or (byte)'\t' && _block[before] != delimiter)
            {
                before--;
            }

            return before < from ? (before == to - 1 || state == State.Text ? state : State.CellStart)
                : _block[before] is not ((byte)'\n' or (byte)'\r') ? (_block[before] == delimiter ? State.CellStart : State.Text)
                : before < to - 1 ? State.CellStart
                : _block[before] == (byte)'\n' ? State.RecordStart
                : State.AfterReturn;
        }

        private readonly State EndOf(int from, State state) => StateAt(from, _block.Length, state);

        private readonly void FindFirst(int from, int to)
        {
            if (_first < 0 && _block[from..to].IndexOfAny((byte)'\n', (byte)'\r') is int distance and >= 0)
            {
                int end = from + distance;

                // After a carriage return at the end of the block, the next one tells.
                if (_block[end] == (byte)'\n' || end + 1 < _block.Length)
                {
                    Found(LayoutReader.AfterLineBreak(_block, end));
                }
            }
        }

        private readonly void Found(int at)
        {
            if (_first < 0)
            {
                _first = position + at;
            }
        }
    }
}
