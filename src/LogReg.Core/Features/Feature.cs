namespace LogReg.Features;

/// <summary>A column of the data that a model uses.</summary>
/// <param name="Name">The column's name.</param>
public abstract record Feature(string Name)
{
    /// <summary>How a missing categorical cell is called: it is a level like any other.</summary>
    public const string MissingLevel = "(missing)";
}
