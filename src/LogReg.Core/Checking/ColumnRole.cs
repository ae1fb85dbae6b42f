namespace LogReg.Checking;

/// <summary>The role of a column in a regression.</summary>
public enum ColumnRole
{
    /// <summary>A feature.</summary>
    Feature,

    /// <summary>The column to predict.</summary>
    Target,

    /// <summary>The column of weights.</summary>
    Weight,

    /// <summary>The column that is added to the log-odds.</summary>
    Offset,

    /// <summary>A column that training leaves out automatically: empty, constant or an identifier.</summary>
    LeftOut,
}
