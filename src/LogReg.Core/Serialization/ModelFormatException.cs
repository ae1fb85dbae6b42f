namespace LogReg.Serialization;

/// <summary>Content that is not a model this version understands; <see cref="ModelFile"/> adds where it stands.</summary>
/// <param name="problem">What is wrong, in one line.</param>
/// <param name="hint">What to do, or <see langword="null"/> for the usual advice.</param>
internal sealed class ModelFormatException(string problem, string? hint = null) : Exception(problem)
{
    public string Hint { get; } = hint ?? "train it again with 'logreg train'";
}
