using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Deals data to processes by their bytes, whatever rows these are, and finds out where the first record of each piece
/// starts.</summary>
internal sealed class PieceDeal
{
    // What a row of data that are no text counts for, about the bytes of a few numbers.
    private const long BytesOfRow = 64;

    // The numbers that describe a piece.
    private const int ScanLength = 3 + (2 * RecordScan.States);

    private readonly IReadOnlyList<RowReader> _parts;
    private readonly ICollective _collective;
    private readonly CutRange?[] _cuts;

    /// <summary>Looks at the data.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="collective">The processes.</param>
    /// <exception cref="LogRegException">A process cannot read the data, or sees other data.</exception>
    public PieceDeal(IReadOnlyList<RowReader> parts, ICollective collective)
    {
        _parts = parts;
        _collective = collective;
        long[] sizes;
        (_cuts, sizes) = collective.Together(() =>
        {
            CutRange?[] cuts = [.. parts.Select(part => part.FindCut())];
            return (cuts, parts.Select((part, place) => SizeOf(part, cuts[place])).ToArray());
        });
        SharedFiles.RequireSame(collective, [.. parts.Select(part => part.Name)], sizes);
        Own = Deal(sizes);
    }

    /// <summary>What this process counts: parts, and pieces of them that may start within a record.</summary>
    public IReadOnlyList<PartPiece> Own { get; }

    /// <summary>Finds where records start.</summary>
    /// <param name="work">The work of the processes.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The pieces of this process that have rows to count, from the start of a record to the start of another one.</returns>
    /// <exception cref="LogRegException">The data cannot be read.</exception>
    public IReadOnlyList<AlignedPiece> AlignToRecords(SharedWork work, CancellationToken cancellationToken)
    {
        (PartPiece Piece, RecordScan Scan)[] own = work.Together(ScanOwn, cancellationToken);
        long[] all = _collective.AllGatherValues<long>(
        [
            .. own.SelectMany(one => (long[])
                [one.Piece.Part, one.Piece.From, one.Piece.To, .. one.Scan.Ends.Select(end => (long)end), .. one.Scan.Firsts]),
        ]);
        var starts = new List<AlignedPiece>();
        int state = RecordScan.RecordStart;
        for (int at = 0; at < all.Length; at += ScanLength)
        {
            ReadOnlySpan<long> scan = all.AsSpan(at, ScanLength);
            var piece = new PartPiece((int)scan[0], scan[1], scan[2]);
            state = piece.From == _cuts[piece.Part]!.Value.Start ? RecordScan.RecordStart : state;
            if (scan[3 + RecordScan.States + state] is >= 0 and long first)
            {
                starts.Add(new AlignedPiece(
                    piece with { From = first },
                    [.. own.Where(one => one.Piece == piece).SelectMany(one => one.Scan.Counted).Where(stretch => stretch.Holds[state])]));
            }

            state = (int)scan[3 + state];
        }

        return [.. Own.SelectMany(piece => Align(piece, starts))];
    }

    private static long SizeOf(RowReader part, CutRange? cut) =>
        Math.Max(1, cut?.Length ?? part.TotalBytes ?? BytesOfRow * (part.TotalRows ?? 1));

    private List<PartPiece> Deal(long[] sizes)
    {
        UInt128 total = 0;
        foreach (long size in sizes)
        {
            total += (UInt128)size;
        }

        long from = (long)(total * (UInt128)_collective.Rank / (UInt128)_collective.Size);
        long to = (long)(total * (UInt128)(_collective.Rank + 1) / (UInt128)_collective.Size);
        var own = new List<PartPiece>();
        long before = 0;
        for (int part = 0; part < sizes.Length; part++)
        {
            bool hasStart = before >= from && before < to;
            if (_cuts[part] is CutRange { Length: > 0 } cut)
            {
                (long first, long last) = (Math.Max(from - before, 0), Math.Min(to - before, cut.Length));
                if (first < last)
                {
                    own.Add(new PartPiece(part, cut.Start + first, cut.Start + last));
                }
            }
            else if (hasStart)
            {
                own.Add(new PartPiece(part, _parts[part].Start.Offset, RowMark.End.Offset));
            }

            before += sizes[part];
        }

        return own;
    }

    // Only pieces that share a part with those of other processes.
    private (PartPiece Piece, RecordScan Scan)[] ScanOwn(CancellationToken cancellationToken) =>
        [.. Own.Where(IsShared).Select(piece => (piece, _parts[piece.Part].Scan(piece.From, piece.To, cancellationToken)))];

    private bool IsShared(PartPiece piece) =>
        _cuts[piece.Part] is CutRange { Length: > 0 } cut && (piece.From > cut.Start || piece.To < cut.End);

    // Of a part that is not cut, or has no bytes, one process has all.
    private IEnumerable<AlignedPiece> Align(PartPiece piece, List<AlignedPiece> starts)
    {
        if (_cuts[piece.Part] is not CutRange { Length: > 0 } cut || (piece.From == cut.Start && piece.To == cut.End))
        {
            return [new AlignedPiece(piece, [])];
        }

        int own = starts.FindIndex(start => start.Piece.Part == piece.Part && start.Piece.To == piece.To);
        if (own < 0)
        {
            return [];
        }

        bool isLast = own + 1 == starts.Count || starts[own + 1].Piece.Part != piece.Part;
        return [starts[own] with { Piece = starts[own].Piece with { To = isLast ? cut.End : starts[own + 1].Piece.From } }];
    }
}
