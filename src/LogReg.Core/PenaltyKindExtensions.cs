namespace LogReg;

/// <summary>The names of penalties as they stand on a command line and in a model file.</summary>
public static class PenaltyKindExtensions
{
    /// <summary>The penalty's short name: <c>none</c>, <c>ridge</c>, <c>lasso</c> or <c>elastic-net</c>.</summary>
    /// <param name="kind">The penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
    public static string ToName(this PenaltyKind kind) => kind switch
    {
        PenaltyKind.None => "none",
        PenaltyKind.Ridge => "ridge",
        PenaltyKind.Lasso => "lasso",
        PenaltyKind.ElasticNet => "elastic-net",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a penalty."),
    };
}
