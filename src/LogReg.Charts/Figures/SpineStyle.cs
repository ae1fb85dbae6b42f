namespace LogReg.Charts.Figures;

/// <summary>Where the lines of the axes are.</summary>
internal enum SpineStyle
{
    /// <summary>At the left and at the bottom.</summary>
    LeftAndBottom,

    /// <summary>Through the origin, where they cross.</summary>
    Origin,
}
