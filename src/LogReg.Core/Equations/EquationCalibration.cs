namespace LogReg.Equations;

/// <summary>The step function of isotonic calibration, from the log-odds of an equation, offset included, to the probability of the
/// positive class.</summary>
/// <param name="Limits">The log-odds at which the probability rises: finite and rising. Each belongs to the step above it.</param>
/// <param name="Probabilities">The probability on each step, one more than limits: between 0 and 1, rising. They are those that the model
/// predicts, which rounding may set a unit in the last place above <see cref="CalibrationSteps.Probabilities"/>.</param>
public sealed record EquationCalibration(IReadOnlyList<double> Limits, IReadOnlyList<double> Probabilities);
