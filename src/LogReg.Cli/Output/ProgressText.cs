using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>Describes unfinished work, with one line for each of its parts.</summary>
internal static class ProgressText
{
    private const int BarLength = 20;

    /// <summary>How far a file is read.</summary>
    public static string Of(ReadProgress reading, bool drawsBlocks)
    {
        string rows = $"{NumberFormat.Count(reading.Rows)} rows";
        return reading.TotalBytes is long total
            ? $"{Bar(reading.BytesRead, total, drawsBlocks)} reading {Size(reading.BytesRead)} of {Size(total)}, {rows}"
            : $"reading {Size(reading.BytesRead)}, {rows}";
    }

    /// <summary>How many fits of many are done.</summary>
    public static string Of(FitCount fits, bool drawsBlocks) =>
        $"{Bar(fits.Done, fits.Total, drawsBlocks)} fitting, {NumberFormat.Count(fits.Done)} of {NumberFormat.Count(fits.Total)} fits";

    /// <summary>The progress of a solver. The number of iterations is unknown beforehand, so there is no bar.</summary>
    public static string Of(IterationProgress iteration) =>
        $"training iteration {NumberFormat.Count(iteration.Iteration)}, loss {NumberFormat.Significant(iteration.Loss, 6)}, "
        + $"gradient {NumberFormat.Magnitude(iteration.GradientNorm)}, {iteration.Seconds.ToString("F1", CultureInfo.InvariantCulture)} s";

    private static string Bar(long done, long total, bool drawsBlocks)
    {
        int filled = (int)(BarLength * Math.Clamp(done / (double)Math.Max(1, total), 0, 1));
        return new string(drawsBlocks ? '█' : '#', filled) + new string(drawsBlocks ? '░' : '.', BarLength - filled);
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => $"{NumberFormat.Count(bytes / 1000)} kB",
        < 1_000_000_000 => $"{NumberFormat.Count(bytes / 1_000_000)} MB",
        _ => $"{(bytes / 1e9).ToString("F1", CultureInfo.InvariantCulture)} GB",
    };
}
