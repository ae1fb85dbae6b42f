namespace LogReg;

/// <summary>Options that cannot be used together, or an option that needs another one.</summary>
/// <param name="Problem">What is wrong, without a full stop, such as "Firth cannot be used with Penalty".</param>
/// <param name="Hint">What to do about it, without a full stop.</param>
public sealed record OptionConflict(OptionText Problem, OptionText Hint);
