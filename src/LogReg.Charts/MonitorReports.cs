using LogReg.Charts.Reports;
using LogReg.Monitoring;
using LogReg.Shared;

namespace LogReg.Charts;

/// <summary>HTML pages of monitoring.</summary>
public static class MonitorReports
{
    /// <summary>Writes an HTML page on a batch of rows compared with the training rows of a model: one file without external resources,
    /// with a small figure of each quantity over time if there are periods.</summary>
    /// <param name="report">The comparison, from <see cref="LogisticModel.Monitor"/>.</param>
    /// <param name="path">The file to write; an existing file is replaced by a complete one.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The name of the batch.</param>
    /// <param name="options">The name of the model and a note, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public static void WriteReport(
        this MonitorReport report, string path, LogisticModel model, string data, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        byte[] page = MonitorPage.Make(report, model, data, options ?? new ReportOptions());
        AtomicFile.Write(path, stream => stream.Write(page));
    }
}
