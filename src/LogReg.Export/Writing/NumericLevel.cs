using System.Globalization;

namespace LogReg.Export.Writing;

/// <summary>Levels that are numbers.</summary>
internal static class NumericLevel
{
    /// <summary>The number that a level is in any notation.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The number; <see langword="null"/> if it is none, or a code such as 007 or 1E5: with a capital E, as
    /// <c>LevelTable</c> has it.</returns>
    public static double? Of(string level) =>
        !IsCode(level)
        && level.All(character => char.IsAsciiDigit(character) || character is '+' or '-' or '.' or 'e' or 'E')
        && double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    private static bool IsCode(string level) => level.Length > 1
        && ((level[0] == '0' && level.All(char.IsAsciiDigit)) || IsExponentCode(level));

    private static bool IsExponentCode(string level)
    {
        int exponent = level.IndexOf('E', StringComparison.Ordinal);
        return exponent > 0 && exponent < level.Length - 1 && level.Where((_, place) => place != exponent).All(char.IsAsciiDigit);
    }
}
