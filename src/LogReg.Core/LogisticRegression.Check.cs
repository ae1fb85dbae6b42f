using LogReg.Checking;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Storage;

namespace LogReg;

/// <content>Checking data before a fit.</content>
public sealed partial record LogisticRegression
{
    /// <summary>
    /// Reads data and reports problems that would harm a fit, and what to do about them. Columns, rows and the target are chosen as in
    /// <see cref="Fit(DataSource, IProgress{TrainingProgress}?, CancellationToken)"/>; the penalty is ignored.
    /// </summary>
    /// <param name="data">The data: a file, objects, the result of a query.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The report. Problems are findings, not exceptions.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or have no column that an option names.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public DataCheckReport Check(
        DataSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        FitPlan plan = ToPlan();
        IReadOnlyList<string> names = data.ReadColumnNames();
        ColumnRoles? roles = CheckRunner.ResolveRoles(names, plan, data.Name, data.Description);
        IProgress<ReadProgress>? reading = progress is null
            ? null
            : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        IReadOnlyList<ColumnRequest> requests = roles?.Requests(plan)
            ?? [.. names.Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadTable(requests, storage, reading, cancellationToken);
        return new CheckRunner(plan, names, roles, table, ownsTable: true, row => data.FindRow(row, cancellationToken)).Run(
            cancellationToken);
    }

    /// <summary>Reports problems in a table that would harm a fit, and what to do about them. The table is not changed.</summary>
    /// <param name="data">The table with the features, the target and any other columns that the options name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The report. Problems are findings, not exceptions.</returns>
    /// <exception cref="LogRegException">The table has no column that an option names.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together, or a column is not of the type that an option
    /// requires.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public DataCheckReport Check(Table data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        FitPlan plan = ToPlan();
        string[] names = [.. data.Columns.Select(column => column.Name)];
        ColumnRoles? roles = CheckRunner.ResolveRoles(names, plan, name: null, SourceDescription.Table);
        roles?.RequireKinds(data, plan);
        return new CheckRunner(plan, names, roles, data, ownsTable: false, findRow: null).Run(cancellationToken);
    }
}
