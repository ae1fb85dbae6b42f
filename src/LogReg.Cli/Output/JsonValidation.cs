using System.Text.Json.Serialization;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Cli.Output;

/// <summary>How a model does on rows that it was not fitted to, for programs. Positions are those of <see cref="Points"/>, from
/// 0.</summary>
internal sealed record JsonValidation
{
    public required int Folds { get; init; }

    public required IReadOnlyList<long> FoldRows { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? FoldsColumn { get; init; }

    public required int Seed { get; init; }

    public required string Metric { get; init; }

    public required bool ChoosesLambda { get; init; }

    public required int Best { get; init; }

    public required int OneStandardError { get; init; }

    public required int Selected { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? ThresholdRule { get; init; }

    public required IReadOnlyList<PointDocument> Points { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required MetricsDocument? OutOfSample { get; init; }

    public static JsonValidation? Of(CrossValidation? validation, Func<ClassificationMetrics, MetricsDocument> metrics) =>
        validation is null ? null : new()
        {
            Folds = validation.Folds,
            FoldRows = validation.FoldRows,
            FoldsColumn = validation.FoldsColumn,
            Seed = validation.Seed,
            Metric = EnumName.Of(validation.Metric),
            ChoosesLambda = validation.ChoosesLambda,
            Best = validation.BestIndex,
            OneStandardError = validation.OneStandardErrorIndex,
            Selected = validation.SelectedIndex,
            ThresholdRule = validation.ThresholdRule is ThresholdRule rule ? ValidationText.Name(rule) : null,
            Points =
            [
                .. validation.Points.Select(point => new PointDocument(
                    point.Lambda,
                    point.Alpha,
                    point.NonZeroCount,
                    Estimate(point.LogLoss),
                    Estimate(point.RocAuc),
                    Estimate(point.Accuracy))),
            ],
            OutOfSample = validation.OutOfSample is ClassificationMetrics outOfSample ? metrics(outOfSample) : null,
        };

    private static ScoreDocument Estimate(MetricEstimate estimate) => new(Finite(estimate.Mean), Finite(estimate.StandardError));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    internal sealed record PointDocument(
        double Lambda, double Alpha, int NonZeros, ScoreDocument LogLoss, ScoreDocument RocAuc, ScoreDocument Accuracy);

    internal sealed record ScoreDocument(double? Mean, double? StandardError);
}
