using System.Text.Json.Serialization;

namespace LogReg;

/// <summary>How λ is selected from a cross-validated path.</summary>
public enum LambdaSelection
{
    /// <summary>The λ with the best mean metric.</summary>
    [JsonStringEnumMemberName("min")]
    Minimum,

    /// <summary>The largest λ whose mean metric is within one standard error of the best: the simplest model that is not clearly worse
    /// (Breiman et al. 1984).</summary>
    [JsonStringEnumMemberName("1se")]
    OneStandardError,
}
