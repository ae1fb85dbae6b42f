namespace LogReg.Cli;

/// <summary>The exception of a process whose work is over because the root has failed in its own, which the root tells.</summary>
internal sealed class RootFailedException() : Exception("Rank 0 has failed.");
