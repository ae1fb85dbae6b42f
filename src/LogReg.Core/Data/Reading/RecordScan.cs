namespace LogReg.Data;

/// <summary>What a scan of a piece of a text has found, for each state in which the first byte of the piece may be read.</summary>
/// <param name="Ends">For each state at the start the state at the end.</param>
/// <param name="Firsts">For each state at the start the place in the text where the first record starts that starts in the piece; −1 if
/// there is none.</param>
internal sealed record RecordScan(int[] Ends, long[] Firsts)
{
    /// <summary>The number of states.</summary>
    public const int States = 6;

    /// <summary>The state in which a record starts.</summary>
    public const int RecordStart = 0;

    /// <summary>Rows that were counted in the same look.</summary>
    public IReadOnlyList<CountedStretch> Counted { get; init; } = [];

    /// <summary>What was found in this piece and the one that follows it.</summary>
    /// <param name="next">The scan of that one.</param>
    public RecordScan Then(RecordScan next) => new(
        Array.ConvertAll(Ends, end => next.Ends[end]),
        [.. Firsts.Select((first, start) => first >= 0 ? first : next.Firsts[Ends[start]])])
    {
        Counted =
        [
            .. Counted,
            .. next.Counted.Select(stretch => stretch with { Holds = Array.ConvertAll(Ends, end => stretch.Holds[end]) }),
        ],
    };
}
