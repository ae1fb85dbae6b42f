namespace LogReg.Collectives;

/// <summary>
/// The processes, or threads, that fit one model together, and what they can do together: the operations of a communicator of MPI
/// (MPI: A Message-Passing Interface Standard 4.1, 2023, chapter 6) that a fit needs. Each member has a rank, and every member calls the
/// same operations in the same order; a call returns when its own part is done.
/// </summary>
/// <remarks>
/// There is no sum of doubles, on purpose: its bits would depend on the number of members and on the library. Doubles travel as bytes, and
/// are added along a tree over the rows of the data, which does not depend on who has which rows.
/// </remarks>
public interface ICollective
{
    /// <summary>Which member this is, from 0; rank 0 is the root, which decides and writes.</summary>
    int Rank { get; }

    /// <summary>How many members there are, at least 1.</summary>
    int Size { get; }

    /// <summary>Gives every member the root's bytes.</summary>
    /// <param name="data">The bytes; overwritten on every member but rank 0. All members give the same length.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void Broadcast(Span<byte> data);

    /// <summary>Gives the root the bytes of every member, one after the other by rank.</summary>
    /// <param name="own">The bytes of this member.</param>
    /// <param name="counts">How many bytes each member gives, one number for each rank; the same on every member.</param>
    /// <param name="all">Room for the sum of the counts at rank 0; empty elsewhere.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all);

    /// <summary>Gives every member the bytes of every member, one after the other by rank.</summary>
    /// <param name="own">The bytes of this member.</param>
    /// <param name="counts">How many bytes each member gives, one number for each rank; the same on every member.</param>
    /// <param name="all">Room for the sum of the counts.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all);

    /// <summary>Sends bytes from every member to every member.</summary>
    /// <param name="sent">The bytes for each rank, one after the other.</param>
    /// <param name="sentCounts">How many bytes go to each rank.</param>
    /// <param name="received">Room for the bytes of each rank, one after the other.</param>
    /// <param name="receivedCounts">How many bytes come from each rank: what that member sends to this one.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts);

    /// <summary>Adds the whole numbers of all members, place by place, on every member. Sums wrap around as those of
    /// <see cref="long"/> do.</summary>
    /// <param name="values">The numbers of this member; overwritten by the sums. All members give the same length.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void Sum(Span<long> values);

    /// <summary>Takes the largest of the whole numbers of all members, place by place, on every member.</summary>
    /// <param name="values">The numbers of this member; overwritten by the maxima. All members give the same length.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    void Max(Span<long> values);
}
