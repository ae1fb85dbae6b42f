using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using LogReg.Data;
using LogReg.Sources.Columns;

namespace LogReg.Sources.Arrow;

/// <summary>Reads a column of the batches of a file as cells, with the texts that a CSV file would have.</summary>
/// <param name="body">Reads buffers.</param>
/// <param name="column">The column.</param>
/// <param name="before">How many arrays, buffers and arrays of views the columns before it have.</param>
internal sealed class ColumnReader(BodyReader body, ArrowField column, ArrayCount before)
{
    private const int InlineText = 12;
    private const int ViewSize = 16;

    // Several batches share a dictionary.
    private readonly ConcurrentDictionary<ArrowDictionary, Lazy<DataCell[]>> _dictionaries = [];

    /// <summary>The column.</summary>
    public ArrowField Field => column;

    /// <summary>Reads the cells of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isLarge">Whether numbers are read when their rows are needed, if they can be.</param>
    /// <param name="explain">Says what is wrong when reading fails later.</param>
    public ColumnCells Read(BatchHeader batch, bool isLarge, Func<Exception, DataException> explain)
    {
        var array = new ArrayPlace(batch, before);
        if (column.Dictionary is long number)
        {
            return ReadIndices(array, batch.Dictionaries.TryGetValue(number, out ArrowDictionary? dictionary)
                ? dictionary
                : throw new InvalidDataException("its dictionary is missing"));
        }

        if (!column.IsNumber)
        {
            CodedCells cells = ReadCodes(column, array);
            return ColumnCells.OfCodes(cells.Codes, cells.Values);
        }

        if (isLarge && batch.Compression == ArrowCompression.None && !NumberConverter.MayBeInexact(column))
        {
            return ColumnCells.OfNumbers(new LaterNumbers(body, column, array, explain), batch.Rows);
        }

        return ReadNumbers(array);
    }

    private ColumnCells ReadNumbers(ArrayPlace array)
    {
        int rows = array.Batch.Rows;
        using PooledBytes missing = ReadBitmap(array);
        if (column.IsDouble && array.Batch.Compression == ArrowCompression.None)
        {
            (long start, long length) = array.Batch.BufferAt(array.Buffer + 1);
            BodyReader.CheckSize(length, (long)rows * sizeof(double));
            IMemoryOwner<double> doubles = MemoryPool<double>.Shared.Rent(Math.Max(1, rows));
            body.Read(start, MemoryMarshal.AsBytes(doubles.Memory.Span[..rows]));
            Bitmap.SetMissing(missing.Span, 0, doubles.Memory.Span[..rows], double.NaN);
            return ColumnCells.OfNumbers(doubles, rows);
        }

        using PooledBytes bytes = body.Read(array.Batch, array.Buffer + 1, (long)rows * column.Width);
        IMemoryOwner<double> memory = MemoryPool<double>.Shared.Rent(Math.Max(1, rows));
        Span<double> numbers = memory.Memory.Span[..rows];
        NumberConverter.Convert(column, bytes.Span, numbers);
        Bitmap.SetMissing(missing.Span, 0, numbers, double.NaN);
        if (!NumberConverter.MayBeInexact(column) || NumberConverter.AreExact(numbers))
        {
            return ColumnCells.OfNumbers(memory, rows);
        }

        // Whole numbers that no double is are texts, so that reading says that they are rounded.
        memory.Dispose();
        CodedCells cells = Code(Longs(bytes.Span, rows), missing.Span, WholeNumber(column));
        return ColumnCells.OfCodes(cells.Codes, cells.Values);
    }

    private ColumnCells ReadIndices(ArrayPlace array, ArrowDictionary dictionary)
    {
        int rows = array.Batch.Rows;
        DataCell[] values = _dictionaries.GetOrAdd(dictionary, key => new Lazy<DataCell[]>(() => ReadDictionary(key))).Value;
        using PooledBytes missing = ReadBitmap(array);
        using PooledBytes bytes = body.Read(array.Batch, array.Buffer + 1, (long)rows * column.IndexWidth);
        int[] codes = GC.AllocateUninitializedArray<int>(rows);
        for (int row = 0; row < codes.Length; row++)
        {
            if (Bitmap.IsMissing(missing.Span, row))
            {
                codes[row] = -1;
                continue;
            }

            long index = IndexAt(bytes.Span.Slice(row * column.IndexWidth, column.IndexWidth));
            codes[row] = index >= 0 && index < values.Length
                ? values[index] == DataCell.Missing ? -1 : (int)index
                : throw new InvalidDataException("a value is not in the dictionary");
        }

        return ColumnCells.OfCodes(codes, values);
    }

    // An index without a sign that is too large for one with it is beyond any dictionary.
    private long IndexAt(ReadOnlySpan<byte> bytes) => (column.IndexWidth, column.IsIndexSigned) switch
    {
        (sizeof(byte), true) => (sbyte)bytes[0],
        (sizeof(byte), false) => bytes[0],
        (sizeof(short), true) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (sizeof(short), false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (sizeof(int), true) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (sizeof(int), false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    private DataCell[] ReadDictionary(ArrowDictionary last)
    {
        var batches = new Stack<BatchHeader>();
        for (ArrowDictionary? part = last; part is not null; part = part.Earlier)
        {
            batches.Push(part.Values);
        }

        var cells = new List<DataCell>();
        foreach (BatchHeader batch in batches)
        {
            CodedCells coded = ReadCodes(column, new ArrayPlace(batch, default));
            cells.AddRange(coded.Codes.Select(code => code < 0 ? DataCell.Missing : coded.Values[code]));
        }

        return [.. cells];
    }

    private CodedCells ReadCodes(ArrowField type, ArrayPlace array)
    {
        int rows = array.Batch.Rows;
        if (type.Type == ArrowType.Null)
        {
            int[] none = new int[rows];
            Array.Fill(none, -1);
            return new CodedCells(none, []);
        }

        using PooledBytes missing = ReadBitmap(array);
        switch (type.Type)
        {
            case ArrowType.Bool:
                using (PooledBytes bits = body.Read(array.Batch, array.Buffer + 1, Bitmap.Size(rows)))
                {
                    int[] codes = new int[rows];
                    for (int row = 0; row < codes.Length; row++)
                    {
                        codes[row] = Bitmap.IsMissing(missing.Span, row) ? -1 : Bitmap.IsMissing(bits.Span, row) ? 0 : 1;
                    }

                    return new CodedCells(codes, [DataCell.Of(false), DataCell.Of(true)]);
                }

            case ArrowType.Utf8 or ArrowType.LargeUtf8:
                return ReadTexts(type, array, missing.Span);
            case ArrowType.Utf8View:
                return ReadViews(array, missing.Span);
        }

        using PooledBytes bytes = body.Read(array.Batch, array.Buffer + 1, (long)rows * type.Width);
        return type.Type switch
        {
            ArrowType.FixedSizeBinary => Code(MemoryMarshal.Cast<byte, UInt128>(bytes.Span)[..rows], missing.Span, UuidOf),
            ArrowType.Int or ArrowType.Duration when NumberConverter.MayBeInexact(type) =>
                Code(Longs(bytes.Span, rows), missing.Span, WholeNumber(type)),
            ArrowType.Int or ArrowType.FloatingPoint or ArrowType.Decimal =>
                Code(Doubles(type, bytes.Span, rows), missing.Span, number => DataCell.Of(number)),
            _ when type.Width == sizeof(int) =>
                Code(MemoryMarshal.Cast<byte, int>(bytes.Span)[..rows], missing.Span, value => TimeTexts.Of(type, value)),
            _ => Code(Longs(bytes.Span, rows), missing.Span, value => TimeTexts.Of(type, value)),
        };
    }

    private CodedCells ReadTexts(ArrowField type, ArrayPlace array, ReadOnlySpan<byte> missing)
    {
        int rows = array.Batch.Rows;
        int width = type.Type == ArrowType.Utf8 ? sizeof(int) : sizeof(long);
        using PooledBytes offsets = body.Read(array.Batch, array.Buffer + 1, rows == 0 ? 0 : (rows + 1L) * width);
        using PooledBytes texts = body.Read(array.Batch, array.Buffer + 2, 0);
        int[] codes = GC.AllocateUninitializedArray<int>(rows);
        var known = new KnownTexts();
        for (int row = 0; row < codes.Length; row++)
        {
            long start = OffsetAt(offsets.Span, row, width);
            long end = OffsetAt(offsets.Span, row + 1, width);
            if (start < 0 || end < start || end > texts.Span.Length)
            {
                throw new InvalidDataException("a text reaches beyond its column");
            }

            codes[row] = Bitmap.IsMissing(missing, row) ? -1 : known.CodeOf(texts.Span[(int)start..(int)end]);
        }

        return new CodedCells(codes, known.Texts);
    }

    private CodedCells ReadViews(ArrayPlace array, ReadOnlySpan<byte> missing)
    {
        int rows = array.Batch.Rows;
        using PooledBytes views = body.Read(array.Batch, array.Buffer + 1, (long)rows * ViewSize);
        var buffers = new PooledBytes[array.Views];
        try
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                buffers[i] = body.Read(array.Batch, array.Buffer + 2 + i, 0);
            }

            int[] codes = GC.AllocateUninitializedArray<int>(rows);
            var known = new KnownTexts();
            for (int row = 0; row < codes.Length; row++)
            {
                ReadOnlySpan<byte> view = views.Span.Slice(row * ViewSize, ViewSize);
                codes[row] = Bitmap.IsMissing(missing, row) ? -1 : known.CodeOf(TextOf(view, buffers));
            }

            return new CodedCells(codes, known.Texts);
        }
        finally
        {
            Array.ForEach(buffers, buffer => buffer.Dispose());
        }
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> view, PooledBytes[] buffers)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(view);
        int buffer = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
        int start = BinaryPrimitives.ReadInt32LittleEndian(view[12..]);
        return length <= InlineText ? view.Slice(sizeof(int), length) : buffers[buffer].Span.Slice(start, length);
    }

    private static long OffsetAt(ReadOnlySpan<byte> offsets, int row, int width) => width == sizeof(int)
        ? BinaryPrimitives.ReadInt32LittleEndian(offsets[(row * sizeof(int))..])
        : BinaryPrimitives.ReadInt64LittleEndian(offsets[(row * sizeof(long))..]);

    private static ReadOnlySpan<long> Longs(ReadOnlySpan<byte> bytes, int rows) => MemoryMarshal.Cast<byte, long>(bytes)[..rows];

    private static double[] Doubles(ArrowField type, ReadOnlySpan<byte> bytes, int rows)
    {
        double[] numbers = GC.AllocateUninitializedArray<double>(rows);
        NumberConverter.Convert(type, bytes, numbers);
        return numbers;
    }

    private static Func<long, DataCell> WholeNumber(ArrowField type) => type.IsSigned
        ? DataCell.Of
        : value => value >= 0 ? DataCell.Of(value) : DataCell.Of(((ulong)value).ToString(CultureInfo.InvariantCulture));

    private static DataCell UuidOf(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        return DataCell.Of(new Guid(bytes, bigEndian: true).ToString());
    }

    private static CodedCells Code<T>(ReadOnlySpan<T> values, ReadOnlySpan<byte> missing, Func<T, DataCell> toCell)
        where T : notnull
    {
        int[] codes = GC.AllocateUninitializedArray<int>(values.Length);
        var known = new Dictionary<T, int>();
        var cells = new List<DataCell>();
        for (int row = 0; row < codes.Length; row++)
        {
            if (Bitmap.IsMissing(missing, row))
            {
                codes[row] = -1;
                continue;
            }

            if (!known.TryGetValue(values[row], out int code))
            {
                code = cells.Count;
                known.Add(values[row], code);
                cells.Add(toCell(values[row]));
            }

            codes[row] = code;
        }

        return new CodedCells(codes, cells);
    }

    // Empty if every row has a value.
    private PooledBytes ReadBitmap(ArrayPlace array) =>
        array.Nulls == 0 ? new PooledBytes(0) : body.Read(array.Batch, array.Buffer, Bitmap.Size(array.Batch.Rows));

    private sealed record CodedCells(int[] Codes, IReadOnlyList<DataCell> Values);
}
