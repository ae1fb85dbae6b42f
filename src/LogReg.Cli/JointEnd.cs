using LogReg.Collectives;

namespace LogReg.Cli;

/// <summary>
/// The end of a command that several processes have run. They agree on one exit code, the largest, and one of them tells what went wrong:
/// the root, unless another alone has failed. One that has failed while the others go on cannot bring them here, and ends the job.
/// </summary>
internal static class JointEnd
{
    // Those that fail with the same error come at about the same time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Ends the command.</summary>
    /// <param name="environment">The environment of this process.</param>
    /// <param name="exitCode">What this process would answer; of no meaning if it has failed.</param>
    /// <param name="failure">Why it has failed; or <see langword="null"/>.</param>
    /// <returns>The exit code.</returns>
    public static int Of(CliEnvironment environment, int exitCode, Exception? failure)
    {
        ProcessGroup processes = environment.Processes;
        int rank = processes.Collective.Rank;
        using var text = new StringWriter { NewLine = "\n" };
        if (failure is not (null or RootFailedException))
        {
            exitCode = ErrorReport.Write(environment with { Error = text }, failure);
        }

        if (exitCode == ExitCode.Interrupted)
        {
            // The others are interrupted as well, and wait where no signal reaches them: nobody comes.
            environment.Error.Write(text);
            return exitCode;
        }

        long weight = WeightOf(failure, processes.Collective);
        long[] maxima = [exitCode, weight];
        if (!processes.TryMeet(maxima, failure is null ? Timeout.InfiniteTimeSpan : Patience))
        {
            Tell();
            processes.Abort(exitCode);
            return exitCode;
        }

        if (weight > 0 && maxima[1] == weight)
        {
            Tell();
        }

        // A launcher ends the others when the first process has ended with an error: not before that is told.
        processes.TryMeet([0], Timeout.InfiniteTimeSpan);
        return (int)maxima[0];

        void Tell()
        {
            string lines = text.ToString();
            environment.OwnError.Write(rank == 0 || lines.Length == 0 ? lines : $"{processes.NameOf(rank)}: {lines}");
            environment.OwnError.Flush();
        }
    }

    // The first of those that have failed speaks, and one that has failed because another has only if that one cannot.
    private static long WeightOf(Exception? failure, ICollective collective) => failure switch
    {
        null or RootFailedException => 0,
        CollectiveException => collective.Size - collective.Rank,
        _ => (2 * collective.Size) - collective.Rank,
    };
}
