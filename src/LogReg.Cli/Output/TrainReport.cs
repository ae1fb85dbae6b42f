using LogReg.Charts.Text;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>The report after training.</summary>
internal static class TrainReport
{
    private const int MostNames = 8;

    public static void Write(ReportWriter report, TrainOutcome outcome)
    {
        LogisticFit fit = outcome.Fit;
        report.Title(
            $"Logistic regression of {fit.Model.Target.Name} on {outcome.Data}");
        report.Blank();
        WriteData(report, outcome);
        report.Blank();
        WriteQuality(report, outcome);
        if (fit.CrossValidation is CrossValidation validation)
        {
            report.Blank();
            ValidationReport.Write(report, validation, fit.Model);
        }

        CoefficientReport.WriteByFeature(report, fit.Model, outcome.View, $"logreg inspect {outcome.ModelPath}");
        if (MissingText.Note(fit.Model) is string note)
        {
            report.Line(note, Tone.Warning);
        }

        report.Blank();
        if (fit is { Inference: not null, InferenceNote: null })
        {
            InferenceReport.Write(report, fit.Model, outcome.View);
            report.Blank();
        }
        else if (!outcome.Regression.SkipInference)
        {
            report.Line($"No standard errors and p-values: {FlagSpelling.Of(fit.InferenceNote!)}.");
            report.Blank();
        }

        if (fit.Path is not null)
        {
            PathReport.Write(report, fit.Model, outcome.ModelPath);
            report.Blank();
        }

        WriteSolver(report, outcome);
        report.Blank();
        foreach (string sentence in ClosingText.Of(fit, outcome.Regression.WeightColumn is not null))
        {
            report.Line(sentence);
        }

        report.Blank();
        WriteFiles(report, outcome);
    }

    private static void WriteSolver(ReportWriter report, TrainOutcome outcome)
    {
        LogisticFit fit = outcome.Fit;
        report.Field("Objective", fit.ObjectiveDescription);
        if (fit.Start is StartSummary start)
        {
            string initialTarget = outcome.Regression.InitialModel!.Target.Name;
            string ofAnother = initialTarget == fit.Model.Target.Name ? "" : $", a model of another target, {initialTarget}";
            report.Field(
                "Start",
                $"{outcome.InitialPath}{ofAnother}; {NumberFormat.Count(start.Matched)} of {NumberFormat.Count(start.Coefficients)} "
                    + $"coefficients matched by name, the others start at 0");
        }

        report.Field(
            "Solver",
            $"{EnumName.Of(fit.Solver)}{(outcome.Regression.Solver == SolverKind.Auto ? " (chosen by auto)" : "")}: {Verdict(fit)}",
            fit.Converged ? Tone.Quiet : Tone.Error);
        if (Sparkline.IsWorthwhile(fit.History))
        {
            report.Field("Loss", LossText(fit.History, report.AllowsUnicode));
        }
    }

    private static void WriteFiles(ReportWriter report, TrainOutcome outcome)
    {
        if (outcome.TracePath is not null)
        {
            report.Line($"Training history written to {outcome.TracePath}");
        }

        if (outcome.PathOutput is not null)
        {
            report.Line($"Regularisation path written to {outcome.PathOutput}");
        }

        if (outcome.ReportPath is not null)
        {
            report.Line($"Report written to {outcome.ReportPath}");
        }

        report.Line($"Model written to {outcome.ModelPath}");
    }

    private static void WriteData(ReportWriter report, TrainOutcome outcome)
    {
        LogisticFit fit = outcome.Fit;
        report.Field("Target", $"{fit.Model.Target.Name}, {ChoiceText(fit.Data.TargetChoice)}");
        report.Field("Classes", ClassText(fit));
        report.Field("Rows", RowText(outcome));
        report.Field("Features", FeatureText(fit.Model.Features));
        if (outcome.Regression.Formula is string formula)
        {
            report.Field("Formula", formula);
        }

        if (outcome.Regression.WeightColumn is string weight)
        {
            report.Field("Weights", $"column {weight}");
        }

        report.Fields(ClassBalanceText.Fields(fit.Model));
        if (outcome.Regression.OffsetColumn is string offset)
        {
            report.Field("Offset", $"column {offset}");
        }

        if (outcome.Regression.ClusterColumn is string cluster)
        {
            string role = fit.Model.Features.Any(feature => feature.Name == cluster)
                ? "also a feature"
                : "not a feature unless named in --features";
            report.Field("Clusters", $"column {cluster}, {role}");
        }

        report.Field("Notation", ModelText.NotationLines(fit.Model.Features));
        report.Field("Missing", MissingText.Lines(fit, FlagSpelling.Instance));
        report.Field("Left out", LeftOutLines(fit));

        // Levels of one class are told as a warning, with what became of their coefficients; so is whatever reading the file lost.
        var warnings = fit.Warnings.Select(warning => warning.Message).ToHashSet();
        DataFinding[] findings =
        [
            .. fit.Findings.Where(finding => finding.Kind != FindingKind.LevelWithoutAllClasses && !warnings.Contains(finding.Message)),
        ];
        report.Field("Please check", FindingLines.Short(findings, FindingSeverity.Warning, outcome.CheckCommand), Tone.Warning);
    }

    private static string ChoiceText(TargetChoice choice) => choice switch
    {
        TargetChoice.Named => "as requested",
        TargetChoice.UsualName => "chosen by its name (use --target to choose another)",
        TargetChoice.LastColumn => "the last column (use --target to choose another)",
        _ => "the last column without another role (use --target to choose another)",
    };

    private static string ClassText(LogisticFit fit)
    {
        TargetDescription target = fit.Model.Target;
        long total = fit.Data.ClassCounts.Sum(count => (long)count);
        IEnumerable<string> shares = target.Classes.Zip(
            fit.Data.ClassCounts,
            (name, count) => $"{name} {NumberFormat.Count(count)} ({NumberFormat.Percent((double)count / total)})");
        string more = target.Classes.Count > MostNames ? $" and {NumberFormat.Count(target.Classes.Count - MostNames)} more" : "";
        string modelled = target.IsBinary ? $"; models the probability of {target.Positive}" : "";
        return string.Join(", ", shares.Take(MostNames)) + more + modelled;
    }

    private static string RowText(TrainOutcome outcome)
    {
        TrainingDataSummary data = outcome.Fit.Data;
        string used = data.TestRows > 0
            ? $"{NumberFormat.Count(data.TrainingRows)} training, {NumberFormat.Count(data.TestRows)} held out (seed "
                + $"{NumberFormat.Exact(outcome.Regression.Seed)})"
            : $"{NumberFormat.Count(data.TrainingRows)} used";
        used += data.WatchedRows > 0
            ? $", {NumberFormat.Count(data.WatchedRows)} set aside for early stopping (seed {NumberFormat.Exact(outcome.Regression.Seed)})"
            : "";
        string[] reasons =
        [
            .. Reason(data.RowsWithMissingCells, "with missing cells"),
            .. Reason(data.RowsWithoutTarget, "with a missing target"),
            .. Reason(data.RowsOfWeightZero, "of weight 0"),
        ];
        return $"{NumberFormat.Count(data.RowsRead)} read, {used}"
            + (reasons.Length > 0 ? $"; left out: {string.Join(", ", reasons)}" : "");
    }

    private static string[] Reason(long count, string reason) => count > 0 ? [$"{NumberFormat.Count(count)} {reason}"] : [];

    // A column of numbers or dates that are written in a way that makes them text is no identifier: the finding has the reason and the
    // remedy.
    private static string IdentifierText(LogisticFit fit, string column)
    {
        DataFinding? misread = fit.Findings
            .Where(finding => finding.Kind is FindingKind.NumberAsText or FindingKind.Date or FindingKind.CodeNumbers)
            .FirstOrDefault(finding => finding.Columns.Contains(column));
        return misread is null
            ? "probably an identifier (name it in --features to keep it)"
            : $"read as text ({FlagSpelling.Of(misread.Hint)})";
    }

    private static string FeatureText(IReadOnlyList<Feature> features)
    {
        int numeric = features.Count(feature => feature.Kind == ColumnKind.Numeric);
        int categorical = features.Count(feature => feature.Kind == ColumnKind.Categorical);
        int texts = features.Count(feature => feature is TextFeature);
        string[] others =
        [
            .. features.OfType<VectorFeature>().Select(feature => $"vectors of {NumberFormat.Count(feature.Indices.Count, "number")}"),
            .. texts > 0 ? [NumberFormat.Count(texts, "text")] : Array.Empty<string>(),
        ];
        return (numeric, categorical) switch
        {
            _ when others.Length > 0 => string.Join(
                ", ",
                (string[])
                [
                    .. numeric > 0 ? [$"{NumberFormat.Count(numeric)} numeric"] : Array.Empty<string>(),
                    .. categorical > 0 ? [$"{NumberFormat.Count(categorical)} categorical"] : Array.Empty<string>(),
                    .. others,
                ]),
            (_, 0) => $"{NumberFormat.Count(numeric)} numeric",
            (0, _) => $"{NumberFormat.Count(categorical)} categorical",
            _ =>
                $"{NumberFormat.Count(features.Count)}: {NumberFormat.Count(numeric)} numeric, {NumberFormat.Count(categorical)} "
                    + $"categorical",
        };
    }

    private static IEnumerable<string> LeftOutLines(LogisticFit fit)
    {
        IReadOnlyList<LeftOutColumn> columns = fit.Data.LeftOut;
        foreach (LeftOutColumn column in columns.Take(MostNames))
        {
            yield return $"{column.Name}: " + column.Reason switch
            {
                LeftOutReason.Constant => "same value in every row",
                LeftOutReason.Rounded => "values cannot be told apart in double precision",
                LeftOutReason.Empty => "every cell is missing",
                LeftOutReason.Date => $"{NumberFormat.Count(column.DistinctValues, "date")} (a formula uses their parts)",
                _ => $"{NumberFormat.Count(column.DistinctValues, "distinct value")}, {IdentifierText(fit, column.Name)}",
            };
        }

        if (columns.Count > MostNames)
        {
            yield return $"… and {NumberFormat.Count(columns.Count - MostNames, "more column")}";
        }
    }

    private static string Verdict(LogisticFit fit)
    {
        string iterations = NumberFormat.Count(fit.Iterations, fit.Solver == SolverKind.StochasticGradient ? "epoch" : "iteration")
            + (fit.SampleRows > 0 ? $", starting from the fit to a sample of {NumberFormat.Count(fit.SampleRows)} rows" : "")
            + (fit.FinishingIterations > 0 ? $", the last {NumberFormat.Count(fit.FinishingIterations)} with newton" : "");
        string measure = fit.Solver == SolverKind.CoordinateDescent
            ? "largest violation of the optimality conditions"
            : "largest gradient component";
        string gradient = $"({measure} {NumberFormat.Magnitude(fit.GradientNorm)})";
        return fit.Termination switch
        {
            TerminationReason.Gradient => $"converged in {iterations} {gradient}",
            TerminationReason.Precision => $"converged in {iterations}, to the limit of double precision {gradient}",
            TerminationReason.Separation => $"stopped after {iterations}: the classes are completely separated {gradient}",
            TerminationReason.EarlyStopping =>
                $"stopped early after {iterations}: the loss on the rows set aside no longer falls {gradient}",
            TerminationReason.Statistical =>
                $"converged in {iterations}: every coefficient is within about a twentieth of its standard error {gradient}",
            TerminationReason.MaximumIterations => $"NOT converged after {iterations}, the most allowed {gradient}",
            _ => $"NOT converged: no progress after {iterations} {gradient}",
        };
    }

    private static string LossText(IReadOnlyList<IterationProgress> history, bool drawsBlocks)
    {
        string line = Sparkline.Of([.. history.Select(iteration => iteration.Loss)], drawsBlocks);
        return $"{NumberFormat.Significant(history[0].Loss, 6)} {line} {NumberFormat.Significant(history[^1].Loss, 6)}";
    }

    private static void WriteQuality(ReportWriter report, TrainOutcome outcome)
    {
        LogisticFit fit = outcome.Fit;
        ClassificationMetrics training = fit.Training;

        // Rows that the model was not fitted to say more: they come first.
        ClassificationMetrics[] measured = [.. new[] { fit.Test, training }.OfType<ClassificationMetrics>()];
        string baseline = QualityClaims.BaselineHeader(fit.Model);
        string[] headers = fit.Test is null ? ["", "training rows", baseline] : ["", "held-out rows", baseline, "training rows", baseline];
        var table = new ReportTable(headers);
        Row("Log loss", metrics => metrics.LogLoss, metrics => metrics.NullLogLoss, value => NumberFormat.Significant(value, 6));
        Row(
            NumberFormat.AccuracyAt("Accuracy", TargetText.ThresholdOf(fit.Model)),
            metrics => metrics.Accuracy,
            metrics => metrics.NullAccuracy,
            NumberFormat.Percent);
        Row(
            fit.Model.Target.IsBinary ? "ROC AUC" : "ROC AUC, mean",
            metrics => metrics.RocAuc,
            metrics => metrics.Binary?.NullRocAuc ?? 0.5,
            value => NumberFormat.Significant(value, 6));

        // Under a declared proportion the table is about reweighted rows; the tests and criteria below are about the rows as they were
        // sampled.
        bool isOfSample = fit.Model.Training.Prior is not null
            && fit.Inference is { HasClassWeights: false, Separation.Kind: not SeparationKind.Complete }
            && fit.Inference.LogLikelihood != fit.LogLikelihood;
        string[] likelihood =
        [
            isOfSample ? "Log-likelihood as sampled" : "Log-likelihood",
            NumberFormat.LogLikelihood(isOfSample ? fit.Inference!.LogLikelihood : fit.LogLikelihood),
            NumberFormat.LogLikelihood(isOfSample ? fit.Inference!.NullLogLikelihood : fit.NullLogLikelihood),
        ];
        table.Add(fit.Test is null ? likelihood : [likelihood[0], "", "", .. likelihood[1..]]);
        report.Table(table);
        if (fit.Test?.Binary?.Calibration is CalibrationSummary calibration)
        {
            report.Blank();
            report.Field("Calibration", $"held-out rows: {CalibrationText.Of(calibration)}");
        }

        WriteCalibration(report, fit);

        void Row(
            string label,
            Func<ClassificationMetrics, double> value,
            Func<ClassificationMetrics, double> nullValue,
            Func<double, string> format)
        {
            var cells = new List<string> { label };
            foreach (ClassificationMetrics metrics in measured)
            {
                cells.Add(format(value(metrics)));
                cells.Add(format(nullValue(metrics)));
            }

            table.Add(cells);
        }
    }

    // Adds how the mean probability compares with the share of positive rows, where the intercept is not simply the maximum of their
    // likelihood.
    private static void WriteCalibration(ReportWriter report, LogisticFit fit)
    {
        TrainingSummary training = fit.Model.Training;
        if (fit.Training.Binary is BinaryMetrics binary && (training.ClassWeights.Count > 0 || training.Prior is not null))
        {
            double observed = (binary.ConfusionMatrix[1, 0] + binary.ConfusionMatrix[1, 1]) / binary.ConfusionMatrix.Total;
            report.Line(
                $"Mean probability of {fit.Model.Target.Positive} {NumberFormat.Percent(binary.MeanProbability)}, proportion in the "
                    + $"{(training.Prior is null ? "" : "reweighted ")}training rows {NumberFormat.Percent(observed)}.");
        }
    }
}
