using System.Diagnostics;

namespace LogReg.Fuzz;

/// <summary>Counts outcomes, and prints each fault once with the number of the first case that shows it.</summary>
internal sealed class Tally(string kind)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int First, int Count)> _faults = new(StringComparer.Ordinal);

    public int FaultCount => _faults.Values.Sum(fault => fault.Count);

    public void Count(string outcome) => _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;

    public void Fault(int number, string fault)
    {
        string known = fault.Length > 300 ? fault[..300] : fault;
        if (!_faults.TryGetValue(known, out (int First, int Count) seen))
        {
            seen = (number, 0);
            Console.Error.WriteLine($"case {number}: {known}");
        }

        _faults[known] = (seen.First, seen.Count + 1);
    }

    public void Progress(int done, int all)
    {
        if (done % Math.Max(1, all / 10) == 0)
        {
            Console.Error.WriteLine($"{kind}: {done:N0} of {all:N0} cases, {FaultCount} faults, {_clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    public void Print(TextWriter writer)
    {
        writer.WriteLine($"{kind}: {_outcomes.Values.Sum():N0} outcomes, {FaultCount:N0} faults, {_clock.Elapsed.TotalSeconds:F0} s");
        foreach ((string outcome, int count) in _outcomes)
        {
            writer.WriteLine($"  {count,9:N0}  {outcome}");
        }

        foreach ((string fault, (int first, int count)) in _faults)
        {
            writer.WriteLine($"  fault, {count:N0} times, first in case {first}: {fault}");
        }
    }
}
