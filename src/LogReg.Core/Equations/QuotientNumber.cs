namespace LogReg.Equations;

/// <summary>A quotient.</summary>
/// <param name="Dividend">The number that is divided.</param>
/// <param name="Divisor">A constant other than 0.</param>
public sealed record QuotientNumber(NumberExpression Dividend, double Divisor) : NumberExpression;
