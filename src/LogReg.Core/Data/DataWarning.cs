namespace LogReg.Data;

/// <summary>A note on the cells of a file that matters to users but is not visible in the table.</summary>
/// <param name="Column">The column, or <see langword="null"/> if it is about rows.</param>
/// <param name="Line">The first line concerned, from 1, or <see langword="null"/> if it is not known.</param>
/// <param name="Message">The message, in one line.</param>
/// <param name="Hint">The remedy, in one line.</param>
public sealed record DataWarning(string? Column, long? Line, string Message, OptionText Hint);
