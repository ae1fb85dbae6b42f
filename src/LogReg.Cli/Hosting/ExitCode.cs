namespace LogReg.Cli;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    /// <summary>Done. Also when the reader of a pipe has seen enough, as in <c>logreg predict … | head</c>.</summary>
    public const int Success = 0;

    /// <summary>The data, the model file or the disk.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A model was written but is not to be trusted.</summary>
    public const int Untrusted = 3;

    /// <summary>Interrupted by the person or the system.</summary>
    public const int Interrupted = 130;
}
