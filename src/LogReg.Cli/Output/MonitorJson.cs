using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LogReg.Charts.Text;
using LogReg.Monitoring;

namespace LogReg.Cli.Output;

/// <summary>A batch compared with training, for programs. A number that is not defined is null.</summary>
internal static class MonitorJson
{
    private static readonly MonitorJsonContext Context = new(new JsonSerializerOptions(MonitorJsonContext.Default.Options)
    {
        // Names in any script stay readable; the text goes to no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter() },
    });

    public static void Write(TextWriter output, MonitorReport report, string modelPath, string data, MonitorOptions options)
    {
        var document = new MonitorDocument
        {
            Model = modelPath,
            Data = data,
            BatchRows = report.Rows,
            SampledRows = report.TrainingRows,
            MeanProbability = report.MeanProbability,
            ScoreDrift = Drift(report.Score),
            FeatureDrifts = [.. report.Features.Select(Feature)],
            Outcomes = Outcomes(report.Outcomes),
            ComparedWith = report.Classes.Count == 1 ? Reference(report.Classes[0]) : null,
            ClassReports = Classes(report.Classes),
            Periods = [.. report.Periods.Select(period => new PeriodDocument(
                period.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                period.Label,
                period.Rows,
                period.MeanProbability,
                Drift(period.Score),
                [.. period.Features.Select(Feature)],
                Outcomes(period.Outcomes),
                Classes(period.Classes)))],
            RowsWithoutTime = report.RowsWithoutTime,
            RowsOfUnknownClass = report.RowsOfUnknownClass,
            AlarmLimits = new AlarmLimitsDocument(
                options.StabilityLimit, options.ShareLimit, options.RatioLimit, options.SlopeLimit, options.AreaLimit, options.FalseAlarms),
            BatchChecks = new ChecksDocument(report.Checks, report.ChanceLimit),
            PeriodChecks = report.Periods.Count == 0 ? null : new ChecksDocument(report.PeriodChecks, report.PeriodChanceLimit),
            Alarms = [.. report.Alarms.Select(alarm => new AlarmDocument(
                EnumName.Of(alarm.Kind),
                NullIfEmpty(alarm.Class),
                NullIfEmpty(alarm.Feature),
                NullIfEmpty(alarm.Period),
                alarm.Value,
                alarm.Limit,
                alarm.PValue,
                MonitorText.Alarm(alarm)))],
        };
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.MonitorDocument)));
    }

    /// <summary>How predictions agree with known classes.</summary>
    public static OutcomesDocument? Outcomes(OutcomeCheck? outcomes) => outcomes is null ? null : new OutcomesDocument(
        outcomes.Rows,
        outcomes.Observed,
        outcomes.Expected,
        Interval(outcomes.Ratio),
        outcomes.RatioPValue,
        Interval(outcomes.Intercept),
        Interval(outcomes.Slope),
        outcomes.SlopePValue,
        Interval(outcomes.RocAuc),
        outcomes.BrierScore,
        outcomes.LogLoss);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static IReadOnlyList<ClassReportDocument>? Classes(IReadOnlyList<MonitoredClass> classes) => classes.Count == 1
        ? null
        : [
            .. classes.Select(own => new ClassReportDocument(
                own.Name, own.MeanProbability, Drift(own.Score), Outcomes(own.Outcomes), Reference(own))),
        ];

    private static ReferenceDocument Reference(MonitoredClass own) => new(
        EnumName.Of(own.Reference.Rows), own.Reference.RocAuc, own.Reference.StandardError, own.RocAucPValue);

    private static FeatureDriftDocument Feature(FeatureDrift feature) => new(
        feature.Name,
        Drift(feature.Drift),
        feature.TrainingMissingShare,
        Share(feature.Missing, feature.MissingPValue),
        Share(feature.Unseen, feature.UnseenPValue),
        Share(feature.OutOfRange, feature.OutOfRangePValue));

    private static DriftDocument? Drift(ShareDrift? drift) => drift is null ? null : new DriftDocument(
        drift.Stability,
        drift.Expected,
        drift.DegreesOfFreedom,
        drift.Point95,
        drift.Point99,
        drift.Point999,
        drift.PValue,
        [.. drift.Bins.Select(bin => new BinDocument(bin.Label, bin.TrainingShare, bin.BatchShare))]);

    private static ShareDocument Share(ShareEstimate share, double chance) =>
        new(share.Count, share.Share, share.Lower, share.Upper, chance);

    private static IntervalDocument Interval(IntervalEstimate interval) => new(interval.Estimate, interval.Lower, interval.Upper);
}

/// <summary>The report of <c>logreg monitor --json</c>.</summary>
internal sealed record MonitorDocument
{
    public required string Model { get; init; }

    public required string Data { get; init; }

    public required long BatchRows { get; init; }

    public required long SampledRows { get; init; }

    public required double MeanProbability { get; init; }

    public required DriftDocument? ScoreDrift { get; init; }

    public required IReadOnlyList<FeatureDriftDocument> FeatureDrifts { get; init; }

    public required OutcomesDocument? Outcomes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required ReferenceDocument? ComparedWith { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<ClassReportDocument>? ClassReports { get; init; }

    public required IReadOnlyList<PeriodDocument> Periods { get; init; }

    public required long RowsWithoutTime { get; init; }

    public required long RowsOfUnknownClass { get; init; }

    public required AlarmLimitsDocument AlarmLimits { get; init; }

    public required ChecksDocument BatchChecks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required ChecksDocument? PeriodChecks { get; init; }

    public required IReadOnlyList<AlarmDocument> Alarms { get; init; }
}

internal sealed record DriftDocument(
    double StabilityIndex,
    double ExpectedIndex,
    int DegreesOfFreedom,
    double Point95,
    double Point99,
    double Point999,
    double Chance,
    IReadOnlyList<BinDocument> Bins);

internal sealed record BinDocument(string BinLabel, double TrainingShare, double BatchShare);

internal sealed record FeatureDriftDocument(
    string Feature,
    DriftDocument? Drift,
    double TrainingMissingShare,
    ShareDocument MissingShares,
    ShareDocument UnseenShares,
    ShareDocument OutOfRangeShares);

internal sealed record ShareDocument(long CellCount, double Share, double Lower, double Upper, double Chance);

internal sealed record OutcomesDocument(
    long KnownRows,
    double Observed,
    double Expected,
    IntervalDocument ObservedToExpected,
    double ChanceOfRatio,
    IntervalDocument CalibrationIntercept,
    IntervalDocument CalibrationSlopeEstimate,
    double ChanceOfSlope,
    IntervalDocument AreaUnderRocEstimate,
    double BrierScore,
    double MeanLogLoss);

internal sealed record IntervalDocument(double Estimate, double Lower, double Upper);

/// <summary>The area under the ROC curve that that of the batch is compared with, and how probable so small a one is by chance.</summary>
internal sealed record ReferenceDocument(string RowsOfReference, double AreaUnderRoc, double AreaError, double ChanceOfArea);

/// <summary>A class of three or more against the rest.</summary>
internal sealed record ClassReportDocument(
    string OfClass, double MeanProbability, DriftDocument? ScoreDrift, OutcomesDocument? Outcomes, ReferenceDocument ComparedWith);

/// <summary>How many findings may be alarms, and the probability by chance below which each is one.</summary>
internal sealed record ChecksDocument(int CheckCount, double ChanceLimit);

internal sealed record PeriodDocument(
    string FirstDay,
    string Period,
    long BatchRows,
    double MeanProbability,
    DriftDocument? ScoreDrift,
    IReadOnlyList<FeatureDriftDocument> FeatureDrifts,
    OutcomesDocument? Outcomes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ClassReportDocument>? ClassReports);

internal sealed record AlarmLimitsDocument(
    double StabilityLimit, double ShareLimit, double RatioLimit, double SlopeLimit, double AreaLimit, double FalseAlarms);

internal sealed record AlarmDocument(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OfClass,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Feature,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period,
    double Value,
    double Limit,
    double Chance,
    string Message);

/// <summary>The generated writer of the report: no reflection, so that native AOT works.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MonitorDocument))]
internal sealed partial class MonitorJsonContext : JsonSerializerContext;
