namespace LogReg.Terms;

/// <summary>One equation of a model: the intercept and, for each term, its weights on the original scale.</summary>
/// <param name="Intercept">The log-odds of a row of zeros and reference levels.</param>
/// <param name="Weights">For each term its weights, <see cref="Term.WeightCount"/> of them: of a number one (and one for a missing cell if
/// it has an indicator), of a category one for each level (0 for the reference).</param>
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
