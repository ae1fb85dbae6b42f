using System.Globalization;

namespace LogReg.Cli.Streams;

/// <summary>The date that a reproducible build sets, as https://reproducible-builds.org/specs/source-date-epoch/ describes it.</summary>
internal static class SourceDate
{
    /// <summary>The variable of the environment: seconds since 1970-01-01 in UTC.</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>The clock of a process: one that stands still at the date that the variable sets, or that of the system.</summary>
    /// <param name="text">The value of the variable; <see langword="null"/> if it is not set.</param>
    public static TimeProvider ClockOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new StandingClock(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : TimeProvider.System;

    private sealed class StandingClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
