using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Cli.Streams;

/// <summary>
/// Which of the standard streams the process was started with. A number that is free at the start goes to whatever is opened next,
/// a pipe of the runtime or a file of the command: to read or write it by its number would be to read or write something else.
/// </summary>
internal sealed partial class StandardHandles
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    private readonly bool[] _isOpen = [true, true, true];
    private readonly List<SafeFileHandle> _placeholders = [];

    /// <summary>Looks at the standard streams; to be called before the program opens anything.</summary>
    public StandardHandles()
    {
        for (int number = 0; number < _isOpen.Length && !OperatingSystem.IsWindows(); number++)
        {
            int flags = DescriptorControl(number, GetDescriptorFlags);
            _isOpen[number] = flags >= 0 && (flags & CloseOnExec) == 0;
            if (flags < 0)
            {
                _placeholders.Add(File.OpenHandle("/dev/null"));
            }
        }
    }

    /// <summary>Whether there is a standard input.</summary>
    public bool HasInput => _isOpen[0];

    /// <summary>Whether there is a standard output.</summary>
    public bool HasOutput => _isOpen[1];

    /// <summary>Whether there is a standard error.</summary>
    public bool HasError => _isOpen[2];

    // What a process inherits has lost this flag or never had it, and the runtime sets it on all that it opens.
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int DescriptorControl(int descriptor, int command);
}
