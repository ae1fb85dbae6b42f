namespace LogReg;

/// <summary>One or more options in the hole of an <see cref="OptionText"/>. It is a ref struct so that it cannot end up in an ordinary
/// string, which no front end could spell.</summary>
public readonly ref struct OptionReference
{
    private readonly Remedy[]? _remedies;

    /// <summary>Creates a reference to an option, without a value.</summary>
    /// <param name="option">The option.</param>
    public OptionReference(OptionName option)
        : this([new Remedy(option, null)])
    {
    }

    private OptionReference(Remedy[] remedies) => _remedies = remedies;

    /// <summary>The options, at least one.</summary>
    public IReadOnlyList<Remedy> Remedies => _remedies ?? [];

    /// <summary>The option that is on.</summary>
    public OptionReference On => Is(true);

    /// <summary>The option that is off.</summary>
    public OptionReference Off => Is(false);

    /// <summary>The option with a value.</summary>
    /// <param name="value">The value, as in <see cref="Remedy"/>.</param>
    /// <exception cref="InvalidOperationException">The reference is to no option, or to several.</exception>
    public OptionReference Is(object value) => _remedies is [Remedy only]
        ? new([new Remedy(only.Option, value)])
        : throw new InvalidOperationException("Only a reference to a single option can have a value.");

    /// <summary>The option with a list of names or texts.</summary>
    /// <param name="names">The names.</param>
    public OptionReference Names(params IEnumerable<string> names) => Is(names.ToArray());

    /// <summary>The option with a column and its level.</summary>
    /// <param name="column">The column.</param>
    /// <param name="level">The level.</param>
    public OptionReference Level(string column, string level) => Is(new KeyValuePair<string, string>(column, level));

    /// <summary>Both options, to be used together.</summary>
    /// <param name="other">The other option.</param>
    public OptionReference And(OptionReference other) => new([.. Remedies, .. other.Remedies]);
}
