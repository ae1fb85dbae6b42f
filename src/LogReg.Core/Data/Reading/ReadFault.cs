namespace LogReg.Data;

/// <summary>A fault at a position in a batch, before its place in the source is known.</summary>
/// <param name="Offset">The position in the batch.</param>
/// <param name="Problem">The problem, in one line.</param>
internal sealed record ReadFault(int Offset, string Problem)
{
    /// <summary>The column, if one is at fault.</summary>
    public string? Column { get; init; }

    /// <summary>The text of the cell at fault.</summary>
    public string? Value { get; init; }

    /// <summary>The remedy.</summary>
    public OptionText? Hint { get; init; }

    /// <summary>Whether the place in the file is known; not so for damage below the level of text.</summary>
    public bool HasLine { get; init; } = true;

    /// <summary>The cause.</summary>
    public Exception? Cause { get; init; }

    /// <summary>Makes the error.</summary>
    /// <param name="source">The name of the data.</param>
    /// <param name="batch">Where the fault is.</param>
    /// <returns>The error that names the place.</returns>
    public DataException ToException(string source, Batch batch) => ToException(source, HasLine ? batch.PlaceOf(Offset) : null);

    /// <summary>Makes the error.</summary>
    /// <param name="source">The name of the data.</param>
    /// <param name="place">The place of the fault, or <see langword="null"/>.</param>
    /// <returns>The error.</returns>
    public DataException ToException(string source, RowPlace? place) => new(Problem, source, place, Column, Value, Hint, Cause);
}
