namespace LogReg.Data;

/// <summary>How the cells of a column are read.</summary>
public enum ColumnKind
{
    /// <summary>
    /// Inferred from all rows: numeric if each cell that is not missing is a finite number, otherwise categorical. Only for tables that are
    /// read whole; a column whose cells are all missing is numeric.
    /// </summary>
    Inferred,

    /// <summary>Numbers, as doubles; a missing cell is NaN. Any other text is an error.</summary>
    Numeric,

    /// <summary>Text that names a level, as integer codes.</summary>
    Categorical,

    /// <summary>The unchanged text of each cell in UTF-8, to pass through to an output.</summary>
    Text,

    /// <summary>A vector of numbers for each row, of which only those that are not 0 are stored, as in a LIBSVM file.</summary>
    Vector,
}
