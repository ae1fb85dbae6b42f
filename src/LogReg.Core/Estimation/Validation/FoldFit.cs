using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The models that were fitted to the training rows of a fold, and how they do on the others.</summary>
/// <param name="Features">The features, as the training rows describe them.</param>
/// <param name="Balance">The weights of the classes in the training rows.</param>
/// <param name="Outcome">The solutions and how they do.</param>
internal sealed record FoldFit(FeatureFit Features, ClassBalance Balance, FoldOutcome Outcome)
{
    /// <summary>The solution at each λ.</summary>
    public IReadOnlyList<PathStep> Steps => Outcome.Steps;

    /// <summary>How each does on the rows held out.</summary>
    public IReadOnlyList<FoldScore> Scores => Outcome.Scores;

    /// <summary>The weight of the rows held out.</summary>
    public double Weight => Outcome.Weight;

    /// <summary>The parameters to predict with: those of a solution, with the intercepts that class weights and a prior ask for.</summary>
    /// <param name="features">The features.</param>
    /// <param name="balance">The weights of the classes.</param>
    /// <param name="step">The solution.</param>
    public static double[] Parameters(FeatureFit features, ClassBalance balance, PathStep step)
    {
        double[] parameters = step.ToArray();
        balance.Correct(parameters, features.Layout.Count);
        return parameters;
    }
}
