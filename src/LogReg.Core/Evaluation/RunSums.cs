using LogReg.Collectives;

namespace LogReg.Evaluation;

/// <summary>Two sums over the rows of a run of scores.</summary>
/// <param name="Run">The number of the run, from 0 at the highest scores.</param>
/// <param name="First">The first sum.</param>
/// <param name="Second">The second one.</param>
internal readonly record struct RunSums(long Run, double First, double Second)
{
    /// <summary>Those of all runs, from the highest scores down.</summary>
    /// <param name="own">Those of the runs of this process.</param>
    /// <param name="collective">The processes; <see langword="null"/> where all runs are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static RunSums[] OfAll(List<RunSums> own, ICollective? collective)
    {
        RunSums[] all = collective is null ? [.. own] : collective.AllGatherValues<RunSums>(own.ToArray());
        Array.Sort(all, static (first, second) => first.Run.CompareTo(second.Run));
        return all;
    }
}
