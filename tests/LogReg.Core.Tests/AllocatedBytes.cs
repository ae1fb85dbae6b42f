namespace LogReg.Tests;

/// <summary>Counts what a piece of code allocates.</summary>
internal static class AllocatedBytes
{
    /// <summary>The least that any of several runs allocated: what a run must allocate, without what the runtime does on the
    /// side.</summary>
    public static long Of(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
