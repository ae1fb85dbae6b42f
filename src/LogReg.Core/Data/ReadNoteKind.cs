namespace LogReg.Data;

/// <summary>What a <see cref="ReadNote"/> is about. A cache keeps the numbers of the members: new ones are added at the end.</summary>
internal enum ReadNoteKind
{
    /// <summary>Cells with a spreadsheet's error value were taken as missing.</summary>
    SpreadsheetErrors,

    /// <summary>A few texts stand in a column of numbers: nobody can say whether they are missing values or levels.</summary>
    StrayTexts,

    /// <summary>A few texts stand in a column of numbers, all in rows without a target, such as a line of totals.</summary>
    StraysWithoutTarget,

    /// <summary>Numbers with leading zeros make a column one of codes.</summary>
    LeadingZeros,

    /// <summary>Every cell is digits, an E and digits: a column of codes.</summary>
    ExponentCodes,

    /// <summary>Most cells are numbers, but so many others are not that the column is one of levels.</summary>
    MixedTexts,

    /// <summary>Whole numbers with more digits than a double keeps were rounded.</summary>
    RoundedIntegers,

    /// <summary>Cells that read None count as missing in a column of texts.</summary>
    NoneAsMissing,

    /// <summary>The header stands once more among the rows, where it was left out.</summary>
    RepeatedHeader,

    /// <summary>Lines above the header are no part of the table.</summary>
    LinesAboveHeader,

    /// <summary>The first column has no name, and is taken for row names.</summary>
    RowNames,

    /// <summary>Columns have neither a name nor texts.</summary>
    EmptyColumns,

    /// <summary>The header has a name less than the rows have cells, because the rows begin with their names.</summary>
    ShortHeader,

    /// <summary>The rows end with delimiters that the header does not have.</summary>
    TrailingDelimiters,

    /// <summary>Blanks separate the cells.</summary>
    BlankDelimiter,

    /// <summary>The text is not UTF-8, and plain in Windows-1252.</summary>
    OlderEncoding,

    /// <summary>Rows of a LIBSVM file have a query, which is ignored.</summary>
    Queries,

    /// <summary>The indices of a LIBSVM file start at 0.</summary>
    IndexZero,

    /// <summary>The cells of a column are numbers in a notation of their own, such as $1,000, and were read as such.</summary>
    Notation,

    /// <summary>All cells of a column that nobody declared categorical are dates in one order.</summary>
    Dates,

    /// <summary>The text is UTF-16 without a byte order mark.</summary>
    Utf16,

    /// <summary>What a source itself has to say about its data, such as that a workbook has further sheets.</summary>
    OfSource,

    /// <summary>Quotes are text, since the table would break otherwise.</summary>
    Unquoted,

    /// <summary>A line of dashes below the header is left out.</summary>
    LineOfDashes,

    /// <summary>The numbers of a column to be scored have a currency, a percent sign or a unit, unlike those of training.</summary>
    OtherNotation,

    /// <summary>The points of a column to be scored may stand between thousands, as other columns have decimal commas.</summary>
    PointsBesideCommas,

    /// <summary>The points of a column were read as decimal ones, though they may stand between thousands.</summary>
    DoubtfulPoints,

    /// <summary>Numbers of a column to be scored lack the unit that those of training had.</summary>
    WithoutUnit,

    /// <summary>Numbers of a column to be scored have decimal points, where those of training had decimal commas.</summary>
    PointsAmongCommas,

    /// <summary>Numbers of a column to be scored have commas, read as standing between thousands, and those of training had
    /// none.</summary>
    NewThousandsCommas,

    /// <summary>The points of a column to be scored stand between thousands as in training, while another column has decimal
    /// points.</summary>
    ThousandsBesidePoints,

    /// <summary>The commas of a column to be scored were read as decimal ones, as in training, though in a file with commas
    /// between cells they may stand between thousands.</summary>
    DoubtfulCommas,
}
