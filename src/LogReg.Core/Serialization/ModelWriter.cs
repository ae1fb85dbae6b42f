namespace LogReg.Serialization;

/// <summary>From a model to the members of its file.</summary>
internal static class ModelWriter
{
    public static ModelDocument ToDocument(ModelContent model) => new()
    {
        Format = ModelDocument.FormatName,
        FormatVersion = ModelDocument.VersionOf(model),
        Target =
            new TargetDocument
            {
                Name = model.Target.Name,
                Classes = model.Target.Classes,
                Positive = model.Target.Positive,
                Base = model.BaseIndex == 0 ? null : model.BaseClass,
            },
        Features = TermFormat.ToDocuments(model.Layout),
        Terms = TermFormat.ToTermDocuments(model.Layout),
        Offset = model.OffsetColumn,
        MissingValues = model.MissingValues.SequenceEqual(Data.DataSource.DefaultMissingValues) ? null : model.MissingValues,
        Coefficients =
            model.ClassesWithEquation.ToDictionary(
                name => name, name => (Dictionary<string, double>?)new Dictionary<string, double>(model.CoefficientsOf(name))),
        Importance = model.Importance.Count == 0
            ? null
            : [
                .. model.Importance.Where(one => double.IsFinite(one.StandardDeviation)).Select(
                    one => new ImportanceDocument { Feature = one.Feature, StandardDeviation = one.StandardDeviation }),
            ],
        CalibrationSteps = UpdateFormat.ToDocument(model.CalibrationSteps),
        Threshold = model.Threshold,
        Training = ToDocument(model.Training),
        Provenance = ProvenanceFormat.ToDocument(model.Provenance),
        Updates = UpdateFormat.ToDocuments(model.Updates),
        Inference = model.Inference is null ? null : InferenceWriter.ToDocument(model, model.Inference),
        Path = PathDocuments.ToDocument(model),
        Validation = model.Validation is null ? null : ValidationWriter.ToDocument(model.Validation),
        TrainingShares = TrainingSharesFormat.ToDocument(model.Shares),
        HeldOut = HeldOutFormat.ToDocument(model.HeldOut, model.Target),
    };

    private static TrainingDocument ToDocument(TrainingSummary training) => new()
    {
        Formula = training.Formula,
        Rows = training.Rows,
        WatchedRows = training.WatchedRows == 0 ? null : training.WatchedRows,
        Missing = training.Missing is null ? null : MissingNames.ToDocument(training.Missing),
        Solver = training.Solver,
        Iterations = training.Iterations,
        Converged = training.Converged,
        Termination = training.Termination,
        Penalty = training.Penalty,
        Lambda = training.Lambda,
        Alpha = training.Alpha,
        Loss = training.Loss,
        Accuracy = training.Accuracy,
        ClassWeights = training.ClassWeights.Count == 0 ? null : new Dictionary<string, double>(training.ClassWeights),
        Prior = training.Prior,
        InterceptCorrection = training.InterceptCorrections.Count == 0
            ? null
            : new Dictionary<string, double>(training.InterceptCorrections),
        Warnings = training.Warnings.Count == 0 ? null : training.Warnings,
    };
}
