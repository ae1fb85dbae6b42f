using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>The checks of single features, cheap enough for every training: to be run before the table is encoded.</summary>
internal static class FeatureChecks
{
    private const double MostlyMissing = 0.5;

    /// <summary>Runs them.</summary>
    /// <param name="input">What to check.</param>
    public static FeatureCheckResult Run(CheckInput input)
    {
        IReadOnlyList<Feature> features = input.Features.Layout.Features;
        var sample = RowSample.Draw(input);
        double?[] aucs = new double?[features.Count];
        long[] fingerprints = new long[features.Count];
        var findings = new List<DataFinding>[features.Count];
        if (input.Table.Shares is null)
        {
            Parallel.For(
                0,
                features.Count,
                new ParallelOptions { MaxDegreeOfParallelism = input.Threads },
                feature => Check(feature, CheckedCells.Of(input, sample, feature)));
        }
        else
        {
            // Some checks ask all processes about all rows: one feature after the other.
            foreach ((int feature, CheckedCells cells) in CheckedCells.OfShared(input, sample).Index())
            {
                Check(feature, cells);
            }
        }

        return new FeatureCheckResult(
            [
                .. findings.SelectMany(own => own),
                .. DuplicateColumnCheck.Find(input, fingerprints),
                .. input.Features.LeftOut.Select(column => LeftOut(input, column)),
                .. Missing(input),
            ],
            aucs,
            sample);

        void Check(int feature, CheckedCells cells)
        {
            FeatureFinding leak;
            if (cells.Numbers is double[] sampled)
            {
                fingerprints[feature] = DuplicateColumnCheck.Fingerprint(sampled);
                var numbers = new NumericSample(sampled, cells.Range);
                leak = LeakageCheck.OfNumbers(input, feature, sampled, sample);
                DataFinding? identifier = new RowNumberCheck(input, feature, numbers).Find();
                string name = features[feature].Name;
                DataFinding? codes = input.NumericColumns.Contains(name) ? null : PossibleCodeCheck.Find(name, numbers);
                findings[feature] = identifier is not null
                    ? [identifier]
                    : [.. new ExtremeValueCheck(input, feature, numbers).Find(), .. codes is null ? Array.Empty<DataFinding>() : [codes]];
            }
            else if (cells.Codes is int[] codesOfSample)
            {
                fingerprints[feature] = DuplicateColumnCheck.Fingerprint(codesOfSample);
                leak = LeakageCheck.OfLevels(input, feature, cells.Counts!);
                findings[feature] = [.. CategoricalCheck.Find(input, feature, cells.Counts!)];
            }
            else
            {
                findings[feature] = [];
                return;
            }

            aucs[feature] = leak.RocAuc;
            if (leak.Finding is DataFinding finding)
            {
                findings[feature].Insert(0, finding);
            }
        }
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
