using LogReg.Checking;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Storage;

namespace LogReg;

/// <content>A look at the data before a fit.</content>
public sealed partial record LogisticRegression
{
    /// <summary>
    /// Reads a CSV file and tells what in it would do a fit harm, and what to do about it. Columns, rows and the target are chosen as
    /// <see cref="Fit(CsvSource, IProgress{TrainingProgress}?, CancellationToken)"/> would choose them; the penalty plays no part.
    /// </summary>
    /// <param name="data">The file.</param>
    /// <param name="progress">Told of the reading, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The report. What is bad for a model is a finding, not an exception.</returns>
    /// <exception cref="LogRegException">The file cannot be read, or a named column is not there.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DataCheckReport Check(CsvSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        IReadOnlyList<string> names = data.ReadHeader().Names;
        ColumnRoles? roles = CheckRunner.ResolveRoles(names, this, data.Name);
        IProgress<ReadProgress>? reading = progress is null ? null : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        IReadOnlyList<ColumnRequest> requests = roles?.Requests(this) ?? [.. names.Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadTable(requests, storage, reading, cancellationToken);
        return new CheckRunner(this, names, roles, table, ownsTable: true, LineFinder(data, cancellationToken)).Run(cancellationToken);
    }

    /// <summary>Tells what in a table would do a fit harm, and what to do about it. The table stays as it is.</summary>
    /// <param name="data">The table: features, target and what else the options name.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The report. What is bad for a model is a finding, not an exception.</returns>
    /// <exception cref="LogRegException">A named column is not there.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other, or a column is of another kind than they say.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DataCheckReport Check(Table data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        string[] names = [.. data.Columns.Select(column => column.Name)];
        ColumnRoles? roles = CheckRunner.ResolveRoles(names, this, source: null);
        roles?.RequireKinds(data, this);
        return new CheckRunner(this, names, roles, data, ownsTable: false, findLine: null).Run(cancellationToken);
    }
}
