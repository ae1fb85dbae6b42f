namespace LogReg.Mpi;

/// <summary>A program cannot take part in a job of several processes: its launcher, its library and its surroundings do not fit.</summary>
public sealed class MpiException : LogRegException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="hint">What to do.</param>
    /// <param name="innerException">The cause; may be <see langword="null"/>.</param>
    public MpiException(string message, string hint, Exception? innerException = null)
        : base(message, hint, innerException)
    {
    }
}
