using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A column of categories.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Levels">All levels of the data.</param>
/// <param name="Counts">How often each occurs.</param>
internal sealed record CategoricalSummary(string Name, LevelTable Levels, LevelCounts Counts) : ColumnSummary(Name)
{
    // A text column with fewer rows than this is never taken for an identifier.
    private const int IdentifierRows = 20;

    /// <inheritdoc/>
    public override FeatureCandidate Describe(long rowCount, FeatureOptions options)
    {
        int[] present = [.. Enumerable.Range(0, Levels.Count).Where(code => Counts.Rows[code] > 0)];
        List<string> levels = [.. present.Select(code => Levels[code])];
        List<double> weights = [.. present.Select(code => Counts.Weights[code])];
        if (Counts.MissingRows > 0)
        {
            AddMissing(levels, weights, Counts.MissingWeight);
        }

        double weightSum = weights.Sum();
        string? reference =
            ReferenceOf(levels, present.Length == 0 ? null : Levels[present.MaxBy(code => Counts.Rows[code])], options);
        bool isIdentifier = rowCount >= IdentifierRows && 2L * present.Length > rowCount;
        bool areDates = options.DateColumns.Contains(Name);
        LeftOutReason reason = present.Length == 0 ? LeftOutReason.Empty
            : levels.Count == 1 ? LeftOutReason.Constant
            : areDates ? LeftOutReason.Date
            : LeftOutReason.Identifier;
        bool isUseless = levels.Count == 1 || isIdentifier || areDates;
        return new FeatureCandidate(
            new CategoricalFeature(Name, levels, reference) { Shares = [.. weights.Select(weight => weight / weightSum)] },
            isUseless && !options.ForcedColumns.Contains(Name) ? new LeftOutColumn(Name, reason, present.Length) : null,
            Counts.MissingRows);
    }

    private static void AddMissing(List<string> levels, List<double> weights, double weight)
    {
        int missing = levels.IndexOf(Feature.MissingLevel);
        if (missing < 0)
        {
            missing = levels.Count;
            levels.Add(Feature.MissingLevel);
            weights.Add(0);
        }

        weights[missing] += weight;
    }

    // The level that the options name, else the first; none where every level has a coefficient.
    private string? ReferenceOf(List<string> levels, string? mostFrequent, FeatureOptions options)
    {
        string? wanted = options.References.GetValueOrDefault(Name);
        wanted = wanted is not null && LevelTable.Of(levels).TryGetEquivalent(wanted, out int equivalent) ? levels[equivalent] : wanted;
        if (wanted == FeatureOptions.MostFrequent && !levels.Contains(wanted))
        {
            wanted = mostFrequent;
        }

        bool isAbsent = options.AllowsAbsentReferences && wanted is not null && !levels.Contains(wanted);
        return options.KeepAllLevels && !options.UnpenalizedColumns.Contains(Name) ? null : isAbsent || wanted is null ? levels[0] : wanted;
    }
}
