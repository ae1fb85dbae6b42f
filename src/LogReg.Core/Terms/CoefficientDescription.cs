namespace LogReg.Terms;

/// <summary>A coefficient of the equations of a model, and what it is the coefficient of.</summary>
/// <param name="Name">The name of the coefficient: <c>(intercept)</c>, <c>age</c>, <c>sex=male</c>, <c>missing(age)</c>.</param>
/// <param name="Feature">The feature; <see langword="null"/> for the intercept and for functions and products of features.</param>
public sealed record CoefficientDescription(string Name, Feature? Feature)
{
    /// <summary>The level that has the coefficient; <see langword="null"/> for a number.</summary>
    public string? Level { get; init; }

    /// <summary>The reference level with which <see cref="Level"/> is compared; <see langword="null"/> if there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>The (weighted) proportion of the training rows with <see cref="Level"/>, 0 to 1; <see langword="null"/> for a number, or if
    /// an older version wrote the model.</summary>
    public double? Share { get; init; }

    /// <summary>The (weighted) population standard deviation of the number that has the coefficient, 0 for a constant;
    /// <see langword="null"/> for a level or for missing cells.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The term of a formula that has the coefficient, such as <c>spline(age, 4)</c> or <c>age:sex</c>; <see langword="null"/> for
    /// the intercept and for a feature by itself.</summary>
    public string? Term { get; init; }

    /// <summary>Whether the number is one of the many of a vector or of the words of a text, 0 in most rows.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether it is the coefficient of the missing cells of a number.</summary>
    public bool IsOfMissing { get; init; }
}
