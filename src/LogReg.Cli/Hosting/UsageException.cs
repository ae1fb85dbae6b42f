namespace LogReg.Cli;

/// <summary>The exception for a command line that cannot be carried out.</summary>
/// <param name="message">What is wrong, in one line, naming the options as typed.</param>
/// <param name="hint">What to type instead, in one line, or <see langword="null"/>.</param>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    public string? Hint { get; } = hint;

    /// <summary>Two options that exclude each other.</summary>
    public static UsageException Conflict(string first, string second, string hint = "leave one of them out") =>
        new($"{first} cannot be used with {second}", hint);
}
