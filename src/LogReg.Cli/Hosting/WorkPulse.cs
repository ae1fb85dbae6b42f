using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Cli;

/// <summary>Whether this process makes progress: it computes, or it reads or writes. One that waits for a disk or a network that does not
/// answer does neither.</summary>
internal sealed class WorkPulse : IDisposable
{
    private const string Counters = "/proc/self/io";

    // The runtime itself uses a little, even if nothing happens.
    private static readonly TimeSpan LeastWork = TimeSpan.FromMilliseconds(4);

    private readonly SafeFileHandle? _counters = Open();
    private TimeSpan _worked;
    private long _moved;
    private long _ownBytes;

    /// <summary>Begins to look.</summary>
    public WorkPulse()
    {
        Restart();
    }

    /// <summary>Whether the process has made progress since the last call, which should be a fraction of a second ago.</summary>
    public bool HasProgressed()
    {
        TimeSpan worked = _worked;
        long moved = _moved;
        Restart();
        return _worked - worked >= LeastWork || _moved != moved;
    }

    /// <summary>Disregards what the process has done since the last call, such as telling others that it works.</summary>
    public void Restart() => (_worked, _moved) = (Environment.CpuUsage.TotalTime, Moved());

    public void Dispose() => _counters?.Dispose();

    // The bytes that the process has read and written, but for those of this file; 0 where the system does not count them.
    private long Moved()
    {
        if (_counters is null)
        {
            return 0;
        }

        Span<byte> text = stackalloc byte[512];
        try
        {
            int length = RandomAccess.Read(_counters, text, 0);
            long moved = -_ownBytes;
            _ownBytes += length;
            foreach (string line in Encoding.ASCII.GetString(text[..length]).Split('\n'))
            {
                if (line.StartsWith("rchar:", StringComparison.Ordinal) || line.StartsWith("wchar:", StringComparison.Ordinal))
                {
                    moved += long.Parse(line.AsSpan(6), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
                }
            }

            return moved;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static SafeFileHandle? Open()
    {
        try
        {
            return File.Exists(Counters) ? File.OpenHandle(Counters) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
