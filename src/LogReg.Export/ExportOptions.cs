using LogReg.Export.Excel;
using LogReg.Export.Sql;

namespace LogReg.Export;

/// <summary>How a model is exported; an option that a kind does not have is ignored there.</summary>
public sealed record ExportOptions
{
    /// <summary>What the model is called in comments and titles, such as the name of its file; <see langword="null"/>, the default, for
    /// none.</summary>
    public string? Title { get; init; }

    /// <summary>Whether a page has the nomogram of the model below its form; <see langword="false"/> by default.</summary>
    public bool HasNomogram { get; init; }

    /// <summary>How SQL is written.</summary>
    public SqlOptions Sql { get; init; } = new();

    /// <summary>How a workbook is written.</summary>
    public ExcelOptions Excel { get; init; } = new();
}
