namespace LogReg;

/// <summary>How far a path or a cross-validation has come.</summary>
/// <param name="Done">How many fits are done.</param>
/// <param name="Total">How many there will be: one for each λ, and in a cross-validation for each fold and α.</param>
public readonly record struct FitCount(int Done, int Total);
