namespace LogReg.Checking;

/// <summary>The subject of a finding.</summary>
public enum FindingKind
{
    /// <summary>The first line of the file looks like data, not column names.</summary>
    HeaderLooksLikeData,

    /// <summary>No target was named, so one was chosen.</summary>
    TargetAssumed,

    /// <summary>The target or the rows do not allow a model: there is only one class, no row is left, or the target is a
    /// measurement.</summary>
    UnusableRows,

    /// <summary>A column prevents training: its values cannot be standardised, or an option does not suit it.</summary>
    UnusableColumn,

    /// <summary>No column is left to use as a feature.</summary>
    NoFeature,

    /// <summary>A class has few of the rows.</summary>
    RareClass,

    /// <summary>There are fewer than ten events per variable.</summary>
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

    /// <summary>A column identifies or numbers the rows.</summary>
    Identifier,

    /// <summary>A single feature predicts the target almost perfectly.</summary>
    Leakage,

    /// <summary>Some classes do not occur in the rows of a level.</summary>
    LevelWithoutAllClasses,

    /// <summary>The features together separate the classes, or some of the rows.</summary>
    Separation,

    /// <summary>A column is a linear combination of others, exactly or nearly.</summary>
    Collinearity,

    /// <summary>Two columns have the same content.</summary>
    DuplicateColumn,

    /// <summary>More rows are exact copies of others than chance would explain.</summary>
    DuplicateRows,

    /// <summary>A few values are far from all others.</summary>
    ExtremeValues,

    /// <summary>A number such as −999 looks like a code for missing values.</summary>
    MissingValueCode,

    /// <summary>Numbers are written in a form that is read as text.</summary>
    NumberAsText,

    /// <summary>Dates are used as text or as plain numbers.</summary>
    Date,

    /// <summary>Levels differ only in case or spaces.</summary>
    SimilarLevels,

    /// <summary>A categorical feature has very many levels.</summary>
    ManyLevels,

    /// <summary>Something was not checked because it would take too long.</summary>
    NotChecked,

    /// <summary>The header is repeated among the rows.</summary>
    RepeatedHeader,

    /// <summary>Cells hold a spreadsheet error, such as #DIV/0!, and count as missing.</summary>
    SpreadsheetErrors,

    /// <summary>A column of numbers has a few texts.</summary>
    StrayText,

    /// <summary>Cells look like numbers but are codes, such as 00501, so the column is categorical.</summary>
    CodeNumbers,

    /// <summary>Whole numbers may be codes of categories, as the column's name suggests.</summary>
    PossibleCodes,

    /// <summary>No target was named, and another column looks more like a target than the chosen one.</summary>
    TargetDoubtful,

    /// <summary>The default reference level of a categorical feature has few rows.</summary>
    RareReference,

    /// <summary>Whole numbers with more digits than a double keeps were rounded.</summary>
    RoundedNumbers,

    /// <summary>Cells that read None count as missing, and may be a level.</summary>
    NoneAsMissing,

    /// <summary>The text of the file is unusual: lines above the header, columns without a name, an older encoding.</summary>
    Layout,

    /// <summary>A LIBSVM file has queries, which are ignored, or counts its indices from 0.</summary>
    VectorFile,

    /// <summary>The cells of a column are numbers in a notation of their own, such as $1,000, and were read as such.</summary>
    NumberNotation,
}
