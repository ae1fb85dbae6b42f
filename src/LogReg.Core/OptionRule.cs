namespace LogReg;

/// <summary>A rule about options that depend on each other.</summary>
/// <param name="IsBroken">Whether the options break it.</param>
/// <param name="Problem">What is wrong with options that break it.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record OptionRule(
    Func<GivenOptions, bool> IsBroken, Func<GivenOptions, OptionText> Problem, Func<GivenOptions, OptionText> Hint)
{
    /// <summary>The options that a rule is about, in a text.</summary>
    public delegate OptionReference Reference(GivenOptions given);

    /// <summary>Two options that cannot be used together.</summary>
    public static OptionRule Exclusion(
        Func<GivenOptions, bool> isBroken, Reference first, Reference second, Func<GivenOptions, OptionText>? hint = null) =>
        new(isBroken, given => $"{first(given)} cannot be used with {second(given)}", hint ?? (_ => "leave one of them out"));

    /// <summary>An option that needs another one.</summary>
    public static OptionRule Need(
        Func<GivenOptions, bool> isBroken, Reference option, Reference needed, Func<GivenOptions, OptionText> hint) =>
        new(isBroken, given => $"{option(given)} needs {needed(given)}", hint);

    /// <summary>The conflict if the options break the rule, or <see langword="null"/>.</summary>
    public OptionConflict? Find(GivenOptions given) => IsBroken(given) ? new(Problem(given), Hint(given)) : null;
}
