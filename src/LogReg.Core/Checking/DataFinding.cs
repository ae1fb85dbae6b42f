namespace LogReg.Checking;

/// <summary>Something about the data that a person should know before training.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Columns">The columns concerned; empty where it is about the rows or the file.</param>
/// <param name="Message">The message: one line, with names and numbers.</param>
/// <param name="Hint">What to do about it, in one line.</param>
public sealed record DataFinding(FindingKind Kind, FindingSeverity Severity, IReadOnlyList<string> Columns, string Message, string Hint);
