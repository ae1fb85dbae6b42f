namespace LogReg.Objectives;

/// <summary>A point of a <see cref="FirthSurface"/> with the value and the derivatives there.</summary>
/// <param name="dimension">q.</param>
internal sealed class FirthPoint(int dimension)
{
    /// <summary>Where; q numbers.</summary>
    public double[] Parameters { get; } = new double[dimension];

    /// <summary>The penalised log-likelihood, −∞ where the information is singular.</summary>
    public double Value { get; set; }

    /// <summary>Its gradient.</summary>
    public double[] Gradient { get; } = new double[dimension];

    /// <summary>Minus its Hessian, the lower triangle.</summary>
    public double[] Curvature { get; } = new double[dimension * dimension];

    /// <summary>Minus the Hessian while the leverages stay: positive definite, and never less than <see cref="Curvature"/>.</summary>
    public double[] Majorant { get; } = new double[dimension * dimension];
}
