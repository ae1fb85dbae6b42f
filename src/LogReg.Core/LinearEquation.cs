namespace LogReg;

/// <summary>One equation of a model: the intercept and, for each feature, its weights on the original scale.</summary>
/// <param name="Intercept">The log-odds of a row of zeros and reference levels.</param>
/// <param name="Weights">For each feature one weight if it is numeric, one a level (the reference's is 0) if it is categorical.</param>
internal sealed record LinearEquation(double Intercept, double[][] Weights);
