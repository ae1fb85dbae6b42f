namespace LogReg.Equations;

/// <summary>A number computed from the cells of a row. The records derived from it are all there are.</summary>
public abstract record NumberExpression
{
    private protected NumberExpression()
    {
    }

    /// <summary>Whether the number is at hand without a computation: a constant, the number of a column, or a step.</summary>
    public virtual bool IsSimple => false;
}
