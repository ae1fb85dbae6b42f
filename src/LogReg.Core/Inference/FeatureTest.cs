namespace LogReg.Inference;

/// <summary>The test of a feature as a whole: the model against the model without it.</summary>
/// <param name="Feature">The name of the feature.</param>
/// <param name="Test">The likelihood-ratio test; with Firth's method, of penalised likelihoods; with robust standard errors, a Wald
/// test.</param>
/// <param name="Aic">The AIC of the model without the feature; NaN with Firth's method and for Wald tests.</param>
public sealed record FeatureTest(string Feature, ChiSquaredTest Test, double Aic);
