using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Reads off the training rows what the terms need to know: means, deviations, levels; and which columns are of no use.</summary>
internal static class FeatureFitter
{
    // A text column with fewer rows than this is never taken for an identifier.
    private const int IdentifierRows = 20;

    // Below this standard deviation the squares underflow, and coefficients on the original scale could overflow.
    private const double SmallestDeviation = 1e-153;

    /// <summary>Describes the features of a table.</summary>
    /// <param name="table">The data.</param>
    /// <param name="columns">The positions of the columns that may become features.</param>
    /// <param name="selection">The training rows.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    /// <param name="options">How columns become features.</param>
    /// <exception cref="LogRegException">A reference level is not among its column's levels, or its column is not categorical; or a column
    /// cannot be standardised.</exception>
    public static FeatureFit Fit(
        Table table, IReadOnlyList<int> columns, RowSelection selection, double[]? weights, FeatureOptions options)
    {
        var summaries = new ColumnSummary[columns.Count];
        Parallel.For(
            0,
            columns.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            index => summaries[index] = Summarise(table, columns[index], selection, weights));
        IReadOnlySet<string> rounded = ReadNote.RoundedColumns(table.Origin?.Notes ?? []);
        return Fit(summaries, columns, selection.Count, options with { RoundedColumns = rounded });
    }

    /// <summary>Describes the features by what is known of their columns.</summary>
    /// <param name="summaries">The columns that may become features.</param>
    /// <param name="columns">The position of each in the data.</param>
    /// <param name="rowCount">The number of training rows.</param>
    /// <param name="options">How columns become features.</param>
    /// <exception cref="LogRegException">A reference level is not among its column's levels, or its column is not categorical; or a column
    /// cannot be standardised.</exception>
    public static FeatureFit Fit(IReadOnlyList<ColumnSummary> summaries, IReadOnlyList<int> columns, long rowCount, FeatureOptions options)
    {
        Candidate[] candidates = [.. summaries.Select(summary => Describe(summary, rowCount, options))];
        var features = new List<Feature>();
        var tableColumns = new List<int>();
        var leftOut = new List<LeftOutColumn>();
        var missingCells = new OrderedDictionary<string, long>();
        for (int index = 0; index < candidates.Length; index++)
        {
            if (candidates[index].OutOfRange is string problem)
            {
                throw new DataException(
                    $"its values are {problem} to be standardised",
                    options.Source,
                    column: candidates[index].Feature.Name,
                    hint: $"give the column in another unit, or leave it out with {Option.ExcludedColumns}");
            }

            if (candidates[index].LeftOut is LeftOutColumn column)
            {
                leftOut.Add(column);
            }
            else
            {
                features.Add(candidates[index].Feature);
                tableColumns.Add(columns[index]);
                if (candidates[index].MissingCount > 0)
                {
                    missingCells[candidates[index].Feature.Name] = candidates[index].MissingCount;
                }
            }
        }

        if (!options.AllowsAbsentReferences)
        {
            CheckReferences(options.References, features, leftOut);
        }

        return new FeatureFit(new TermLayout(features), tableColumns, leftOut, missingCells);
    }

    private static ColumnSummary Summarise(Table table, int column, RowSelection selection, double[]? weights)
    {
        string name = table.Columns[column].Name;
        return table.Columns[column].Kind == ColumnKind.Numeric
            ? new NumericSummary(name, ColumnStatistics.Compute(table, column, selection, weights))
            : new CategoricalSummary(
                name, ((CategoricalColumn)table.Chunks[0].Columns[column]).Levels, LevelCounts.Of(table, column, selection, weights));
    }

    private static Candidate Describe(ColumnSummary summary, long rowCount, FeatureOptions options) => summary is NumericSummary numeric
        ? DescribeNumeric(numeric.Name, numeric.Statistics, options)
        : DescribeCategorical((CategoricalSummary)summary, rowCount, options);

    private static Candidate DescribeNumeric(string name, ColumnStatistics statistics, FeatureOptions options)
    {
        bool isEmpty = double.IsNaN(statistics.Mean);
        double mean = isEmpty ? 0 : statistics.Mean;
        var feature = new NumericFeature(name, mean, mean, statistics.StandardDeviation)
        {
            Minimum = isEmpty ? null : statistics.Minimum,
            Maximum = isEmpty ? null : statistics.Maximum,
            MissingShare = options.IndicatesMissing && statistics.MissingShare is > 0 and < 1 ? statistics.MissingShare : null,
        };
        LeftOutColumn? leftOut = !statistics.IsConstant || options.ForcedColumns.Contains(name)
            ? null
            : new LeftOutColumn(
                name,
                isEmpty ? LeftOutReason.Empty : options.RoundedColumns.Contains(name) ? LeftOutReason.Rounded : LeftOutReason.Constant,
                isEmpty ? 0 : 1);
        string? outOfRange = statistics.IsConstant ? null
            : !double.IsFinite(mean) || !double.IsFinite(statistics.StandardDeviation) ? "too large"
            : statistics.StandardDeviation < SmallestDeviation ? "too close together"
            : null;
        return new Candidate(feature, leftOut, statistics.MissingCount, outOfRange);
    }

    private static Candidate DescribeCategorical(CategoricalSummary summary, long rowCount, FeatureOptions options)
    {
        (string name, LevelTable names, LevelCounts counts) = summary;
        int[] present = [.. Enumerable.Range(0, names.Count).Where(code => counts.Rows[code] > 0)];
        List<string> levels = [.. present.Select(code => names[code])];
        List<double> weights = [.. present.Select(code => counts.Weights[code])];
        if (counts.MissingRows > 0)
        {
            AddMissing(levels, weights, counts.MissingWeight);
        }

        double weightSum = weights.Sum();
        string? reference =
            ReferenceOf(name, levels, present.Length == 0 ? null : names[present.MaxBy(code => counts.Rows[code])], options);
        bool isIdentifier = rowCount >= IdentifierRows && 2L * present.Length > rowCount;
        LeftOutReason reason = present.Length == 0 ? LeftOutReason.Empty
            : levels.Count == 1 ? LeftOutReason.Constant
            : LeftOutReason.Identifier;
        bool isUseless = levels.Count == 1 || isIdentifier;
        return new Candidate(
            new CategoricalFeature(name, levels, reference) { Shares = [.. weights.Select(weight => weight / weightSum)] },
            isUseless && !options.ForcedColumns.Contains(name) ? new LeftOutColumn(name, reason, present.Length) : null,
            counts.MissingRows);
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
    private static string? ReferenceOf(string name, List<string> levels, string? mostFrequent, FeatureOptions options)
    {
        string? wanted = options.References.GetValueOrDefault(name);
        wanted = wanted is not null && LevelTable.Of(levels).TryGetEquivalent(wanted, out int equivalent) ? levels[equivalent] : wanted;
        if (wanted == FeatureOptions.MostFrequent && !levels.Contains(wanted))
        {
            wanted = mostFrequent;
        }

        bool isAbsent = options.AllowsAbsentReferences && wanted is not null && !levels.Contains(wanted);
        return options.KeepAllLevels && !options.UnpenalizedColumns.Contains(name) ? null : isAbsent || wanted is null ? levels[0] : wanted;
    }

    private static void CheckReferences(
        IReadOnlyDictionary<string, string> references, List<Feature> features, List<LeftOutColumn> leftOut)
    {
        foreach ((string name, string reference) in references)
        {
            Feature? feature = features.Find(feature => feature.Name == name);
            if (feature is CategoricalFeature categorical && reference != FeatureOptions.MostFrequent
                && !LevelTable.Of(categorical.Levels).TryGetEquivalent(reference, out _))
            {
                throw new LogRegException(
                    $"the reference level {MessageText.Quote(reference)} does not occur in the column {MessageText.Quote(name)}",
                    NameHint.Of(reference, categorical.Levels));
            }

            if (leftOut.Find(column => column.Name == name) is LeftOutColumn useless)
            {
                throw new LogRegException(
                    $"the column {MessageText.Quote(name)} has a reference level, but was left out because "
                        + $"{ReasonText(useless.Reason)}",
                    $"leave its reference out, or name it in {Option.Features} to use it anyway");
            }

            if (feature is not CategoricalFeature)
            {
                throw new LogRegException(
                    $"the column {MessageText.Quote(name)} has a reference level but is not a categorical feature",
                    feature is null ? "name a column that is a feature" : "declare it categorical, or leave the reference out");
            }
        }
    }

    private static string ReasonText(LeftOutReason reason) => reason switch
    {
        LeftOutReason.Identifier => "nearly every value is different",
        LeftOutReason.Rounded => "its values cannot be told apart in double precision",
        _ => "it is constant or empty",
    };

    private sealed record Candidate(Feature Feature, LeftOutColumn? LeftOut, int MissingCount, string? OutOfRange = null);
}
