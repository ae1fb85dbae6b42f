namespace LogReg;

/// <summary>How far a path, a cross-validation or the further fits of inference have come.</summary>
/// <param name="Done">How many fits are done.</param>
/// <param name="Total">How many there will be: one for each λ, in a cross-validation for each fold and α; for inference one for each test and each profile interval.</param>
public readonly record struct FitCount(int Done, int Total);
