using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogReg.Sources.Parquet;

/// <summary>Reads whole numbers of few bits: runs of one number, and groups of eight numbers packed bit by bit.</summary>
internal sealed class RunReader
{
    private const int MostBits = 32;

    private byte[] _bytes = [];
    private int _at;
    private int _end;
    private int _width;
    private int _left;
    private bool _isPacked;
    private int _value;
    private long _bit;

    /// <summary>Begins.</summary>
    /// <param name="bytes">The runs, in an array that goes on for <see cref="ChunkPages.Padding"/> after them.</param>
    /// <param name="width">The number of bits of a number.</param>
    /// <exception cref="InvalidDataException">The number of bits is wrong.</exception>
    public void Begin(ArraySegment<byte> bytes, int width)
    {
        if (width is < 0 or > MostBits)
        {
            throw new InvalidDataException("numbers of a page have more than 32 bits");
        }

        _bytes = bytes.Array!;
        _at = bytes.Offset;
        _end = bytes.Offset + bytes.Count;
        _width = width;
        _left = 0;
    }

    /// <summary>Takes numbers that are all the same, as far as they are stored as such.</summary>
    /// <param name="most">The most to take, at least 1.</param>
    /// <param name="value">The number.</param>
    /// <returns>How many were taken; 0 if the next ones are stored one by one.</returns>
    /// <exception cref="InvalidDataException">There are none left.</exception>
    public int TakeRun(int most, out int value)
    {
        BeginRun();
        value = _value;
        if (_isPacked)
        {
            return 0;
        }

        int count = Math.Min(most, _left);
        _left -= count;
        return count;
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="values">Receives them.</param>
    /// <exception cref="InvalidDataException">The run has fewer values.</exception>
    public void Read(Span<int> values)
    {
        while (!values.IsEmpty)
        {
            BeginRun();
            int count = Math.Min(values.Length, _left);
            if (_isPacked)
            {
                Unpack(values[..count]);
            }
            else
            {
                values[..count].Fill(_value);
            }

            _left -= count;
            values = values[count..];
        }
    }

    private void BeginRun()
    {
        while (_left == 0)
        {
            uint head = ReadLength();
            _isPacked = (head & 1) != 0;
            if (_isPacked)
            {
                long bytes = (long)(head >> 1) * _width;
                _bit = 8L * _at;

                // The last group may be cut short.
                _left = (int)Math.Min(8L * (head >> 1), _width == 0 ? int.MaxValue : (_end - _at) * 8L / _width);
                _at = (int)Math.Min(_end, _at + bytes);
            }
            else
            {
                _left = (int)(head >> 1);
                _value = 0;
                for (int shift = 0; shift < _width; shift += 8)
                {
                    _value |= Byte() << shift;
                }
            }
        }
    }

    private uint ReadLength()
    {
        ulong value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        return (uint)value;
    }

    private byte Byte() => _at < _end ? _bytes[_at++] : throw new InvalidDataException("a page has fewer values than its header tells");

    private void Unpack(Span<int> values)
    {
        ulong mask = (1UL << _width) - 1;
        long bit = _bit;
        ReadOnlySpan<byte> bytes = _bytes;

        // Eight bytes from the first byte of a number have all of its bits; the last one begins within the page.
        if (values.Length > 0 && ((bit + ((values.Length - 1L) * _width)) >> 3) + sizeof(ulong) > bytes.Length)
        {
            throw new InvalidDataException("a page has fewer values than its header tells");
        }

        ref byte first = ref MemoryMarshal.GetReference(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, (nint)(bit >> 3)));
            values[i] = (int)((eight >> (int)(bit & 7)) & mask);
            bit += _width;
        }

        _bit = bit;
    }
}
