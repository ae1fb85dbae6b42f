namespace LogReg.Data;

/// <summary>
/// The order of levels that does not depend on where they were met: by value if every level is a number; otherwise texts by UTF-16 ordinal,
/// but with each number in them by its value (5-14 before 45-54) and, of texts that begin with the same number, what is less than it first
/// (&lt;25) and what is more last (65+); what is equal by this rule (1 and 1.0) by ordinal.
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

        string[] keys = allNumbers ? texts : [.. texts.Select(NaturalKey.Of)];
        int[] oldCodes = new int[texts.Length];
        for (int code = 0; code < oldCodes.Length; code++)
        {
            oldCodes[code] = code;
        }

        Array.Sort(oldCodes, (left, right) =>
        {
            int byValue = allNumbers ? values[left].CompareTo(values[right]) : string.CompareOrdinal(keys[left], keys[right]);
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

    /// <summary>Compares two texts that are not both numbers.</summary>
    /// <returns>Less than 0 if the left one is first, 0 if they are the same text, otherwise more than 0.</returns>
    public static int Compare(string left, string right)
    {
        int byKey = string.CompareOrdinal(NaturalKey.Of(left), NaturalKey.Of(right));
        return byKey != 0 ? byKey : string.CompareOrdinal(left, right);
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
