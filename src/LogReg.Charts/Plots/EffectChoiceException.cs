namespace LogReg.Charts.Plots;

/// <summary>A feature or a value was chosen that the model does not have.</summary>
/// <param name="text">What is wrong, beginning in lower case, without a full stop.</param>
/// <param name="hint">What to do; <see langword="null"/> if that is clear.</param>
internal sealed class EffectChoiceException(string text, string? hint)
    : ArgumentException($"{char.ToUpperInvariant(text[0])}{text[1..]}{(hint is null ? "" : $"; {hint}")}.")
{
    /// <summary>What is wrong.</summary>
    public string Text { get; } = text;

    /// <summary>What to do; <see langword="null"/> if that is clear.</summary>
    public string? Hint { get; } = hint;
}
