using System.Numerics;

namespace LogReg.Collectives;

/// <summary>
/// Makes sure that the solvers of all members are at the same point. A solver at another point than that of rank 0 runs on a processor
/// that computes different bits. This is an error that names the rank; otherwise the members would wait for each other forever.
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

        // The largest hash is the smallest one where all are the same: as a rule, one message.
        long hash = HashOf(values);
        Span<long> hashes = [hash, ~hash];
        collective.Max(hashes);
        if (hashes[0] == ~hashes[1])
        {
            return;
        }

        Span<long> root = [hash];
        collective.BroadcastValues(root);
        long rank = collective.MaxOf(hash != root[0] ? collective.Rank : -1);
        if (rank >= 0)
        {
            throw new CollectiveException(
                $"rank {rank} has computed different bits from the same sums than rank 0",
                "use machines whose processors have the same instructions (FMA above all), and the same version of the program on each");
        }
    }

    private static long HashOf(ReadOnlySpan<double> values)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        ulong hash = 0;
        foreach (double value in values)
        {
            hash = (BitOperations.RotateLeft(hash, 29) ^ BitConverter.DoubleToUInt64Bits(value)) * Multiplier;
        }

        return unchecked((long)hash);
    }
}
