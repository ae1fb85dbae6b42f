using LogReg.Charts.Text;
using LogReg.Monitoring;

namespace LogReg.Cli.Output;

/// <summary>The report on a batch that was compared with training.</summary>
internal static class MonitorReportText
{
    /// <param name="report">The destination.</param>
    /// <param name="monitored">The comparison.</param>
    /// <param name="model">The model.</param>
    /// <param name="modelPath">Its file.</param>
    /// <param name="data">The name of the batch.</param>
    /// <param name="page">The page that was written, or <see langword="null"/>.</param>
    public static void Write(
        ReportWriter report, MonitorReport monitored, LogisticModel model, string modelPath, string data, string? page)
    {
        report.Title($"{modelPath} on {data}");
        report.Blank();
        report.Fields(MonitorText.Fields(monitored, model));
        report.Blank();
        report.Table(MonitorText.DriftTable(monitored));
        report.Blank();
        report.Fields(MonitorText.OutcomeFields(monitored, model));
        ReportTable classes = MonitorText.ClassTable(monitored);
        if (classes.Rows.Count > 0)
        {
            report.Blank();
            report.Table(classes);
        }

        if (monitored.Periods.Count > 0)
        {
            report.Blank();
            report.Table(MonitorText.PeriodTable(monitored));
        }

        report.Blank();
        report.Line(
            monitored.Alarms.Count == 0 ? "Nothing is beyond its limit."
                : monitored.Alarms.Count == 1 ? "1 finding beyond its limit."
                : $"{NumberFormat.Count(monitored.Alarms.Count)} findings beyond their limits.");
        report.Line(MonitorText.Chance(monitored));
        if (page is not null)
        {
            report.Line($"Page written to {page}");
        }
    }
}
