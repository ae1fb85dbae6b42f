namespace LogReg;

/// <summary>How a front end spells the options in an <see cref="OptionText"/>.</summary>
public abstract class OptionSpelling
{
    /// <summary>The spelling of .NET: names of properties and their values, such as <c>Solver = Newton</c>.</summary>
    public static OptionSpelling DotNet { get; } = new PropertySpelling();

    /// <summary>The text between options that are to be used together, such as a penalty and its strength.</summary>
    public abstract string Separator { get; }

    /// <summary>Spells an option, with its value if it has one.</summary>
    /// <param name="remedy">The option and its value.</param>
    public abstract string Spell(Remedy remedy);

    /// <summary>Spells an operation; in .NET, this is its name.</summary>
    /// <param name="operation">The operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is <see langword="null"/>.</exception>
    public virtual string Spell(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Name;
    }
}
