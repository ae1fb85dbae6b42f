namespace LogReg.Charts;

/// <summary>The background that a figure is made for.</summary>
public enum PlotTheme
{
    /// <summary>Dark colours on white.</summary>
    Light,

    /// <summary>Light colours on near-black.</summary>
    Dark,
}
