using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>Texts and pictures that differ in last digits of numbers.</summary>
internal static partial class NumericText
{
    // Six digits, or what a picture shows of them; a gradient that has vanished is what rounding leaves of it.
    private const double Relative = 1e-5;
    private const double Absolute = 0.02;

    /// <summary>Whether this machine has fused multiply-adds, without which the last digits of a model differ.</summary>
    public static bool IsFused { get; } = Fma.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Fails unless two texts are the same, on a machine without fused multiply-adds but for last digits of their
    /// numbers.</summary>
    public static void AssertSame(string expected, string actual)
    {
        if (IsFused || !IsClose(expected, actual))
        {
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Whether two texts are the same but for last digits of their numbers.</summary>
    public static bool IsClose(string expected, string actual) =>
        Number().Replace(expected, "#") == Number().Replace(actual, "#")
        && Number().Matches(expected).Zip(Number().Matches(actual)).All(
            pair => pair.First.Value == pair.Second.Value || IsClose(Parse(pair.First.Value), Parse(pair.Second.Value)));

    private static bool IsClose(double expected, double actual) =>
        Math.Abs(expected - actual) <= Math.Max(Absolute, Relative * Math.Abs(expected));

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")]
    private static partial Regex Number();
}
