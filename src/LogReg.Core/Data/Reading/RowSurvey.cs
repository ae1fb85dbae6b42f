using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>
/// Finds out, together with the other processes, how many rows a source has and where they stand, and which of them this process reads.
/// Each counts the rows of about as many bytes.
/// </summary>
internal sealed class RowSurvey
{
    // The numbers that describe a piece that was counted.
    private const int CountLength = 4;

    private readonly ReadPlan _plan;
    private readonly ICollective _collective;
    private readonly SharedWork _work;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(PartPiece Piece, CountedRows Rows)> _own = [];
    private readonly long[] _firstRows;
    private readonly long[] _firstLines;

    /// <summary>Counts the rows.</summary>
    /// <param name="plan">What is to be read.</param>
    /// <param name="work">The work of the processes.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="LogRegException">Something is wrong with the data: the first fault in the order of the rows, in every
    /// process.</exception>
    public RowSurvey(ReadPlan plan, SharedWork work, CancellationToken cancellationToken)
    {
        _plan = plan;
        _work = work;
        _collective = work.Collective;
        _cancellationToken = cancellationToken;
        IReadOnlyList<AlignedPiece> pieces = new PieceDeal(Parts, _collective).AlignToRecords(work, cancellationToken);
        plan.Reader.AgreeOnBytes(_collective);
        bool isFaulty = !work.Together(stop => CountOwn(pieces, stop), cancellationToken);
        long[] counted = _collective.AllGatherValues<long>(
        [
            .. _own.SelectMany(own => (long[])[own.Piece.Part, own.Piece.From, own.Rows.End.Row, own.Rows.End.Line]),
        ]);
        _firstRows = new long[_own.Count];
        _firstLines = new long[_own.Count];
        long[] partRows = new long[Parts.Count];
        Place(counted, partRows);
        ThrowFaults(isFaulty);

        RowCount = partRows.Sum();
        Shares = RowShares.Deal(_collective, checked((int)((RowCount + _plan.Reader.ChunkRows - 1) / _plan.Reader.ChunkRows)));
        RowBorder[] borders = Locate([.. Shares.FirstChunks.Select(chunk => FirstRowOf(chunk))], partRows);
        Share = new RowShare(borders[_collective.Rank], borders[_collective.Rank + 1]);
        plan.Reader.Learn(new RowMap(partRows, borders));
    }

    /// <summary>The number of rows of all processes.</summary>
    public long RowCount { get; }

    /// <summary>Which process has which chunks.</summary>
    public RowShares Shares { get; }

    /// <summary>The rows of this process.</summary>
    public RowShare Share { get; }

    /// <summary>The first row of this process.</summary>
    public long FirstRow => FirstRowOf(Shares.FirstChunk);

    /// <summary>The number of rows of this process.</summary>
    public long OwnRowCount => FirstRowOf(Shares.EndChunk) - FirstRow;

    private IReadOnlyList<RowReader> Parts => _plan.Reader.Parts;

    private long FirstRowOf(int chunk) => Math.Min(RowCount, (long)chunk * _plan.Reader.ChunkRows);

    // Whether no fault was found.
    private bool CountOwn(IReadOnlyList<AlignedPiece> pieces, CancellationToken stop)
    {
        foreach (AlignedPiece aligned in pieces)
        {
            try
            {
                _own.Add((aligned.Piece, Count(aligned, stop)));
            }
            catch (LogRegException exception) when (exception is not CollectiveException)
            {
                _own.Add((aligned.Piece, new CountedRows(default, [])));
                return false;
            }
        }

        return true;
    }

    // What has not been counted yet stands between the stretches that have.
    private CountedRows Count(AlignedPiece aligned, CancellationToken stop)
    {
        (PartPiece piece, IReadOnlyList<CountedStretch> counted) = aligned;
        RowReader part = Parts[piece.Part];
        RowMark place = piece.From == part.Start.Offset ? part.Start : new RowMark(0, piece.From);
        var marks = new List<RowMark>();
        foreach (CountedStretch stretch in counted)
        {
            CountTo(stretch.From);
            marks.AddRange(stretch.Rows.Marks.Select(After));
            place = After(stretch.Rows.End);
        }

        CountTo(piece.To);
        return new CountedRows(place, marks);

        RowMark After(RowMark mark) => mark with { Row = place.Row + mark.Row, Line = place.Line + mark.Line };

        void CountTo(long to)
        {
            if (place.Offset < to)
            {
                CountedRows rows = part.CountRows(place, to, stop);
                marks.AddRange(rows.Marks.Select(mark => mark with { Row = place.Row + mark.Row }));
                place = rows.End with { Row = place.Row + rows.End.Row, Offset = to };
            }
        }
    }

    // The first rows and lines of the own pieces from the counts of all, which come in the order of the rows.
    private void Place(long[] counted, long[] partRows)
    {
        int next = (int)_collective.SumBefore(_own.Count);
        long line = 0;
        int part = -1;
        for (int piece = 0; piece < counted.Length / CountLength; piece++)
        {
            ReadOnlySpan<long> values = counted.AsSpan(piece * CountLength, CountLength);
            line = values[0] == part ? line : 0;
            part = (int)values[0];
            if (piece >= next && piece < next + _own.Count)
            {
                _firstRows[piece - next] = partRows[part];
                _firstLines[piece - next] = line;
            }

            partRows[part] += values[2];
            line += values[3];
        }
    }

    // Whatever is wrong before the fault that stopped the counting is found by reading what was counted: the first of all is the error.
    private void ThrowFaults(bool isFaulty)
    {
        long faulty = -_collective.MaxOf(isFaulty ? -_collective.Rank : -_collective.Size);
        if (faulty == _collective.Size)
        {
            return;
        }

        _work.Together(stop => ReadOwn(faulty, stop), _cancellationToken);
        throw Changed(_plan.Reader.Name);
    }

    private bool ReadOwn(long lastRank, CancellationToken stop)
    {
        for (int own = 0; own < _own.Count && _collective.Rank <= lastRank; own++)
        {
            PartPiece piece = _own[own].Piece;
            RowMark start = Parts[piece.Part].Start;
            var from = new RowMark(_firstRows[own], piece.From, piece.From == start.Offset ? start.Line : _firstLines[own]);
            var share = new RowShare(new RowBorder(piece.Part, from), new RowBorder(piece.Part, new RowMark(long.MaxValue, piece.To)));
            _plan.Reader.Run(_plan, share, 1, () => new NoWorker(_plan), new AdvancingProgress(_work.Advance, null), stop);
        }

        return true;
    }

    /// <summary>The error of data that are not what they were when they were read before.</summary>
    /// <param name="name">Their name.</param>
    public static DataException Changed(string name) =>
        new("the data changed while they were read", name, hint: "try again when no other program writes to them");

    private RowBorder[] Locate(long[] rows, long[] partRows)
    {
        RowBorder[] borders = Array.ConvertAll(rows, row => BorderAt(row, partRows));
        long[] found = new long[2 * rows.Length];
        bool isFaulty = !_work.Together(stop => FindOwn(borders, found, stop), _cancellationToken);
        ThrowFaults(isFaulty);
        _collective.Sum(found);
        for (int border = 0; border < rows.Length; border++)
        {
            RowMark mark = borders[border].Mark;
            if (mark.Row is > 0 and < long.MaxValue)
            {
                borders[border] = borders[border] with { Mark = new RowMark(mark.Row, found[2 * border], found[(2 * border) + 1]) };
            }
        }

        return borders;
    }

    // Whether no fault was found.
    private bool FindOwn(RowBorder[] borders, long[] found, CancellationToken stop)
    {
        bool isFaulty = false;
        for (int border = 0; border < borders.Length; border++)
        {
            try
            {
                if (borders[border].Mark is { Row: > 0 and < long.MaxValue } mark
                    && FindOwn(borders[border].Part, mark.Row, stop) is RowMark own)
                {
                    (found[2 * border], found[(2 * border) + 1]) = (own.Offset, own.Line);
                }
            }
            catch (LogRegException exception) when (exception is not CollectiveException)
            {
                isFaulty = true;
            }
        }

        return !isFaulty;
    }

    // Parts without rows belong to whoever has the rows before them, the first ones to the first process.
    private RowBorder BorderAt(long row, long[] partRows)
    {
        if (row == RowCount)
        {
            return new RowBorder(Parts.Count - 1, RowMark.End);
        }

        if (row == 0)
        {
            return new RowBorder(0, Parts[0].Start);
        }

        int part = 0;
        while (row >= partRows[part])
        {
            row -= partRows[part++];
        }

        return new RowBorder(part, row == 0 ? Parts[part].Start : new RowMark(row));
    }

    // The place of a row of a part; null if another process has counted it.
    private RowMark? FindOwn(int part, long row, CancellationToken stop)
    {
        int own = _own.FindIndex(counted => counted.Piece.Part == part);
        while (own >= 0 && own < _own.Count && _own[own].Piece.Part == part)
        {
            (PartPiece piece, CountedRows rows) = _own[own];
            long first = _firstRows[own];
            if (row >= first && row < first + rows.End.Row)
            {
                RowMark start = Parts[part].Start;
                long line = piece.From == start.Offset ? 0 : _firstLines[own];
                RowMark before = rows.Marks.LastOrDefault(mark => first + mark.Row <= row, new RowMark(0, piece.From));
                return Parts[part].Locate(
                    new RowMark(first + before.Row, before.Offset, before.Line + line), row, stop);
            }

            own++;
        }

        return null;
    }
}
