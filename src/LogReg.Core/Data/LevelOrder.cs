namespace LogReg.Data;

/// <summary>
/// The order of levels that does not depend on where they were met: numbers by value if every level is a number, otherwise
/// texts by UTF-16 ordinal; numbers that are written differently but equal (1 and 1.0) by ordinal.
/// </summary>
internal static class LevelOrder
{
    /// <summary>Makes the table with the same levels in sorted order.</summary>
    /// <param name="levels">The levels in any order.</param>
    /// <param name="newCodes">The code in the sorted table for each code of <paramref name="levels"/>.</param>
    /// <returns>The sorted table.</returns>
    public static LevelTable Sort(LevelTable levels, out int[] newCodes)
    {
        string[] texts = [.. levels];
        double[] values = new double[texts.Length];
        bool allNumbers = true;
        for (int code = 0; code < texts.Length && allNumbers; code++)
        {
            allNumbers = NumberText.Classify(levels.Utf8(code), out values[code]) == NumberTextKind.Number;
        }

        int[] oldCodes = new int[texts.Length];
        for (int code = 0; code < oldCodes.Length; code++)
        {
            oldCodes[code] = code;
        }

        Array.Sort(oldCodes, (left, right) =>
        {
            int byValue = allNumbers ? values[left].CompareTo(values[right]) : 0;
            return byValue != 0 ? byValue : string.CompareOrdinal(texts[left], texts[right]);
        });

        var sorted = new LevelTable();
        newCodes = new int[texts.Length];
        foreach (int oldCode in oldCodes)
        {
            newCodes[oldCode] = sorted.GetOrAdd(levels.Utf8(oldCode));
        }

        return sorted;
    }

    /// <summary>Replaces codes in place; the negative codes for missing and unseen stay.</summary>
    /// <param name="codes">The codes to replace.</param>
    /// <param name="newCodes">The new code for each old one.</param>
    public static void Recode(Span<int> codes, ReadOnlySpan<int> newCodes)
    {
        foreach (ref int code in codes)
        {
            if (code >= 0)
            {
                code = newCodes[code];
            }
        }
    }
}
