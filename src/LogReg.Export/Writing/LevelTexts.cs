using System.Globalization;
using LogReg.Terms;

namespace LogReg.Export.Writing;

/// <summary>The texts that stand for the levels of a column, for languages that compare texts exactly.</summary>
internal static class LevelTexts
{
    /// <summary>The number of what a cell can be: the levels, a missing cell, and a level that training did not see.</summary>
    /// <param name="input">The column.</param>
    public static int CountOf(ExportedInput input) => input.Levels.Count + 2;

    /// <summary>The index of a level that training did not see.</summary>
    /// <param name="input">The column.</param>
    public static int UnseenOf(ExportedInput input) => input.Levels.Count + 1;

    /// <summary>The index of a level: its own or, of a missing cell for which there is no level, the number of levels.</summary>
    /// <param name="input">The column.</param>
    /// <param name="level">The level.</param>
    public static int IndexOf(ExportedInput input, string level)
    {
        int own = input.Levels.ToList().IndexOf(level);
        return own >= 0 ? own : level == Feature.MissingLevel ? input.Levels.Count : UnseenOf(input);
    }

    /// <summary>The index of each text: the levels as they are, truth values in the usual cases, numbers in their shortest form and, whole
    /// ones, with <c>.0</c>, and the texts of missing cells.</summary>
    /// <param name="input">The column.</param>
    /// <param name="missing">The texts of missing cells.</param>
    public static IReadOnlyDictionary<string, int> Of(ExportedInput input, IEnumerable<string> missing)
    {
        var texts = new Dictionary<string, int>();
        int none = IndexOf(input, Feature.MissingLevel);
        foreach (string text in missing.Append(""))
        {
            string[] cases = [text, text.ToLowerInvariant(), text.ToUpperInvariant(), Feature.MissingLevel];
            foreach (string one in cases)
            {
                texts.TryAdd(one, none);
            }
        }

        string[] levels = [.. input.Levels.Where(level => level != Feature.MissingLevel)];
        foreach (string level in levels)
        {
            texts.TryAdd(level, IndexOf(input, level));
        }

        foreach (string level in levels)
        {
            foreach (string form in FormsOf(level, levels))
            {
                texts.TryAdd(form, IndexOf(input, level));
            }
        }

        return texts;
    }

    private static string[] FormsOf(string level, string[] levels)
    {
        if (bool.TryParse(level, out bool truth))
        {
            return truth ? ["true", "True", "TRUE"] : ["false", "False", "FALSE"];
        }

        if (NumericLevel.Of(level) is not double number || levels.Count(other => NumericLevel.Of(other) == number) > 1)
        {
            return [];
        }

        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return shortest.AsSpan().ContainsAny(".E") ? [shortest] : [shortest, $"{shortest}.0"];
    }
}
