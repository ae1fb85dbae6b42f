namespace LogReg.Solvers;

/// <summary>An entry of the training history: the state after an iteration.</summary>
/// <param name="Iteration">0 for the start, then 1, 2, ….</param>
/// <param name="Objective">The objective: the loss plus the penalty.</param>
/// <param name="Loss">The weighted mean log loss.</param>
/// <param name="GradientNorm">The largest absolute entry of the gradient of the objective, for standardised features and the mean
/// loss.</param>
/// <param name="StepSize">The step size, as a multiple of the search direction; 0 at the start.</param>
/// <param name="Seconds">Seconds since the solver started.</param>
/// <param name="SaturatedShare">The proportion of saturated rows, 0 to 1: rows with μ(1−μ) &lt; 0.001.</param>
public readonly record struct IterationProgress(
    int Iteration, double Objective, double Loss, double GradientNorm, double StepSize, double Seconds, double SaturatedShare);
