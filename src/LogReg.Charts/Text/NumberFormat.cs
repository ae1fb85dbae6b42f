using System.Globalization;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>Numbers as a person reads them, the same in every country.</summary>
internal static class NumberFormat
{
    // From here on, and below its counterpart, plain digits are harder to read than an exponent.
    private const int LargestPlainExponent = 6;
    private const int SmallestPlainExponent = -4;

    /// <summary>A count with separators: 1,309.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count or a sum of weights.</summary>
    public static string Weight(double weight) =>
        weight == Math.Floor(weight) && weight < 1e15 ? Count((long)weight) : Significant(weight, 6);

    /// <summary>A count with its noun: 1 row, 2 rows.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A share with two decimals: 78.46%.</summary>
    public static string Percent(double share) =>
        !double.IsFinite(share) ? Undefined : (share * 100).ToString("F2", CultureInfo.InvariantCulture) + "%";

    /// <summary>A share in a sentence, with one decimal: 78.5%.</summary>
    public static string OneDecimalPercent(double share) =>
        double.IsFinite(share) ? (share * 100).ToString("F1", CultureInfo.InvariantCulture) + "%" : Significant(share, 1);

    /// <summary>A value of a feature: a date as a date, to the minute.</summary>
    public static string OfCell(NumericFeature feature, double value, int digits)
    {
        if (feature.DateOrder is null)
        {
            return Significant(value, digits);
        }

        DateTime date = DateTime.UnixEpoch.AddDays(value);
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A number with so many significant digits, trailing zeros included, so that columns of it look alike.</summary>
    public static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? Undefined : value > 0 ? "∞" : "-∞";
        }

        if (value == 0)
        {
            return "0";
        }

        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return exponent is < SmallestPlainExponent or > LargestPlainExponent
            ? value.ToString("0." + new string('0', digits - 1) + "e+0", CultureInfo.InvariantCulture)
            : value.ToString("F" + Math.Max(0, digits - 1 - exponent), CultureInfo.InvariantCulture);
    }

    /// <summary>A threshold: as it was given, or to four significant digits where it has more, as one that was chosen has.</summary>
    public static string Threshold(double value) => Brief(value);

    /// <summary>A number as it was given, or to four significant digits where it has more; digits before the point are never rounded
    /// away.</summary>
    public static string Brief(double value) =>
        double.Parse(Significant(value, 4), CultureInfo.InvariantCulture) == value ? Exact(value) : Significant(value, 4);

    /// <summary>A number as <see cref="Brief"/> writes it, or with more digits where it could not be told from another one.</summary>
    /// <param name="value">The number.</param>
    /// <param name="others">The other numbers.</param>
    public static string Among(double value, IEnumerable<double> others)
    {
        double[] different = [.. others.Where(other => other != value)];
        string text = Brief(value);
        for (int digits = 6; digits <= 16
            && different.Any(other => Significant(other, digits - 2) == text || Brief(other) == text); digits += 2)
        {
            text = Significant(value, digits);
        }

        return text;
    }

    /// <summary>The accuracy's label: with its threshold, unless that is the usual one.</summary>
    /// <param name="label">The label without it.</param>
    /// <param name="threshold">The threshold; <see langword="null"/> where there is none, for more than two classes.</param>
    public static string AccuracyAt(string label, double? threshold) =>
        threshold is null or 0.5 ? label : $"{label} at {Threshold(threshold.Value)}";

    /// <summary>e to the power of a number; what a double cannot hold is said to be beyond 1e+308 or below 1e-308.</summary>
    public static string Exponential(double power, int digits)
    {
        return IsWithinDoubles(power) || !double.IsFinite(power) ? Significant(Math.Exp(power), digits)
            : power > 0 ? ">1e+308" : "<1e-308";
    }

    /// <summary>Whether e to the power of a number is from 1e-308 to 1e+308.</summary>
    public static bool IsWithinDoubles(double power) => Math.Abs(power) < LargestPower;

    // ln 10³⁰⁸: what lies beyond is said to lie beyond.
    private const double LargestPower = 709.196;

    /// <summary>A number with so many decimals.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsFinite(value)
            ? WithoutSignOfZero(value.ToString("F" + decimals, CultureInfo.InvariantCulture))
            : Significant(value, 1);

    private static string WithoutSignOfZero(string text) =>
        text[0] == '-' && !text.AsSpan(1).ContainsAnyExcept('0', '.') ? text[1..] : text;

    /// <summary>A p-value: three significant digits, which is where it is read.</summary>
    public static string PValue(double value) => double.IsNaN(value) ? Undefined : value == 0 ? "<1e-308" : value >= 0.001
        ? value.ToString("F4", CultureInfo.InvariantCulture)
        : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>A p-value in a sentence: p = 0.0123.</summary>
    public static string PText(double value) => value == 0 ? "p < 1e-308" : $"p = {PValue(value)}";

    /// <summary>A deviance or an information criterion: two decimals.</summary>
    public static string Criterion(double value) => double.IsFinite(value) ? value.ToString("N2", CultureInfo.InvariantCulture) : Undefined;

    /// <summary>A log-likelihood: four decimals.</summary>
    public static string LogLikelihood(double value) => value.ToString("N4", CultureInfo.InvariantCulture);

    /// <summary>A size such as a gradient's, of which only the order matters: 3.1e-12.</summary>
    public static string Magnitude(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>A number as it was given, in full.</summary>
    public static string Exact(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number that was given or chosen, such as λ: at most six digits, without zeros that say nothing.</summary>
    public static string Setting(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Pads numbers so that, aligned to the right, their decimal points stand below each other.</summary>
    public static IReadOnlyList<string> AlignPoints(IReadOnlyList<string> numbers)
    {
        int longestTail = numbers.Select(TailLength).DefaultIfEmpty(0).Max();
        return [.. numbers.Select(number => number + new string(' ', longestTail - TailLength(number)))];
    }

    private const string Undefined = "n/a";

    private static int TailLength(string number)
    {
        int point = number.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : number.Length - point;
    }
}
