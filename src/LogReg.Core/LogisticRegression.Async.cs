using LogReg.Data;

namespace LogReg;

/// <content>Fitting on the thread pool, for apps whose threads must not wait.</content>
public sealed partial record LogisticRegression
{
    /// <summary>Fits a model on the thread pool; see
    /// <see cref="Fit(DataSource, IProgress{TrainingProgress}?, CancellationToken)"/>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="progress">Receives progress while the data are read and after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or no model can be fitted to them.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public Task<LogisticFit> FitAsync(
        DataSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Task.Run(() => Fit(data, progress, cancellationToken), cancellationToken);
    }
}
