namespace LogReg.Equations;

/// <summary>A whole power: the number multiplied by itself.</summary>
/// <param name="Number">The number.</param>
/// <param name="Exponent">How often it is a factor, at least 1.</param>
public sealed record WholePowerNumber(NumberExpression Number, int Exponent) : NumberExpression;
