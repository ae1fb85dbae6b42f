namespace LogReg.Cli.Plots;

/// <summary>What a picture is looked at on.</summary>
internal enum PlotTheme
{
    /// <summary>Dark ink on white.</summary>
    Light,

    /// <summary>Light ink on near-black.</summary>
    Dark,
}
