using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>
/// Makes sure that the solvers of all members are at the same point. A solver that is elsewhere than that of rank 0 runs on a processor
/// that computes other bits; it is an error that names the rank, where otherwise members would wait for each other for ever.
/// </summary>
internal static class CoefficientAgreement
{
    /// <summary>Requires the root's point of every member that shares rows.</summary>
    /// <param name="shares">The members; <see langword="null"/> where all rows are here.</param>
    /// <param name="values">The point of this member.</param>
    /// <exception cref="CollectiveException">A member stands elsewhere.</exception>
    public static void Require(RowShares? shares, ReadOnlySpan<double> values)
    {
        if (shares is not null)
        {
            Require(shares.Collective, values);
        }
    }

    /// <summary>Requires the root's point of every member.</summary>
    /// <param name="collective">The members.</param>
    /// <param name="values">The point of this member.</param>
    /// <exception cref="CollectiveException">A member stands elsewhere.</exception>
    public static void Require(ICollective collective, ReadOnlySpan<double> values)
    {
        if (collective.IsSingle)
        {
            return;
        }

        double[] root = values.ToArray();
        collective.BroadcastValues(root.AsSpan());
        bool differs = !MemoryMarshal.AsBytes(root.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(values));
        long rank = collective.MaxOf(differs ? collective.Rank : -1);
        if (rank >= 0)
        {
            throw new CollectiveException(
                $"rank {rank} has computed other bits than rank 0 from the same sums",
                "use machines whose processors have the same instructions (FMA above all), and the same version of the program on each");
        }
    }
}
