namespace LogReg.Numerics;

/// <summary>A share of some rows that is spread evenly over them, in whole numbers: the products of two counts of rows do not fit into 64
/// bits.</summary>
internal static class EvenShare
{
    /// <summary>How many of the first rows belong to the share: ⌊(rows·share + start) / all⌋.</summary>
    /// <param name="rows">How many rows come first, at least 0.</param>
    /// <param name="share">How many of all rows belong to the share, at most <paramref name="all"/>.</param>
    /// <param name="all">How many rows there are, at least 1.</param>
    /// <param name="start">What is left over before the first row, from 0 to below <paramref name="all"/>.</param>
    public static long UpTo(long rows, long share, long all, long start = 0) => (long)((((Int128)rows * share) + start) / all);
}
