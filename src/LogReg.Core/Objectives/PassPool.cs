using System.Collections.Concurrent;

namespace LogReg.Objectives;

/// <summary>The accumulators and workspaces of passes of one kind, to use again.</summary>
internal sealed class PassPool
{
    private readonly ConcurrentBag<PassAccumulator> _accumulators = [];
    private readonly ConcurrentBag<PassWorkspace> _workspaces = [];

    /// <summary>An accumulator, of any content.</summary>
    /// <param name="gradientLength">The length of the gradient, the same in all passes of the pool.</param>
    public PassAccumulator Take(int gradientLength)
    {
        PassAccumulator accumulator = _accumulators.TryTake(out PassAccumulator? used) ? used : new PassAccumulator(gradientLength);
        accumulator.Pool = this;
        return accumulator;
    }

    /// <summary>A workspace.</summary>
    /// <param name="scratchLength">The scratch space that a block needs, the same in all passes of the pool.</param>
    public PassWorkspace TakeWorkspace(int scratchLength) =>
        _workspaces.TryTake(out PassWorkspace? workspace) ? workspace : new PassWorkspace(scratchLength);

    /// <summary>Takes an accumulator back.</summary>
    public void Add(PassAccumulator accumulator)
    {
        // Threads hold the items of a bag: one that refers to its bag would keep all of them alive for as long as the thread.
        accumulator.Pool = null;
        _accumulators.Add(accumulator);
    }

    /// <summary>Takes a workspace back.</summary>
    public void Add(PassWorkspace workspace) => _workspaces.Add(workspace);

    /// <summary>Forgets all: passes of another kind follow.</summary>
    public void Clear()
    {
        _accumulators.Clear();
        _workspaces.Clear();
    }
}
