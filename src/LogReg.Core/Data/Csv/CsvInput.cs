using System.Text;

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

    /// <summary>How messages call the file: without a header there is no line to read as data.</summary>
    public SourceDescription Description =>
        Options.HasHeader ? SourceDescription.File : SourceDescription.File with { FirstLineAsData = null };

    /// <summary>Notices that the text is being read.</summary>
    public ReadWatch Watch { get; } = new();

    /// <summary>Opens a stream that is read once only to look at its start; <see langword="null"/> where it can be opened again.</summary>
    public Func<Stream>? LookAtStream { get; init; }

    /// <summary>The checksum of the bytes, if they are hashed while they are read.</summary>
    public FileChecksum? Checksum { get; init; }

    /// <summary>Reads what is missing in the checksum of the bytes.</summary>
    /// <param name="checksum">The checksum.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="DataException">The bytes cannot be read.</exception>
    public string CompleteChecksum(FileChecksum checksum, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = OpenStream();
            if (stream.CanSeek)
            {
                stream.Position = checksum.Position;
            }

            // The stream hashes what is read.
            byte[] buffer = new byte[Tuning.BlockBytes];
            while (stream.Read(buffer) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw StartFault(exception, encoding: null);
        }

        return checksum.Text ?? throw RowSurvey.Changed(Name);
    }

    /// <summary>Opens the text at its beginning.</summary>
    /// <param name="dialect">How it is written.</param>
    /// <exception cref="DataException">It cannot be opened.</exception>
    public Utf8Input Open(CsvDialect dialect) => Open(OpenStream, dialect);

    private Utf8Input Open(Func<Stream> openStream, CsvDialect dialect)
    {
        Utf8Input input;
        try
        {
            input = Utf8Input.Open(openStream(), dialect, IsLive ? 1 : Options.ThreadCount, Watch);
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw StartFault(exception, dialect.Encoding);
        }

        if (input.OtherMark is not Encoding marked)
        {
            return input;
        }

        // One of several files may well be in another encoding than the others, and no option can be right for all of them.
        input.Dispose();
        throw new DataException(
            $"the file begins with the byte order mark of {marked.WebName.ToUpperInvariant()}, but was to be read as {Options.Encoding}",
            Name,
            hint: OptionText.Of(
                $"leave {Option.Encoding} out: the mark says how the file is to be read, and every other file is looked at by itself; or "
                    + $"save the file in the encoding that {Option.Encoding} names"));
    }

    /// <summary>Reads the layout from the start of the text, again where that shows how the text is written.</summary>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    public CsvLayout ReadLayout() => ReadLayout(new LayoutStep(null, CsvDialect.Of(Options), []));

    /// <summary>Reads the layout in the older encoding, of a text that turned out not to be UTF-8.</summary>
    /// <param name="layout">The layout that was read before.</param>
    /// <returns>The layout; <see langword="null"/> where the text is not certainly in that encoding.</returns>
    public CsvLayout? ReadOlderLayout(CsvLayout layout) =>
        MayBeOlder && layout.Dialect.Encoding is null && FindOlderEncoding(CsvDialect.Of(Options)) is LayoutStep step
            ? ReadLayout(step)
            : null;

    /// <summary>Whether the text may be read in an older encoding if it is not UTF-8: that takes a look at all of it.</summary>
    public bool MayBeOlder => !IsLive && Options.Encoding is null;

    /// <summary>Finds out whether the text is plain in Windows-1252.</summary>
    /// <param name="dialect">How it is written otherwise.</param>
    /// <returns>The same with the encoding, or <see langword="null"/>.</returns>
    public LayoutStep? FindOlderEncoding(CsvDialect dialect)
    {
        using Utf8Input input = Open(OpenStream, new CsvDialect());
        try
        {
            return EncodingCheck.FindWindows1252(input.Text) is long line
                ? new LayoutStep(
                    null,
                    dialect with { Encoding = TextEncoding.Get(TextEncoding.Windows1252) },
                    [LayoutNotes.OlderEncoding(line)])
                : null;
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            return null;
        }
    }

    /// <summary>Finds out whether a compressed file is damaged or cut off: then what came out of it may be anything, and other faults in it
    /// say nothing.</summary>
    /// <returns>The error; <see langword="null"/> for a sound file, for one that is not compressed, and where it cannot be read
    /// again.</returns>
    public DataException? FindDamage()
    {
        if (IsLive)
        {
            return null;
        }

        try
        {
            Stream stream = OpenStream();
            bool isUnpacked = !stream.CanSeek;
            using Utf8Input input = Utf8Input.Open(stream, new CsvDialect(), Options.ThreadCount, Watch);
            if (isUnpacked || input.IsGzip)
            {
                byte[] buffer = new byte[Tuning.BlockBytes];
                while (input.Text.Read(buffer) > 0)
                {
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return StartFault(exception, encoding: null);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or UnauthorizedAccessException or LogRegException)
        {
            return null;
        }
    }

    private CsvLayout ReadLayout(LayoutStep step)
    {
        var notes = new List<ReadNote>(step.Notes);
        try
        {
            while (step.Layout is null)
            {
                step = ReadStep(step.Dialect!);
                notes.AddRange(step.Notes);
            }
        }
        catch (DataException exception) when (FindDamage() is DataException damage && damage.Message != exception.Message)
        {
            throw damage;
        }

        return step.Layout with { Notes = notes };
    }

    private LayoutStep ReadStep(CsvDialect dialect)
    {
        using Utf8Input input = Open(LookAtStream ?? OpenStream, dialect);
        try
        {
            return new LayoutReader(this, dialect).Read(input.Text);
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw StartFault(exception, input.Encoding);
        }
    }

    private DataException StartFault(Exception exception, Encoding? encoding)
    {
        ReadFault fault = SegmentReader.InputFault(exception, encoding);
        return fault.ToException(Name, fault.HasLine ? RowPlace.OfLine(1) : null);
    }
}
