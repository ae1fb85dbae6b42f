namespace LogReg.Data;

/// <summary>A fault at a position in a segment, before its line in the file is known.</summary>
/// <param name="Offset">The position in the segment.</param>
/// <param name="Problem">The problem, in one line.</param>
internal sealed record ReadFault(int Offset, string Problem)
{
    /// <summary>The column, if one is at fault.</summary>
    public string? Column { get; init; }

    /// <summary>The text of the cell at fault.</summary>
    public string? Value { get; init; }

    /// <summary>What the person can do about it.</summary>
    public OptionText? Hint { get; init; }

    /// <summary>Whether the place in the file is known; not so for damage below the level of text.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>The cause.</summary>
    public Exception? Cause { get; init; }

    /// <summary>Makes the error.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="firstLine">The line at which the segment starts.</param>
    /// <param name="segment">The bytes of the segment, up to the offset at least.</param>
    /// <returns>The error that names the line.</returns>
    public DataException ToException(string file, long firstLine, ReadOnlySpan<byte> segment) => new(
        Problem, file, HasLine ? firstLine + LineCounter.Count(segment[..Offset]) : null, Column, Value, Hint, Cause);
}
