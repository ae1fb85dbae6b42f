namespace LogReg.Collectives;

/// <summary>An operation of several processes cannot end, because one of them has failed or does something else.</summary>
public sealed class CollectiveException : LogRegException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and to which member.</param>
    /// <param name="hint">What to do; may be <see langword="null"/>.</param>
    /// <param name="innerException">The cause; may be <see langword="null"/>.</param>
    public CollectiveException(string message, OptionText? hint = null, Exception? innerException = null)
        : base(message, hint, innerException)
    {
    }
}
