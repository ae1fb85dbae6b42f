namespace LogReg.Data;

/// <summary>A text that can be opened, and how it is read.</summary>
/// <param name="OpenStream">Opens the stream at its beginning.</param>
/// <param name="Name">The name of the file for messages.</param>
/// <param name="Options">How the file is read.</param>
/// <param name="TotalBytes">The size of the file in bytes, if it is known.</param>
internal sealed record CsvInput(Func<Stream> OpenStream, string Name, CsvOptions Options, long? TotalBytes)
{
    /// <summary>How much longer than its gzip a table of numbers is, at most.</summary>
    public const int UsualCompression = 8;

    /// <summary>The sizes that reading works with.</summary>
    public CsvTuning Tuning { get; init; } = new();

    /// <summary>Whether the text is read once, as it comes.</summary>
    public bool IsLive { get; init; }

    /// <summary>The largest number of threads that can share the work: at most one per segment if the size of the file is known.</summary>
    public int UsefulThreads
    {
        get
        {
            long segments = TotalBytes is long bytes ? 1 + (UsualCompression * bytes / Tuning.BlockBytes) : long.MaxValue;
            return (int)Math.Min(Options.ThreadCount, segments);
        }
    }

    /// <summary>Opens the text at its beginning.</summary>
    /// <exception cref="DataException">It cannot be opened.</exception>
    public Utf8Input Open()
    {
        try
        {
            return Utf8Input.Open(OpenStream());
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw StartFault(exception);
        }
    }

    /// <summary>Reads the layout from the start of the text.</summary>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    public CsvLayout ReadLayout()
    {
        using Utf8Input input = Open();
        try
        {
            return IsLive ? LayoutReader.ReadLive(input.Text, Name, Options, Tuning) : LayoutReader.Read(input.Text, Name, Options, Tuning);
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw StartFault(exception);
        }
    }

    private DataException StartFault(Exception exception)
    {
        ReadFault fault = SegmentReader.InputFault(exception);
        return fault.ToException(Name, fault.HasLine ? RowPlace.OfLine(1) : null);
    }
}
