namespace LogReg.Solvers;

/// <summary>One line of the training history: the state after an iteration.</summary>
/// <param name="Iteration">0 for the start, then 1, 2, ….</param>
/// <param name="Objective">The objective: the loss plus the penalty.</param>
/// <param name="Loss">The weighted mean log loss.</param>
/// <param name="GradientNorm">The largest absolute entry of the objective's gradient, standardised features, mean loss.</param>
/// <param name="StepSize">The multiple of the search direction that was gone; 0 at the start.</param>
/// <param name="Seconds">Seconds since the solver started.</param>
/// <param name="SaturatedShare">The share of rows, 0 to 1, with μ(1−μ) &lt; 0.001: rows whose gradient has all but vanished.</param>
public readonly record struct IterationProgress(
    int Iteration, double Objective, double Loss, double GradientNorm, double StepSize, double Seconds, double SaturatedShare);
