using System.Runtime.InteropServices;

namespace LogReg.Storage;

/// <summary>
/// Memory that the collector does not know: hundreds of megabytes of arrays would have it collect again and again, with nothing to gain.
/// </summary>
internal sealed unsafe class MemorySegment : StorageSegment
{
    // What x64 and arm64 call a huge page, with base pages of 4 KiB.
    private const int HugePageBytes = 2 << 20;

    private void* _memory;

    /// <param name="length">How many bytes; they are not set to anything.</param>
    /// <exception cref="OutOfMemoryException">There are not so many.</exception>
    public MemorySegment(long length)
    {
        Length = length;
        _memory = NativeMemory.AlignedAlloc((nuint)length, HugePageBytes);

        // A fault for each of a million base pages takes longer than what is written there.
        MemoryAdvice.PreferHugePages(Address, length);
    }

    public override nint Address => (nint)_memory;

    public override long Length { get; }

    public override void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
