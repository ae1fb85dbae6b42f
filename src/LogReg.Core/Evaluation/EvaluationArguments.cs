using System.Globalization;

namespace LogReg.Evaluation;

/// <summary>Checks of what callers hand to the metrics; each message names the argument, the place and the value.</summary>
internal static class EvaluationArguments
{
    /// <summary>Weights are none, or one a row, finite and not negative.</summary>
    public static void CheckWeights(ReadOnlySpan<double> weight, int rows)
    {
        if (!weight.IsEmpty)
        {
            CheckLength(weight.Length, rows, nameof(weight));
            CheckValues(weight, 0, double.MaxValue, nameof(weight));
        }
    }

    /// <summary>An argument has the length that the rows ask for.</summary>
    public static void CheckLength(long length, long expected, string parameterName)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{parameterName} has {length} values; {expected} are needed.", parameterName);
        }
    }

    /// <summary>No value is NaN or outside of a range.</summary>
    public static void CheckValues(ReadOnlySpan<double> values, double minimum, double maximum, string parameterName)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!IsInRange(values[i], minimum, maximum))
            {
                throw OutOfRange($"{parameterName}[{i}]", values[i], minimum, maximum, parameterName);
            }
        }
    }

    /// <summary>A value is neither NaN nor outside of a range.</summary>
    public static void CheckValue(double value, double minimum, double maximum, string parameterName)
    {
        if (!IsInRange(value, minimum, maximum))
        {
            throw OutOfRange(parameterName, value, minimum, maximum, parameterName);
        }
    }

    // False for NaN, which compares with nothing.
    private static bool IsInRange(double value, double minimum, double maximum) => value >= minimum && value <= maximum;

    private static ArgumentException OutOfRange(
        string place, double value, double minimum, double maximum, string parameterName) => new(
            string.Create(CultureInfo.InvariantCulture, $"{place} is {value}; it must be from {minimum} to {maximum}."),
            parameterName);
}
