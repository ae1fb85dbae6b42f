namespace LogReg.Data;

/// <summary>What becomes of a column of plain numbers whose points may stand between thousands.</summary>
internal enum OpenColumn
{
    /// <summary>Its points are decimal.</summary>
    Plain,

    /// <summary>Commas are decimal, and its points stand between thousands.</summary>
    Commas,

    /// <summary>Nothing decides; but commas separate the cells, as where points are decimal, so that they are taken for that, with a
    /// warning.</summary>
    Doubtful,

    /// <summary>Nothing decides, so that its cells are texts, until somebody says.</summary>
    Texts,
}
