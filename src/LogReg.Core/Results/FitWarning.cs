namespace LogReg;

/// <summary>A warning about a fit.</summary>
/// <param name="Kind">The kind of warning.</param>
/// <param name="Message">The problem, in one line.</param>
/// <param name="Hint">The remedy, in one line.</param>
public sealed record FitWarning(FitWarningKind Kind, string Message, OptionText Hint);
