using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Sources.Arrow;

/// <summary>What a file of Arrow's interprocess format consists of: its fields, and where its batches are. A file has a footer that says
/// so (Feather, version 2); a stream is looked through from message to message.</summary>
internal sealed class ArrowFile
{
    private const int Continuation = -1;
    private const int LengthSize = sizeof(int);
    private const int BlockSize = 24;
    private const int SchemaMessage = 1;
    private const int DictionaryMessage = 2;
    private const int BatchMessage = 3;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly List<BatchHeader> _batches = [];
    private Dictionary<long, ArrowDictionary> _dictionaries = [];
    private long _used;

    /// <summary>Reads what a file consists of.</summary>
    /// <param name="file">The file, left open.</param>
    /// <exception cref="InvalidDataException">It is damaged; other exceptions mean the same.</exception>
    /// <exception cref="NotSupportedException">It is stored in a way that is not known.</exception>
    public ArrowFile(SafeFileHandle file)
    {
        _file = file;
        _length = RandomAccess.GetLength(file);
        Span<byte> start = stackalloc byte[Signature.Length];
        Fields = RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual(Signature) ? ReadFile() : ReadStream();
    }

    /// <summary>How a file begins and ends.</summary>
    public static ReadOnlySpan<byte> Signature => "ARROW1"u8;

    /// <summary>The fields.</summary>
    public IReadOnlyList<ArrowField> Fields { get; }

    /// <summary>The batches of rows.</summary>
    public IReadOnlyList<BatchHeader> Batches => _batches;

    /// <summary>Whether a file begins as a stream does.</summary>
    /// <param name="start">Its first bytes.</param>
    public static bool IsStream(ReadOnlySpan<byte> start)
    {
        const int Prefix = 2 * LengthSize;
        const int LargestOffset = 1 << 12;
        return start.Length > Prefix + LengthSize && BinaryPrimitives.ReadInt32LittleEndian(start) == Continuation
            && BinaryPrimitives.ReadInt32LittleEndian(start[LengthSize..]) is > LengthSize and int size
            && BinaryPrimitives.ReadInt32LittleEndian(start[Prefix..]) is >= LengthSize and <= LargestOffset and int root && root < size;
    }

    private ArrowField[] ReadFile()
    {
        int endSize = LengthSize + Signature.Length;
        byte[] end = Read(_length - endSize, endSize);
        if (!end.AsSpan(LengthSize).SequenceEqual(Signature))
        {
            throw new InvalidDataException("it does not end as it should");
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(end);
        byte[] bytes = Read(_length - endSize - size, size);
        FlatTable footer = FlatTable.RootOf(bytes);
        FlatList batches = footer.List(3, BlockSize);
        ArrowField[] fields = new SchemaReader(size, VersionOf(batches)).Read(footer.Table(1));
        ReadBlocks(footer.List(2, BlockSize), DictionaryMessage, fields);
        ReadBlocks(batches, BatchMessage, fields);
        return fields;
    }

    // Not every writer puts it into the footer. Without batches, it makes no difference.
    private int VersionOf(FlatList batches) =>
        batches.Count == 0 ? SchemaReader.LastVersion : MessageOf(ReadBlock(batches, 0)).Number<short>(0);

    private byte[] ReadBlock(FlatList blocks, int index) =>
        Read(blocks.Number<long>(index, 0), blocks.Number<int>(index, sizeof(long)));

    private static FlatTable MessageOf(byte[] bytes) => FlatTable.RootOf(bytes.AsSpan(
        BinaryPrimitives.ReadInt32LittleEndian(bytes) == Continuation ? 2 * LengthSize : LengthSize));

    private void ReadBlocks(FlatList blocks, int kind, ArrowField[] fields)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            long offset = blocks.Number<long>(i, 0);
            int size = blocks.Number<int>(i, sizeof(long));
            long bodyLength = blocks.Number<long>(i, 2 * sizeof(long));
            FlatTable message = MessageOf(ReadBlock(blocks, i));
            if (message.Number<byte>(1) != kind)
            {
                throw new InvalidDataException("its footer points to something else than a batch");
            }

            Add(message, kind, offset + size, bodyLength, fields, mayReplace: false);
            _used += size;
        }
    }

    private ArrowField[] ReadStream()
    {
        ArrowField[]? fields = null;
        long at = 0;
        while (at < _length)
        {
            // Streams of old programs have the length alone.
            int prefix = 2 * LengthSize;
            byte[] start = Read(at, (int)Math.Min(prefix, _length - at));
            int size = BinaryPrimitives.ReadInt32LittleEndian(start);
            if (size == Continuation)
            {
                size = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(LengthSize));
            }
            else
            {
                prefix = LengthSize;
            }

            if (size == 0)
            {
                break;
            }

            byte[] bytes = Read(at + prefix, size);
            FlatTable message = FlatTable.RootOf(bytes);
            long bodyStart = at + prefix + size;
            long bodyLength = message.Number<long>(3);
            int kind = message.Number<byte>(1);
            if (kind == SchemaMessage && fields is null)
            {
                fields = new SchemaReader(size, message.Number<short>(0)).Read(message.Table(2));
            }
            else
            {
                Add(message, kind, bodyStart, bodyLength, fields ?? throw new InvalidDataException("it has no schema"), mayReplace: true);
            }

            at = bodyStart + bodyLength;
        }

        return fields ?? throw new InvalidDataException("it has no schema");
    }

    private void Add(FlatTable message, int kind, long bodyStart, long bodyLength, ArrowField[] fields, bool mayReplace)
    {
        // Batches that share bytes could make any number of rows of a small file.
        if (bodyStart < 0 || bodyLength < 0 || bodyStart > _length - bodyLength || (_used += bodyLength) > _length)
        {
            throw new InvalidDataException("a batch reaches beyond the end of the file");
        }

        if (kind == BatchMessage)
        {
            var batch = new BatchHeader(message.Table(2), bodyStart, bodyLength) { Dictionaries = _dictionaries };
            if (Array.Exists(fields, field => field.CanRead && field.Type != ArrowType.Null)
                && batch.Rows > 8.0 * bodyLength * batch.MostExpansion)
            {
                throw new InvalidDataException($"a batch of {bodyLength} bytes cannot have {batch.Rows} rows");
            }

            _batches.Add(batch);
        }
        else if (kind == DictionaryMessage)
        {
            FlatTable table = message.Table(2);
            long number = table.Number<long>(0);
            bool isDelta = table.Number<byte>(2) != 0;
            ArrowDictionary? earlier = _dictionaries.GetValueOrDefault(number);
            if (isDelta ? earlier is null : earlier is not null && !mayReplace)
            {
                throw new InvalidDataException(isDelta ? "a dictionary continues that is not there" : "a dictionary is there twice");
            }

            var dictionary = new ArrowDictionary(new BatchHeader(table.Table(1), bodyStart, bodyLength), isDelta ? earlier : null);

            // Batches before this one keep what they have.
            if (mayReplace && _batches.Count > 0 && ReferenceEquals(_batches[^1].Dictionaries, _dictionaries))
            {
                _dictionaries = new Dictionary<long, ArrowDictionary>(_dictionaries);
            }

            _dictionaries[number] = dictionary;
        }
        else
        {
            throw new NotSupportedException("it holds something else than rows");
        }
    }

    private byte[] Read(long at, int count)
    {
        if (count < LengthSize || at < 0 || at > _length - count)
        {
            throw new InvalidDataException("something reaches beyond the end of the file");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
        return RandomAccess.Read(_file, bytes, at) == count ? bytes : throw new EndOfStreamException();
    }
}

/// <summary>The values of a dictionary.</summary>
/// <param name="Values">The batch that has them.</param>
/// <param name="Earlier">The dictionary that they continue, or <see langword="null"/>.</param>
internal sealed record ArrowDictionary(BatchHeader Values, ArrowDictionary? Earlier);
