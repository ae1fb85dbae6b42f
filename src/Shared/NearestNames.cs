namespace LogReg.Shared;

/// <summary>Finds the names that the user may have meant.</summary>
internal static class NearestNames
{
    private const int LongestCompared = 200;

    /// <summary>
    /// The candidates nearest to a name by edit distance (insertions, deletions, substitutions and swaps of neighbours, each
    /// counted 1, case ignored), as far as they are similar: at most a third of the longer name's length, at least 1. Of a name of one
    /// letter, or of one too long to compare, only the spelling in another case is similar; of one of two letters, only names with both of
    /// them.
    /// </summary>
    /// <param name="name">The name that was not found.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <param name="most">The largest number of names to return, at least 1.</param>
    /// <returns>The nearest first; those equally near in their given order. Empty if none is similar.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is less than 1.</exception>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        (string Candidate, int Distance)[] similar =
        [
            .. candidates
                .Where(candidate => IsComparable(name, candidate) || name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                .Select(candidate => (Candidate: candidate, Distance: IsComparable(name, candidate) ? Distance(name, candidate) : 0))
                .Where(pair => pair.Distance <= Math.Max(1, Math.Max(name.Length, pair.Candidate.Length) / 3))
                .OrderBy(pair => pair.Distance),
        ];

        // The same name in another case is meant, not one that is merely similar.
        bool hasSame = similar.Length > 0 && similar[0].Distance == 0;
        return similar
            .Where(pair => !hasSame || pair.Distance == 0)
            .Take(most)
            .Select(pair => pair.Candidate)
            .ToList();
    }

    // Every other short name is an edit or two away, and the time of comparing grows with the product of the lengths.
    private static bool IsComparable(string name, string candidate) =>
        name.Length > 1 && Math.Max(name.Length, candidate.Length) <= LongestCompared
            && (name.Length > 2 || name.All(letter => candidate.Contains(letter, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The optimal string alignment distance, ignoring case.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another text.</param>
    /// <returns>The number of single edits that turn one into the other.</returns>
    internal static int Distance(string left, string right)
    {
        string a = left.ToUpperInvariant();
        string b = right.ToUpperInvariant();
        int[] beforeLast = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.Min(substitution, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                }

                current[j] = best;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
