using System.CommandLine;
using System.Diagnostics;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Solvers;

namespace LogReg.Cli.Commands;

/// <summary>What commands do in several processes that a launcher of MPI has started, and what they cannot do there.</summary>
internal sealed class ProcessOptions
{
    // A straggler is several times slower than most, and costs a time that is worth a word.
    private const double Slowness = 3;
    private const double LeastDelay = 10;

    private readonly Option<double?> _timeout = OptionFactory.Number(
        "--timeout",
        "SECONDS",
        "Under mpirun or srun: end if the processes have waited for one of them for longer than this [default: 600]",
        value => value is >= 1 and <= 1e7,
        "a number of seconds from 1 to 10000000");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_timeout];

    /// <summary>Makes sure that several processes can train; does nothing in one.</summary>
    /// <param name="regression">What is to be trained.</param>
    /// <param name="processes">The processes.</param>
    /// <exception cref="UsageException">They cannot.</exception>
    public static void RequireSolver(LogisticRegression regression, ProcessGroup processes)
    {
        if (!processes.IsSingle
            && (regression.StochasticGradient.Stream || regression.Solver == SolverKind.StochasticGradient))
        {
            throw new UsageException(
                $"--solver sgd goes through the rows one after the other and cannot run in {processes.Collective.Size} processes",
                "use another solver, or train without the launcher");
        }
    }

    /// <summary>Prepares work in several processes; does nothing in one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The data.</param>
    /// <param name="work">The work.</param>
    /// <param name="environment">The environment, which has the processes.</param>
    /// <exception cref="UsageException">It cannot be done in several processes.</exception>
    public void Prepare(ParseResult parsed, DataReference data, ProcessWork work, CliEnvironment environment)
    {
        ProcessGroup processes = environment.Processes;
        if (processes.IsSingle)
        {
            return;
        }

        if (parsed.GetValue(_timeout) is double seconds)
        {
            processes.Timeout = TimeSpan.FromSeconds(seconds);
        }

        string name = $"{work.Name} in {processes.Collective.Size} processes";
        string remedy = $"or {work.Verb} without the launcher";
        RequireShareable(data, name, remedy);
        processes.AtRoot(() => RequireFile(data, name, remedy));
        if (processes.FindBound() is int rank)
        {
            Messages.Warning(
                environment,
                $"{processes.NameOf(rank)} may use one core only, though its machine has more cores than processes of this job: some "
                    + "launchers bind each process to a core",
                "start with mpirun --bind-to none (Open MPI), or srun -c CORES (Slurm)");
        }
    }

    /// <summary>Does work that the processes share, and notes which of them was much slower than the others, if one was.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="environment">The environment, which has the processes.</param>
    /// <param name="work">The work.</param>
    public static T TellingStraggler<T>(CliEnvironment environment, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan waited = environment.Processes.Waited;
        T result = work();
        TellStraggler(Stopwatch.GetElapsedTime(start) - (environment.Processes.Waited - waited), environment);
        return result;
    }

    // Of the time without that in which each waited for others.
    private static void TellStraggler(TimeSpan worked, CliEnvironment environment)
    {
        ProcessGroup processes = environment.Processes;
        if (processes.IsSingle)
        {
            return;
        }

        long[] milliseconds = new long[processes.Collective.Size];
        milliseconds[processes.Collective.Rank] = (long)worked.TotalMilliseconds;
        processes.Collective.Sum(milliseconds);
        double median = milliseconds.Order().ElementAt((milliseconds.Length - 1) / 2) / 1000.0;
        int slowest = Array.IndexOf(milliseconds, milliseconds.Max());
        double longest = milliseconds[slowest] / 1000.0;
        if (longest > Slowness * median && longest > median + LeastDelay)
        {
            Messages.Write(
                environment,
                $"note: {processes.NameOf(slowest)} has worked for {longest:F0} s, and half of the processes for {median:F0} s or less: "
                    + "its machine is slower or busier than the others, or it has more rows");
        }
    }

    private static void RequireShareable(DataReference data, string work, string remedy)
    {
        if (data.IsStandardInput)
        {
            throw new UsageException(
                $"{work} cannot read standard input, which only one of them has",
                $"save the data to a file that all processes can read, {remedy}");
        }

        if (data.Address is not null)
        {
            throw new UsageException(
                $"{work} cannot read a query, which each of them would run",
                $"write the rows to a file that all processes can read, {remedy}");
        }
    }

    private static void RequireFile(DataReference data, string work, string remedy)
    {
        if (DataInput.IsPipe(data.Path!))
        {
            throw new UsageException(
                $"{work} cannot read the pipe '{data.Path}', whose rows only one of them would get",
                $"save the data to a file that all processes can read, {remedy}");
        }
    }
}
