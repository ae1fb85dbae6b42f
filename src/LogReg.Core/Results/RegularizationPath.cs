using LogReg.Terms;

namespace LogReg;

/// <summary>A regularisation path: fits for a decreasing sequence of λ. <see cref="LogisticModel.AtLambda"/> gets the model at any of them,
/// or between them.</summary>
public sealed record RegularizationPath
{
    // A λ copied from a report is rounded.
    private const double ShownDigits = 5e-6;

    /// <summary>α, the lasso's share of the penalty.</summary>
    public required double Alpha { get; init; }

    /// <summary>The fits, in decreasing order of λ.</summary>
    public required IReadOnlyList<PathPoint> Points { get; init; }

    /// <summary>Determines whether λ is one of the path's values, to six digits, as shown in reports.</summary>
    /// <param name="lambda">λ.</param>
    public bool IsFitted(double lambda) => Points.Any(point => Math.Abs(point.Lambda - lambda) <= ShownDigits * point.Lambda);

    /// <summary>Determines whether the path has coefficients for λ: it is within the range of the path, to six digits, or above it if every
    /// penalised coefficient is 0 at the largest value.</summary>
    /// <param name="lambda">λ.</param>
    public bool Covers(double lambda) =>
        lambda >= Points[^1].Lambda * (1 - ShownDigits)
            && (lambda <= Points[0].Lambda * (1 + ShownDigits) || (Points[0].NonZeroCount == 0 && double.IsFinite(lambda)));

    /// <summary>The equations of each point, on the original scale of the features.</summary>
    internal IReadOnlyList<IReadOnlyList<LinearEquation>> Equations { get; init; } = [];
}
