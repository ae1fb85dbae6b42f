using LogReg.Checking;
using LogReg.Collectives;
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
        DataSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Check(data, LocalCollective.Instance, progress, cancellationToken);

    /// <summary>Checks data in several processes, each of which reads and holds a part of the rows. Every process calls this with the same
    /// options and the same data, and every one returns the same report: that of one process.</summary>
    /// <param name="data">The data, which every process can open: files on storage that all of them share.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <returns>The report. Problems are findings, not exceptions.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or have no column that an option names; the same error in every
    /// process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public DataCheckReport Check(
        DataSource data,
        ICollective collective,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(collective);
        FitPlan plan = PlanFor(collective);
        IReadOnlyList<string> names = collective.Together(data.ReadColumnNames);
        ColumnRoles? roles = CheckRunner.ResolveRoles(names, plan, data.Name, data.Description);
        IProgress<ReadProgress>? reading = progress is null
            ? null
            : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        IReadOnlyList<ColumnRequest> requests = roles?.Requests(plan)
            ?? [.. names.Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadShare(requests, storage, collective, reading, cancellationToken);
        return new CheckRunner(plan, names, roles, table, ownsTable: true, row => data.FindRow(row, cancellationToken)).Run(
            cancellationToken);
    }

    // How the passes over the rows are made.
    private FitPlan PlanFor(ICollective collective) => collective.IsSingle ? ToPlan() : ToPlan().ForSeveralProcesses();

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
