using System.Globalization;
using System.Runtime.CompilerServices;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>
/// Makes numbers of texts: for each sequence of words its count in the text times the inverse document frequency
/// ln((1 + n)/(1 + d)) + 1, where d of the n training rows have it; each row is divided by its Euclidean length, as scikit-learn's
/// TfidfVectorizer does. Sequences have columns of their own, or share those of the buckets into which they fall.
/// </summary>
internal sealed class WordEncoder : SparseEncoder
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    private readonly LevelTable? _texts;
    private readonly int[] _placesOfBuckets = [];
    private readonly double[] _frequencies;

    // The positions of the columns for the codes of the words of a table, which all of its chunks share.
    private readonly ConditionalWeakTable<LevelTable, int[]> _placesOfWords = [];

    private WordEncoder(TextOptions options, IReadOnlyList<long> counts, long rowCount)
    {
        Options = options;
        Counts = counts;
        RowCount = rowCount;
        _frequencies = [.. counts.Select(count => ElementaryFunctions.Log((1.0 + rowCount) / (1.0 + count)) + 1)];
    }

    private WordEncoder(TextOptions options, LevelTable texts, IReadOnlyList<long> counts, long rowCount)
        : this(options, counts, rowCount)
    {
        _texts = texts;
        Texts = texts;
    }

    private WordEncoder(TextOptions options, IReadOnlyList<int> buckets, IReadOnlyList<long> counts, long rowCount)
        : this(options, counts, rowCount)
    {
        Buckets = buckets;
        _placesOfBuckets = new int[1 << options.Bits];
        Array.Fill(_placesOfBuckets, -1);
        for (int place = 0; place < buckets.Count; place++)
        {
            _placesOfBuckets[buckets[place]] = place;
        }
    }

    /// <summary>What the formula asks for.</summary>
    public TextOptions Options { get; }

    /// <summary>The sequences of words that have columns; <see langword="null"/> if buckets have.</summary>
    public IReadOnlyList<string>? Texts { get; }

    /// <summary>The buckets that have columns, ascending; <see langword="null"/> if sequences have.</summary>
    public IReadOnlyList<int>? Buckets { get; }

    /// <summary>For each column the number of training rows that have it.</summary>
    public IReadOnlyList<long> Counts { get; }

    /// <summary>The number of training rows.</summary>
    public long RowCount { get; }

    /// <inheritdoc/>
    public override int Count => Counts.Count;

    /// <summary>With a column for each sequence of words.</summary>
    /// <param name="options">What the formula asks for.</param>
    /// <param name="texts">The sequences.</param>
    /// <param name="counts">For each the number of training rows that have it.</param>
    /// <param name="rowCount">The number of training rows.</param>
    public static WordEncoder OfTexts(TextOptions options, IEnumerable<string> texts, IReadOnlyList<long> counts, long rowCount) =>
        new(options, LevelTable.Of(texts), counts, rowCount);

    /// <summary>With a column for each bucket.</summary>
    /// <param name="options">What the formula asks for.</param>
    /// <param name="buckets">The buckets, ascending.</param>
    /// <param name="counts">For each the number of training rows that have it.</param>
    /// <param name="rowCount">The number of training rows.</param>
    public static WordEncoder OfBuckets(TextOptions options, IReadOnlyList<int> buckets, IReadOnlyList<long> counts, long rowCount) =>
        new(options, buckets, counts, rowCount);

    /// <summary>The bucket of a sequence of words: its FNV-1a hash of 64 bits, the upper half folded onto the lower, of which the lowest
    /// bits count.</summary>
    /// <param name="text">The sequence in UTF-8, in lower case, with a space between words.</param>
    /// <param name="bits">The number of bits.</param>
    public static int BucketOf(ReadOnlySpan<byte> text, int bits)
    {
        ulong hash = HashStart;
        foreach (byte value in text)
        {
            hash = (hash ^ value) * HashFactor;
        }

        return (int)((hash ^ (hash >> 32)) & ((1UL << bits) - 1));
    }

    /// <summary>Whether a sequence has no more words than a column may have.</summary>
    /// <param name="text">The sequence in UTF-8.</param>
    /// <param name="grams">The largest number of words.</param>
    public static bool IsShortEnough(ReadOnlySpan<byte> text, int grams) => text.Count((byte)' ') < grams;

    /// <inheritdoc/>
    public override IEnumerable<string> Names(string feature) => Texts?.Select(text => $"{feature}={text}")
        ?? Buckets!.Select(bucket => $"{feature}#{bucket.ToString(CultureInfo.InvariantCulture)}");

    /// <inheritdoc/>
    public override SparseRows Encode(Column column)
    {
        var rows = new SparseRows();
        var places = new List<int>();
        if (column is VectorColumn vectors)
        {
            int[] placesOf = _placesOfWords.GetValue(vectors.Words!, PlacesOf);
            for (int row = 0; row < vectors.Count; row++)
            {
                ReadOnlySpan<int> codes = vectors.Indices(row);
                ReadOnlySpan<double> counts = vectors.Values(row);
                for (int entry = 0; entry < codes.Length; entry++)
                {
                    for (int time = 0; placesOf[codes[entry]] >= 0 && time < counts[entry]; time++)
                    {
                        places.Add(placesOf[codes[entry]]);
                    }
                }

                Add(places, rows);
            }

            return rows;
        }

        var texts = (TextColumn)column;
        var words = new TextTokens(Options.Grams);
        for (int row = 0; row < texts.Count; row++)
        {
            words.Read(texts[row]);
            for (int index = 0; index < words.Count; index++)
            {
                if (PlaceOf(words[index]) is >= 0 and int place)
                {
                    places.Add(place);
                }
            }

            Add(places, rows);
        }

        return rows;
    }

    private int[] PlacesOf(LevelTable words)
    {
        int[] places = new int[words.Count];
        for (int code = 0; code < places.Length; code++)
        {
            ReadOnlySpan<byte> text = words.Utf8(code);
            places[code] = IsShortEnough(text, Options.Grams) ? PlaceOf(text) : -1;
        }

        return places;
    }

    private int PlaceOf(ReadOnlySpan<byte> text) => _texts is null
        ? _placesOfBuckets[BucketOf(text, Options.Bits)]
        : _texts.TryGetCode(text, out int place) ? place : -1;

    // The same order of sums for the same words, in whatever order they came.
    private void Add(List<int> places, SparseRows rows)
    {
        places.Sort();
        for (int index = 0; index < places.Count;)
        {
            int place = places[index];
            int count = 0;
            while (index < places.Count && places[index] == place)
            {
                count++;
                index++;
            }

            rows.Add(place, count * _frequencies[place]);
        }

        double squares = 0;
        Span<double> own = rows.OpenRow();
        foreach (double value in own)
        {
            squares += value * value;
        }

        double length = Math.Sqrt(squares);
        foreach (ref double value in own)
        {
            value /= length;
        }

        rows.EndRow();
        places.Clear();
    }
}
