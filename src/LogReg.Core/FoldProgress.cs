namespace LogReg;

/// <summary>How far a cross-validation has come.</summary>
/// <param name="Done">How many fits are done.</param>
/// <param name="Total">How many there will be: one for each fold, λ and α.</param>
public readonly record struct FoldProgress(int Done, int Total);
