using System.Globalization;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Fits a term of words: which sequences of words have columns, and in how many training rows they are.</summary>
/// <param name="rows">The training rows.</param>
/// <param name="column">The position of the column in the table.</param>
/// <param name="words">The words of the table.</param>
internal sealed class TextTermFitter(TrainingVectors rows, int column, LevelTable words)
{
    /// <summary>Fits the term.</summary>
    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="cells">The cells of the feature.</param>
    /// <param name="options">What the formula asks for.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">No word is in enough rows.</exception>
    public SparseTerm Fit(string name, SparseCells cells, TextOptions options, string? source)
    {
        WordEncoder encoder = options.Bits == 0 ? OfTexts(options) : OfBuckets(options);
        return encoder.Count > 0
            ? new SparseTerm(
                name, cells, encoder, SparseMoments.Of(rows, column, encoder, isStandardised: false))
            : throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no word is in {options.Minimum:N0} or more of the {rows.Count:N0} training rows"),
                source,
                column: cells.Feature.Name,
                hint: $"check that the column holds texts, or lower the minimum: text({cells.Feature.Name}, minimum 1)");
    }

    private WordEncoder OfTexts(TextOptions options)
    {
        IEnumerable<WordCount> frequent = rows.CountRows(column)
            .Where(pair => pair.Value >= options.Minimum && WordEncoder.IsShortEnough(words.Utf8(pair.Key), options.Grams))
            .Select(pair => new WordCount(words[pair.Key], pair.Value));
        if (options.Most > 0)
        {
            frequent = frequent.OrderByDescending(word => word.Count).ThenBy(word => word.Text, StringComparer.Ordinal).Take(options.Most);
        }

        WordCount[] kept = [.. frequent.OrderBy(word => word.Text, StringComparer.Ordinal)];
        return WordEncoder.OfTexts(options, kept.Select(word => word.Text), [.. kept.Select(word => word.Count)], rows.Count);
    }

    private WordEncoder OfBuckets(TextOptions options)
    {
        int[] buckets = new int[words.Count];
        for (int code = 0; code < buckets.Length; code++)
        {
            ReadOnlySpan<byte> text = words.Utf8(code);
            buckets[code] = WordEncoder.IsShortEnough(text, options.Grams) ? WordEncoder.BucketOf(text, options.Bits) : -1;
        }

        long[] counts = new long[1 << options.Bits];
        foreach (HashSet<int> own in rows.CodesOf(column).Select(codes => codes.Select(code => buckets[code]).ToHashSet()))
        {
            foreach (int bucket in own.Where(bucket => bucket >= 0))
            {
                counts[bucket]++;
            }
        }

        rows.Sum(counts);
        int[] kept = [.. Enumerable.Range(0, counts.Length).Where(bucket => counts[bucket] >= options.Minimum)];
        return WordEncoder.OfBuckets(options, kept, [.. kept.Select(bucket => counts[bucket])], rows.Count);
    }

    private sealed record WordCount(string Text, long Count);
}
