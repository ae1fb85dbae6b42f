namespace LogReg.Checking;

/// <summary>From where to where the numbers of a column go.</summary>
/// <param name="Least">The least of them.</param>
/// <param name="Greatest">The greatest of them.</param>
internal readonly record struct NumberRange(double Least, double Greatest);
