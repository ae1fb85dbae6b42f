namespace LogReg.Cli;

/// <summary>Whoever read standard output has seen enough: a reason to stop, not an error.</summary>
internal sealed class ClosedPipeException(IOException cause) : Exception("The reader of standard output has closed it.", cause);
