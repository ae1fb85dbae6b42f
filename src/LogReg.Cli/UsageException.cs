namespace LogReg.Cli;

/// <summary>The command line asks for something that cannot be.</summary>
/// <param name="message">What is wrong, in one line, naming the options as typed.</param>
/// <param name="hint">What to type instead, in one line, or <see langword="null"/>.</param>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;
}
