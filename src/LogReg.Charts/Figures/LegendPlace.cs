namespace LogReg.Charts.Figures;

/// <summary>Where a chart's legend stands. It has no frame.</summary>
internal enum LegendPlace
{
    None,

    /// <summary>In a line above the chart, where it covers nothing.</summary>
    Above,

    UpperRight,

    UpperLeft,

    LowerRight,
}
