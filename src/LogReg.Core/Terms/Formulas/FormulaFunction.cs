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
}
