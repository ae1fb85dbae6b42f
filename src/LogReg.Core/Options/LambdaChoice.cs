using System.Text.Json.Serialization;

namespace LogReg;

/// <summary>How λ is chosen.</summary>
public enum LambdaChoice
{
    /// <summary>λ is <see cref="LogisticRegression.Lambda"/>.</summary>
    Given,

    /// <summary>Every λ of <see cref="LogisticRegression.Path"/> is fitted. The model is that at the smallest λ, and keeps the whole
    /// path.</summary>
    Path,

    /// <summary>λ is chosen from <see cref="LogisticRegression.Path"/> by cross-validation; see
    /// <see cref="LogisticRegression.CrossValidation"/>.</summary>
    [JsonStringEnumMemberName("cv")]
    CrossValidation,
}
