using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Cli;

/// <summary>Whether this process gets on with its work: it computes, or it reads and writes. One that waits for a disk or a network that
/// does not answer does neither.</summary>
internal sealed class WorkPulse : IDisposable
{
    private const string Counters = "/proc/self/io";

    // The runtime itself uses a little, even if nothing happens.
    private static readonly TimeSpan LeastWork = TimeSpan.FromMilliseconds(4);

    private readonly SafeFileHandle? _counters = Open();
    private TimeSpan _worked = Environment.CpuUsage.TotalTime;
    private long _moved;
    private long _ownBytes;

    /// <summary>Begins to look.</summary>
    public WorkPulse()
    {
        _moved = Moved();
    }

    /// <summary>Whether the process has got on since the last look, which should be a fraction of a second ago.</summary>
    public bool HasGotOn()
    {
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        long moved = Moved();
        bool hasGotOn = worked - _worked >= LeastWork || moved != _moved;
        (_worked, _moved) = (worked, moved);
        return hasGotOn;
    }

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
