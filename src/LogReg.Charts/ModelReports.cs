using LogReg.Charts.Reports;
using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Charts;

/// <summary>HTML reports of models.</summary>
public static class ModelReports
{
    /// <summary>Writes an HTML page on a model and its performance on rows with known classes: one file without external
    /// resources.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to write; an existing file is replaced by a complete one.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">Names and weights, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The warnings of scoring, which the page shows as well.</returns>
    /// <exception cref="LogRegException">A column is missing, no row has a known class, the input is broken, or the file cannot be
    /// written.</exception>
    public static IReadOnlyList<DataWarning> WriteReport(
        this LogisticModel model,
        string path,
        DataSource data,
        ReportOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(data);
        AtomicFile.RefuseSource(path, data.Name);
        Report report = ReportMaker.Make(model, data, options ?? new ReportOptions(), progress, cancellationToken);
        AtomicFile.Write(path, stream => stream.Write(report.Page));
        return report.Warnings;
    }

    /// <summary>Writes an HTML page on a model at the end of training, which knows which rows were used for training and which were held
    /// out.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="path">The file to write; an existing file is replaced by a complete one.</param>
    /// <param name="data">The data that the model was trained on.</param>
    /// <param name="options">Names and weights, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The warnings of scoring, which the page shows as well.</returns>
    /// <exception cref="LogRegException">The rows are not those of the fit, a column is missing, no row has a known class, the input is
    /// broken, or the file cannot be written.</exception>
    public static IReadOnlyList<DataWarning> WriteReport(
        this LogisticFit fit,
        string path,
        DataSource data,
        ReportOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Model.WriteReport(path, data, ReportMaker.OfFit(fit, options ?? new ReportOptions()), progress, cancellationToken);
    }
}
