using System.Globalization;

namespace LogReg.Charts.Text;

/// <summary>A ratio and its interval as text, from their logarithms: with enough digits that they differ from 1 and from each other, so
/// that a small unit does not make them all 1.000.</summary>
internal sealed class RatioFormat
{
    private const int UsualDigits = 4;
    private const int MostDigits = 11;

    // A ratio this close to 1 is 1 and this logarithm, to all digits that are shown.
    private const double SmallestPower = 1e-8;

    private readonly int _digits;
    private readonly bool _isDistance;

    private RatioFormat(int digits, bool isDistance)
    {
        _digits = digits;
        _isDistance = isDistance;
    }

    /// <summary>Finds the digits.</summary>
    /// <param name="power">The logarithm of the ratio.</param>
    /// <param name="lower">That of its lower bound; may be −∞ or NaN.</param>
    /// <param name="upper">That of its upper bound; may be ∞ or NaN.</param>
    public static RatioFormat Of(double power, double lower, double upper) => Of([power, lower, upper, 0], UsualDigits);

    /// <summary>Finds the digits of a ratio without an interval.</summary>
    /// <param name="power">Its logarithm.</param>
    /// <param name="digits">The digits that usually are enough.</param>
    public static RatioFormat Of(double power, int digits = UsualDigits) => Of([power, 0], digits);

    /// <summary>One of the ratios.</summary>
    /// <param name="power">Its logarithm.</param>
    public string Text(double power) => _isDistance && power != 0
        ? $"1{(power < 0 ? '-' : '+')}{NumberFormat.Significant(Math.Abs(power), _digits)}"
        : NumberFormat.Exponential(power, _digits);

    private static RatioFormat Of(double[] powers, int usual)
    {
        int digits = usual;
        while (digits <= MostDigits && HasAlike(powers, digits))
        {
            digits++;
        }

        return digits <= MostDigits
            ? new RatioFormat(digits, false)
            : new RatioFormat(usual, powers.All(power => Math.Abs(power) < SmallestPower));
    }

    private static bool HasAlike(double[] powers, int digits)
    {
        for (int first = 0; first < powers.Length; first++)
        {
            for (int second = 0; second < first; second++)
            {
                if (AreAlike(powers[first], powers[second], digits))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // 1.0000 and 1.000 differ as texts, but not as numbers.
    private static bool AreAlike(double first, double second, int digits)
    {
        if (!NumberFormat.IsWithinDoubles(first) || !NumberFormat.IsWithinDoubles(second) || first == second)
        {
            return false;
        }

        string left = NumberFormat.Exponential(first, digits);
        string right = NumberFormat.Exponential(second, digits);
        return left == right || (Number(left) is > 0 and < double.PositiveInfinity && Number(left) == Number(right));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
