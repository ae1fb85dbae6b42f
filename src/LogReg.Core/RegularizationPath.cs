namespace LogReg;

/// <summary>The fits along a sequence of penalties, from the strongest on. <see cref="LogisticModel.AtLambda"/> gives the model of any of them, and between them.</summary>
public sealed record RegularizationPath
{
    // A λ copied from a report is rounded.
    private const double ShownDigits = 5e-6;

    /// <summary>α, the share of the lasso.</summary>
    public required double Alpha { get; init; }

    /// <summary>The fits, by falling λ.</summary>
    public required IReadOnlyList<PathPoint> Points { get; init; }

    /// <summary>Whether a λ is one of the path's, up to the sixth digit, as a report shows it.</summary>
    /// <param name="lambda">λ.</param>
    public bool IsFitted(double lambda) => Points.Any(point => Math.Abs(point.Lambda - lambda) <= ShownDigits * point.Lambda);

    /// <summary>Whether the path tells of a λ: it is not outside, up to the sixth digit, or above its largest where every penalised coefficient is 0.</summary>
    /// <param name="lambda">λ.</param>
    public bool Covers(double lambda) =>
        lambda >= Points[^1].Lambda * (1 - ShownDigits) && (lambda <= Points[0].Lambda * (1 + ShownDigits) || (Points[0].NonZeroCount == 0 && double.IsFinite(lambda)));

    /// <summary>The equations of each point, on the original scale.</summary>
    internal IReadOnlyList<IReadOnlyList<LinearEquation>> Equations { get; init; } = [];
}
