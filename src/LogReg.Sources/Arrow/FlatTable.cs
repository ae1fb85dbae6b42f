using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LogReg.Sources.Arrow;

/// <summary>A table of a FlatBuffer, which is how Arrow writes what it says about data: fields by their slot, each of which may be left
/// out. Whatever points outside of the bytes is an exception (https://flatbuffers.dev/internals/).</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _start;
    private readonly ReadOnlySpan<byte> _slots;

    /// <param name="bytes">The whole buffer.</param>
    /// <param name="start">Where the table begins.</param>
    public FlatTable(ReadOnlySpan<byte> bytes, int start)
    {
        _bytes = bytes;
        _start = start;
        int slots = checked(start - BinaryPrimitives.ReadInt32LittleEndian(bytes[start..]));
        _slots = bytes.Slice(slots, BinaryPrimitives.ReadUInt16LittleEndian(bytes[slots..]));
    }

    /// <summary>The table that a buffer begins with.</summary>
    public static FlatTable RootOf(ReadOnlySpan<byte> bytes) => new(bytes, Target(bytes, 0));

    /// <summary>Where what an offset points to begins.</summary>
    public static int Target(ReadOnlySpan<byte> bytes, int at) =>
        checked(at + (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]));

    /// <summary>Whether a field is there.</summary>
    public bool Has(int slot) => PlaceOf(slot) >= 0;

    /// <summary>A number, or the value that stands for one that is left out.</summary>
    public T Number<T>(int slot, T missing = default)
        where T : unmanaged => PlaceOf(slot) is >= 0 and int at ? MemoryMarshal.Read<T>(_bytes[at..]) : missing;

    /// <summary>A table; the field must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public FlatTable Table(int slot) => new(_bytes, Target(_bytes, Required(slot)));

    /// <summary>A text; <see langword="null"/> if it is left out.</summary>
    public string? Text(int slot)
    {
        if (PlaceOf(slot) is not (>= 0 and int at))
        {
            return null;
        }

        int start = Target(_bytes, at);
        int length = BinaryPrimitives.ReadInt32LittleEndian(_bytes[start..]);
        return Encoding.UTF8.GetString(_bytes.Slice(start + sizeof(int), length));
    }

    /// <summary>A list; empty if it is left out.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="size">The bytes of an element: those of a structure, or four of an offset to a table.</param>
    public FlatList List(int slot, int size)
    {
        if (PlaceOf(slot) is not (>= 0 and int at))
        {
            return default;
        }

        int start = Target(_bytes, at);
        int count = BinaryPrimitives.ReadInt32LittleEndian(_bytes[start..]);
        int first = start + sizeof(int);
        return count >= 0 && count <= (_bytes.Length - first) / size
            ? new FlatList(_bytes, first, count, size)
            : throw new InvalidDataException("a list is longer than what holds it");
    }

    private int Required(int slot) =>
        PlaceOf(slot) is >= 0 and int at ? at : throw new InvalidDataException("something that must be there is left out");

    private int PlaceOf(int slot)
    {
        int at = (slot + 2) * sizeof(ushort);
        int offset = at + sizeof(ushort) <= _slots.Length ? BinaryPrimitives.ReadUInt16LittleEndian(_slots[at..]) : 0;
        return offset == 0 ? -1 : _start + offset;
    }
}

/// <summary>A list of a FlatBuffer: structures one after another, or tables.</summary>
internal readonly ref struct FlatList
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _first;
    private readonly int _size;

    /// <param name="bytes">The whole buffer.</param>
    /// <param name="first">Where the first element begins.</param>
    /// <param name="count">The number of elements, all of which are within the buffer.</param>
    /// <param name="size">The bytes of each.</param>
    public FlatList(ReadOnlySpan<byte> bytes, int first, int count, int size)
    {
        _bytes = bytes;
        _first = first;
        _size = size;
        Count = count;
    }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>A table.</summary>
    public FlatTable Table(int index) => new(_bytes, FlatTable.Target(_bytes, _first + (index * _size)));

    /// <summary>A number of a structure.</summary>
    /// <param name="index">The structure.</param>
    /// <param name="offset">Where the number stands in it.</param>
    public T Number<T>(int index, int offset)
        where T : unmanaged => MemoryMarshal.Read<T>(_bytes.Slice(_first + (index * _size), _size)[offset..]);
}
