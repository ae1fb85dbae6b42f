using System.IO.MemoryMappedFiles;

namespace LogReg.Storage;

/// <summary>A private file mapped into memory, which disappears when the process ends, however it ends.</summary>
internal sealed class MappedSegment : StorageSegment
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedSegment(FileStream stream, long length)
    {
        _stream = stream;
        _file =
            MemoryMappedFile.CreateFromFile(
                stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite);
        Length = length;
        unsafe
        {
            byte* pointer = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            Address = (nint)pointer;
        }
    }

    public override nint Address { get; }

    public override long Length { get; }

    /// <summary>Makes a file.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="length">The number of bytes.</param>
    /// <exception cref="LogRegException">There is no such folder, no right to write in it, or no room.</exception>
    public static MappedSegment Create(string directory, long length)
    {
        string path = Path.Combine(directory, $".logreg-{Guid.NewGuid():N}.rows");
        try
        {
            // Room is reserved now: a page without a place on the disk would end the process when it is written.
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete | FileShare.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                PreallocationSize = length,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var stream = new FileStream(path, options);
            if (!OperatingSystem.IsWindows())
            {
                // What is open stays; the name goes at once, so that even a killed process leaves nothing behind.
                File.Delete(path);
            }

            return new MappedSegment(stream, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException(
                $"rows do not fit in memory, and a temporary file of {length >> 20} MiB cannot be created in {directory}: "
                    + $"{exception.Message}",
                $"use {Option.CacheDirectory} with a folder that has enough space, or a larger {Option.MemoryLimit}",
                exception);
        }
    }

    /// <summary>Lets the system take the pages out of memory; they come back from the file when they are next used.</summary>
    public void Release() => MemoryAdvice.Release(Address, Length);

    /// <summary>Unmaps the file, which vanishes.</summary>
    public override void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        _stream.Dispose();
    }
}
