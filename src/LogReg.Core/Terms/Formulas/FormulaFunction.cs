namespace LogReg.Terms.Formulas;

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

    /// <summary>Classes between given limits.</summary>
    Cut,

    /// <summary>Classes between quantiles of the training rows.</summary>
    Bins,

    /// <summary>Numbers as levels.</summary>
    Category,

    /// <summary>Texts as numbers.</summary>
    Number,

    /// <summary>Differences between successive levels.</summary>
    Steps,

    /// <summary>Differences from the mean of the levels.</summary>
    Effect,

    /// <summary>Levels, of which rare ones become one.</summary>
    Lump,

    /// <summary>1 for a missing cell, otherwise 0.</summary>
    Missing,

    /// <summary>The year of a date.</summary>
    Year,

    /// <summary>The month of a date, as a level.</summary>
    Month,

    /// <summary>The day of the week, as a level.</summary>
    Weekday,

    /// <summary>The hour of a time.</summary>
    Hour,

    /// <summary>Days since a date.</summary>
    Days,
}
