namespace LogReg.Data;

/// <summary>Lets any number of threads copy into room that one thread may have to move: it waits until none copies, and those that come
/// meanwhile wait for it.</summary>
internal sealed class CopyGate
{
    private readonly object _gate = new();
    private int _copying;

    /// <summary>Copies, beside others.</summary>
    public void Copy(Action copy)
    {
        lock (_gate)
        {
            _copying++;
        }

        try
        {
            copy();
        }
        finally
        {
            lock (_gate)
            {
                _copying--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Moves the room, while nobody copies.</summary>
    public void Move(Action move)
    {
        lock (_gate)
        {
            while (_copying > 0)
            {
                Monitor.Wait(_gate);
            }

            move();
        }
    }
}
