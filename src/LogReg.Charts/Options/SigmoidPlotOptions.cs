namespace LogReg.Charts;

/// <summary>What a figure of the sigmoid shows besides the function and its derivative.</summary>
public sealed record SigmoidPlotOptions
{
    /// <summary>Whether tanh(z) = 2σ(2z) − 1 is drawn.</summary>
    public bool ShowsTanh { get; init; }

    /// <summary>Whether the ranges in which the derivative is below 0.01 are shaded.</summary>
    public bool ShowsSaturation { get; init; }
}
