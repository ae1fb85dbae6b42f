using System.Text.Encodings.Web;
using System.Text.Json;
using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>Reports for programs: JSON with the same names as the model file. A number that is not defined is null.</summary>
internal static class JsonReport
{
    private static readonly JsonReportContext Context = new(new JsonSerializerOptions(JsonReportContext.Default.Options)
    {
        // Names in any script stay readable; the text goes to no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter() },
    });

    public static void Write(TextWriter output, TrainOutcome outcome)
    {
        LogisticFit fit = outcome.Fit;
        TrainingDataSummary data = fit.Data;
        var document = new TrainDocument
        {
            Model = outcome.ModelPath,
            Data = outcome.Data,
            Target = Target(fit.Model),
            TargetChoice = EnumName.Of(data.TargetChoice),
            ClassCounts = Zip(fit.Model.Target.Classes, data.ClassCounts),
            Rows =
                new RowsDocument(
                    data.RowsRead,
                    data.TrainingRows,
                    data.TestRows,
                    data.RowsWithoutTarget,
                    data.RowsWithMissingCells,
                    data.RowsOfWeightZero)
                { Watched = data.WatchedRows > 0 ? data.WatchedRows : null },
            Offset = fit.Model.OffsetColumn,
            Formula = fit.Model.Formula,
            Features = [.. fit.Model.Features.Select(feature => feature.Name)],
            MissingCells = data.MissingCells,
            Missing = Missing(data.Missing),
            LeftOut =
            [
                .. data.LeftOut.Select(column => new LeftOutDocument(column.Name, EnumName.Of(column.Reason), column.DistinctValues)),
            ],
            Objective = new ObjectiveDocument(fit.ObjectiveDescription, Finite(fit.Objective), fit.Model.Training.Lambda),
            Solver =
                new SolverDocument(
                    EnumName.Of(fit.Solver), fit.Iterations, fit.Converged, EnumName.Of(fit.Termination), Finite(fit.GradientNorm)),
            Start = fit.Start is StartSummary start ? new StartDocument(outcome.InitialPath!, start.Matched, start.Coefficients) : null,
            ClassWeights = NotEmpty(fit.Model.Training.ClassWeights),
            Prior = fit.Model.Training.Prior,
            InterceptCorrection = NotEmpty(fit.Model.Training.InterceptCorrections),
            LogLikelihood = Finite(fit.LogLikelihood),
            NullLogLikelihood = Finite(fit.NullLogLikelihood),
            Training = Metrics(fit.Training),
            Test = fit.Test is null ? null : Metrics(fit.Test),
            Validation = JsonValidation.Of(fit.CrossValidation, Metrics),
            Importance = Importance(fit.Model),
            Coefficients = Equations(fit.Model, byEffect: false),
            Effects = Effects(fit.Model),
            Inference = JsonInference.Of(fit.Inference, fit.Model),
            InferenceNote = fit.InferenceNote is OptionText note ? FlagSpelling.Of(note) : null,
            Findings = [.. fit.Findings.Select(CheckJson.Finding)],
            Warnings =
            [
                .. fit.Warnings.Select(
                    warning => new WarningDocument(EnumName.Of(warning.Kind), warning.Message, FlagSpelling.Of(warning.Hint))),
            ],
            Provenance = JsonProvenance.Of(fit.Model),
        };
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.TrainDocument)));
    }

    public static void Write(TextWriter output, EvaluationOutcome outcome)
    {
        var document = new EvaluationDocument(
            outcome.ModelPath,
            outcome.Data,
            Target(outcome.Model),
            new EvaluatedRowsDocument(
                outcome.Evaluation.RowsRead,
                outcome.Evaluation.RowsWithoutKnownClass,
                outcome.Evaluation.RowsOfWeightZero,
                outcome.Evaluation.UnknownClasses.Count > 0 ? outcome.Evaluation.UnknownClasses : null),
            outcome.Evaluation.MissingCells,
            outcome.Evaluation.UnseenCells,
            Metrics(outcome.Evaluation.Metrics));
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.EvaluationDocument)));
    }

    public static void Write(TextWriter output, LogisticModel model, string path)
    {
        TrainingSummary training = model.Training;
        var document = new InspectDocument
        {
            Model = path,
            Target = Target(model),
            Threshold = TargetText.ThresholdOf(model),
            Offset = model.OffsetColumn,
            Formula = model.Formula,
            Features = [.. model.Features.Select(Feature)],
            Importance = Importance(model),
            Coefficients = Equations(model, byEffect: true),
            Effects = Effects(model),
            Inference = JsonInference.Of(model.Inference, model),
            Validation = JsonValidation.Of(model.Validation, Metrics),
            Training = new TrainingDocument(
                training.Rows,
                training.Solver,
                training.Iterations,
                training.Converged,
                training.Termination,
                training.Penalty,
                training.Lambda,
                Finite(training.Loss),
                Finite(training.Accuracy),
                training.Warnings)
            {
                Missing = Missing(training.Missing),
                ClassWeights = NotEmpty(training.ClassWeights),
                Prior = training.Prior,
                InterceptCorrection = NotEmpty(training.InterceptCorrections),
            },
            Provenance = JsonProvenance.Of(model),
            Updates = JsonUpdate.Of(model),
            CalibrationSteps = JsonUpdate.Steps(model),
        };
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.InspectDocument)));
    }

    private static IReadOnlyDictionary<string, double>? NotEmpty(IReadOnlyDictionary<string, double> values) =>
        values.Count == 0 ? null : values;

    private static MissingDocument? Missing(MissingSummary? missing) => missing is null
        ? null
        : new MissingDocument(
            EnumName.Of(missing.Handling),
            EnumName.Of(missing.Reason),
            missing.Rows,
            missing.IncompleteRows,
            missing.ImputedCells,
            missing.Lost);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static TargetDocument Target(LogisticModel model) =>
        new(model.Target.Name, model.Target.Classes, model.Target.Positive, model.BaseClass);

    private static FeatureDocument Feature(Feature feature) => feature switch
    {
        NumericFeature numeric =>
            new FeatureDocument(
                numeric.Name, EnumName.Of(ColumnKind.Numeric), numeric.ImputeWith, numeric.Mean, numeric.StandardDeviation, null, null)
            {
                MissingShare = numeric.MissingShare,
            },
        CategoricalFeature categorical =>
            new FeatureDocument(
                categorical.Name, EnumName.Of(ColumnKind.Categorical), null, null, null, categorical.Levels, categorical.Reference),
        _ => new FeatureDocument(feature.Name, EnumName.Of(feature.Kind), null, null, null, null, null),
    };

    private static Dictionary<string, IReadOnlyList<CoefficientDocument>> Equations(LogisticModel model, bool byEffect)
    {
        var equations = new Dictionary<string, IReadOnlyList<CoefficientDocument>>();
        foreach (string className in model.ClassesWithEquation)
        {
            IEnumerable<CoefficientLine> lines = CoefficientLine.Of(model, className);
            IEnumerable<CoefficientLine> ordered = byEffect
                ? [.. lines.Take(1), .. lines.Skip(1).OrderByDescending(line => Math.Abs(line.Effect))]
                : lines;
            var estimates = model.Inference is null ? null : model.Estimates(className).ToDictionary(estimate => estimate.Name);
            equations[className] =
            [
                .. ordered.Select(line => new CoefficientDocument(line.Name, line.Value, Finite(line.OddsRatio), line.PerStandardDeviation)
                {
                    Inference = estimates is null ? null : Estimate(estimates[line.Name]),
                }),
            ];
        }

        return equations;
    }

    private static Dictionary<string, IReadOnlyList<EffectDocument>>? Effects(LogisticModel model)
    {
        var effects = model.ClassesWithEquation.ToDictionary(
            name => name, name => (IReadOnlyList<EffectDocument>)[.. model.Effects(name).Select(effect => Effect(effect, model))]);
        return effects.Values.All(list => list.Count == 0) ? null : effects;
    }

    private static EffectDocument Effect(ColumnEffect effect, LogisticModel model) => new(
        effect.Column, Cell(effect.From), Cell(effect.To), Finite(effect.Difference.Estimate), Finite(effect.OddsRatio))
    {
        At = effect.At is null ? null : Cell(effect.At),
        Held = effect.Held.Count == 0 ? null : [.. effect.Held.Select(Cell)],
        Inference = model.Inference is null ? null : Estimate(effect.Difference),
        NoEstimate = effect.NoEstimate is NoEstimateReason reason ? EnumName.Of(reason) : null,
    };

    private static CellDocument Cell(ColumnValue value) => new(value.Column, value.Number, value.Level);

    private static EstimateDocument Estimate(CoefficientEstimate estimate) => new(
        Finite(estimate.StandardError),
        Finite(estimate.ZValue),
        Finite(estimate.PValue),
        Finite(estimate.Interval.Lower),
        Finite(estimate.Interval.Upper))
    {
        IntervalNotes = NotesOf(estimate) is { Length: > 0 } notes ? notes : null,
    };

    // Without a p-value there is no interval to be found, as of an intercept that was corrected.
    private static string[] NotesOf(CoefficientEstimate estimate) => double.IsFinite(estimate.Estimate) && double.IsFinite(estimate.PValue)
        ?
        [
            .. double.IsNaN(estimate.Interval.Lower) ? ["lowerNotFound"] : Array.Empty<string>(),
            .. double.IsNaN(estimate.Interval.Upper) ? ["upperNotFound"] : Array.Empty<string>(),
            .. estimate.Interval.HasGap ? ["hasGap"] : Array.Empty<string>(),
        ]
        : [];

    private static MetricsDocument Metrics(ClassificationMetrics metrics) => new()
    {
        Rows = metrics.Rows,
        WeightSum = metrics.ConfusionMatrix.Total,
        Threshold = metrics.Binary?.Threshold,
        LogLoss = Finite(metrics.LogLoss),
        NullLogLoss = Finite(metrics.NullLogLoss),
        Accuracy = Finite(metrics.Accuracy),
        NullAccuracy = Finite(metrics.NullAccuracy),
        BrierScore = Finite(metrics.Binary?.BrierScore ?? metrics.Multiclass!.BrierScore),
        RocAuc = Finite(metrics.RocAuc),
        NullRocAuc = metrics.Binary is null ? null : Finite(metrics.Binary.NullRocAuc),
        AveragePrecision = metrics.Binary is null ? null : Finite(metrics.Binary.AveragePrecision),
        Precision = Finite(metrics.Binary?.Precision ?? metrics.Multiclass!.MacroPrecision),
        Recall = Finite(metrics.Binary?.Recall ?? metrics.Multiclass!.MacroRecall),
        Specificity = metrics.Binary is null ? null : Finite(metrics.Binary.Specificity),
        F1 = Finite(metrics.Binary?.F1 ?? metrics.Multiclass!.MacroF1),
        MeanProbability = metrics.Binary is null ? null : Finite(metrics.Binary.MeanProbability),
        Calibration = metrics.Binary?.Calibration is CalibrationSummary calibration
            ? new CalibrationDocument(Finite(calibration.Intercept), Finite(calibration.Slope), Finite(calibration.MeanAbsoluteError))
            {
                SlopeInterval = double.IsNaN(calibration.SlopeLower) ? null : [calibration.SlopeLower, calibration.SlopeUpper],
            }
            : null,
        PerClass = metrics.Multiclass?.PerClass
            .Select(
                one =>
                    new ClassDocument(
                        one.Class, one.Support, Finite(one.Precision), Finite(one.Recall), Finite(one.F1), Finite(one.RocAuc)))
            .ToArray(),
        ConfusionMatrix = Matrix(metrics.ConfusionMatrix),
    };

    private static ImportanceDocument[] Importance(LogisticModel model) =>
        [.. model.Importance.Select(
            one => new ImportanceDocument(one.Feature, Finite(one.StandardDeviation)) { Unbounded = one.IsUnbounded })];

    private static MatrixDocument Matrix(ConfusionMatrix matrix)
    {
        int count = matrix.Classes.Count;
        return new MatrixDocument(
            matrix.Classes,
            [.. Enumerable.Range(0, count).Select(
                actual => Enumerable.Range(0, count).Select(predicted => matrix[actual, predicted]).ToArray())]);
    }

    private static Dictionary<string, long> Zip(IReadOnlyList<string> names, IReadOnlyList<long> counts) =>
        names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => counts[pair.index]);
}
