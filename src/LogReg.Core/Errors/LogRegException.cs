using System.Runtime.CompilerServices;

namespace LogReg;

/// <summary>
/// The base class of exceptions for invalid input: a data file, a model file or the disk, never a wrong call. The message is one line that
/// says what is wrong; <see cref="Hint"/> says what to do.
/// </summary>
public class LogRegException : Exception
{
    /// <summary>Creates an exception with a one-line message and an optional hint.</summary>
    /// <param name="message">The problem in one line, with file, line, column and value if they are known.</param>
    /// <param name="hint">What to do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public LogRegException(string message, string? hint = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Text = message;
        Hint = hint;
    }

    /// <summary>Creates an exception whose texts may name options, which each front end spells. Interpolated strings keep what they
    /// name.</summary>
    /// <param name="message">The problem in one line, with file, line, column and value if they are known.</param>
    /// <param name="hint">What to do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    [OverloadResolutionPriority(1)]
    public LogRegException(OptionText message, OptionText? hint = null, Exception? innerException = null)
        : base((message ?? throw new ArgumentNullException(nameof(message))).ToString(), innerException)
    {
        Text = message;
        Hint = hint;
    }

    /// <summary>The message, whose options a front end spells its own way.</summary>
    public OptionText Text { get; }

    /// <summary>What to do about it, in one line; <see langword="null"/> if there is nothing to add.</summary>
    public OptionText? Hint { get; }
}
