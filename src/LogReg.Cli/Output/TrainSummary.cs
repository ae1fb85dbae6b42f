using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>The sentences that close a training report: what the model predicts, how well, and what to do next.</summary>
internal static class TrainSummary
{
    private const int MostNames = 3;

    public static IEnumerable<(string Text, Tone Tone)> Sentences(TrainOutcome outcome)
    {
        yield return (Purpose(outcome.Fit.Model), Tone.Plain);
        string? doubt = Doubt(outcome.Fit);
        yield return doubt is null ? (Quality(outcome.Fit), Tone.Plain) : (doubt, Tone.Error);
        yield return (Next(outcome, doubt is null), Tone.Plain);
    }

    private static string Purpose(LogisticModel model)
    {
        TargetDescription target = model.Target;
        string what = target.IsBinary ? $"the probability that {Printable.Cut(target.Name, 40)} is {Printable.Cut(target.Positive!, 40)}"
            : $"which of {NumberFormat.Count(target.Classes.Count)} classes {Printable.Cut(target.Name, 40)} is";
        string offset = model.OffsetColumn is null ? "" : " and the offset";
        string from = model.Features.Count == 0 ? "the intercept alone" : NumberFormat.Count(model.Features.Count, "feature");
        string[] important =
        [
            .. model.Importance.Where(one => double.IsFinite(one.StandardDeviation) && one.StandardDeviation > 0 && !one.IsUnbounded)
                .Take(MostNames).Select(one => Printable.Cut(one.Feature, 24)),
        ];
        bool canRank = important.Length > 1 && model.Importance.All(one => double.IsFinite(one.StandardDeviation) && !one.IsUnbounded);
        return $"The model predicts {what} from {from}{offset}{(canRank ? $"; the most important are {string.Join(", ", important)}" : "")}.";
    }

    // Why the exit code is 3, whatever --strict says.
    private static string? Doubt(LogisticFit fit) =>
        fit.Termination == TerminationReason.Separation || fit.Inference is { Separation.Kind: SeparationKind.Complete, IsBiasReduced: false }
            ? "Do not rely on it: the classes are completely separated, so no coefficient has a finite estimate (exit code 3)."
        : !fit.Converged ? "Do not rely on it: the solver did not converge, so the coefficients are only where it stopped (exit code 3)."
        : fit.SeparatedClasses.Count > 0
            ? $"Do not rely on all of it: {string.Join(", ", fit.SeparatedClasses.Take(MostNames))}{(fit.SeparatedClasses.Count > MostNames ? ", …" : "")} "
                + $"{(fit.SeparatedClasses.Count == 1 ? "is" : "are")} completely separated from all other classes, so comparisons with {(fit.SeparatedClasses.Count == 1 ? "it" : "them")} have no finite estimate (exit code 3)."
        : null;

    private static string Quality(LogisticFit fit)
    {
        if (fit.Test is ClassificationMetrics heldOut)
        {
            return $"On {NumberFormat.Count(heldOut.Rows, "held-out row")}, {Measures(fit, heldOut, heldOut.NullLogLoss)}.";
        }

        double nullLoss = -fit.NullLogLikelihood / fit.Training.ConfusionMatrix.Total;
        if (fit.CrossValidation is CrossValidation validation)
        {
            bool isReweighted = fit.Model.Training.ClassWeights.Count > 0 || fit.Model.Training.Prior is not null;
            double loss = validation.Selected.LogLoss.Mean;
            return $"In {NumberFormat.Count(validation.Folds)}-fold cross-validation, log loss is {NumberFormat.Significant(loss, 4)}{(isReweighted ? "" : Compared(loss, nullLoss))}.";
        }

        return $"On its own training rows, {Measures(fit, fit.Training, nullLoss)}; --test-size 0.2 or --cv 10 shows how well it predicts new rows.";
    }

    private static string Measures(LogisticFit fit, ClassificationMetrics metrics, double nullLoss)
    {
        string threshold = fit.Model.Target.IsBinary ? $" at a threshold of {NumberFormat.Threshold(fit.Model.Threshold)}" : "";
        return $"{NumberFormat.Percent(metrics.Accuracy)} are classified correctly{threshold} (baseline {NumberFormat.Percent(metrics.NullAccuracy)}), and log loss is "
            + $"{NumberFormat.Significant(metrics.LogLoss, 4)}{Compared(metrics.LogLoss, nullLoss)}";
    }

    /// <summary>How a log loss compares with that of the baseline, the intercept (and the offset) alone; empty where that is not defined.</summary>
    public static string Compared(double loss, double baseline)
    {
        double change = 1 - (loss / baseline);
        return !double.IsFinite(change) ? ""
            : Math.Abs(change) < 5e-4 ? ", about that of the baseline"
            : $", {NumberFormat.OneDecimalPercent(Math.Abs(change))} {(change > 0 ? "below" : "above")} the baseline";
    }

    private static string Next(TrainOutcome outcome, bool isTrusted)
    {
        int warnings = outcome.Fit.Warnings.Count;
        return warnings > 0 ? $"First read the {(warnings == 1 ? "warning" : $"{NumberFormat.Count(warnings)} warnings")} after this report."
            : !isTrusted ? "A penalty (--penalty ridge --lambda 0.01) or more iterations (--max-iterations) usually help."
            : $"To predict new rows: logreg predict {outcome.ModelPath} NEW.csv";
    }
}
