namespace LogReg.Checking;

/// <summary>What a finding is about.</summary>
public enum FindingKind
{
    /// <summary>The first line of the file seems to hold data, not names.</summary>
    HeaderLooksLikeData,

    /// <summary>Nobody named the target; one was assumed.</summary>
    TargetAssumed,

    /// <summary>The target or the rows allow no model: one class only, no row left, a measurement.</summary>
    UnusableRows,

    /// <summary>A column stops the training: its values are beyond what can be standardised, or an option does not fit it.</summary>
    UnusableColumn,

    /// <summary>No column is left to predict from.</summary>
    NoFeature,

    /// <summary>A class has few of the rows.</summary>
    RareClass,

    /// <summary>The smaller class has fewer than ten rows for each coefficient.</summary>
    FewEvents,

    /// <summary>There are as many coefficients as rows, or more.</summary>
    TooManyCoefficients,

    /// <summary>Columns have missing cells.</summary>
    MissingCells,

    /// <summary>At least half of a column's cells are missing.</summary>
    MostlyMissing,

    /// <summary>All of a column's cells are missing.</summary>
    EmptyColumn,

    /// <summary>A column has the same value in every row.</summary>
    ConstantColumn,

    /// <summary>A column names or numbers the rows.</summary>
    Identifier,

    /// <summary>A single feature tells the classes apart almost perfectly.</summary>
    Leakage,

    /// <summary>Levels of a categorical feature have rows of some classes only.</summary>
    LevelWithoutAllClasses,

    /// <summary>The features together separate the classes, or some of the rows.</summary>
    Separation,

    /// <summary>A column is a linear combination of others, exactly or nearly.</summary>
    Collinearity,

    /// <summary>Two columns have the same content.</summary>
    DuplicateColumn,

    /// <summary>Rows are exact copies of others, more than chance explains.</summary>
    DuplicateRows,

    /// <summary>A few values are far from all others.</summary>
    ExtremeValues,

    /// <summary>A number such as −999 seems to stand for a missing value.</summary>
    MissingValueCode,

    /// <summary>Numbers that are written in a way that makes them text.</summary>
    NumberAsText,

    /// <summary>Dates, which are used as text or as plain numbers.</summary>
    Date,

    /// <summary>Levels that differ in case or spaces only.</summary>
    SimilarLevels,

    /// <summary>A categorical feature has very many levels.</summary>
    ManyLevels,

    /// <summary>Something was not checked because it would take too long.</summary>
    NotChecked,

    /// <summary>The header stands once more among the rows.</summary>
    RepeatedHeader,

    /// <summary>Cells hold a spreadsheet's error value, such as #DIV/0!, and count as missing.</summary>
    SpreadsheetErrors,

    /// <summary>A few texts stand in a column of numbers.</summary>
    StrayText,

    /// <summary>Cells look like numbers but are codes, such as 00501, so that the column is categorical.</summary>
    CodeNumbers,

    /// <summary>Whole numbers may be codes of categories, as the column's name suggests.</summary>
    PossibleCodes,

    /// <summary>Nobody named the target, and another column looks more like one than the one that was chosen.</summary>
    TargetDoubtful,

    /// <summary>The reference level of a categorical feature, which no caller chose, has few rows.</summary>
    RareReference,
}
