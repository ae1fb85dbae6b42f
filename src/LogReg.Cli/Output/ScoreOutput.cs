namespace LogReg.Cli.Output;

/// <summary>Writes predictions, chunk by chunk.</summary>
internal abstract class ScoreOutput : IDisposable
{
    private bool _isStarted;

    /// <summary>Writes the rows of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public void Write(ScoredChunk chunk)
    {
        Start();
        WriteRows(chunk);
    }

    /// <summary>Hands over what can be handed over before the end.</summary>
    public abstract void Flush();

    /// <summary>Completes the output after the last chunk.</summary>
    public void Complete()
    {
        Start();
        Finish();
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Writes what stands before the rows.</summary>
    protected abstract void WriteHeader();

    /// <summary>Writes the rows of a chunk, after the header.</summary>
    /// <param name="chunk">The chunk.</param>
    protected abstract void WriteRows(ScoredChunk chunk);

    /// <summary>Writes what stands after the rows.</summary>
    protected abstract void Finish();

    // Not before the first chunk: an input that is wrong from the start leaves nothing behind, not even a header.
    private void Start()
    {
        if (!_isStarted)
        {
            WriteHeader();
            _isStarted = true;
        }
    }
}
