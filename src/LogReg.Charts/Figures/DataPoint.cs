namespace LogReg.Charts.Figures;

/// <summary>A point that says what it is, with intervals where they are known.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Y">Where it is.</param>
/// <param name="Tooltip">What a page shows when it is pointed at; empty for nothing.</param>
internal sealed record DataPoint(double X, double Y, string Tooltip = "")
{
    /// <summary>The interval of <see cref="X"/>; NaN for none.</summary>
    public (double Lower, double Upper) XInterval { get; init; } = (double.NaN, double.NaN);

    /// <summary>The interval of <see cref="Y"/>; NaN for none.</summary>
    public (double Lower, double Upper) YInterval { get; init; } = (double.NaN, double.NaN);
}
