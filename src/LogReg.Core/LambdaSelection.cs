namespace LogReg;

/// <summary>Which λ of a cross-validated path is taken.</summary>
public enum LambdaSelection
{
    /// <summary>The one with the best mean.</summary>
    Minimum,

    /// <summary>The largest λ whose mean is within one standard error of the best: the simplest model that is not clearly worse (Breiman et al. 1984).</summary>
    OneStandardError,
}
