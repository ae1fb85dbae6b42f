namespace LogReg;

/// <summary>Names of penalties on the command line and in model files.</summary>
public static class PenaltyKindExtensions
{
    /// <summary>Gets the short name of a penalty: <c>none</c>, <c>ridge</c>, <c>lasso</c> or <c>elastic-net</c>.</summary>
    /// <param name="kind">The penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined in the enumeration.</exception>
    public static string ToName(this PenaltyKind kind) => kind switch
    {
        PenaltyKind.None => "none",
        PenaltyKind.Ridge => "ridge",
        PenaltyKind.Lasso => "lasso",
        PenaltyKind.ElasticNet => "elastic-net",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a penalty."),
    };
}
