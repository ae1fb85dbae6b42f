using LogReg.Charts.Text;
using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>The report on data before training.</summary>
internal static class CheckReport
{
    private const int MostClasses = 8;
    private const int LongestName = 24;

    public static void Write(ReportWriter report, DataCheckReport check, string data)
    {
        report.Title($"Check of {data}");
        report.Blank();
        WriteOverview(report, check);
        report.Blank();
        WriteFindings(report, check.Findings);
        report.Blank();
        report.Table(ColumnTable(check));
    }

    private static void WriteOverview(ReportWriter report, DataCheckReport check)
    {
        report.Field("Rows", RowText(check));
        report.Field("Columns", ColumnText(check));
        if (check.Target is not null)
        {
            report.Field("Target", check.Target);
        }

        if (check.ClassCounts.Count > 0)
        {
            report.Field("Classes", ClassText(check));
        }

        if (check.CoefficientCount > 0)
        {
            report.Field(
                "Events",
                $"{EventsText(check.EventsPerVariable)} per variable ({NumberFormat.Count(check.ClassCounts.Values.Min(), "row")} of "
                    + $"the rarest class, {NumberFormat.Count(check.CoefficientCount, "coefficient")})");
        }

        report.Field("Findings", SummaryText(check.Findings));
    }

    private static string RowText(DataCheckReport check)
    {
        string[] reasons =
        [
            .. Reason(check.RowsWithMissingCells, "with missing cells"),
            .. Reason(check.RowsWithoutTarget, "without a target"),
            .. Reason(check.RowsOfWeightZero, "of weight 0"),
        ];
        return reasons.Length == 0
            ? $"{NumberFormat.Count(check.RowsRead)}"
            : $"{NumberFormat.Count(check.RowsRead)}, {NumberFormat.Count(check.RowsUsed)} usable for training; left out: "
                + $"{string.Join(", ", reasons)}";
    }

    private static string[] Reason(long count, string reason) => count > 0 ? [$"{NumberFormat.Count(count)} {reason}"] : [];

    private static string ColumnText(DataCheckReport check)
    {
        ColumnDescription[] features = [.. check.Columns.Where(column => column.Role == ColumnRole.Feature)];
        int numeric = features.Count(column => column.Kind == ColumnKind.Numeric);
        int vectors = features.Count(column => column.Kind == ColumnKind.Vector);
        int leftOut = check.Columns.Count(column => column.Role == ColumnRole.LeftOut);
        int notRead = check.ColumnCount - check.Columns.Count;
        string[] parts =
        [
            $"{NumberFormat.Count(numeric)} numeric",
            $"{NumberFormat.Count(features.Length - numeric - vectors)} categorical",
            .. vectors > 0 ? [$"{NumberFormat.Count(vectors)} of vectors or texts"] : Array.Empty<string>(),
            .. leftOut > 0 ? [$"{NumberFormat.Count(leftOut)} unused"] : Array.Empty<string>(),
            .. notRead > 0 ? [$"{NumberFormat.Count(notRead)} excluded"] : Array.Empty<string>(),
        ];
        return $"{NumberFormat.Count(check.ColumnCount)}: {(check.Target is null ? "" : "the target, ")}{string.Join(", ", parts)}";
    }

    private static string ClassText(DataCheckReport check)
    {
        long total = check.ClassCounts.Values.Sum(count => (long)count);
        IEnumerable<string> shares = check.ClassCounts.Take(MostClasses)
            .Select(pair => $"{pair.Key} {NumberFormat.Count(pair.Value)} ({NumberFormat.Percent((double)pair.Value / total)})");
        string more = check.ClassCounts.Count > MostClasses ? $" and {NumberFormat.Count(check.ClassCounts.Count - MostClasses)} more" : "";
        return string.Join(", ", shares) + more
            + (check.Positive is null ? "" : $"; the probability of {check.Positive} would be modelled");
    }

    private static string EventsText(double events) =>
        events >= 100 ? NumberFormat.Count((long)events) : NumberFormat.Significant(events, 3);

    private static string SummaryText(IReadOnlyList<DataFinding> findings)
    {
        string[] parts =
        [
            .. Part(findings, FindingSeverity.Error, "error"),
            .. Part(findings, FindingSeverity.Warning, "warning"),
            .. Part(findings, FindingSeverity.Information, "note"),
        ];
        return parts.Length == 0 ? "none" : string.Join(", ", parts);
    }

    private static string[] Part(IReadOnlyList<DataFinding> findings, FindingSeverity severity, string noun)
    {
        int count = findings.Count(finding => finding.Severity == severity);
        return count > 0 ? [NumberFormat.Count(count, noun)] : [];
    }

    private static void WriteFindings(ReportWriter report, IReadOnlyList<DataFinding> findings)
    {
        foreach (DataFinding finding in findings)
        {
            report.Field(FindingLines.Label(finding.Severity), finding.Message, FindingLines.ToneOf(finding.Severity));
            report.Field("", "→ " + FlagSpelling.Of(finding.Hint));
        }
    }

    private static ReportTable ColumnTable(DataCheckReport check)
    {
        IReadOnlyList<ColumnDescription> columns = check.Columns;
        bool hasMissing = columns.Any(column => column.MissingCount > 0);
        bool hasAuc = columns.Any(column => column.RocAuc is not null);
        string[] headers =
        [
            "column",
            "type",
            .. hasMissing ? ["missing"] : Array.Empty<string>(),
            "min",
            "mean",
            "max",
            "std. dev.",
            .. hasAuc ? ["AUC"] : Array.Empty<string>(),
        ];
        var table = new ReportTable(headers) { Gap = 2, Dispensable = ["std. dev.", "min", "max"] };
        table.AlignLeft(1);
        foreach (ColumnDescription column in columns)
        {
            string[] numbers = column.Kind == ColumnKind.Numeric
                ? [Number(column.Minimum), Number(column.Mean), Number(column.Maximum), Number(column.StandardDeviation)]
                : ["", "", "", ""];
            string[] cells =
            [
                Printable.Cut(column.Name, LongestName),
                TypeText(column),
                .. hasMissing ? [column.MissingCount == 0 ? "" : MissingText(column.MissingShare)] : Array.Empty<string>(),
                .. numbers,
                .. hasAuc ? [column.RocAuc is double auc ? NumberFormat.Significant(auc, 3) : ""] : Array.Empty<string>(),
            ];
            table.Add(cells);
        }

        return table;
    }

    private static string TypeText(ColumnDescription column) => column.Role switch
    {
        ColumnRole.Target or ColumnRole.Weight or ColumnRole.Offset => EnumName.Of(column.Role),
        ColumnRole.LeftOut => "unused",
        _ => column.LevelCount is int levels ? NumberFormat.Count(levels, "level")
            : column.Kind == ColumnKind.Vector ? "vector"
            : "number",
    };

    private static string MissingText(double share) =>
        share < 0.001 ? "<0.1%" : (share * 100).ToString("F1", System.Globalization.CultureInfo.InvariantCulture) + "%";

    private static string Number(double value) => double.IsNaN(value) ? "" : Math.Abs(value) < 1e6 && value == Math.Floor(value)
        ? NumberFormat.Exact(value)
        : NumberFormat.Significant(value, 4);
}
