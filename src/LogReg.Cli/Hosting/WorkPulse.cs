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
    private TimeSpan _worked;
    private long _moved;
    private long _ownBytes;

    /// <summary>Begins to look.</summary>
    public WorkPulse()
    {
        LookAway();
    }

    /// <summary>Whether the process has got on since the last look, which should be a fraction of a second ago.</summary>
    public bool HasGotOn()
    {
        TimeSpan worked = _worked;
        long moved = _moved;
        LookAway();
        return _worked - worked >= LeastWork || _moved != moved;
    }

    /// <summary>Forgets what the process has done since the last look: what it does to tell others that it works is no work.</summary>
    public void LookAway() => (_worked, _moved) = (Environment.CpuUsage.TotalTime, Moved());

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
