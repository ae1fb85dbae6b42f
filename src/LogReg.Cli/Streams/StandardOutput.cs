namespace LogReg.Cli.Streams;

/// <summary>Standard output whose failures say which of the two they are: the reader has gone, or the disk is full.</summary>
internal sealed class StandardOutput(Stream inner) : ForwardOutput
{
    // EPIPE of Unix; ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private static readonly int[] ClosedPipeCodes = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException exception)
        {
            throw Explain(exception);
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException exception)
        {
            throw Explain(exception);
        }
    }

    private static Exception Explain(IOException exception) => ClosedPipeCodes.Contains(exception.HResult)
        ? new ClosedPipeException(exception)
        : new LogRegException(
            "standard output cannot be written: " + exception.Message.ReplaceLineEndings(" "),
            "make room where it goes, or name another place",
            exception);
}
