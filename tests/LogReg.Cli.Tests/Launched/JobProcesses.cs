using System.Diagnostics;
using System.Globalization;

namespace LogReg.Cli.Tests.Launched;

/// <summary>The processes of a job, and what can happen to them.</summary>
internal static class JobProcesses
{
    /// <summary>Sends a signal, and waits until it has been sent.</summary>
    public static async Task Signal(int process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until every process of a job has worked for some seconds of processor time, however busy the machine is.</summary>
    public static async Task HaveWorked(Process launcher, int size, double seconds)
    {
        const double TicksPerSecond = 100;
        for (int attempt = 0; attempt < 1200 && !launcher.HasExited; attempt++)
        {
            if (Enumerable.Range(0, size).All(rank => AllOf(launcher, rank) is [int process] && Ticks(process) >= seconds * TicksPerSecond))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The process of a rank, among the descendants of the launcher.</summary>
    public static int Of(Process launcher, int rank) => Assert.Single(AllOf(launcher, rank));

    private static int[] AllOf(Process launcher, int rank)
    {
        int[] all = [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(
            name => int.Parse(name!, CultureInfo.InvariantCulture))];
        string[] variables = [$"OMPI_COMM_WORLD_RANK={rank}", $"PMI_RANK={rank}"];
        return
        [
            .. all.Where(process => IsDescendant(process, launcher.Id) && Read(process, "environ").Split('\0').Intersect(variables).Any()),
        ];
    }

    // Of the user's time and the system's.
    private static long Ticks(int process) => Read(process, "stat") is { Length: > 0 } text
        ? text[(text.LastIndexOf(')') + 2)..].Split(' ')[11..13].Sum(field => long.Parse(field, CultureInfo.InvariantCulture))
        : 0;

    private static bool IsDescendant(int process, int ancestor)
    {
        while (process > 1 && Read(process, "stat") is { Length: > 0 } text)
        {
            process = int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            if (process == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
