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

/// <summary>A cell of a table.</summary>
/// <param name="Column">Its column, from the left and 0.</param>
/// <param name="Row">Its row, from the top and 0.</param>
/// <param name="Shade">How strong its colour is, 0 to 1.</param>
/// <param name="Text">What stands in it, if there is room.</param>
/// <param name="Detail">A smaller line below, if there is room for both; empty for none.</param>
/// <param name="Tooltip">What a page shows when it is pointed at.</param>
internal sealed record Cell(int Column, int Row, double Shade, string Text, string Detail, string Tooltip);
