namespace LogReg.Serialization;

/// <summary>The exception for content that is not a model that this version understands; <see cref="ModelFile"/> adds its name.</summary>
/// <param name="problem">The problem, in one line.</param>
/// <param name="hint">What to do; <see langword="null"/> for the default hint.</param>
internal sealed class ModelFormatException(string problem, OptionText? hint = null) : Exception(problem)
{
    public OptionText Hint { get; } = hint ?? OptionText.Of($"train it again with {Operation.Train}");
}
