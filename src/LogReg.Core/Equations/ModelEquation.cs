namespace LogReg.Equations;

/// <summary>
/// A model written out as arithmetic, with every constant that was fitted, for translation into other languages: log-odds = intercept + Σ
/// over terms and their columns of coefficient × column. With two classes, P(positive) = 1/(1 + e^−log-odds) or, of a model with a
/// <see cref="Calibration"/>, the probability of the step of its log-odds; with three or more, P(k) = e^log-odds(k) / Σ e^log-odds(l),
/// where a class without an equation has log-odds 0.
/// </summary>
/// <param name="Classes">The class of each equation: the positive one of two classes; of three or more all but the base class or, with a
/// penalty, all.</param>
/// <param name="Intercepts">The intercept of each equation.</param>
/// <param name="Inputs">The columns with numbers or dates, in the order of the features.</param>
/// <param name="Steps">Numbers that are computed first, in this order.</param>
/// <param name="Terms">The terms, in the order of the coefficients.</param>
public sealed record ModelEquation(
    IReadOnlyList<string> Classes,
    IReadOnlyList<double> Intercepts,
    IReadOnlyList<EquationInput> Inputs,
    IReadOnlyList<EquationStep> Steps,
    IReadOnlyList<EquationTerm> Terms)
{
    /// <summary>The step function that gives the probability; <see langword="null"/> if it follows from the log-odds by the logistic
    /// function, as of most models.</summary>
    public EquationCalibration? Calibration { get; init; }
}
