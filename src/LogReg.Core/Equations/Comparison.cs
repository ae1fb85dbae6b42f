namespace LogReg.Equations;

/// <summary>How a number compares with a constant.</summary>
public enum Comparison
{
    /// <summary>It is less: x &lt; c.</summary>
    Less,

    /// <summary>It is at most as large: x ≤ c.</summary>
    AtMost,

    /// <summary>It is equal: x = c.</summary>
    Equal,

    /// <summary>It is at least as large: x ≥ c.</summary>
    AtLeast,

    /// <summary>It is greater: x &gt; c.</summary>
    Greater,
}
