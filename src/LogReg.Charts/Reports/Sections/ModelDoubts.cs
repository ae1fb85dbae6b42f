using LogReg.Charts.Text;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Charts.Reports.Sections;

/// <summary>Why a model is not to be trusted.</summary>
internal static class ModelDoubts
{
    /// <summary>Whether a warning of training is what <see cref="Of"/> says of complete separation.</summary>
    public static bool IsSaidHere(string warning) => warning.StartsWith("the features separate the classes of '", StringComparison.Ordinal);

    /// <summary>The reasons; none as a rule.</summary>
    public static IReadOnlyList<string> Of(ReportInput input)
    {
        TrainingSummary training = input.Model.Training;
        var doubts = new List<string>();
        bool isSeparated = training.Termination == EnumName.Of(TerminationReason.Separation)
            || input.Model.Inference is { Separation.Kind: SeparationKind.Complete, IsBiasReduced: false };
        if (isSeparated && !input.IsTakenFromPath)
        {
            string reason = training.Warnings.FirstOrDefault(IsSaidHere) is string warning
                ? char.ToUpperInvariant(warning[0]) + warning[1..]
                : "The features separate the classes completely: the likelihood has no maximum, and the coefficients are where the "
                    + "solver stopped";
            doubts.Add(
                input.Spell($"{reason}. Probabilities near 0 and 1 mean nothing. Use {Remedies.Firth} or {Remedies.Ridge}."));
        }
        else if (!training.Converged && !input.IsTakenFromPath)
        {
            doubts.Add(
                $"Training did not converge ({training.Termination}, "
                    + $"{ModelText.Iterations(training)}): the coefficients "
                    + $"are where the solver stopped.");
        }

        IReadOnlyList<string> classes = input.Model.Inference is { Separation.Classes: { Count: > 0 } proved, IsBiasReduced: false }
            ? proved
            : input.Options.SeparatedClasses;
        if (classes.Count > 0 && !isSeparated)
        {
            doubts.Add(
                input.Spell(
                    $"The features separate {NameText.Of(classes)} completely from all other classes: what tells "
                        + $"{(classes.Count == 1 ? "it" : "them")} apart has no finite estimate. Use {Remedies.Ridge}."));
        }

        if (input.Groups.Any(group => !double.IsFinite(group.Metrics.LogLoss)))
        {
            doubts.Add("The log loss is not finite: the coefficients are too large for these rows.");
        }

        return doubts;
    }
}
