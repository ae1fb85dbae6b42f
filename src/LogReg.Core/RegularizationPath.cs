namespace LogReg;

/// <summary>The fits along a sequence of penalties, from the strongest on. <see cref="LogisticModel.AtLambda"/> gives the model of any of them, and between them.</summary>
public sealed record RegularizationPath
{
    /// <summary>α, the share of the lasso.</summary>
    public required double Alpha { get; init; }

    /// <summary>The fits, by falling λ.</summary>
    public required IReadOnlyList<PathPoint> Points { get; init; }

    /// <summary>The equations of each point, on the original scale.</summary>
    internal IReadOnlyList<IReadOnlyList<LinearEquation>> Equations { get; init; } = [];
}
