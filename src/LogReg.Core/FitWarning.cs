namespace LogReg;

/// <summary>Something to know before trusting a model.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Hint">What to do about it, in one line.</param>
public sealed record FitWarning(FitWarningKind Kind, string Message, string Hint);
