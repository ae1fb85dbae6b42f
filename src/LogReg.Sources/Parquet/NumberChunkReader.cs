using System.Numerics;
using System.Runtime.InteropServices;
using LogReg.Sources.Columns;
using Parquet.Meta;

namespace LogReg.Sources.Parquet;

/// <summary>Reads the numbers of a column chunk: plain, repeated from a dictionary, or with their bytes apart.</summary>
/// <param name="pages">The pages.</param>
/// <param name="hasLevels">Whether cells may be null, which become NaN.</param>
/// <param name="type">The type of the numbers: of the machine, but for times and decimals.</param>
internal sealed class NumberChunkReader(ChunkPages pages, bool hasLevels, TypeCode type)
    : ChunkReader<double>(pages, hasLevels, double.NaN)
{
    private const int ValuesOfPiece = 1 << 10;

    private readonly int _size = type is TypeCode.Double or TypeCode.Int64 or TypeCode.UInt64 ? sizeof(long) : sizeof(int);
    private readonly int[] _codes = new int[ValuesOfPiece];
    private readonly byte[] _joined = new byte[ValuesOfPiece * sizeof(long)];
    private double[] _dictionary = [];
    private int _apart;

    /// <summary>Whether numbers of a type are read, which the file stores as another.</summary>
    public static bool Knows(TypeCode type, global::Parquet.Meta.Type stored) => BitConverter.IsLittleEndian && stored switch
    {
        global::Parquet.Meta.Type.DOUBLE => type == TypeCode.Double,
        global::Parquet.Meta.Type.FLOAT => type == TypeCode.Single,
        global::Parquet.Meta.Type.INT32 => type is >= TypeCode.SByte and <= TypeCode.UInt32,
        global::Parquet.Meta.Type.INT64 => type is TypeCode.Int64 or TypeCode.UInt64,
        _ => false,
    };

    protected override void TakeDictionary(ArraySegment<byte> values, int count)
    {
        if (count < 0 || count > values.Count / _size)
        {
            throw new InvalidDataException("a dictionary has fewer values than its header tells");
        }

        _dictionary = GC.AllocateUninitializedArray<double>(count);
        Convert(values[..(count * _size)], _dictionary);
    }

    protected override void BeginValues()
    {
        _apart = 0;
        if (ValueEncoding is not (Encoding.PLAIN or Encoding.BYTE_STREAM_SPLIT))
        {
            throw new NotSupportedException($"{ValueEncoding} numbers");
        }
    }

    protected override void ReadValues(Span<double> values)
    {
        if (HasCodes)
        {
            LookUp(values);
        }
        else if (ValueEncoding == Encoding.PLAIN)
        {
            Convert(Take(checked(values.Length * _size)), values);
        }
        else
        {
            Join(values);
        }
    }

    private void LookUp(Span<double> values)
    {
        double[] dictionary = _dictionary;
        while (!values.IsEmpty)
        {
            int count = Codes.TakeRun(values.Length, out int same);
            if (count > 0)
            {
                values[..count].Fill(dictionary[same]);
            }
            else
            {
                count = Math.Min(values.Length, ValuesOfPiece);
                Span<int> codes = _codes.AsSpan(0, count);
                Codes.Read(codes);
                for (int i = 0; i < codes.Length; i++)
                {
                    values[i] = dictionary[codes[i]];
                }
            }

            values = values[count..];
        }
    }

    // First the first bytes of all numbers, then the second ones, and so on.
    private void Join(Span<double> values)
    {
        int total = Values.Count / _size;
        if (values.Length > total - _apart)
        {
            throw new InvalidDataException("a page has fewer values than its header tells");
        }

        ReadOnlySpan<byte> bytes = Values;
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, ValuesOfPiece);
            Span<byte> joined = _joined.AsSpan(0, count * _size);
            for (int part = 0; part < _size; part++)
            {
                ReadOnlySpan<byte> parts = bytes.Slice((part * total) + _apart, count);
                for (int i = 0, to = part; i < parts.Length; i++, to += _size)
                {
                    joined[to] = parts[i];
                }
            }

            Convert(joined, values[..count]);
            _apart += count;
            values = values[count..];
        }
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (type)
        {
            case TypeCode.Double:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case TypeCode.Single:
                SingleText.ToDoubles(MemoryMarshal.Cast<byte, float>(bytes), values);
                break;
            case TypeCode.SByte:
                Convert<int, sbyte>(bytes, values);
                break;
            case TypeCode.Byte:
                Convert<int, byte>(bytes, values);
                break;
            case TypeCode.Int16:
                Convert<int, short>(bytes, values);
                break;
            case TypeCode.UInt16:
                Convert<int, ushort>(bytes, values);
                break;
            case TypeCode.Int32:
                Convert<int, int>(bytes, values);
                break;
            case TypeCode.UInt32:
                Convert<int, uint>(bytes, values);
                break;
            case TypeCode.Int64:
                Convert<long, long>(bytes, values);
                break;
            default:
                Convert<long, ulong>(bytes, values);
                break;
        }
    }

    // What the file stores in 32 or 64 bits is cut to its type, as the library does.
    private static void Convert<TStored, T>(ReadOnlySpan<byte> bytes, Span<double> values)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<TStored> stored = MemoryMarshal.Cast<byte, TStored>(bytes);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(T.CreateTruncating(stored[i]));
        }
    }
}
