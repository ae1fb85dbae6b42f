namespace LogReg;

/// <summary>One or more options in the hole of an <see cref="OptionText"/>. It is a ref struct so that it cannot end in an ordinary string,
/// which no front end could spell.</summary>
internal readonly ref struct OptionReference
{
    private readonly Remedy[] _remedies;

    /// <summary>Creates a reference to an option, without a value.</summary>
    public OptionReference(OptionName option)
        : this([new Remedy(option, null)])
    {
    }

    private OptionReference(Remedy[] remedies) => _remedies = remedies;

    /// <summary>The options, at least one.</summary>
    public IReadOnlyList<Remedy> Remedies => _remedies;

    /// <summary>The option that is on.</summary>
    public OptionReference On => Is(true);

    /// <summary>The option that is off.</summary>
    public OptionReference Off => Is(false);

    /// <summary>The option with a value.</summary>
    public OptionReference Is(object value) => new([new Remedy(_remedies[0].Option, value)]);

    /// <summary>The option with a list of names or texts.</summary>
    public OptionReference Names(params IEnumerable<string> names) => Is(names.ToArray());

    /// <summary>The option with a column and its level.</summary>
    public OptionReference Level(string column, string level) => Is(new KeyValuePair<string, string>(column, level));

    /// <summary>Both options, to be used together.</summary>
    public OptionReference And(OptionReference other) => new([.. _remedies, .. other._remedies]);
}
