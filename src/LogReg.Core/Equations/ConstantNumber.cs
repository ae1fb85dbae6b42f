namespace LogReg.Equations;

/// <summary>A constant.</summary>
/// <param name="Value">A finite number.</param>
public sealed record ConstantNumber(double Value) : NumberExpression
{
    /// <inheritdoc/>
    public override bool IsSimple => true;
}
