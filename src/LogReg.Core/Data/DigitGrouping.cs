namespace LogReg.Data;

/// <summary>Between which digits of a number separators stand.</summary>
internal enum DigitGrouping
{
    /// <summary>Nowhere, or where every habit has it: 1,234 and 12,345.</summary>
    Any,

    /// <summary>After every third digit: 1,234,567 and 123,456.</summary>
    Thousands,

    /// <summary>Before the last three digits, and then after every second, as in India: 12,34,567 and 1,23,456.</summary>
    Lakhs,
}
