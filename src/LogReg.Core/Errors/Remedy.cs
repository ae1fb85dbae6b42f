namespace LogReg;

/// <summary>An option that a hint or a message names, with the value that it suggests.</summary>
/// <param name="Option">The option.</param>
/// <param name="Value">The value: a member of the option's enum, a <see cref="bool"/>, a number, a text, a list of column names or texts,
/// or a column with its level as a <see cref="KeyValuePair{TKey, TValue}"/> of texts; <see langword="null"/> if the hint suggests
/// none.</param>
public sealed record Remedy(OptionName Option, object? Value)
{
    /// <summary>The option and its value, spelled as properties of .NET.</summary>
    public override string ToString() => OptionSpelling.DotNet.Spell(this);
}
