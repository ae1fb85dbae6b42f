using LogReg.Checking;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>One check of a table: what a fit would do with it, and what would do the fit harm. What is bad for a model is a finding here,
/// not an error.</summary>
internal sealed class CheckRunner
{
    // Beyond this the Hessians of the checks of all features together take too long.
    private const int MostParameters = 1000;

    private readonly FitPlan _plan;
    private readonly IReadOnlyList<string> _names;
    private readonly ColumnRoles? _roles;
    private readonly Table _table;
    private readonly bool _ownsTable;
    private readonly Func<long, RowPlace?>? _findRow;
    private readonly List<DataFinding> _findings = [];

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="names">All columns of the data, also those that were not read.</param>
    /// <param name="roles">Which column is what; <see langword="null"/> if no column is left to use as a feature.</param>
    /// <param name="table">The data.</param>
    /// <param name="ownsTable">Whether the table may be overwritten, which saves a copy.</param>
    /// <param name="findRow">From a row to its place in the source, for messages; or <see langword="null"/>.</param>
    public CheckRunner(
        FitPlan plan, IReadOnlyList<string> names, ColumnRoles? roles, Table table, bool ownsTable, Func<long, RowPlace?>? findRow)
    {
        // Nothing is held out here, and the data are checked as a fit by plain maximum likelihood sees them; rows with missing cells are to
        // be looked at, too, unless they are to be dropped.
        _plan = plan with
        {
            TestSize = null,
            MissingHandling = plan.MissingHandling == MissingHandling.Auto ? MissingHandling.Impute : plan.MissingHandling,
            Penalty = PenaltyKind.None,
            Lambda = 0,
            Alpha = 0,
            Firth = false,
            CorrectIntercept = false,
            SkipInference = false,
        };
        _names = names;
        _roles = roles;
        _table = roles is null ? table : new TrainingInput(table, roles) { FindRow = findRow }.WithDates().WithWords(plan.Threads).Table;
        _ownsTable = ownsTable;
        _findRow = findRow;
    }

    /// <summary>The roles of the columns, or <see langword="null"/> if none is left to predict from.</summary>
    /// <exception cref="DataException">A named column is not there.</exception>
    /// <exception cref="ArgumentException">A column has two roles.</exception>
    public static ColumnRoles? ResolveRoles(IReadOnlyList<string> names, FitPlan plan, string? name, SourceDescription source)
    {
        IEnumerable<string?> named =
        [
            plan.Target, plan.WeightColumn, plan.OffsetColumn, .. plan.Features ?? [], .. plan.ExcludedColumns, .. plan.CategoricalColumns,
            .. plan.NumericColumns,
            .. plan.References.Keys,
        ];
        try
        {
            return ColumnRoles.Resolve(names, plan, name, source);
        }
        catch (DataException) when (named.OfType<string>().All(names.Contains))
        {
            return null;
        }
    }

    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public DataCheckReport Run(CancellationToken cancellationToken)
    {
        AddIfAny(HeaderCheck.Find(_table.Origin?.Names, _table.Columns, _table.Source));
        DataFinding[] ofReading = [.. ReadingFindings.Of(ReadingRules.Settle(_table, _roles), _table.Source, [])];
        _findings.AddRange(ofReading);
        if (_roles is null)
        {
            Add(
                FindingKind.NoFeature,
                FindingSeverity.Error,
                "no column is left to use as a feature",
                _table.Source.Delimiter is OptionText delimiter
                    ? OptionText.Of($"check the delimiter ({delimiter}), {Option.Features} and {Option.ExcludedColumns}")
                    : OptionText.Of($"check {Option.Features} and {Option.ExcludedColumns}"));
            return Report(null, SelectedCells.AllRows(_table), null, null, [], []);
        }

        AddIfAny(AssumedTarget(_roles));
        TrainingRows? rows = ChooseRows();
        AddIfAny(rows is null ? null : TargetDoubt.Find(_table, _roles, rows.Target));
        RowSelection selection = rows?.Training.Selection ?? SelectedCells.AllRows(_table);
        cancellationToken.ThrowIfCancellationRequested();
        FeatureFit? features = FitFeatures(selection, rows?.Training.Weights);
        if (features is null)
        {
            return Report(rows, selection, null, null, rows?.CountClasses() ?? [], []);
        }

        FeatureCheckResult single = CheckEachFeature(rows, selection, features);
        _findings.RemoveAll(ofReading.Contains);
        _findings.AddRange(
            ReadingFindings.Join(
                [.. ReadingFindings.Of(ReadingRules.Settle(_table, _roles), _table.Source, features.LeftOut)], single.Findings));
        long[] counts = rows?.CountClasses() ?? [];
        if (features.Layout.Features.Count == 0)
        {
            Add(
                FindingKind.NoFeature,
                FindingSeverity.Error,
                "no feature is left: every column would be left out",
                $"add columns with informative values, or name one in {(_plan.Formula is null ? OptionText.Of($"{Option.Features}") : "the formula")} to use it anyway");
        }

        AddIfAny(
            DuplicateRowCheck.Find(_table, [.. _roles.Features.Append(_roles.Target).Select(_table.IndexOf)], selection, single.Sample));
        cancellationToken.ThrowIfCancellationRequested();
        if (rows is not null)
        {
            _findings.AddRange(
                TargetCheck.Find(_roles.Target, rows.Target.Classes, counts, features.Layout.Count - 1, _plan.Formula is not null));
        }

        // The table is described before it is encoded, which may overwrite it.
        DataCheckReport report = Report(rows, selection, features, features.Layout.Count - 1, counts, single.RocAucs);
        if (rows is not null && features.Layout.Features.Count > 0)
        {
            CheckTogether(rows, features, cancellationToken);
        }

        return report with { Findings = Ordered() };
    }

    private static DataFinding? AssumedTarget(ColumnRoles roles)
    {
        if (roles.TargetChoice == TargetChoice.Named)
        {
            return null;
        }

        string why = roles.TargetChoice switch
        {
            TargetChoice.UsualName => "because of its name",
            TargetChoice.LastColumn => "as the last column",
            _ => "as the last column without another role",
        };
        return new DataFinding(
            FindingKind.TargetAssumed,
            FindingSeverity.Information,
            [roles.Target],
            $"no target was named: {MessageText.Quote(roles.Target)} was chosen {why}",
            $"name the column to predict with {Option.Target}");
    }

    private FeatureCheckResult CheckEachFeature(TrainingRows? rows, RowSelection selection, FeatureFit features) => FeatureChecks.Run(
        new CheckInput(_table, features, selection, rows?.Training.Classes ?? [], rows?.Target.Classes.Count ?? 0, _plan.Threads)
        {
            NumericColumns = [.. _plan.NumericColumns, .. _roles?.Formula?.DateColumns ?? []],
            HasFormula = _plan.Formula is not null,
            References = _plan.References,
        });

    private TrainingRows? ChooseRows()
    {
        var input = new TrainingInput(_table, _roles!) { FindRow = _findRow };
        try
        {
            return TrainingRows.Choose(_plan, input);
        }
        catch (DataException exception)
        {
            AddUnusable(FindingKind.UnusableRows, exception, _roles!.Target);
        }

        if (_plan.MissingHandling != MissingHandling.Error)
        {
            return null;
        }

        try
        {
            return TrainingRows.Choose(_plan with { MissingHandling = MissingHandling.Impute }, input);
        }
        catch (DataException)
        {
            // What is wrong besides missing cells comes to light once these are seen to.
            return null;
        }
    }

    // A column that cannot be a feature is told and left out, so that the others are looked at.
    private FeatureFit? FitFeatures(RowSelection selection, double[]? weights)
    {
        var featureOptions = new FeatureOptions(
            KeepAllLevels: false,
            ForcedColumns: new HashSet<string>(_plan.Features ?? _roles!.Formula?.NamedColumns ?? (IEnumerable<string>)[]),
            References: _plan.References,
            Threads: _plan.Threads)
        {
            Terms = _roles!.Formula?.Terms,
            FindRow = _findRow,
        };
        var columns = _roles!.Features.Select(_table.IndexOf).ToList();
        while (columns.Count > 0)
        {
            try
            {
                return FeatureFitter.Fit(_table, columns, selection, weights, featureOptions);
            }
            catch (DataException exception) when (exception.Column is not null && columns.Remove(_table.IndexOf(exception.Column)))
            {
                AddUnusable(FindingKind.UnusableColumn, exception, exception.Column);
            }
            catch (LogRegException exception) when (featureOptions.References.Count > 0 && exception is not CollectiveException)
            {
                AddUnusable(FindingKind.UnusableColumn, exception, null);
                featureOptions = featureOptions with { References = new Dictionary<string, string>() };
            }
        }

        return null;
    }

    private void CheckTogether(TrainingRows rows, FeatureFit features, CancellationToken cancellationToken)
    {
        FitFindings levels = SeparationCheck.Levels(_table, features, rows.Training, rows.Target);
        _findings.AddRange(SeparationCheck.Describe(levels, features, rows.Target));
        features = WithoutLargest(rows, features);
        if (features.Layout.Features.Count == 0 || Size(rows, features) > MostParameters)
        {
            return;
        }

        DesignMatrix design =
            features.Layout.Encode(
                _table, features.TableColumns, rows.Training.Selection, _ownsTable ? null : _table.Storage, _plan.Threads);
        var data =
            new ClassificationData(design, rows.Training.Classes, rows.Target.Classes.Count, rows.Training.Weights, rows.Training.Offsets);
        IReadOnlyList<string>[] copies =
        [
            .. _findings.Where(finding => finding.Kind == FindingKind.DuplicateColumn).Select(finding => finding.Columns),
        ];
        _findings.AddRange(CollinearityCheck.Find(design, features.Layout, _plan.Threads, cancellationToken)
            .Where(finding => finding.Severity == FindingSeverity.Information || !copies.Any(pair => finding.Columns.All(pair.Contains))));
        if (!_findings.Exists(finding => finding.Kind == FindingKind.TooManyCoefficients))
        {
            AddIfAny(SeparationCheck.Find(_plan, data, features, rows.Target, levels, cancellationToken));
        }
    }

    // The checks of all features together take the time of the cube of their coefficients: without the columns of most levels, if need be.
    private FeatureFit WithoutLargest(TrainingRows rows, FeatureFit features)
    {
        var columns = features.TableColumns.ToList();
        var without = new List<string>();
        while (Size(rows, features) > MostParameters && !features.Layout.HasOwnTerms
            && features.Layout.Terms.Where(term => !term.IsDense).MaxBy(term => term.WeightCount) is Term largest)
        {
            without.Add(largest.Name);
            columns.Remove(_table.IndexOf(largest.Name));
            var featureOptions =
                new FeatureOptions(
                    false,
                    columns.Select(column => _table.Columns[column].Name).ToHashSet(),
                    new Dictionary<string, string>(),
                    _plan.Threads);
            features = FeatureFitter.Fit(_table, columns, rows.Training.Selection, rows.Training.Weights, featureOptions);
        }

        bool isTooLarge = Size(rows, features) > MostParameters || columns.Count == 0;
        if (isTooLarge || without.Count > 0)
        {
            _findings.Add(new DataFinding(
                FindingKind.NotChecked,
                FindingSeverity.Information,
                isTooLarge ? [] : without,
                isTooLarge
                    ? $"separation and collinearity were not checked: there are more than {FindingText.Count(MostParameters)} coefficients"
                    : $"separation and collinearity were checked without {FindingText.QuoteAll(without)}, because checking so many "
                        + $"levels would take too long",
                isTooLarge && features.Layout.HasOwnTerms ? "check some of the terms at a time"
                    : isTooLarge ? OptionText.Of($"check some of the columns at a time with {Option.Features}")
                    : "no action is needed, unless the column matters"));
        }

        return features;
    }

    private static long Size(TrainingRows rows, FeatureFit features) =>
        (long)features.Layout.ColumnCount * (rows.Target.Classes.Count - 1);

    private DataCheckReport Report(
        TrainingRows? rows, RowSelection selection, FeatureFit? features, int? coefficients, long[] counts, IReadOnlyList<double?> aucs)
    {
        int[] featureOf = new int[_table.Columns.Count];
        Array.Fill(featureOf, -1);
        for (int feature = 0; feature < features?.TableColumns.Count; feature++)
        {
            featureOf[features.TableColumns[feature]] = feature;
        }

        var places = new Dictionary<string, int>(_names.Select((name, place) => KeyValuePair.Create(name, place)));
        ColumnDescription[] descriptions = ColumnDescriber.Describe(
            _table,
            selection,
            column => Role(column, features is not null && featureOf[column] < 0),
            column => featureOf[column] < 0 ? null : aucs[featureOf[column]],
            _plan.Threads);
        IReadOnlyList<string> classes = rows?.Target.Classes ?? [];
        return new DataCheckReport
        {
            RowsRead = _table.RowCount,
            RowsUsed = selection.TotalCount,
            RowsWithoutTarget = rows?.WithoutTarget ?? 0,
            RowsWithMissingCells = rows?.WithMissingCells ?? 0,
            RowsOfWeightZero = rows?.OfWeightZero ?? 0,
            ColumnCount = _names.Count,
            Target = _roles?.Target,
            Positive = rows?.Target.Positive,
            ClassCounts = new OrderedDictionary<string, long>(classes.Zip(counts, KeyValuePair.Create)),
            CoefficientCount = rows is null ? 0 : coefficients ?? 0,
            EventsPerVariable = rows is not null && coefficients > 0 ? (double)counts.Min() / coefficients.Value : double.NaN,
            Columns = [.. descriptions.OrderBy(column => places[column.Name])],
            Findings = Ordered(),
        };
    }

    private ColumnRole Role(int column, bool isLeftOut)
    {
        string name = _table.Columns[column].Name;
        return name == _roles?.Target ? ColumnRole.Target
            : name == _roles?.Weight ? ColumnRole.Weight
            : name == _roles?.Offset ? ColumnRole.Offset
            : isLeftOut ? ColumnRole.LeftOut
            : ColumnRole.Feature;
    }

    private IReadOnlyList<DataFinding> Ordered() => [.. _findings.OrderByDescending(finding => finding.Severity)];

    private void AddUnusable(FindingKind kind, LogRegException exception, string? column) => _findings.Add(new DataFinding(
        kind,
        FindingSeverity.Error,
        column is null ? [] : [column],
        exception.Message,
        exception.Hint ?? "correct the data, or choose other columns"));

    private void Add(FindingKind kind, FindingSeverity severity, string message, OptionText hint) =>
        _findings.Add(new DataFinding(kind, severity, [], message, hint));

    private void AddIfAny(DataFinding? finding)
    {
        if (finding is not null)
        {
            _findings.Add(finding);
        }
    }
}
