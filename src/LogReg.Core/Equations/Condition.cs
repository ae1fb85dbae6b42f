namespace LogReg.Equations;

/// <summary>What may hold of a row. The records derived from it are all there are.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}
