namespace LogReg.Inference;

/// <summary>How the coefficients of a model with an inference were estimated.</summary>
public enum EstimationMethod
{
    /// <summary>They maximise the likelihood.</summary>
    MaximumLikelihood,

    /// <summary>They maximise the likelihood with Firth's penalty, which reduces their bias.</summary>
    Firth,
}
