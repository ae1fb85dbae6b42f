namespace LogReg.Fuzz;

/// <summary>What came out of a command.</summary>
internal sealed record CommandOutcome(int ExitCode, byte[] Output, string Error, string? Fault)
{
    public double Seconds { get; init; }
}
