namespace LogReg.Checking;

/// <summary>Finds levels, or classes, that differ only in case or spaces.</summary>
internal static class LevelNameCheck
{
    private const int MostLevels = 100_000;

    /// <summary>Looks at names that should be different things.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="names">The levels or classes that occur.</param>
    /// <param name="kind">What they are called: levels or classes.</param>
    public static DataFinding? Find(string column, IReadOnlyList<string> names, string kind)
    {
        if (names.Count > MostLevels)
        {
            return null;
        }

        string[][] groups = [.. names.GroupBy(Normalise).Where(group => group.Count() > 1).Select(group => group.ToArray())];
        return groups.Length == 0
            ? null
            : new DataFinding(
                FindingKind.SimilarLevels,
                FindingSeverity.Warning,
                [column],
                $"{FindingText.Quote(column)} has {kind} that differ only in case or spaces: "
                    + $"{FindingText.List([.. groups.Select(group => string.Join(" and ", group.Select(FindingText.Quote)))])}",
                $"unify the spelling: as written, each counts separately among the {kind}");
    }

    private static string Normalise(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
