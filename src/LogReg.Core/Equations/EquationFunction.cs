namespace LogReg.Equations;

/// <summary>A function of a number in an equation.</summary>
public enum EquationFunction
{
    /// <summary>The natural logarithm, of a number above 0.</summary>
    Log,

    /// <summary>log(1 + x), of a number above −1, exact near 0.</summary>
    Log1P,

    /// <summary>The square root, of a number from 0.</summary>
    Sqrt,

    /// <summary>The exponential, of a number below 709.78.</summary>
    Exp,

    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>The year of a date, 1 to 9999. A date is a number of days since 1970-01-01 at midnight, in the Gregorian calendar, rounded
    /// to milliseconds.</summary>
    Year,

    /// <summary>The month of a date, from 1 for January.</summary>
    Month,

    /// <summary>The day of the week of a date, from 1 for Monday to 7 for Sunday.</summary>
    Weekday,

    /// <summary>The hour of a date with a time, 0 to 23.</summary>
    Hour,
}
