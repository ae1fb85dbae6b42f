using System.Globalization;

namespace LogReg.Charts.Plots;

/// <summary>A probability with its interval.</summary>
/// <param name="Probability">The probability.</param>
/// <param name="Lower">The interval's lower end; NaN for none.</param>
/// <param name="Upper">The interval's upper end; NaN for none.</param>
internal readonly record struct TypicalAnswer(double Probability, double Lower, double Upper)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Probability:0.0%}{(double.IsNaN(Lower) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Lower:0.0%} to {Upper:0.0%})"))}");
}
