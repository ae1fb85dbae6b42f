using System.Globalization;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>Texts and pictures that differ in last digits of numbers.</summary>
internal static partial class NumericText
{
    // Six digits, or what a picture shows of them; a gradient that has vanished is what rounding leaves of it.
    private const double Relative = 1e-5;
    private const double Absolute = 0.02;

    /// <summary>Whether two texts are the same but for last digits of their numbers.</summary>
    public static bool IsClose(string expected, string actual) =>
        Number().Replace(expected, "#") == Number().Replace(actual, "#")
        && Number().Matches(expected).Zip(Number().Matches(actual)).All(pair => pair.First.Value == pair.Second.Value || IsClose(Parse(pair.First.Value), Parse(pair.Second.Value)));

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= Math.Max(Absolute, Relative * Math.Abs(expected));

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")]
    private static partial Regex Number();
}
