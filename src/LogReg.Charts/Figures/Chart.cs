namespace LogReg.Charts.Figures;

/// <summary>One pair of axes with what stands between them.</summary>
internal sealed record Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    /// <summary>The series, the first at the bottom.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Where the names of the series stand.</summary>
    public LegendPlace Legend { get; init; }

    public SpineStyle Spines { get; init; }

    /// <summary>Whether fine lines lead from the ticks through the chart.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>Whether a unit is as long on both axes, as ROC curves want it, unless that would leave most of a long and narrow place
    /// empty.</summary>
    public bool IsSquare { get; init; }

    /// <summary>The chart's share of the figure's height, relative to the other charts'.</summary>
    public double Share { get; init; } = 1;
}

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

/// <summary>Where the lines of the axes are.</summary>
internal enum SpineStyle
{
    /// <summary>At the left and at the bottom.</summary>
    LeftAndBottom,

    /// <summary>Through the origin, where they cross.</summary>
    Origin,
}
