namespace LogReg.Charts.Figures;

/// <summary>How a line is interrupted.</summary>
internal enum Dash
{
    Solid,
    Dashed,
    Dotted,
}
