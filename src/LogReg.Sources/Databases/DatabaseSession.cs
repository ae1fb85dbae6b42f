using LogReg.Data;

namespace LogReg.Sources.Databases;

/// <summary>A connection with one query, which sees the same rows each time and can change nothing.</summary>
internal abstract class DatabaseSession : IDisposable
{
    /// <summary>The columns of the result.</summary>
    public abstract IReadOnlyList<QueryColumn> Columns { get; }

    /// <summary>Runs the query.</summary>
    /// <param name="columns">The places of the columns that are needed, in <see cref="Columns"/>.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>As many cells as there are <see cref="Columns"/>, in the same array for each row.</returns>
    /// <exception cref="DataException">The database reports an error.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public abstract IEnumerable<DataCell[]> Rows(IReadOnlyList<int> columns, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
