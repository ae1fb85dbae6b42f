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

    /// <summary>The process of a rank, among the descendants of the launcher.</summary>
    public static int Of(Process launcher, int rank)
    {
        int[] all = [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(
            name => int.Parse(name!, CultureInfo.InvariantCulture))];
        string[] variables = [$"OMPI_COMM_WORLD_RANK={rank}", $"PMI_RANK={rank}"];
        return Assert.Single(
            all, process => IsDescendant(process, launcher.Id) && Read(process, "environ").Split('\0').Intersect(variables).Any());
    }

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
