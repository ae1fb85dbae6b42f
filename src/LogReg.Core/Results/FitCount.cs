namespace LogReg;

/// <summary>The progress of a path, a cross-validation or the additional fits of inference.</summary>
/// <param name="Done">The number of completed fits.</param>
/// <param name="Total">The total number of fits: one for each λ (in a cross-validation, for each fold and α); for inference, one for each
/// test and profile interval.</param>
public readonly record struct FitCount(int Done, int Total);
