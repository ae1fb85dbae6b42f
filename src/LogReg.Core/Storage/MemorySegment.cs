using System.Runtime.InteropServices;

namespace LogReg.Storage;

/// <summary>
/// Memory that the collector does not know: hundreds of megabytes of arrays would have it collect again and again, with nothing to gain.
/// </summary>
internal sealed unsafe class MemorySegment : StorageSegment
{
    private const int PageBytes = 4096;

    private void* _memory;

    /// <param name="length">How many bytes; they are not set to anything.</param>
    /// <exception cref="OutOfMemoryException">There are not so many.</exception>
    public MemorySegment(long length)
    {
        Length = length;
        _memory = NativeMemory.AlignedAlloc((nuint)length, PageBytes);
    }

    public override nint Address => (nint)_memory;

    public override long Length { get; }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
