using System.Globalization;

namespace LogReg.Sources.Parquet;

/// <summary>Numbers of single precision as a CSV file has them: 0.1f is written 0.1, which is the double 0.1.</summary>
internal static class SingleText
{
    // A single is determined by at most nine digits, and keeps any six.
    private const int FewestDigits = 6;
    private const int MostDigits = 9;

    private const float Smallest = 1e-12f;
    private const float Largest = 1e6f;

    private static readonly double[] Powers =
        [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>The double that has the shortest text of a single.</summary>
    /// <param name="value">The single; NaN stays NaN.</param>
    public static double ToDouble(float value)
    {
        double exact = value;
        double size = Math.Abs(exact);
        if (size < 1 << 24 && exact == Math.Truncate(exact))
        {
            return exact;
        }

        if (size is < Smallest or >= Largest || !float.IsFinite(value))
        {
            return float.IsFinite(value) ? Parsed(value) : exact;
        }

        // A whole number below 2⁵³ divided by a power of ten up to 10²² is the double nearest to that decimal.
        int decimals = FewestDigits - WholeDigits(size);
        for (int digits = FewestDigits; digits <= MostDigits; digits++, decimals++)
        {
            double candidate = Math.Round(exact * Powers[decimals]) / Powers[decimals];
            if ((float)candidate == value)
            {
                return candidate;
            }
        }

        return Parsed(value);
    }

    private static double Parsed(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // The digits before the point; 0 for 0.1, −1 for 0.01.
    private static int WholeDigits(double size)
    {
        int digits = 0;
        while (size >= Powers[digits])
        {
            digits++;
        }

        for (double scaled = size; digits <= 0 && scaled < 0.1; digits--)
        {
            scaled *= 10;
        }

        return digits;
    }
}
