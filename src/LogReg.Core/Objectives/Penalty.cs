namespace LogReg.Objectives;

/// <summary>
/// The smooth penalty λ/2·Σ_j v_j·β_j² on standardised coefficients with a factor v for each; intercepts go free. A penalty with corners or
/// bounds is a <see cref="CompositePenalty"/>.
/// </summary>
internal sealed record Penalty
{
    private readonly double[]? _factors;

    /// <summary>No penalty: plain maximum likelihood.</summary>
    public static Penalty None { get; } = new(0);

    /// <param name="lambda">λ ≥ 0, on the scale of the mean loss.</param>
    /// <param name="factors">v for each parameter of an equation, each 0 or more, the intercept's 0; <see langword="null"/> where all
    /// others are 1.</param>
    public Penalty(double lambda, double[]? factors = null)
    {
        Lambda = lambda;
        _factors = factors;
    }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <summary>Whether there is nothing to add.</summary>
    public bool IsNone => Lambda == 0;

    /// <summary>Adds λv to the diagonal of the Hessian.</summary>
    /// <param name="diagonal">Where to add: equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation, the intercept included.</param>
    public void AddToDiagonal(Span<double> diagonal, int equationLength)
    {
        for (int parameter = 0; parameter < diagonal.Length; parameter++)
        {
            diagonal[parameter] += StrengthOf(parameter % equationLength);
        }
    }

    /// <summary>Adds the penalty's part of the Hessian times a vector.</summary>
    /// <param name="vector">The vector: equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation, the intercept included.</param>
    /// <param name="product">Where to add, as long as <paramref name="vector"/>.</param>
    public void AddProduct(ReadOnlySpan<double> vector, int equationLength, Span<double> product)
    {
        for (int parameter = 0; parameter < vector.Length; parameter++)
        {
            product[parameter] += StrengthOf(parameter % equationLength) * vector[parameter];
        }
    }

    /// <summary>Adds λvβ to the gradient and λv to the Hessian's diagonal, and returns λ/2·Σ v·β².</summary>
    /// <param name="parameters">β: equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation, the intercept included.</param>
    /// <param name="gradient">Where to add, as long as <paramref name="parameters"/>.</param>
    /// <param name="hessian">Where to add, p × p; or empty.</param>
    public double Add(ReadOnlySpan<double> parameters, int equationLength, Span<double> gradient, Span<double> hessian)
    {
        if (IsNone)
        {
            return 0;
        }

        double sum = 0;
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            double strength = StrengthOf(parameter % equationLength);
            sum += strength * parameters[parameter] * parameters[parameter];
            gradient[parameter] += strength * parameters[parameter];
            if (!hessian.IsEmpty)
            {
                hessian[(parameter * parameters.Length) + parameter] += strength;
            }
        }

        return sum / 2;
    }

    private double StrengthOf(int parameter) => parameter == 0 ? 0 : _factors is null ? Lambda : Lambda * _factors[parameter];
}
