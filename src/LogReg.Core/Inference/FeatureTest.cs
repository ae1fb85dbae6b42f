namespace LogReg.Inference;

/// <summary>The test of a feature: the model against the one without it.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Test">The likelihood ratio; under Firth's method of penalised likelihoods; where standard errors are robust, Wald's test.</param>
/// <param name="Aic">Akaike's criterion of the model without the feature; NaN under Firth's method and Wald's test.</param>
public sealed record FeatureTest(string Feature, ChiSquaredTest Test, double Aic);
