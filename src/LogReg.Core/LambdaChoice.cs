namespace LogReg;

/// <summary>Where λ comes from.</summary>
public enum LambdaChoice
{
    /// <summary><see cref="LogisticRegression.Lambda"/> says it.</summary>
    Given,

    /// <summary>Every λ of <see cref="LogisticRegression.Path"/> is fitted; the model is the one at the smallest, and keeps the others.</summary>
    Path,

    /// <summary>The λ of <see cref="LogisticRegression.Path"/> that does best on rows that were not fitted; see <see cref="LogisticRegression.CrossValidation"/>.</summary>
    CrossValidation,
}
