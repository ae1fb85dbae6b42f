using LogReg.Checking;
using LogReg.Data;
using LogReg.Design;
using LogReg.Objectives;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>From some rows of a table to a design matrix. Whatever is learned from rows (means, deviations, levels) is learned from those
/// that train.</summary>
internal sealed class RowEncoder
{
    private readonly FitPlan _plan;
    private readonly ColumnRoles _roles;
    private readonly Table _table;
    private readonly string? _source;
    private readonly Func<long, RowPlace?>? _findRow;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    public RowEncoder(FitPlan plan, TrainingInput input)
    {
        _plan = plan;
        (_table, _roles) = input;
        _source = input.Source;
        _findRow = input.FindRow;
    }

    /// <summary>Describes the features by the rows that train.</summary>
    /// <param name="training">The rows.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="leavesOutQuantiles">Whether nobody looks at the quantiles of the numbers in a formula.</param>
    /// <exception cref="LogRegException">No feature is left, or one cannot be used.</exception>
    public FeatureFit FitFeatures(RowSet training, int threads, bool leavesOutQuantiles = false) => RequireFeatures(
        Fit(training, _roles.Features, OptionsOf(_plan, _roles, threads, _source) with { LeavesOutQuantiles = leavesOutQuantiles }),
        _source,
        _table,
        _roles.Formula is not null);

    /// <summary>Describes the features of all rows by the rows of a fold: which columns are features is a matter of all rows, since it
    /// decides which model is judged; what is known of them is a matter of the fold.</summary>
    /// <param name="training">The rows of the fold, which may lack a reference level that all rows have.</param>
    /// <param name="features">The names of the features of all rows.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <exception cref="LogRegException">A feature cannot be used.</exception>
    public FeatureFit FitFold(RowSet training, IReadOnlyList<string> features, int threads) => Fit(
        training,
        features,
        OptionsOf(_plan, _roles, threads, _source) with
        {
            ForcedColumns = features.ToHashSet(),
            AllowsAbsentReferences = true,
            LeavesOutQuantiles = true,
        });

    private FeatureFit Fit(RowSet training, IReadOnlyList<string> features, FeatureOptions plan) =>
        FeatureFitter.Fit(
            _table, [.. features.Select(_table.IndexOf)], training.Selection, training.Weights, plan with { FindRow = _findRow });

    /// <summary>How columns become features, by the options.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public static FeatureOptions OptionsOf(FitPlan plan, ColumnRoles roles, int threads, string? source) => new(
        KeepAllLevels: plan.Penalty != PenaltyKind.None,
        ForcedColumns: new HashSet<string>(plan.Features ?? roles.Formula?.NamedColumns ?? (IEnumerable<string>)[]),
        References: plan.References,
        Threads: threads)
    {
        UnpenalizedColumns = roles.UnpenalizedColumns(plan),
        IndicatesMissing = plan.MissingHandling == MissingHandling.Indicator,
        Terms = roles.Formula?.Terms,
        Source = source,
    };

    /// <summary>Requires at least one feature.</summary>
    /// <param name="fit">The features.</param>
    /// <param name="source">The name of the data, for messages.</param>
    /// <param name="table">The table, which shows why a column is text; <see langword="null"/> if the data are a stream.</param>
    /// <param name="hasFormula">Whether a formula says what the terms are.</param>
    /// <exception cref="DataException">No feature is left.</exception>
    public static FeatureFit RequireFeatures(
        FeatureFit fit, string? source, Table? table = null, bool hasFormula = false) => fit.Layout.Features.Count > 0
        ? fit
        : throw new DataException(
            "no feature is left: "
                + string.Join(", ", fit.LeftOut.Take(5).Select(column => $"{MessageText.Quote(column.Name)} "
                + $"{LeftOutText(column.Reason)}")),
            source,
            hint: fit.LeftOut.Select(column => Misread(column, table)).OfType<DataFinding>().FirstOrDefault()?.Hint
                ?? $"add columns with informative values, or name one in {(hasFormula ? "the formula" : OptionText.Of($"{Option.Features}"))} to use it anyway");

    /// <summary>Room for encoded rows that are needed for a while: to be disposed when they are not.</summary>
    public ColumnStorage CreateScope() => _table.Storage.CreateScope();

    /// <summary>Encodes rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="rows">The rows: those that train, or others.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="copies">Where the encoded rows go; <see langword="null"/> if the table may be overwritten, which saves a copy.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public ClassificationData Encode(FeatureFit features, RowSet rows, int classCount, ColumnStorage? copies, int threads)
    {
        DesignMatrix design = features.Layout.Encode(_table, features.TableColumns, rows.Selection, copies, threads);
        return new ClassificationData(design, rows.Classes, classCount, rows.Weights, rows.Offsets);
    }

    // A column of numbers or dates that are written in a way that makes them text.
    private static DataFinding? Misread(LeftOutColumn column, Table? table) =>
        column.Reason == LeftOutReason.Date && table is not null
            ? DateCheck.LeftOut(column.Name, table.Columns[table.IndexOf(column.Name)].Levels!)
        : column.Reason == LeftOutReason.Identifier && table is not null
            ? TextCheck.Find(column.Name, table.Columns[table.IndexOf(column.Name)].Levels!, table.Origin is null, isLeftOut: true)
            : null;

    private static string LeftOutText(LeftOutReason reason) => reason switch
    {
        LeftOutReason.Constant => "is constant",
        LeftOutReason.Rounded => "has values that cannot be told apart in double precision",
        LeftOutReason.Empty => "is empty",
        LeftOutReason.Date => "holds dates",
        _ => "is a different text in nearly every row",
    };
}
