namespace LogReg.Terms;

/// <summary>A function of a column that a formula can name. There are no others: a formula is never run as code.</summary>
internal enum FormulaFunction
{
    /// <summary>The natural logarithm.</summary>
    Log,

    /// <summary>The logarithm to base 2.</summary>
    Log2,

    /// <summary>The logarithm to base 10.</summary>
    Log10,

    /// <summary>log(1 + x).</summary>
    Log1P,

    /// <summary>The square root.</summary>
    Sqrt,

    /// <summary>The exponential.</summary>
    Exp,

    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>The difference from the mean of the training rows.</summary>
    Center,

    /// <summary>The difference from the mean of the training rows, in standard deviations.</summary>
    Scale,

    /// <summary>A whole power.</summary>
    Power,

    /// <summary>A restricted cubic spline.</summary>
    Spline,

    /// <summary>A broken line.</summary>
    Linear,

    /// <summary>Orthogonal polynomials.</summary>
    Poly,

    /// <summary>Numbers as levels.</summary>
    Category,

    /// <summary>Levels as numbers.</summary>
    Number,

    /// <summary>Intervals between given limits.</summary>
    Cut,

    /// <summary>Intervals between quantiles.</summary>
    Bins,

    /// <summary>Levels, the rare ones together.</summary>
    Lump,

    /// <summary>For ordered levels the steps from one to the next.</summary>
    Steps,

    /// <summary>Levels compared with the mean of all.</summary>
    Effect,

    /// <summary>Whether the cell is missing.</summary>
    Missing,

    /// <summary>The year of a date.</summary>
    Year,

    /// <summary>The month of a date.</summary>
    Month,

    /// <summary>The day of the week of a date.</summary>
    Weekday,

    /// <summary>The hour of a time.</summary>
    Hour,

    /// <summary>The number of days since a date.</summary>
    Days,

    /// <summary>The words of a text.</summary>
    Text,

    /// <summary>The words of a text, in a bounded number of buckets.</summary>
    Hash,
}
