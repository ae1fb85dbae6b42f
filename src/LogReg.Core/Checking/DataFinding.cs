namespace LogReg.Checking;

/// <summary>A finding about the data, worth knowing before training.</summary>
/// <param name="Kind">The subject.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Columns">The columns concerned; empty if it concerns the rows or the file.</param>
/// <param name="Message">The message: one line, with names and numbers.</param>
/// <param name="Hint">The remedy, in one line.</param>
public sealed record DataFinding(
    FindingKind Kind, FindingSeverity Severity, IReadOnlyList<string> Columns, string Message, OptionText Hint);
