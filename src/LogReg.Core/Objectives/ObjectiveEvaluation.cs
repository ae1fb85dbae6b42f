namespace LogReg.Objectives;

/// <summary>The results of a pass over the data other than the gradient and the Hessian.</summary>
/// <param name="Value">The objective: <paramref name="Loss"/> plus the penalty.</param>
/// <param name="Loss">The weighted mean of the rows' log losses.</param>
/// <param name="SaturatedShare">The share of rows, 0 to 1, whose gradient has all but vanished: μ(1−μ) &lt; 0.001.</param>
/// <param name="Separates">Whether the parameters prove that the unpenalised objective has no minimum: every row is on its own
/// class's side, so that growing them without end lowers the loss without end.</param>
internal readonly record struct ObjectiveEvaluation(double Value, double Loss, double SaturatedShare, bool Separates);
