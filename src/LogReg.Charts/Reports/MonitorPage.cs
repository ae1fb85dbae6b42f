using System.Text;
using LogReg.Charts.Plots;
using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Reports.Html;
using LogReg.Charts.Text;
using LogReg.Monitoring;

namespace LogReg.Charts.Reports;

/// <summary>A batch compared with training, as a page.</summary>
internal static class MonitorPage
{
    private const int MostFeatures = 12;
    private const int MostBins = 6;

    /// <summary>Makes the page.</summary>
    /// <param name="report">The comparison.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The name of the batch.</param>
    /// <param name="options">The name of the model, and a note.</param>
    public static byte[] Make(MonitorReport report, LogisticModel model, string data, ReportOptions options)
    {
        ReportSection[] sections =
        [
            new("summary", "Summary", [
                    Alarms(report),
                    new TextBlock(MonitorText.Chance(report)),
                    new FactsBlock(MonitorText.Fields(report, model)),
                    .. Warnings(report),
                ]),
            new(
                "drift",
                "What has shifted",
                report.TrainingRows == 0 ? [] : [new TableBlock("Score and features", MonitorText.DriftTable(report)), .. Bins(report)]),
            new("outcomes", "Predictions and outcomes", [new FactsBlock(MonitorText.OutcomeFields(report, model)), .. Classes(report)]),
            new("periods", "Over time", report.Periods.Count == 0 ? [] : Periods(report)),
            new(
                "origin",
                "How this was made",
                [
                    new FactsBlock(
                    [
                        new("Model", options.ModelName is { Length: > 0 } name ? [Path.GetFileName(name)] : []),
                        new("Batch", data),
                        new("Note", options.Note.Length > 0 ? [options.Note] : []),
                        .. ProvenanceText.Fields(model, inFull: true),
                    ]),
                ]),
        ];
        var page = new ReportPage(
            $"Monitoring of {model.Target.Name}",
            $"{data}: {NumberFormat.Count(report.Rows, "row")}",
            [.. sections.Where(section => section.Blocks.Count > 0)]);
        return Encoding.UTF8.GetBytes(PageWriter.Write(page));
    }

    private static ReportBlock Alarms(MonitorReport report) => report.Alarms.Count == 0
        ? new TextBlock("Nothing is beyond its limit.")
        : new WarningsBlock([.. report.Alarms.Select(MonitorText.Alarm)]) { Lead = "Beyond its limit: " };

    private static IEnumerable<ReportBlock> Warnings(MonitorReport report) =>
        report.Warnings.Count == 0 ? [] : [new WarningsBlock([.. report.Warnings.Select(warning => $"{warning.Message}")])];

    private static IEnumerable<ReportBlock> Classes(MonitorReport report) =>
        MonitorText.ClassTable(report) is { Rows.Count: > 0 } table ? [new TableBlock("Classes", table)] : [];

    private static IEnumerable<ReportBlock> Bins(MonitorReport report)
    {
        IEnumerable<(string Title, ShareDrift? Drift)> drifts = report.Classes.Select(own => (
                $"Shares of the score{(report.Classes.Count == 1 ? "" : $" of {own.Name}")} (log-odds)", own.Score))
            .Concat(report.Features.Select(feature => ($"Shares of {feature.Name}", feature.Drift)));
        foreach ((string title, ShareDrift? drift) in drifts.Where(pair => pair.Drift is ShareDrift own && own.Stability > own.Point99)
            .OrderByDescending(pair => pair.Drift!.Stability).Take(MostBins))
        {
            yield return new TableBlock(title, MonitorText.BinTable(drift!));
        }
    }

    private static IReadOnlyList<ReportBlock> Periods(MonitorReport report) =>
    [
        new TextBlock(
            "Dashed lines are the points that a PSI exceeds in about 0.1% of periods without a shift; grey lines are what a "
                + "value is compared with; bands are 95% intervals."
                + (report.Classes.Count > PeriodPlot.MostClasses
                    ? $" Of {report.Classes.Count} classes, the first {PeriodPlot.MostClasses} are drawn."
                    : "")),
        new FiguresBlock([.. PeriodPlot.DrawAll(report, MostFeatures).Select(figure => figure with { ShowsTitle = false })]),
        new TableBlock("Periods", MonitorText.PeriodTable(report)),
    ];
}
