namespace LogReg.Equations;

/// <summary>The number of an earlier step.</summary>
/// <param name="Name">The name of an <see cref="EquationStep"/>.</param>
public sealed record StepNumber(string Name) : NumberExpression
{
    /// <inheritdoc/>
    public override bool IsSimple => true;
}
