using System.Collections;

namespace LogReg.Mpi;

/// <summary>Where the processes of a job run, by rank.</summary>
internal sealed class ProcessPlaces : IReadOnlyList<ProcessPlace>
{
    private readonly ProcessPlace[] _places;

    /// <summary>Creates the list.</summary>
    /// <param name="places">The place of each process, by rank.</param>
    public ProcessPlaces(IEnumerable<ProcessPlace> places)
    {
        _places = [.. places];
    }

    /// <inheritdoc/>
    public int Count => _places.Length;

    /// <inheritdoc/>
    public ProcessPlace this[int rank] => _places[rank];

    /// <summary>How many threads a process should use, so that those of all processes on its machine have a core each: the cores that it
    /// may use, divided by the processes that share them; at least 1.</summary>
    /// <param name="rank">The process.</param>
    public int ThreadsOf(int rank)
    {
        ProcessPlace own = _places[rank];
        int sharing = _places.Count(other => other.Host == own.Host && other.Cores == own.Cores);
        return Math.Max(1, own.CoreCount / sharing);
    }

    /// <summary>The first process that is bound to one core, while its machine has more cores than processes of the job.</summary>
    /// <returns>Its rank; <see langword="null"/> if there is none.</returns>
    public int? FindBound()
    {
        int rank = Array.FindIndex(
            _places,
            place => ProcessPlace.CountOf(place.Cores) == 1 && place.MachineCoreCount > _places.Count(other => other.Host == place.Host));
        return rank < 0 ? null : rank;
    }

    /// <inheritdoc/>
    public IEnumerator<ProcessPlace> GetEnumerator() => ((IEnumerable<ProcessPlace>)_places).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
