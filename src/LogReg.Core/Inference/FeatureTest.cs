namespace LogReg.Inference;

/// <summary>The likelihood-ratio test of a feature: the model against the one without it.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Test">The test; under Firth's method of penalised likelihoods.</param>
/// <param name="Aic">Akaike's criterion of the model without the feature.</param>
public sealed record FeatureTest(string Feature, LikelihoodRatioTest Test, double Aic);
