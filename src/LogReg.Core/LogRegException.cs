namespace LogReg;

/// <summary>
/// The base of the errors that bad input causes: a data file, a model file or the disk, never a bug of the caller.
/// Its message is one line that a person can act on; <see cref="Hint"/> says how.
/// </summary>
public class LogRegException : Exception
{
    /// <summary>Creates an error with a one-line message and, if there is one, a hint.</summary>
    /// <param name="message">What is wrong, in one line: file, line, column and value where they are known.</param>
    /// <param name="hint">What the person can do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public LogRegException(string message, string? hint = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Hint = hint;
    }

    /// <summary>What the person can do about it, in one line; <see langword="null"/> where there is nothing to add.</summary>
    public string? Hint { get; }
}
