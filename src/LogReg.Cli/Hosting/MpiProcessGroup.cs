using System.Globalization;
using LogReg.Collectives;
using LogReg.Mpi;

namespace LogReg.Cli;

/// <summary>The processes that a launcher of MPI has started.</summary>
internal sealed class MpiProcessGroup : ProcessGroup
{
    private const string TimeoutOption = "--timeout";

    private readonly MpiCollective _collective;

    private MpiProcessGroup(MpiCollective collective)
    {
        _collective = collective;
    }

    public override ICollective Collective => _collective;

    public override bool IsLaunched => true;

    public override int Threads => _collective.Places.ThreadsOf(_collective.Rank);

    public override TimeSpan Timeout
    {
        get => _collective.Timeout;
        set => _collective.Timeout = value;
    }

    public override TimeSpan Waited => _collective.Waited;

    public override IReadOnlyList<string> Versions => [.. _collective.Places.Select(place => place.Version)];

    /// <summary>Takes part in the job of a launcher, if one has started this process.</summary>
    /// <param name="arguments">The command line: it has not been parsed yet, and what it says of <c>--timeout</c> counts from the first
    /// meeting of the processes.</param>
    /// <returns>The processes of the job, or this one alone.</returns>
    /// <exception cref="MpiException">The launcher's library is not found, does not fit it, or cannot be used.</exception>
    public static ProcessGroup Start(IReadOnlyList<string> arguments) =>
        MpiCollective.Start(TimeoutOf(arguments), TimeoutOption) is MpiCollective collective ? new MpiProcessGroup(collective) : Single;

    public override string NameOf(int rank) =>
        string.Create(CultureInfo.InvariantCulture, $"rank {rank} on {_collective.Places[rank].Host}");

    public override int? FindBound() => _collective.Places.FindBound();

    public override bool TryMeet(Span<long> maxima, TimeSpan patience) => _collective.TryMeet(maxima, patience);

    public override void Abort(int exitCode) => _collective.Abort(exitCode);

    public override void Dispose() => _collective.Dispose();

    // What is no such number is an error later on.
    private static TimeSpan? TimeoutOf(IReadOnlyList<string> arguments)
    {
        for (int place = 0; place < arguments.Count; place++)
        {
            var word = OptionWord.Of(arguments[place]);
            string? value = word.Name == TimeoutOption ? word.Value ?? arguments.ElementAtOrDefault(place + 1) : null;
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 1 and <= 1e7)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }
}
