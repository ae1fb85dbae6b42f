namespace LogReg.Cli.Output;

/// <summary>A column of rows that a command writes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its cells are, where the format of the file has types.</param>
internal sealed record OutputColumn(string Name, Sources.ParquetColumnKind Kind)
{
    /// <summary>For a column of the input, the texts that stand for a missing cell where it has numbers; the first also where it has
    /// texts.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = [];
}

/// <summary>Writes the rows of a command, cell by cell from left to right.</summary>
internal abstract class RowOutput : IDisposable
{
    /// <summary>Writes what stands before the rows.</summary>
    public abstract void WriteHeader(IReadOnlyList<OutputColumn> columns);

    /// <summary>Writes a text, UTF-8.</summary>
    public abstract void WriteText(ReadOnlySpan<byte> text);

    /// <summary>Writes the name of a class.</summary>
    public abstract void WriteClass(ReadOnlySpan<byte> name);

    /// <summary>Writes a number; NaN is written as a missing cell.</summary>
    public abstract void WriteNumber(double number);

    /// <summary>Writes a whole number.</summary>
    public abstract void WriteWhole(long number);

    /// <summary>Writes a missing cell.</summary>
    public abstract void WriteMissing();

    /// <summary>Ends a row.</summary>
    public abstract void EndRow();

    /// <summary>Hands over what can be handed over before the end.</summary>
    public abstract void Flush();

    /// <summary>Completes the file.</summary>
    public abstract void Complete();

    public virtual void Dispose()
    {
    }

    /// <summary>Writes the rows of the chunks, and tells of each chunk before it is gone.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="chunks">The chunks.</param>
    /// <param name="writeRows">Writes the rows of a chunk.</param>
    /// <param name="observe">Called with each chunk before it is gone.</param>
    public void WriteChunks<TChunk>(
        IReadOnlyList<OutputColumn> columns, IEnumerable<TChunk> chunks, Action<RowOutput, TChunk> writeRows, Action<TChunk> observe)
    {
        bool isStarted = false;
        foreach (TChunk chunk in chunks)
        {
            // Not before the first chunk: an input that is wrong from the start leaves nothing behind, not even a header.
            Start();
            writeRows(this, chunk);
            observe(chunk);

            // Whoever wrote the rows may wait for the answer; a chunk of a file is so long that this costs nothing.
            Flush();
        }

        Start();
        Complete();

        void Start()
        {
            if (!isStarted)
            {
                WriteHeader(columns);
                isStarted = true;
            }
        }
    }
}
