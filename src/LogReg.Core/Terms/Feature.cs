namespace LogReg.Terms;

/// <summary>A feature of a model: a column of the data.</summary>
/// <param name="Name">The name of the column.</param>
public abstract record Feature(string Name)
{
    /// <summary>The name of the level of missing categorical cells.</summary>
    public const string MissingLevel = "(missing)";
}
