namespace LogReg.Sources.Arrow;

/// <summary>How the buffers of a batch are compressed.</summary>
internal enum ArrowCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Frames of LZ4.</summary>
    Lz4,

    /// <summary>Zstandard.</summary>
    Zstandard,
}

/// <summary>What a file says about a batch of rows or about the values of a dictionary.</summary>
internal sealed class BatchHeader
{
    private const int PairSize = 2 * sizeof(long);

    // What LZ4 and Zstandard cannot surpass.
    private const long MostOfLz4 = 255;
    private const long MostOfZstandard = 1 << 15;

    private readonly (long Rows, long Nulls)[] _arrays;
    private readonly (long Offset, long Length)[] _buffers;
    private readonly long[] _viewBuffers;

    /// <param name="table">The record batch.</param>
    /// <param name="start">Where its buffers begin in the file.</param>
    /// <param name="length">Their bytes.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It is compressed in an unknown way.</exception>
    public BatchHeader(FlatTable table, long start, long length)
    {
        BodyStart = start;
        long rows = table.Number<long>(0);
        Rows = rows is >= 0 and <= int.MaxValue ? (int)rows : throw new InvalidDataException($"a batch cannot have {rows} rows");
        Compression = table.Has(3) ? CompressionOf(table.Table(3)) : ArrowCompression.None;
        _arrays = Pairs(table.List(1, PairSize));
        _buffers = Pairs(table.List(2, PairSize));
        _viewBuffers = new long[table.List(4, sizeof(long)).Count];
        long views = 0;
        for (int i = 0; i < _viewBuffers.Length; i++)
        {
            long count = table.List(4, sizeof(long)).Number<long>(i, 0);
            views += count >= 0 && count <= _buffers.Length ? count : throw new InvalidDataException("buffers of texts are missing");
            _viewBuffers[i] = views;
        }

        foreach ((long offset, long size) in _buffers)
        {
            if (offset < 0 || size < 0 || offset > length - size)
            {
                throw new InvalidDataException("a column reaches beyond its batch");
            }
        }
    }

    /// <summary>The number of rows, or of the values of the dictionary.</summary>
    public int Rows { get; }

    /// <summary>How the buffers are compressed.</summary>
    public ArrowCompression Compression { get; }

    /// <summary>Where the buffers begin in the file.</summary>
    public long BodyStart { get; }

    /// <summary>The dictionaries by their numbers as they are at this batch.</summary>
    public IReadOnlyDictionary<long, ArrowDictionary> Dictionaries { get; init; } = new Dictionary<long, ArrowDictionary>();

    /// <summary>How many times as large what is compressed can be at most.</summary>
    public long MostExpansion => Compression switch
    {
        ArrowCompression.Lz4 => MostOfLz4,
        ArrowCompression.Zstandard => MostOfZstandard,
        _ => 1,
    };

    /// <summary>How many cells an array has no value for, after a check of its length.</summary>
    /// <param name="array">The place of the array.</param>
    public long NullsOf(int array) => _arrays[array].Rows == Rows
        ? _arrays[array].Nulls
        : throw new InvalidDataException($"{_arrays[array].Rows} values for {Rows} rows");

    /// <summary>Where a buffer begins in the file, and its bytes there.</summary>
    /// <param name="buffer">The place of the buffer.</param>
    public (long Start, long Length) BufferAt(int buffer) => (BodyStart + _buffers[buffer].Offset, _buffers[buffer].Length);

    /// <summary>How many arrays have buffers that the batch counts.</summary>
    public int ViewCount => _viewBuffers.Length;

    /// <summary>The buffers of a number of arrays whose buffers each batch counts.</summary>
    /// <param name="views">How many such arrays, the first ones.</param>
    public int ViewBuffersOf(int views) => views == 0 ? 0 : checked((int)_viewBuffers[views - 1]);

    private static (long First, long Second)[] Pairs(FlatList list)
    {
        var pairs = new (long First, long Second)[list.Count];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (list.Number<long>(i, 0), list.Number<long>(i, sizeof(long)));
        }

        return pairs;
    }

    private static ArrowCompression CompressionOf(FlatTable table) => (table.Number<sbyte>(0), table.Number<sbyte>(1)) switch
    {
        (0, 0) => ArrowCompression.Lz4,
        (1, 0) => ArrowCompression.Zstandard,
        _ => throw new NotSupportedException("it is compressed in an unknown way"),
    };
}
