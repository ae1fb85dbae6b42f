namespace LogReg.Cli.Tests;

/// <summary>A clock that always shows the same time.</summary>
internal sealed class StandingClock(DateTimeOffset time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time;
}
