using LogReg.Terms;

namespace LogReg.Tests;

/// <summary>Models written down by hand.</summary>
internal static class SmallModel
{
    public static LogisticModel Of(
        TargetDescription target,
        IReadOnlyList<Feature> features,
        IReadOnlyList<LinearEquation> equations,
        double threshold,
        TrainingSummary training) =>
        new(new ModelContent(target, new TermLayout(features), equations, threshold, training));

    /// <summary>The same model with another content.</summary>
    public static LogisticModel With(this LogisticModel model, Func<ModelContent, ModelContent> change) => new(change(model.Content));
}
