using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Reads off the training rows what the terms need to know: means, deviations, levels; and which columns are of no use.</summary>
internal static class FeatureFitter
{
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
        ColumnTotal[] totals = new ColumnTotals(table, selection, weights).Of(columns, options.Threads);
        ColumnSummary[] summaries = [.. columns.Zip(totals, (column, total) => Summarise(table, column, total, selection, weights))];
        IReadOnlyList<ReadNote> notes = table.Origin?.Notes ?? [];
        FeatureFit fit = Fit(
            summaries,
            columns,
            selection.TotalCount,
            options with
            {
                RoundedColumns = ReadNote.RoundedColumns(notes),
                Notations = ReadNote.Notations(notes),
                DateColumns = ReadNote.DateColumns(notes),
            });
        if (options.Terms is not { } terms)
        {
            return fit;
        }

        var rows = new TrainingCells(table, fit.TableColumns, selection, weights);
        HashSet<string> derived = [.. terms.Where(term => !term.IsPlain).SelectMany(term => term.Factors).Select(factor => factor.Column)];
        IReadOnlyList<Feature> features = options.LeavesOutQuantiles
            ? fit.Layout.Features
            : rows.WithQuantiles(fit.Layout.Features, feature => feature.DateOrder is null && derived.Contains(feature.Name));
        return fit with { Layout = new TermLayout(features, cells => new TermFitter(cells, rows, options).Fit()) };
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
        FeatureCandidate[] candidates = [.. summaries.Select(summary => summary.Describe(rowCount, options))];
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

    private static ColumnSummary Summarise(Table table, int column, ColumnTotal total, RowSelection selection, double[]? weights)
    {
        string name = table.Columns[column].Name;
        if (total.Counts is LevelCounts counts)
        {
            return new CategoricalSummary(name, ((CategoricalColumn)table.Chunks[0].Columns[column]).Levels, counts);
        }

        if (total.Statistics is ColumnStatistics statistics)
        {
            var numbers = new NumericSummary(name, statistics);
            return table.Columns[column].DateOrder is DateOrder order ? new DateSummary(numbers, order) : numbers;
        }

        return ((VectorColumn)table.Chunks[0].Columns[column]).Words is null
            ? VectorSummary.Of(name, new TrainingVectors(table, selection, weights), column)
            : new TextSummary(name);
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
                    $"leave its reference out, or name the column among the features to use it anyway");
            }

            if (feature?.Kind != ColumnKind.Categorical)
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
        LeftOutReason.Date => "its cells are dates",
        LeftOutReason.Rounded => "its values cannot be told apart in double precision",
        _ => "it is constant or empty",
    };
}
