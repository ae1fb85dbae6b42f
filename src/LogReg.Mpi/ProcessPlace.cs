using System.Globalization;
using System.Reflection;

namespace LogReg.Mpi;

/// <summary>Where one process of a job runs.</summary>
/// <param name="Host">The name of the machine.</param>
/// <param name="ProcessId">The number of the process on it.</param>
/// <param name="Cores">Which cores of the machine the process may use, in the notation of Linux, such as <c>0-3,8</c>; empty where the
/// system does not say.</param>
/// <param name="CoreCount">How many cores the process may use, at least 1.</param>
/// <param name="MachineCoreCount">How many cores the machine has.</param>
/// <param name="Version">The version of logreg that the process runs, with what the build adds to it, such as
/// <c>0.1.0+4f1c2aa</c>.</param>
internal sealed record ProcessPlace(string Host, int ProcessId, string Cores, int CoreCount, int MachineCoreCount, string Version)
{
    private const string AllowedField = "Cpus_allowed_list:";
    private const char Separator = '\n';

    private static readonly string OwnVersion =
        typeof(ProcessPlace).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The place of this process.</summary>
    public static ProcessPlace Here()
    {
        string? allowed = Lines("/proc/self/status").FirstOrDefault(line => line.StartsWith(AllowedField, StringComparison.Ordinal));
        string cores = allowed?[AllowedField.Length..].Trim() ?? "";
        int machine = CountOf(Lines("/sys/devices/system/cpu/online").FirstOrDefault() ?? "");
        return new ProcessPlace(
            Environment.MachineName,
            Environment.ProcessId,
            cores,
            Environment.ProcessorCount,
            Math.Max(machine, Environment.ProcessorCount),
            OwnVersion);
    }

    /// <summary>How many cores a list in the notation of Linux has.</summary>
    /// <param name="list">The list, such as <c>0-3,8</c>.</param>
    /// <returns>The number; 0 for what is no such list.</returns>
    public static int CountOf(string list)
    {
        int count = 0;
        foreach (string range in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
            {
                return 0;
            }

            count += last - first + 1;
        }

        return count;
    }

    /// <summary>The place as text, to be sent to other processes.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Host}{Separator}{ProcessId}{Separator}{Cores}{Separator}{CoreCount}{Separator}{MachineCoreCount}{Separator}{Version}");

    /// <summary>A place from what another process has sent.</summary>
    public static ProcessPlace Parse(string text)
    {
        string[] parts = text.Split(Separator);
        return new ProcessPlace(parts[0], Number(parts[1]), parts[2], Number(parts[3]), Number(parts[4]), parts[5]);

        static int Number(string part) => int.Parse(part, CultureInfo.InvariantCulture);
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
