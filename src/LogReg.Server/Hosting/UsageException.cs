namespace LogReg.Server.Hosting;

/// <summary>The exception for a command line that cannot be carried out.</summary>
/// <param name="message">What is wrong, in one line.</param>
/// <param name="hint">What to type instead, in one line, or <see langword="null"/>.</param>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;
}
