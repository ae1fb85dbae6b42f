namespace LogReg.Checking;

/// <summary>Classifies a text that is not a plain number.</summary>
internal enum CellForm
{
    /// <summary>A text like any other.</summary>
    Text,

    /// <summary>A number: 1234.5.</summary>
    Number,

    /// <summary>A number with a decimal comma: 1234,5 or 1.234,5.</summary>
    DecimalComma,

    /// <summary>A number with separators of thousands: 1,234.5.</summary>
    Thousands,

    /// <summary>A number with a sign of a currency: $12.50.</summary>
    Currency,

    /// <summary>A number with a percent sign: 12.5%.</summary>
    Percent,

    /// <summary>A number with a unit: 70 kg.</summary>
    Unit,

    /// <summary>A negative amount in parentheses: (1234.5).</summary>
    Accounting,

    /// <summary>A number that is marked as text: ="1234.5" or '1234.5.</summary>
    Marked,

    /// <summary>A time of day: 13:45.</summary>
    Time,

    /// <summary>A date, perhaps with a time: 2024-01-31.</summary>
    Date,
}
