using LogReg.Collectives;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>The checks of single features, cheap enough for every training: to be run before the table is encoded.</summary>
internal static class FeatureChecks
{
    private const double MostlyMissing = 0.5;

    /// <summary>Runs them.</summary>
    /// <param name="input">What to check.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static FeatureCheckResult Run(CheckInput input)
    {
        var sample = RowSample.Draw(input);
        var results = new SingleFeatureResult[input.Features.Layout.Features.Count];
        if (input.Table.Shares is null)
        {
            Parallel.For(
                0,
                results.Length,
                new ParallelOptions { MaxDegreeOfParallelism = input.Threads },
                feature => results[feature] = Check(input, sample, feature));
        }
        else
        {
            for (int first = 0; first < results.Length; first += sample.ColumnsAtOnce)
            {
                int count = Math.Min(sample.ColumnsAtOnce, results.Length - first);
                CheckShared(input, sample, first, count).CopyTo(results, first);
            }
        }

        return new FeatureCheckResult(
            [
                .. results.SelectMany(own => own.Findings),
                .. DuplicateColumnCheck.Find(input, [.. results.Select(own => own.Fingerprint)]),
                .. input.Features.LeftOut.Select(column => LeftOut(input, column)),
                .. Missing(input),
            ],
            [.. results.Select(own => own.RocAuc)],
            sample);
    }

    private static SingleFeatureResult Check(CheckInput input, RowSample sample, int feature)
    {
        using var check = new SingleFeatureCheck(input, sample, feature, CheckedCells.Of(input, sample, feature));
        FeatureScreen screen = check.Screen();
        return screen.IsSuspect ? check.Find(screen) : SingleFeatureResult.OfNothing(input, screen);
    }

    // Each process looks at the sample of some of the features. Where there is something to say, which is seldom, all of them look
    // together.
    private static SingleFeatureResult[] CheckShared(CheckInput input, RowSample sample, int first, int count)
    {
        CheckedCells[] cells = CheckedCells.OfShared(input, sample, first, count);
        FeatureScreen[] screens = sample.Deal([.. cells.Select(own => own.ToNumbers())], input.Threads, (place, values) =>
        {
            using var check = new SingleFeatureCheck(input, sample, first + place, cells[place].With(values));
            return check.Screen();
        });
        var results = new SingleFeatureResult[count];
        for (int place = 0; place < count; place++)
        {
            results[place] = screens[place].IsSuspect ? Find(place) : SingleFeatureResult.OfNothing(input, screens[place]);
        }

        return results;

        SingleFeatureResult Find(int place)
        {
            using var check = new SingleFeatureCheck(input, sample, first + place, Whole(cells[place]));
            return check.Find(screens[place]);
        }

        // What there is to say about levels needs no sample.
        CheckedCells Whole(CheckedCells own) => own.Numbers is double[] numbers ? own with { Numbers = sample.Complete(numbers) } : own;
    }

    private static DataFinding LeftOut(CheckInput input, LeftOutColumn column)
    {
        string name = FindingText.Quote(column.Name);
        return column.Reason switch
        {
            LeftOutReason.Empty => new(
                FindingKind.EmptyColumn,
                FindingSeverity.Information,
                [column.Name],
                $"{name} is empty: every cell is missing",
                input.Table.Source.MissingOption is OptionText option
                    ? OptionText.Of($"training leaves it out; see {option} if it should not be empty")
                    : "training leaves it out; if it should not be empty, fill it in"),
            LeftOutReason.Constant => new(
                FindingKind.ConstantColumn,
                FindingSeverity.Information,
                [column.Name],
                $"{name} has the same value in every row",
                "training leaves it out: a constant carries no information"),
            LeftOutReason.Date => DateCheck.LeftOut(column.Name, input.Table.Columns[input.Table.IndexOf(column.Name)].Levels!),
            LeftOutReason.Rounded => new(
                FindingKind.ConstantColumn,
                FindingSeverity.Warning,
                [column.Name],
                $"the values of {name} cannot be told apart in double precision: they are whole numbers with more digits than a number "
                    + $"keeps",
                $"training leaves it out; subtract a constant from the values, or use {Option.CategoricalColumns.Names(column.Name)} if "
                    + $"they are codes"),
            _ =>
                TextCheck.Find(
                    column.Name, input.Table.Columns[input.Table.IndexOf(column.Name)].Levels!, input.Table.Origin is null, isLeftOut: true)
                        ?? new(
                    FindingKind.Identifier,
                    FindingSeverity.Information,
                    [column.Name],
                    $"{name} looks like an identifier: {FindingText.Count(column.DistinctValues)} distinct texts in "
                        + $"{FindingText.Count(input.Selection.TotalCount, "row")}",
                    $"training leaves it out; {LeavingOut.NameIt(input.HasFormula)} to use it anyway"),
        };
    }

    private static IEnumerable<DataFinding> Missing(CheckInput input)
    {
        var some = new List<KeyValuePair<string, long>>();
        foreach (KeyValuePair<string, long> column in input.Features.MissingCells)
        {
            double share = (double)column.Value / input.Selection.TotalCount;
            if (share < MostlyMissing)
            {
                some.Add(column);
                continue;
            }

            yield return new DataFinding(
                FindingKind.MostlyMissing,
                FindingSeverity.Warning,
                [column.Key],
                $"{FindingText.Quote(column.Key)} is mostly missing: {FindingText.Count(column.Value)} of "
                    + $"{FindingText.Count(input.Selection.TotalCount)} cells ({FindingText.Percent(share)})",
                $"leave it {LeavingOut.Column(column.Key, input.Features.Layout)}, unless the fact that a cell is missing is "
                    + $"itself informative");
        }

        if (some.Count > 0)
        {
            yield return new DataFinding(
                FindingKind.MissingCells,
                FindingSeverity.Information,
                [.. some.Select(column => column.Key)],
                $"missing cells: {FindingText.List([.. some.Select(column => $"{FindingText.Quote(column.Key)} {FindingText.Count(column.Value)} ({FindingText.Percent((double)column.Value / input.Selection.TotalCount)})")])}",
                $"if standard errors are computed and at least half of the rows remain, training drops these rows; otherwise it "
                    + $"replaces missing numbers by the mean and gives missing texts a level of their own; {Option.MissingHandling} chooses");
        }
    }
}
