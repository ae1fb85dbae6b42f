namespace LogReg.Terms;

/// <summary>One equation of a model: the intercept and, for each feature, its weights on the original scale.</summary>
/// <param name="Intercept">The log-odds of a row of zeros and reference levels.</param>
/// <param name="Weights">For each feature one weight if it is numeric (and one for a missing cell if it has an indicator), one a level (the
/// reference's is 0) if it is categorical.</param>
internal sealed record LinearEquation(double Intercept, double[][] Weights)
{
    /// <summary>(1 − share)·first + share·second; exactly the first for 0, the second for 1.</summary>
    public static LinearEquation Between(LinearEquation first, LinearEquation second, double share)
    {
        return share == 0 ? first
            : share == 1 ? second
            : new LinearEquation(
                Mix(first.Intercept, second.Intercept),
                [.. first.Weights.Zip(second.Weights, (left, right) => left.Zip(right, Mix).ToArray())]);

        double Mix(double left, double right) => ((1 - share) * left) + (share * right);
    }
}
