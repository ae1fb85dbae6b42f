using System.Runtime.CompilerServices;

namespace LogReg.Storage;

/// <summary>The numbers or codes of a column for some rows: an array, or memory outside of the heap that whoever handed it out keeps
/// alive.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
internal readonly struct ColumnValues<T>
    where T : unmanaged
{
    private readonly T[]? _array;
    private readonly nint _address;

    /// <param name="array">The values.</param>
    public ColumnValues(T[] array)
    {
        _array = array;
        Length = array.Length;
    }

    private ColumnValues(T[] array, int length)
    {
        _array = array;
        Length = length;
    }

    /// <param name="address">The first of the values.</param>
    /// <param name="length">The number.</param>
    public ColumnValues(nint address, int length)
    {
        _address = address;
        Length = length;
    }

    public static implicit operator ColumnValues<T>(T[] array) => new(array);

    /// <summary>The number of values.</summary>
    public int Length { get; }

    /// <summary>How many bytes of mapped memory a value takes: 0 in an array.</summary>
    public int MappedBytes => _array is null ? Unsafe.SizeOf<T>() : 0;

    /// <summary>All values, as they are about to be used.</summary>
    public Span<T> AsSpan()
    {
        ResidentGuard.Touch((long)Length * MappedBytes);
        return AsSpan(0, Length);
    }

    /// <summary>Some of the values; <see cref="ResidentGuard.Touch"/> is for the caller to call.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> AsSpan(int start, int length)
    {
        // The array may be longer.
        if (_array is not null)
        {
            return _array.AsSpan(start, length);
        }

        if ((ulong)(uint)start + (uint)length > (uint)Length)
        {
            ThrowOutOfRange();
        }

        unsafe
        {
            return new Span<T>((T*)_address + start, length);
        }
    }

    /// <summary>The first values, where they are.</summary>
    /// <param name="length">How many.</param>
    public ColumnValues<T> Slice(int length) =>
        _array is null ? new ColumnValues<T>(_address, length) : new ColumnValues<T>(_array, length);

    /// <summary>The first values; the rest of an array is given up.</summary>
    /// <param name="length">How many.</param>
    public ColumnValues<T> Truncate(int length)
    {
        if (_array is null)
        {
            return new ColumnValues<T>(_address, length);
        }

        T[] array = _array;
        Array.Resize(ref array, length);
        return array;
    }

    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException(null, "The column has fewer rows.");
}
