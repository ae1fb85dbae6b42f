namespace LogReg.Data;

/// <summary>Something about the cells of a file that a person should know, since a table does not show it.</summary>
/// <param name="Column">The column, or <see langword="null"/> if it is about rows.</param>
/// <param name="Line">The first line that it is about, from 1, or <see langword="null"/> if it is not known.</param>
/// <param name="Message">The message, in one line.</param>
/// <param name="Hint">The remedy, in one line.</param>
public sealed record DataWarning(string? Column, long? Line, string Message, string Hint);
