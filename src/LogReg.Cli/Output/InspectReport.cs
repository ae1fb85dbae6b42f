using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>The report on a model.</summary>
internal static class InspectReport
{
    private const int MostClasses = 20;

    /// <param name="report">The destination.</param>
    /// <param name="model">The model.</param>
    /// <param name="path">Its file.</param>
    /// <param name="isTakenFromPath">Whether another λ of a path was asked for: what is known of the fit is then not of this one.</param>
    /// <param name="view">Which coefficients to show.</param>
    public static void Write(ReportWriter report, LogisticModel model, string path, bool isTakenFromPath, CoefficientView view)
    {
        bool isBinary = model.Target.IsBinary;
        report.Title($"{path}: {(isBinary ? "logistic regression" : "softmax regression")} of {model.Target.Name}");
        report.Blank();
        WriteTraining(report, model, path, isTakenFromPath);
        report.Blank();
        report.Table(ModelText.FeatureTable(model.Features));
        report.Blank();
        report.Table(ImportanceTable.Of(model));
        foreach (string remark in ImportanceTable.Notes(model))
        {
            report.Line(remark);
        }

        if (UpdateText.FeatureNote(model) is string ofOriginal)
        {
            report.Line(ofOriginal);
        }

        if (model.CalibrationSteps is CalibrationSteps calibration)
        {
            report.Blank();
            report.Table(UpdateText.StepTable(calibration, UpdateReport.MostSteps));
            UpdateReport.WriteMoreSteps(report, calibration);
        }

        if (model.Path is not null)
        {
            report.Blank();
            PathReport.Write(report, model, path);
        }

        CoefficientReport.WriteByEffect(report, model, view);
        if (MissingText.Note(model) is string note)
        {
            report.Line(note, Tone.Warning);
        }

        if (model.Validation is not null)
        {
            report.Blank();
            ValidationReport.Write(report, model.Validation, model);
        }

        if (model.Inference is not null)
        {
            report.Blank();
            InferenceReport.Write(report, model, view);
        }
    }

    private static void WriteTraining(ReportWriter report, LogisticModel model, string path, bool isTakenFromPath)
    {
        TrainingSummary training = model.Training;
        bool isRefitted = model.Updates.Any(UpdateText.IsRefit);
        report.Field("Predicts", PurposeText(model));
        if (model.Formula is string formula)
        {
            report.Field("Formula", formula);
        }

        if (model.OffsetColumn is string offset)
        {
            report.Field("Offset", $"column {offset}, added to the log-odds");
        }

        string end = isTakenFromPath
            ? ", along a path"
            : $", {NumberFormat.Count(training.Iterations, "iteration")}; {ModelText.Verdict(training)}";
        report.Field(
            "Trained",
            $"on {NumberFormat.Count(training.Rows, "row")}{(isRefitted ? " of the refit" : "")} with {training.Solver}{end}",
            training.Converged ? Tone.Quiet : Tone.Error);
        report.Field("Notation", ModelText.NotationLines(model.Features));
        if (training.Missing is MissingSummary missing)
        {
            report.Field("Missing", MissingText.Summary(missing, FlagSpelling.Instance, model.Updates.Count > 0));
        }

        report.Field("Penalty", ModelText.PenaltyText(training));
        report.Fields(ClassBalanceText.Fields(model));
        report.Field("Quality", isTakenFromPath
            ? $"measure it with 'logreg evaluate {path} DATA.csv --lambda {NumberFormat.Setting(training.Lambda)}'"
            : $"log loss {NumberFormat.Significant(training.Loss, 6)}, "
                + $"{NumberFormat.AccuracyAt("accuracy", model.Target.IsBinary ? model.Threshold : null)} "
                + $"{NumberFormat.Percent(training.Accuracy)} on the {UpdateText.FittedRows(model)}{UpdateText.AfterTraining(model)}");
        if (UpdateText.Steps(model) is string steps)
        {
            report.Field("Calibration", steps);
        }

        report.Field("Warnings", training.Warnings.Select(warning => UpdateText.BeforeWarning(model) + warning), Tone.Warning);
        report.Fields(ProvenanceText.Fields(model));
    }

    private static string PurposeText(LogisticModel model)
    {
        TargetDescription target = model.Target;
        if (target.IsBinary)
        {
            return $"the probability of {target.Positive} (against {target.Negative}); {target.Positive} at a threshold of "
                + NumberFormat.Threshold(model.Threshold);
        }

        string reference = model.BaseClass is null ? "" : $"; the reference class is {model.BaseClass}";
        return $"one of {NumberFormat.Count(target.Classes.Count)} classes: {ModelText.Some(target.Classes, MostClasses)}{reference}";
    }
}
